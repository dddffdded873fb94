//! The release build of the console.
//!
//! Invariant: it is what `trunk build --release` makes, with the flags of [`path_remap`], and a bill of materials; nothing
//! changes a file afterwards. It goes into `target/site`, so that a `dist/` of the user is left alone; Trunk downloads nothing;
//! what is built does not depend on where it is built.

pub mod bill;
pub mod path_remap;
pub mod wrapper;

use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
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
        Ok(Self { layout: layout.clone(), cargo_home: path_remap::cargo_home()?, variables: Vec::new() })
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
        process::run_hidden(self.cargo_build()?, "console", &log)
    }

    /// What Trunk will ask of cargo.
    fn cargo_build(&self) -> Result<Command> {
        let mut cargo = self.here_runs(process::command("cargo"));
        cargo.args(["build", "--release", "--locked", "--package", "runner-console", "--target", WASM]);
        self.neutral(&mut cargo)?.env("CARGO_TERM_COLOR", "never");
        Ok(cargo)
    }

    /// Builds the page, with its bill of materials, into [`Layout::site`] and returns that folder.
    ///
    /// # Errors
    /// The build fails; the message holds the end of Trunk's output.
    pub fn build(&self, tools: &BuildTools) -> Result<PathBuf> {
        self.fetch()?;
        let site = self.layout.site();
        process::run_hidden(self.trunk(tools, &site)?, "page", &self.log("page"))?;
        if !site.join("index.html").is_file() {
            bail!("Trunk made no index.html in {}", self.layout.shown(&site));
        }
        let bill = site.join(bill::FILE);
        fs::write(&bill, bill::bill(&self.layout)?).with_context(|| format!("cannot write {}", bill.display()))?;
        Ok(site)
    }

    /// `trunk build --release` into a folder: what it is told beside that is where to put the page, and not to ask the network.
    ///
    /// # Errors
    /// The flags cannot be found out.
    pub fn trunk(&self, tools: &BuildTools, folder: &Path) -> Result<Command> {
        let mut trunk = self.here_runs(tools.trunk());
        trunk.args(["build", "--release"]).env("TRUNK_BUILD_DIST", folder);
        trunk.envs([("TRUNK_OFFLINE", "true"), ("TRUNK_SKIP_VERSION_CHECK", "true"), ("TRUNK_COLOR", "never")]);
        // Trunk 0.21 reads NO_COLOR as true or false and refuses the usual 1.
        trunk.env_remove("NO_COLOR");
        self.neutral(&mut trunk)?;
        Ok(trunk)
    }

    /// The WebAssembly with the names of its functions, as wasm-bindgen makes it: else like that of the page.
    ///
    /// # Errors
    /// It does not compile, or wasm-bindgen fails.
    pub fn with_names(&self, tools: &BuildTools) -> Result<Vec<u8>> {
        self.fetch()?;
        let mut cargo = self.cargo_build()?;
        cargo.env("CARGO_PROFILE_RELEASE_STRIP", "false");
        process::run_hidden(cargo, "console, with names", &self.log("names"))?;
        let folder = self.layout.tools().join("names");
        let mut bindgen = tools.wasm_bindgen();
        bindgen
            .args(["--target", "web", "--no-typescript", "--keep-debug", "--out-name", "named", "--out-dir"])
            .arg(&folder);
        bindgen.arg(self.layout.target().join(WASM).join("release/runner-console.wasm"));
        process::run_hidden(bindgen, "page, with names", &self.log("named-page"))?;
        let wasm = folder.join("named_bg.wasm");
        fs::read(&wasm).with_context(|| format!("cannot read {}", wasm.display()))
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
        Ok(command.env(path_remap::VARIABLE, path_remap::rust_flags(&self.layout, &self.cargo_home)?))
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
