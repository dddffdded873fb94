//! Reads `config.json` from beside the page.

use super::{Settings, SettingsError};
use gloo_net::http::RequestBuilder;
use web_sys::RequestCache;

/// The site's settings; a site without the file has the defaults.
///
/// # Errors
/// A file that is there but cannot be read or used.
pub async fn load() -> Result<Settings, SettingsError> {
    let answer = RequestBuilder::new("config.json").cache(RequestCache::NoCache).send().await;
    let response = answer.map_err(|_| SettingsError::NotRead(None))?;
    match response.status() {
        404 => Ok(Settings::default()),
        200 => Settings::parse(&response.text().await.map_err(|_| SettingsError::NotRead(Some(200)))?),
        status => Err(SettingsError::NotRead(Some(status))),
    }
}
