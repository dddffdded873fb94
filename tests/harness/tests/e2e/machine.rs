//! A machine that is to become a runner: a folder with the runner application, downloaded and unpacked by real programs.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use harness::browser::{World, shell};
use serde_json::Value;

/// Tests may run as root, which the runner refuses otherwise; `run.sh` comes online and does not stay.
pub const ENVIRONMENT: [(&str, &str); 2] = [("RUNNER_ALLOW_RUNASROOT", "1"), ("RUNNER_SIM_EXIT", "1")];

/// A folder with an unpacked runner application.
pub struct Machine {
    folder: PathBuf,
}

impl Machine {
    /// Downloads the Linux application that the simulated GitHub offers for a scope, and unpacks it.
    pub fn prepare(world: &World, scope: &str, name: &str) -> Result<Self> {
        let folder = world.folder().join(name);
        fs::create_dir_all(&folder)?;
        let ready = world.github().ready();
        let list = format!(
            "curl -q -sSf --noproxy '*' -H 'Authorization: Bearer {}' {}/{scope}/actions/runners/downloads",
            ready.token, ready.api
        );
        let applications: Value = serde_json::from_str(&shell::sh(&list, &folder, &[])?.success()?.stdout)?;
        let wanted = |one: &&Value| one["os"] == "linux" && one["architecture"] == "x64";
        let linux = applications.as_array().and_then(|all| all.iter().find(wanted)).context("no Linux application")?;
        let url = linux["download_url"].as_str().context("no address")?;
        let unpack = format!("curl -q -sSfL --noproxy '*' -o runner.tar.gz '{url}' && tar xzf runner.tar.gz");
        shell::sh(&unpack, &folder, &[])?.success()?;
        Ok(Self { folder })
    }

    /// Runs a copied command as a person would in this folder, with nothing typed to its questions.
    pub fn run(&self, command: &str) -> Result<shell::Output> {
        shell::sh(command, &self.folder, &ENVIRONMENT)
    }

    /// What the runner's own settings file says.
    pub fn settings(&self) -> Result<Value> {
        settings_in(&self.folder)
    }

    /// Whether it is configured.
    pub fn is_configured(&self) -> bool {
        self.folder.join(".runner").exists()
    }
}

/// The runner's settings file in a folder.
pub fn settings_in(folder: &Path) -> Result<Value> {
    let file = folder.join(".runner");
    let text = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    Ok(serde_json::from_str(&text)?)
}
