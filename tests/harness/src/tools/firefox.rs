//! Firefox and the program that drives it.
//!
//! Invariant: as with Chromium, the browser is installed but through apt, by root; `geckodriver` comes as a crate.

use std::env;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use super::browser::apt_install;
use super::install::{self, Crate};
use super::on_path;
use crate::layout::Layout;

/// The newest that the registry has; it drives every Firefox from 115 on.
const GECKODRIVER: &str = "0.37.1";

/// Names under which Firefox is known. Debian's comes first, since it is the one that would be installed.
const NAMES: [&str; 2] = ["firefox-esr", "firefox"];

/// A browser and the program that drives it.
#[derive(Clone, Debug)]
pub struct Firefox {
    /// Firefox.
    pub firefox: PathBuf,
    /// Its driver.
    pub geckodriver: PathBuf,
}

impl Firefox {
    /// The ones named by `FIREFOX` and `GECKODRIVER`, else those on PATH.
    pub fn find() -> Option<Self> {
        let named = |variable: &str| env::var_os(variable).map(PathBuf::from);
        let firefox = named("FIREFOX").or_else(|| NAMES.into_iter().find_map(on_path))?;
        let geckodriver = named("GECKODRIVER").or_else(|| on_path("geckodriver"))?;
        Some(Self { firefox, geckodriver })
    }

    /// Finds Firefox, or installs it where that is allowed; `geckodriver` is installed under `target/tools`.
    ///
    /// # Errors
    /// There is none and it may not be installed: the message says what to install.
    pub fn ensure(layout: &Layout) -> Result<Self> {
        if let Some(found) = Self::find() {
            return Ok(found);
        }
        let named = || env::var_os("FIREFOX").map(PathBuf::from).or_else(|| NAMES.into_iter().find_map(on_path));
        if named().is_none() {
            apt_install(layout, &["firefox-esr"])?;
        }
        let driver = Crate {
            name: "geckodriver",
            binary: "geckodriver",
            version: GECKODRIVER.into(),
            purpose: "drives Firefox",
        };
        let geckodriver = install::ensure(layout, &driver)?;
        Ok(Self { firefox: named().context("no Firefox, even after installing firefox-esr")?, geckodriver })
    }
}

/// Writes the settings with which wasm-bindgen-test starts Firefox, and returns where.
///
/// # Errors
/// The file cannot be written.
pub fn write_webdriver_json(layout: &Layout, browser: &Firefox) -> Result<PathBuf> {
    let path = layout.tools().join("webdriver-firefox.json");
    // A path is quoted as JSON by Debug as long as it is plain ASCII, which a browser's is.
    let binary = format!("{:?}", browser.firefox.display().to_string());
    // The size of the window as in Chromium: how many rows a table shows depends on it.
    let arguments = "[\"-headless\", \"--width=1280\", \"--height=1024\"]";
    let json = format!("{{\"moz:firefoxOptions\": {{\"binary\": {binary}, \"args\": {arguments}}}}}\n");
    fs::create_dir_all(layout.tools())?;
    fs::write(&path, json)?;
    Ok(path)
}
