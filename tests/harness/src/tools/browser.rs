//! A browser and its driver, and the shells that people paste commands into.
//!
//! Invariant: the browser and its driver are of one major version; nothing is installed but through apt, by root.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Result, bail};

use super::on_path;
use crate::layout::Layout;
use crate::process;

/// Options that let Chromium run in a container, as root, without a screen, and without calling home
/// (toolchain.md, "Chromium as root").
pub const CHROMIUM_ARGUMENTS: [&str; 8] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

/// Names under which Chromium is known.
const CHROMIUM_NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

/// A browser and the program that drives it.
#[derive(Clone, Debug)]
pub struct Browser {
    /// Chromium.
    pub chromium: PathBuf,
    /// `ChromeDriver` of the same major version.
    pub chromedriver: PathBuf,
}

impl Browser {
    /// The browser named by `CHROMIUM` and `CHROMEDRIVER`, else the one on PATH, if both are of one major version.
    pub fn find() -> Option<Self> {
        let named = |variable: &str| env::var_os(variable).map(PathBuf::from);
        let chromium = named("CHROMIUM").or_else(|| CHROMIUM_NAMES.into_iter().find_map(on_path))?;
        let chromedriver = named("CHROMEDRIVER").or_else(|| on_path("chromedriver"))?;
        (major(&chromium)? == major(&chromedriver)?).then_some(Self { chromium, chromedriver })
    }

    /// Finds the browser, or installs it where that is allowed.
    ///
    /// # Errors
    /// There is none and it may not be installed: the message says what to install.
    pub fn ensure(layout: &Layout) -> Result<Self> {
        if let Some(found) = Self::find() {
            return Ok(found);
        }
        apt_install(layout, &["chromium", "chromium-driver"])?;
        match Self::find() {
            Some(found) => Ok(found),
            // Ubuntu's packages of these names bring snaps, which are not on PATH everywhere.
            None => bail!(
                "no Chromium with a chromedriver of the same major version, even after installing both: install Chrome or \
                 Chromium and its chromedriver in another way, and name them with CHROMIUM and CHROMEDRIVER"
            ),
        }
    }
}

/// Makes sure that the programs which the tests paste commands into are there.
///
/// # Errors
/// One is missing and may not be installed: the message says what to install.
pub fn ensure_shells(layout: &Layout) -> Result<()> {
    let missing: Vec<&str> =
        ["bash", "curl", "tar", "zsh"].into_iter().filter(|name| on_path(name).is_none()).collect();
    if missing.is_empty() { Ok(()) } else { apt_install(layout, &missing) }
}

/// `156` of `Chromium 156.0.8078.79 built on Debian` and of `ChromeDriver 156.0.8078.79 (…)`.
fn major(program: &Path) -> Option<u32> {
    major_in(&process::first_line(program, &["--version"])?)
}

fn major_in(line: &str) -> Option<u32> {
    line.split_whitespace().find_map(|word| word.split_once('.')?.0.parse().ok())
}

pub(super) fn apt_install(layout: &Layout, packages: &[&str]) -> Result<()> {
    let list = packages.join(" ");
    if on_path("apt-get").is_none() || !is_root() {
        bail!(
            "missing: {list}. Install with: sudo apt-get install -y --no-install-recommends {list} (or your system's own)"
        );
    }
    println!("Installing {list} with apt-get");
    let log = layout.tools().join("apt.log");
    let install = || {
        let mut apt = process::command("apt-get");
        apt.args(["install", "-y", "--no-install-recommends"]).args(packages).env("DEBIAN_FRONTEND", "noninteractive");
        process::run_hidden(apt, &format!("apt-get install {list}"), &log)
    };
    // A fresh machine has no package lists, an old one has stale ones: both fail at first.
    install().or_else(|_| {
        let mut apt = process::command("apt-get");
        apt.arg("update");
        process::run_hidden(apt, "apt-get update", &layout.tools().join("apt-update.log"))?;
        install()
    })
}

pub(super) fn is_root() -> bool {
    let id = process::command("id").arg("-u").stderr(Stdio::null()).output();
    id.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

/// Writes the settings with which wasm-bindgen-test starts Chromium, and returns where.
///
/// # Errors
/// The file cannot be written.
pub fn write_webdriver_json(layout: &Layout, browser: &Browser) -> Result<PathBuf> {
    let path = layout.tools().join("webdriver.json");
    // How many rows a table shows depends on the window: without a size it would depend on the machine.
    let arguments: Vec<&str> = CHROMIUM_ARGUMENTS.into_iter().chain(["--window-size=1280,1024"]).collect();
    let arguments = arguments.iter().map(|argument| format!("{argument:?}")).collect::<Vec<_>>().join(", ");
    // A path is quoted as JSON by Debug as long as it is plain ASCII, which a browser's is.
    let binary = format!("{:?}", browser.chromium.display().to_string());
    let json = format!("{{\"goog:chromeOptions\": {{\"binary\": {binary}, \"args\": [{arguments}]}}}}\n");
    fs::create_dir_all(layout.tools())?;
    fs::write(&path, json)?;
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_read_from_what_browsers_say() {
        assert_eq!(major_in("Chromium 156.0.8078.79 built on Debian GNU/Linux 12 (bookworm)"), Some(156));
        assert_eq!(major_in("ChromeDriver 156.0.8078.79 (a21ce95c-refs/branch-heads/8078@{#1704})"), Some(156));
        assert_eq!(major_in("Google Chrome 99.0.1.2"), Some(99));
        assert_eq!(major_in("no version here"), None);
    }
}
