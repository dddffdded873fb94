//! Reads `config.json` from beside the page.

use super::{Config, SettingsError};
use gloo_net::http::Request;
use web_sys::{ReferrerPolicy, RequestCache, RequestCredentials};

/// The site's settings; a site without the file has the defaults.
///
/// # Errors
/// A file that is there but cannot be read or used.
pub async fn load() -> Result<Config, SettingsError> {
    let request = Request::get("config.json")
        .cache(RequestCache::NoCache)
        // A part of the site, as the page itself: where that asks who one is, so it does here.
        .credentials(RequestCredentials::SameOrigin)
        .referrer_policy(ReferrerPolicy::NoReferrer);
    let response = request.send().await.map_err(|_| SettingsError::NotRead(None))?;
    match response.status() {
        404 => Ok(Config::default()),
        200 => {
            let body = response.binary().await.map_err(|_| SettingsError::NotRead(Some(200)))?;
            // What is no UTF-8 is no JSON.
            Config::parse(&String::from_utf8(body).unwrap_or_default())
        }
        status => Err(SettingsError::NotRead(Some(status))),
    }
}
