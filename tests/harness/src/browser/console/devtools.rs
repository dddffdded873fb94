//! Chromium's log, as `ChromeDriver` collects it.

use anyhow::Result;
use thirtyfour::WebDriver;

use super::{Entry, Level};

/// What is new.
pub(super) async fn read(driver: &WebDriver) -> Result<Vec<Entry>> {
    let entries = driver.browser_log().await?.into_iter().map(|entry| Entry {
        level: match entry.level.as_str() {
            "SEVERE" => Level::Severe,
            "WARNING" => Level::Warning,
            _ => Level::Other,
        },
        source: entry.source.unwrap_or_default(),
        message: entry.message,
    });
    Ok(entries.collect())
}
