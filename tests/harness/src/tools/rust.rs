//! What belongs to the Rust toolchain itself: the wasm target and the components.
//!
//! `RUSTUP_AUTO_INSTALL=0` may be set, so that everything is asked for by name.

use std::path::Path;
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, Result, bail};

use super::on_path;
use crate::process;

/// The one target that the page is built for.
pub const WASM: &str = "wasm32-unknown-unknown";

/// Makes sure that the compiler can build for WebAssembly.
///
/// # Errors
/// The target is missing and there is no rustup to add it, or rustup fails.
pub fn ensure_wasm_target() -> Result<()> {
    // The lints and the tools are set up side by side, and two rustups at once take away each other's downloads.
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let sysroot = process::first_line(Path::new("rustc"), &["--print", "sysroot"]).context("rustc does not run")?;
    if Path::new(&sysroot).join("lib/rustlib").join(WASM).join("lib").is_dir() {
        return Ok(());
    }
    rustup("target", WASM)
}

/// Makes sure that `cargo fmt` and `cargo clippy` are there.
///
/// # Errors
/// One is missing and there is no rustup to add it, or rustup fails.
pub fn ensure_components() -> Result<()> {
    for (subcommand, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if process::first_line(Path::new("cargo"), &[subcommand, "--version"]).is_none() {
            rustup("component", component)?;
        }
    }
    Ok(())
}

/// `rustup KIND add NAME`, for the toolchain in use.
fn rustup(kind: &str, name: &str) -> Result<()> {
    if on_path("rustup").is_none() {
        bail!("the {kind} {name} is missing and there is no rustup to add it: install it beside this rustc");
    }
    let toolchain = active_toolchain()?;
    println!("Adding the {kind} {name} to the Rust toolchain {toolchain} (rustup)");
    let mut rustup = process::command("rustup");
    rustup.args([kind, "add", "--toolchain", &toolchain, name]);
    let status = process::run_shown(rustup, |_| ())?;
    if !status.success() {
        bail!("rustup could not add the {kind} {name}; try: rustup {kind} add --toolchain {toolchain} {name}");
    }
    Ok(())
}

/// The name of the toolchain in use: the one that started us, by `rust-toolchain.toml` or `cargo +NAME`.
fn active_toolchain() -> Result<String> {
    let line = process::first_line(Path::new("rustup"), &["show", "active-toolchain"])
        .context("rustup does not say which toolchain is in use")?;
    line.split_whitespace().next().map(str::to_owned).context("rustup names no toolchain")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_toolchain_has_a_name() {
        // The pinned one in a plain run; another where someone chose another.
        assert!(!active_toolchain().unwrap().is_empty());
    }
}
