//! Programs that come as crates: looked for, and installed under `target/tools` where missing.
//!
//! They are built unoptimised: that takes a quarter of the time (Trunk 3 min instead of 13), and what they do is short.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::on_path;
use crate::layout::Layout;
use crate::process;

/// A program that a crate installs.
#[derive(Debug)]
pub struct Crate {
    /// The crate's name in the registry.
    pub name: &'static str,
    /// The program that is asked for its version: `NAME VERSION`.
    pub binary: &'static str,
    /// The one version that will do.
    pub version: String,
    /// What it does here, for the progress line.
    pub purpose: &'static str,
}

/// The program, from PATH or `target/tools`, installed there if neither has it at the right version.
///
/// # Errors
/// The installation fails; the message holds the end of its log.
pub fn ensure(layout: &Layout, wanted: &Crate) -> Result<PathBuf> {
    let own = layout.tools_bin().join(wanted.binary);
    for candidate in on_path(wanted.binary).into_iter().chain([own.clone()]) {
        if is_right_version(&candidate, wanted) {
            return Ok(candidate);
        }
    }
    install(layout, wanted)?;
    if is_right_version(&own, wanted) {
        return Ok(own);
    }
    bail!("{} was installed, but does not answer as {} {}", layout.shown(&own), wanted.binary, wanted.version)
}

fn is_right_version(program: &Path, wanted: &Crate) -> bool {
    process::first_line(program, &["--version"])
        .is_some_and(|line| line.split_whitespace().nth(1) == Some(wanted.version.as_str()))
}

fn install(layout: &Layout, wanted: &Crate) -> Result<()> {
    let Crate { name, version, purpose, .. } = wanted;
    let tools = layout.tools();
    let build = tools.join("build").join(name);
    let log = tools.join(format!("{name}.log"));
    println!("Installing {name} {version} ({purpose}) into {}; log: {}", layout.shown(&tools), layout.shown(&log));

    let mut cargo = process::command("cargo");
    cargo
        .current_dir(layout.root())
        // Untracked and forced: what counts is whether the program is there, not whether cargo once put it there.
        .args(["install", "--locked", "--no-track", "--force", "--version", version, "--root"])
        .arg(&tools)
        .arg("--target-dir")
        .arg(&build)
        .arg(name)
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_PROFILE_RELEASE_DEBUG", "0")
        .env("CARGO_TERM_COLOR", "never")
        // A tool runs here, whatever the user's own builds are for.
        .env_remove("CARGO_BUILD_TARGET");
    process::run_hidden(cargo, &format!("{name} {version}"), &log)?;
    // Half a gigabyte that nobody needs again.
    fs::remove_dir_all(&build).with_context(|| format!("cannot remove {}", build.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(binary: &'static str, version: &str) -> Crate {
        Crate { name: "none", binary, version: version.into(), purpose: "a test" }
    }

    #[test]
    fn only_the_exact_version_will_do() {
        let Some(line) = process::first_line(Path::new("cargo"), &["--version"]) else { panic!("no cargo") };
        let version = line.split_whitespace().nth(1).unwrap_or_default();
        assert!(is_right_version(Path::new("cargo"), &wanted("cargo", version)));
        assert!(!is_right_version(Path::new("cargo"), &wanted("cargo", "1.0")));
        assert!(!is_right_version(Path::new("no-such-program"), &wanted("no-such-program", "1.0")));
    }
}
