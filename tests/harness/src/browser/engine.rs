//! Which browser the tests are driven in.
//!
//! Invariant: one run of the tests is in one browser, named by `E2E_BROWSER`; a name that is not known is an error,
//! never the usual browser.

use std::env;

use anyhow::{Result, bail};

/// The environment variable that names the browser; `cargo verify e2e --browser firefox` sets it.
pub const VARIABLE: &str = "E2E_BROWSER";

/// A browser, as far as its ways differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium, through `ChromeDriver` and the `DevTools` protocol.
    Chromium,
    /// Firefox, through `geckodriver` and `WebDriver` `BiDi`.
    Firefox,
}

impl Engine {
    /// The one that this run is for.
    ///
    /// # Errors
    /// `E2E_BROWSER` names another.
    pub fn of_this_run() -> Result<Self> {
        match env::var(VARIABLE).unwrap_or_default().as_str() {
            "" | "chromium" => Ok(Self::Chromium),
            "firefox" => Ok(Self::Firefox),
            other => bail!("{VARIABLE} is chromium or firefox, not {other:?}"),
        }
    }
}
