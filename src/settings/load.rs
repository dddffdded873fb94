//! Reads `config.json` from beside the page.

use super::{Settings, SettingsError};
use crate::fetch::{self, Options};
use web_sys::{RequestCache, RequestCredentials, RequestRedirect};

/// The site's settings; a site without the file has the defaults.
///
/// # Errors
/// A file that is there but cannot be read or used.
pub async fn load() -> Result<Settings, SettingsError> {
    // A part of the site, as the page itself: where that asks who one is, so it does here.
    let credentials = RequestCredentials::SameOrigin;
    let redirect = RequestRedirect::Follow;
    let options =
        Options { method: "GET", cache: RequestCache::NoCache, credentials, redirect, headers: &[], signal: None };
    let response = fetch::fetch("config.json", &options).await.map_err(|_| SettingsError::NotRead(None))?;
    match response.status() {
        404 => Ok(Settings::default()),
        200 => {
            let body = fetch::body(&response).await.map_err(|_| SettingsError::NotRead(Some(200)))?;
            Settings::parse(&fetch::text(body))
        }
        status => Err(SettingsError::NotRead(Some(status))),
    }
}
