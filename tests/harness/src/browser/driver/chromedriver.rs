//! Chromium, through `ChromeDriver`.

use std::path::Path;

use anyhow::Result;
use serde_json::json;
use thirtyfour::Capabilities;
use tokio::process::Command;

use crate::process;
use crate::tools::browser::{Browser, CHROMIUM_ARGUMENTS};

/// The driver, on a port of its own choice.
pub(super) fn command(browser: &Browser) -> Command {
    let mut command = Command::from(process::command(&browser.chromedriver));
    command.arg("--port=0");
    command
}

/// The port in `ChromeDriver was started successfully on port 1234.`
pub(super) fn port(line: &str) -> Option<&str> {
    line.split_once("successfully on port ").map(|(_, port)| port.trim_end_matches('.'))
}

pub(super) fn capabilities(browser: &Browser, profile: &Path, downloads: &Path) -> Result<Capabilities> {
    let own = [
        format!("--user-data-dir={}", profile.display()),
        "--window-size=1440,900".to_owned(),
        "--lang=en-US".to_owned(),
    ];
    let arguments: Vec<String> = CHROMIUM_ARGUMENTS.map(str::to_owned).into_iter().chain(own).collect();
    let mut capabilities = Capabilities::new();
    capabilities.set("browserName", "chrome")?;
    capabilities.set("goog:loggingPrefs", json!({ "browser": "ALL" }))?;
    let preferences = json!({ "download.default_directory": downloads, "download.prompt_for_download": false });
    let options = json!({ "binary": browser.chromium, "args": arguments, "prefs": preferences });
    capabilities.set("goog:chromeOptions", options)?;
    Ok(capabilities)
}
