//! Runs a copied command as a script, in a real `sh`.

use std::path::Path;
use std::process::Stdio;

use anyhow::{Context, Result, bail};

use crate::process;

/// What came of a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// The exit status; none if a signal ended it.
    pub status: Option<i32>,
    /// What it printed.
    pub stdout: String,
    /// What it complained about.
    pub stderr: String,
}

impl Output {
    /// The output of a script that must succeed.
    ///
    /// # Errors
    /// It failed; the message holds all that it said.
    pub fn success(self) -> Result<Self> {
        if self.status == Some(0) {
            return Ok(self);
        }
        bail!("the script ended with {:?}\nstdout: {}\nstderr: {}", self.status, self.stdout, self.stderr)
    }
}

/// Runs a script with `sh -c` in a folder, without a terminal and with nothing to read.
///
/// # Errors
/// `sh` cannot be started.
pub fn sh(script: &str, folder: &Path, environment: &[(&str, &str)]) -> Result<Output> {
    run("sh", script, folder, environment)
}

/// The same in another shell that takes `-c`: `dash`, `bash`, `zsh`.
///
/// # Errors
/// It cannot be started.
pub fn run(shell: &str, script: &str, folder: &Path, environment: &[(&str, &str)]) -> Result<Output> {
    let mut command = process::command(shell);
    command.args(["-c", script]).current_dir(folder).env("HOME", folder).envs(environment.iter().copied());
    let output = command.stdin(Stdio::null()).output().with_context(|| format!("cannot start {shell}"))?;
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    Ok(Output { status: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) })
}
