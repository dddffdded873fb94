//! The release build of the console.
//!
//! Invariant: it is built as a user's `trunk build --release` builds it, but cut in two ([`split`]), with a style sheet
//! for each part ([`styles`]), and into `target/site`, so that a `dist/` of the user is left alone; nothing is downloaded by Trunk; what is built does not depend on where it is built.

mod arrange;
pub mod bill;
pub(crate) mod code;
mod file;
pub mod places;
mod shorten;
pub mod split;
pub mod styles;
pub mod wrapper;

use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::layout::Layout;
use crate::process;
use crate::tools::BuildTools;
use crate::tools::rust::WASM;

/// Where the page is built, and in whose home.
#[derive(Clone, Debug)]
pub struct Workshop {
    layout: Layout,
    cargo_home: PathBuf,
    variables: Vec<(&'static str, OsString)>,
}

impl Workshop {
    /// This repository, and the home of whoever runs this.
    ///
    /// # Errors
    /// There is no home.
    pub fn here(layout: &Layout) -> Result<Self> {
        Ok(Self { layout: layout.clone(), cargo_home: places::cargo_home()?, variables: Vec::new() })
    }

    /// Another folder, with a cargo home of its own.
    pub fn elsewhere(layout: Layout, cargo_home: PathBuf) -> Self {
        let variables = vec![
            ("CARGO_HOME", cargo_home.clone().into_os_string()),
            ("CARGO_TARGET_DIR", layout.target().as_os_str().to_owned()),
        ];
        Self { layout, cargo_home, variables }
    }

    /// The same with a variable set for everything that is run.
    pub fn with(mut self, variable: &'static str, value: impl AsRef<OsStr>) -> Self {
        self.variables.push((variable, value.as_ref().to_owned()));
        self
    }

    /// Compiles the console for WebAssembly, as Trunk will ask for it: then Trunk finds it done.
    ///
    /// # Errors
    /// It does not compile; the message holds the end of the compiler's output.
    pub fn compile(&self) -> Result<()> {
        self.fetch()?;
        let log = self.log("compile");
        println!("Compiling the console (release, WebAssembly); log: {}", self.layout.shown(&log));
        let mut cargo = self.here_runs(process::command("cargo"));
        cargo.args(["build", "--release", "--locked", "--package", "runner-console", "--target", WASM]);
        self.neutral(&mut cargo)?.env("CARGO_TERM_COLOR", "never");
        process::run_hidden(cargo, "console", &log)
    }

    /// Builds the page, with its bill of materials, into [`Layout::site`] and returns that folder.
    ///
    /// # Errors
    /// The build fails; the message holds the end of Trunk's output.
    pub fn build(&self, tools: &BuildTools) -> Result<PathBuf> {
        self.fetch()?;
        let site = self.layout.site();
        let mut trunk = self.here_runs(tools.trunk());
        trunk.args(["build", "--release", "--locked", "--skip-version-check", "--offline=true"]);
        // Trunk 0.21 reads NO_COLOR as true or false and refuses the usual 1.
        trunk.env_remove("NO_COLOR").args(["--color", "never", "--dist"]).arg(&site);
        self.neutral(&mut trunk)?;
        process::run_hidden(trunk, "page", &self.log("page"))?;
        if !site.join("index.html").is_file() {
            bail!("Trunk made no index.html in {}", self.layout.shown(&site));
        }
        let wasm = self.layout.target().join(WASM).join("release/runner-console.wasm");
        let styles = styles::join(&site)?;
        split::split(&wasm, &site, &styles, &self.layout.tools().join("split"), tools)?;
        let bill = site.join(bill::FILE);
        fs::write(&bill, bill::bill(&self.layout)?).with_context(|| format!("cannot write {}", bill.display()))?;
        Ok(site)
    }

    /// Brings every crate of the lock file here: who is to work offline asks for those of other systems too.
    ///
    /// # Errors
    /// The registry cannot be reached, or has not what the lock file names.
    pub fn fetch(&self) -> Result<()> {
        let mut cargo = self.here_runs(process::command("cargo"));
        cargo.args(["fetch", "--locked", "--quiet"]);
        let status = process::run_shown(cargo, |_| ())?;
        if status.success() { Ok(()) } else { bail!("cargo fetch failed ({status})") }
    }

    fn here_runs(&self, mut command: Command) -> Command {
        command.current_dir(self.layout.root()).envs(self.variables.iter().map(|(name, value)| (name, value)));
        command
    }

    /// Makes what is compiled the same wherever that is.
    fn neutral<'a>(&self, command: &'a mut Command) -> Result<&'a mut Command> {
        if let Some(wrapper) = wrapper::write(&self.layout)? {
            command.env(wrapper::VARIABLE, wrapper);
        }
        // wasm-bindgen writes the commit of a git repository around its own sources into what it makes, and some have
        // their cargo home inside of a repository of quite another kind.
        command.env("GIT_CEILING_DIRECTORIES", &self.cargo_home);
        command.envs(split::VARIABLES);
        Ok(command.env(places::VARIABLE, places::rust_flags(&self.layout, &self.cargo_home)?))
    }

    fn log(&self, name: &str) -> PathBuf {
        self.layout.tools().join(format!("{name}.log"))
    }
}

/// Compiles the console of this repository: [`Workshop::compile`].
///
/// # Errors
/// It does not compile; the message holds the end of the compiler's output.
pub fn compile(layout: &Layout) -> Result<()> {
    Workshop::here(layout)?.compile()
}

/// Builds the page of this repository: [`Workshop::build`].
///
/// # Errors
/// The build fails; the message holds the end of Trunk's output.
pub fn build(layout: &Layout, tools: &BuildTools) -> Result<PathBuf> {
    Workshop::here(layout)?.build(tools)
}
