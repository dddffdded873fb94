//! Lighthouse, from npm: looked for under `target/tools/lighthouse`, and installed there where it is missing.
//!
//! Invariant: nothing is installed globally, no script of a package is run, and no browser comes with it.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use super::on_path;
use crate::layout::Layout;
use crate::process;

/// The newest that Node 20 runs.
const VERSION: &str = "12.8.2";

/// An installed Lighthouse.
#[derive(Clone, Debug)]
pub struct Lighthouse {
    /// Node.
    pub node: PathBuf,
    /// The folder whose `node_modules` hold it.
    pub folder: PathBuf,
}

impl Lighthouse {
    /// Finds or installs it.
    ///
    /// # Errors
    /// There is no Node with npm, or npm fails: the message holds the end of its log.
    pub fn ensure(layout: &Layout) -> Result<Self> {
        let Some(node) = on_path("node") else {
            bail!("Lighthouse needs Node 18.20 or newer with npm: install nodejs and npm");
        };
        let folder = layout.tools().join("lighthouse");
        if !is_installed(&folder) {
            install(layout, &folder)?;
        }
        if !is_installed(&folder) {
            bail!("npm installed no Lighthouse {VERSION} in {}", layout.shown(&folder));
        }
        Ok(Self { node, folder })
    }
}

fn is_installed(folder: &std::path::Path) -> bool {
    let package = fs::read_to_string(folder.join("node_modules/lighthouse/package.json")).unwrap_or_default();
    let package: serde_json::Value = serde_json::from_str(&package).unwrap_or_default();
    package["version"] == VERSION
}

fn install(layout: &Layout, folder: &std::path::Path) -> Result<()> {
    let log = layout.tools().join("lighthouse.log");
    println!("Installing lighthouse {VERSION} into {}; log: {}", layout.shown(folder), layout.shown(&log));
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let mut npm = process::command("npm");
    npm.args(["install", "--no-audit", "--no-fund", "--ignore-scripts", "--no-package-lock", "--prefix"]);
    npm.arg(folder).arg(format!("lighthouse@{VERSION}"));
    process::run_hidden(npm, "lighthouse", &log)
}
