//! Licences, sources and bans of every dependency, as cargo-deny sees them with `deny.toml`.

use anyhow::Result;

use super::Context;
use super::counts::Counts;
use crate::page::Workshop;
use crate::process;
use crate::tools::install::{self, Crate};

/// The cargo-deny that `deny.toml` is written for.
const CARGO_DENY: &str = "0.20.2";
/// What is checked. Not `advisories`: see `deny.toml`.
const CHECKS: [&str; 3] = ["bans", "licenses", "sources"];

/// Runs cargo-deny; each kind of rule is one check.
pub(super) fn supply(context: &Context, counts: &mut Counts) -> Result<()> {
    let deny = Crate {
        name: "cargo-deny",
        binary: "cargo-deny",
        version: CARGO_DENY.into(),
        purpose: "checks licences and sources of dependencies",
    };
    let deny = install::ensure(context.layout, &deny)?;
    Workshop::here(context.layout)?.fetch()?;
    for check in CHECKS {
        let mut command = process::command(&deny);
        // Offline: what is in the lock file is here already, and nothing else is to be asked for.
        command.current_dir(context.layout.root()).args(["--locked", "--offline", "--workspace", "check", check]);
        counts.check(process::run_shown(command, |_| ())?.success());
    }
    Ok(())
}
