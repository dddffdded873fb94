//! The driver process and the browser session.
//!
//! Invariant: every session has a fresh profile of its own, which is gone when the session is.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, Result, bail};
use serde_json::json;
use thirtyfour::{Capabilities, WebDriver};
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout};

use crate::process;
use crate::tools::browser::{Browser, CHROMIUM_ARGUMENTS};

/// How often a browser is started before the test fails.
const STARTS: usize = 3;

/// A driver with one browser.
#[derive(Debug)]
pub(super) struct Session {
    pub(super) driver: WebDriver,
    process: Child,
    profile: PathBuf,
}

impl Session {
    /// Starts a driver on a port of its own choice, and a browser with an empty profile in `profile`.
    pub(super) async fn start(profile: &Path) -> Result<Self> {
        let browser =
            Browser::find().context("no Chromium with its chromedriver on PATH: `cargo verify e2e` installs them")?;
        fs::create_dir_all(profile).with_context(|| format!("cannot make {}", profile.display()))?;
        let mut command = tokio::process::Command::from(process::command(&browser.chromedriver));
        command.arg("--port=0").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).kill_on_drop(true);
        let mut process = command.spawn().context("cannot start chromedriver")?;
        let mut lines = BufReader::new(process.stdout.take().context("chromedriver has no output")?).lines();
        let port = read_port(&mut lines).await?;
        // What it says later is nobody's interest, but a full pipe would stop it.
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        let driver = open(&format!("http://127.0.0.1:{port}"), &capabilities(&browser, profile)?, profile).await?;
        Ok(Self { driver, process, profile: profile.to_owned() })
    }

    /// Closes the browser, ends the driver, removes the profile.
    pub(super) async fn close(mut self) -> Result<()> {
        let quit = self.driver.quit().await;
        self.process.kill().await.context("chromedriver does not end")?;
        fs::remove_dir_all(&self.profile).with_context(|| format!("cannot remove {}", self.profile.display()))?;
        quit.context("the browser does not close")
    }
}

/// Opens a browser. On a busy machine it now and then ends while it starts, which tells nothing about the page: then
/// once more, with a profile as new as the first.
async fn open(address: &str, capabilities: &Capabilities, profile: &Path) -> Result<WebDriver> {
    for _ in 1..STARTS {
        match WebDriver::new(address, capabilities.clone()).await {
            Ok(driver) => return Ok(driver),
            Err(error) => eprintln!("the browser did not start, trying again: {error}"),
        }
        fs::remove_dir_all(profile).with_context(|| format!("cannot remove {}", profile.display()))?;
        fs::create_dir_all(profile)?;
    }
    Ok(WebDriver::new(address, capabilities.clone()).await?)
}

async fn read_port(lines: &mut Lines<BufReader<ChildStdout>>) -> Result<u16> {
    while let Some(line) = lines.next_line().await? {
        if let Some((_, port)) = line.split_once("successfully on port ") {
            return port.trim_end_matches('.').parse().with_context(|| format!("no port in {line:?}"));
        }
    }
    bail!("chromedriver ended before it was ready")
}

fn capabilities(browser: &Browser, profile: &Path) -> Result<Capabilities> {
    let own = [
        format!("--user-data-dir={}", profile.display()),
        "--window-size=1440,900".to_owned(),
        "--lang=en-US".to_owned(),
    ];
    let arguments: Vec<String> = CHROMIUM_ARGUMENTS.map(str::to_owned).into_iter().chain(own).collect();
    let mut capabilities = Capabilities::new();
    capabilities.set("browserName", "chrome")?;
    capabilities.set("goog:loggingPrefs", json!({ "browser": "ALL" }))?;
    capabilities.set("goog:chromeOptions", json!({ "binary": browser.chromium, "args": arguments }))?;
    Ok(capabilities)
}
