//! The release build of the console.
//!
//! Invariant: it is built as a user's `trunk build --release` builds it, but into `target/site`, so that a `dist/` of the
//! user is left alone; nothing is downloaded by Trunk.

use std::path::PathBuf;

use anyhow::{Result, bail};

use crate::layout::Layout;
use crate::process;
use crate::tools::BuildTools;
use crate::tools::rust::WASM;

/// Compiles the console for WebAssembly, as Trunk will ask for it: then Trunk finds it done.
///
/// # Errors
/// It does not compile; the message holds the end of the compiler's output.
pub fn compile(layout: &Layout) -> Result<()> {
    println!("Compiling the console (release, WebAssembly); log: {}", layout.shown(&log(layout, "compile")));
    let mut cargo = process::command("cargo");
    cargo.current_dir(layout.root()).args(["build", "--release", "--locked", "--package", "runner-console"]);
    cargo.args(["--target", WASM]).env("CARGO_TERM_COLOR", "never");
    process::run_hidden(cargo, "console", &log(layout, "compile"))
}

/// Builds the page into [`Layout::site`] and returns that folder.
///
/// # Errors
/// The build fails; the message holds the end of Trunk's output.
pub fn build(layout: &Layout, tools: &BuildTools) -> Result<PathBuf> {
    fetch(layout)?;
    let site = layout.site();
    let mut trunk = tools.trunk();
    trunk.current_dir(layout.root()).args(["build", "--release", "--locked", "--skip-version-check", "--offline=true"]);
    // Trunk 0.21 reads NO_COLOR as true or false and refuses the usual 1.
    trunk.env_remove("NO_COLOR").args(["--color", "never", "--dist"]).arg(&site);
    process::run_hidden(trunk, "page", &log(layout, "page"))?;
    if !site.join("index.html").is_file() {
        bail!("Trunk made no index.html in {}", layout.shown(&site));
    }
    Ok(site)
}

/// Brings every crate of the lock file here: Trunk, which is to work offline, asks for those of other systems too.
fn fetch(layout: &Layout) -> Result<()> {
    let mut cargo = process::command("cargo");
    cargo.current_dir(layout.root()).args(["fetch", "--locked", "--quiet"]);
    let status = process::run_shown(cargo, |_| ())?;
    if status.success() { Ok(()) } else { bail!("cargo fetch failed ({status})") }
}

fn log(layout: &Layout, name: &str) -> PathBuf {
    layout.tools().join(format!("{name}.log"))
}
