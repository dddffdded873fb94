//! Firefox, through `geckodriver` and `WebDriver` `BiDi`.

use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Value, json};
use thirtyfour::{Capabilities, WebDriver};
use tokio::process::Command;

use crate::browser::bidi::Bidi;
use crate::browser::page::ColourScheme;
use crate::process;
use crate::tools::firefox::Firefox;

/// What the log is made of: what pages say, and what became of their requests.
const EVENTS: [&str; 3] = ["log.entryAdded", "network.responseCompleted", "network.fetchError"];

/// The driver, on ports of its own choice, that keeps its profiles in a folder.
pub(super) fn command(firefox: &Firefox, profile: &Path) -> Command {
    let mut command = Command::from(process::command(&firefox.geckodriver));
    // A fixed port for BiDi would be one browser at a time.
    command.args(["--port", "0", "--websocket-port", "0", "--log", "info", "--profile-root"]).arg(profile);
    // geckodriver runs as the user does, and so does Firefox; as root it asks for a home of root's own.
    command.env("MOZ_HEADLESS", "1").env("HOME", profile).env("TMPDIR", profile);
    command
}

/// The port in `… Listening on 127.0.0.1:4444`.
pub(super) fn port(line: &str) -> Option<&str> {
    line.split_once("Listening on 127.0.0.1:").map(|(_, port)| port.trim())
}

pub(super) fn capabilities(firefox: &Firefox, downloads: &Path, scheme: ColourScheme) -> Result<Capabilities> {
    let dark = match scheme {
        ColourScheme::Light => 1,
        ColourScheme::Dark => 0,
    };
    let preferences = json!({
        "layout.css.prefers-color-scheme.content-override": dark,
        "intl.accept_languages": "en-US",
        "browser.download.folderList": 2,
        "browser.download.dir": downloads,
        "browser.download.alwaysOpenPanel": false,
    });
    let mut capabilities = Capabilities::new();
    capabilities.set("browserName", "firefox")?;
    capabilities.set("webSocketUrl", true)?;
    capabilities
        .set("moz:firefoxOptions", json!({ "binary": firefox.firefox, "args": ["-headless"], "prefs": preferences }))?;
    Ok(capabilities)
}

/// The other half of the session.
pub(super) async fn bidi(driver: &WebDriver) -> Result<Bidi> {
    let address = driver.handle().capabilities().get("webSocketUrl").and_then(Value::as_str);
    Bidi::connect(address.context("geckodriver offers no WebSocket")?, &EVENTS).await
}
