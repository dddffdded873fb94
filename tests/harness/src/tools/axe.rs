//! axe-core, from npm: looked for under `target/tools/axe`, and installed there where it is missing.
//!
//! Invariant: nothing is installed globally, and no script of the package is run by npm. Node is needed to install it, and
//! for nothing else: what examines a page runs in that page.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::{browser, on_path};
use crate::layout::Layout;
use crate::process;

const VERSION: &str = "4.14.1";

/// The source of axe-core, installed where it is missing.
///
/// # Errors
/// There is no npm and it may not be installed, or npm fails: the message holds the end of its log.
pub fn ensure(layout: &Layout) -> Result<String> {
    let folder = folder(layout);
    if !is_installed(&folder) {
        install(layout, &folder)?;
    }
    if !is_installed(&folder) {
        bail!("npm installed no axe-core {VERSION} in {}", layout.shown(&folder));
    }
    source(layout)
}

/// The source of the axe-core that is installed.
///
/// # Errors
/// There is none.
pub fn source(layout: &Layout) -> Result<String> {
    let file = folder(layout).join("node_modules/axe-core/axe.min.js");
    fs::read_to_string(&file)
        .with_context(|| format!("no axe-core in {}: `cargo verify gallery` installs it", layout.shown(&file)))
}

fn folder(layout: &Layout) -> PathBuf {
    layout.tools().join("axe")
}

fn is_installed(folder: &Path) -> bool {
    let package = fs::read_to_string(folder.join("node_modules/axe-core/package.json")).unwrap_or_default();
    let package: serde_json::Value = serde_json::from_str(&package).unwrap_or_default();
    package["version"] == VERSION
}

fn install(layout: &Layout, folder: &Path) -> Result<()> {
    if on_path("npm").is_none() {
        browser::apt_install(layout, &["nodejs", "npm"])?;
    }
    let log = layout.tools().join("axe.log");
    println!("Installing axe-core {VERSION} into {}; log: {}", layout.shown(folder), layout.shown(&log));
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let mut npm = process::command("npm");
    npm.args(["install", "--no-audit", "--no-fund", "--ignore-scripts", "--no-package-lock", "--prefix"]);
    npm.arg(folder).arg(format!("axe-core@{VERSION}"));
    process::run_hidden(npm, "axe-core", &log)
}
