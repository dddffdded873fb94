//! What is needed to build and to test: found where it is, installed where it is missing.
//!
//! Invariant: a tool is used only at the right version; what is installed goes under `target/tools` and is built from
//! the package registry, since release pages of other projects may be out of reach; nginx is Debian's, unpacked. The three
//! exceptions are the user's by nature and said aloud: rustup's wasm target and components, and Debian packages where root
//! asks for them.

pub mod axe;
pub mod browser;
pub mod firefox;
pub mod install;
pub mod lighthouse;
pub mod lockfile;
pub mod nginx;
pub mod rust;

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use anyhow::{Result, anyhow};

use crate::layout::Layout;
use crate::process;
use install::Crate;

/// The Trunk that this project is built with: the newest that the pinned compiler builds.
const TRUNK: &str = "0.21.14";

/// The programs that make a page out of the crate.
#[derive(Clone, Debug)]
pub struct BuildTools {
    trunk: PathBuf,
    wasm_bindgen: PathBuf,
}

impl BuildTools {
    /// Finds or installs the wasm target, Trunk, and wasm-bindgen at the version of `Cargo.lock`.
    ///
    /// `meanwhile` runs once the wasm target is there, beside the installations: the page's dependencies can be compiled
    /// without any of the tools.
    ///
    /// # Errors
    /// Something is missing and cannot be installed; the message says what to do.
    pub fn ensure(layout: &Layout, meanwhile: impl FnOnce() -> Result<()> + Send) -> Result<Self> {
        rust::ensure_wasm_target()?;
        let trunk = Crate { name: "trunk", binary: "trunk", version: TRUNK.into(), purpose: "builds the page" };
        let bindgen = Crate {
            name: "wasm-bindgen-cli",
            binary: "wasm-bindgen",
            version: lockfile::version(layout, "wasm-bindgen")?,
            purpose: "joins WebAssembly and JavaScript",
        };
        thread::scope(|scope| {
            let trunk = scope.spawn(|| install::ensure(layout, &trunk));
            let bindgen = scope.spawn(|| install::ensure(layout, &bindgen));
            let meanwhile = scope.spawn(meanwhile);
            let tools = Self { trunk: join(trunk)?, wasm_bindgen: join(bindgen)? };
            join(meanwhile)?;
            Ok(tools)
        })
    }

    /// Trunk, so set up that it finds the other tools.
    pub fn trunk(&self) -> Command {
        let mut command = process::command(&self.trunk);
        command.env("PATH", path_starting_with(self.wasm_bindgen.parent()));
        command
    }

    /// wasm-bindgen itself, for what Trunk does not do.
    pub fn wasm_bindgen(&self) -> Command {
        process::command(&self.wasm_bindgen)
    }

    /// The program that runs wasm tests; it comes with wasm-bindgen.
    pub fn wasm_test_runner(&self) -> PathBuf {
        self.wasm_bindgen.with_file_name("wasm-bindgen-test-runner")
    }
}

fn join<T>(thread: thread::ScopedJoinHandle<'_, Result<T>>) -> Result<T> {
    thread.join().map_err(|_| anyhow!("an installation broke off"))?
}

/// PATH with one folder before the others: a tool of the right version hides one of a wrong version.
fn path_starting_with(first: Option<&Path>) -> OsString {
    let path = env::var_os("PATH").unwrap_or_default();
    let folders = first.map(Path::to_path_buf).into_iter().chain(env::split_paths(&path));
    env::join_paths(folders).unwrap_or(path)
}

/// A program on PATH.
pub fn on_path(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(name)).find(|candidate| candidate.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_found_by_its_name_alone() {
        assert!(on_path("sh").is_some_and(|path| path.ends_with("sh")));
        assert_eq!(on_path("no-such-program"), None);
    }

    #[test]
    fn the_folder_given_comes_first_and_the_others_stay() {
        let joined = path_starting_with(Some(Path::new("/first")));
        let folders: Vec<_> = env::split_paths(&joined).collect();
        assert_eq!(folders.first().map(PathBuf::as_path), Some(Path::new("/first")));
        let path = env::var_os("PATH").unwrap_or_default();
        assert_eq!(folders[1..], env::split_paths(&path).collect::<Vec<_>>());
    }
}
