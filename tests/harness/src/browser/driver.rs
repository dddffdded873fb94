//! The driver process and the browser session.
//!
//! Invariant: every session, and every try to start one, has a fresh profile of its own. A browser that ended while it
//! started may still write to its own, so that no other try may use that folder; who gave the folder removes it.

mod chromedriver;
mod geckodriver;

use std::fs;
use std::path::Path;
use std::process::Stdio;

use anyhow::{Context, Result, bail};
use thirtyfour::WebDriver;
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};

use super::engine::Engine;
use super::page::{ColourScheme, Page, Wire};
use crate::tools::browser::Browser;
use crate::tools::firefox::Firefox;

/// How often a browser is started before the test fails.
const STARTS: usize = 3;

/// A driver with one browser.
#[derive(Debug)]
pub(super) struct Session {
    pub(super) page: Page,
    process: Child,
}

impl Session {
    /// Starts a driver on a port of its own choice, and a browser with an empty profile below `profiles` that saves files in
    /// `downloads`.
    ///
    /// On a busy machine a browser now and then ends while it starts, which tells nothing about the page: then once
    /// more, with everything new.
    pub(super) async fn start(profiles: &Path, downloads: &Path, scheme: ColourScheme) -> Result<Self> {
        for attempt in 1..STARTS {
            match Self::start_once(&profiles.join(attempt.to_string()), downloads, scheme).await {
                Ok(session) => return Ok(session),
                Err(error) => eprintln!("the browser did not start, trying again: {error:#}"),
            }
        }
        Self::start_once(&profiles.join(STARTS.to_string()), downloads, scheme).await
    }

    async fn start_once(profile: &Path, downloads: &Path, scheme: ColourScheme) -> Result<Self> {
        fs::create_dir_all(profile).with_context(|| format!("cannot make {}", profile.display()))?;
        match Engine::of_this_run()? {
            Engine::Chromium => Self::start_chromium(profile, downloads, scheme).await,
            Engine::Firefox => Self::start_firefox(profile, downloads, scheme).await,
        }
    }

    async fn start_chromium(profile: &Path, downloads: &Path, scheme: ColourScheme) -> Result<Self> {
        let browser =
            Browser::find().context("no Chromium with its chromedriver on PATH: `cargo verify e2e` installs them")?;
        let (process, address) = spawn(chromedriver::command(&browser), chromedriver::port).await?;
        let driver = WebDriver::new(&address, chromedriver::capabilities(&browser, profile, downloads)?).await?;
        let page = Page::new(driver, Wire::DevTools);
        page.set_colour_scheme(scheme).await?;
        Ok(Self { page, process })
    }

    async fn start_firefox(profile: &Path, downloads: &Path, scheme: ColourScheme) -> Result<Self> {
        let firefox = Firefox::find()
            .context("no Firefox, or no geckodriver: `cargo verify e2e --browser firefox` installs them")?;
        let (process, address) = spawn(geckodriver::command(&firefox, profile), geckodriver::port).await?;
        let driver = WebDriver::new(&address, geckodriver::capabilities(&firefox, downloads, scheme)?).await?;
        let wire = Wire::Bidi(geckodriver::bidi(&driver).await?);
        Ok(Self { page: Page::new(driver, wire), process })
    }

    /// Closes the browser, ends the driver.
    pub(super) async fn close(mut self) -> Result<()> {
        let quit = self.page.driver().clone().quit().await;
        self.process.kill().await.context("the driver does not end")?;
        quit.context("the browser does not close")
    }
}

/// Starts a driver, and waits until it tells its port.
async fn spawn(mut command: Command, port: impl Fn(&str) -> Option<&str>) -> Result<(Child, String)> {
    let program = command.as_std().get_program().display().to_string();
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).kill_on_drop(true);
    let mut process = command.spawn().with_context(|| format!("cannot start {program}"))?;
    let mut lines = BufReader::new(process.stdout.take().context("a driver without output")?).lines();
    let port = read_port(&mut lines, port).await.with_context(|| program)?;
    // What it says later is nobody's interest, but a full pipe would stop it.
    tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
    Ok((process, format!("http://127.0.0.1:{port}")))
}

async fn read_port(lines: &mut Lines<BufReader<ChildStdout>>, port: impl Fn(&str) -> Option<&str>) -> Result<u16> {
    while let Some(line) = lines.next_line().await? {
        if let Some(port) = port(&line) {
            return port.parse().with_context(|| format!("no port in {line:?}"));
        }
    }
    bail!("the driver ended before it was ready")
}
