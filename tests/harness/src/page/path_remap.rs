//! The folders of the building machine, and the names that stand for them in what is shipped.
//!
//! A panic names the source file it came from, by the path that the compiler was given: without this the page would tell
//! who built it and where, and would be another page on every machine.
//!
//! Invariant: whoever compiles the page for shipping passes exactly [`rust_flags`]; with other flags everything would be
//! compiled a second time, and come out different.

use std::env;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::layout::Layout;
use crate::process;

/// The variable in which cargo takes flags that may hold spaces. It goes before every other source of flags, so that
/// none of the builder's own gets in.
pub const VARIABLE: &str = "CARGO_ENCODED_RUSTFLAGS";

/// A folder, and what it is called in the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remap {
    /// Where it is on this machine.
    pub folder: PathBuf,
    /// What it is called.
    pub name: String,
}

/// Leptos makes one type of all views, instead of one for each: measured, a tenth of the page. The same stands in
/// `.cargo/config.toml`, which the variable above hides.
const FLAGS: [&str; 2] = ["--cfg", "erase_components"];

/// Flags for the compiler: those of this project, and for every folder of the building machine its neutral name.
///
/// `cargo_home` must hold the sources of the crates already.
///
/// # Errors
/// The compiler does not say where it is, or cargo's home cannot be read.
pub fn rust_flags(layout: &Layout, cargo_home: &Path) -> Result<OsString> {
    let mut flags = OsString::from(FLAGS.join("\u{1f}"));
    for Remap { folder, name } in remaps(layout, cargo_home)? {
        flags.push("\u{1f}--remap-path-prefix=");
        flags.push(folder);
        flags.push("=");
        flags.push(name);
    }
    Ok(flags)
}

/// Where cargo keeps its crates: `CARGO_HOME`, else `.cargo` in the home folder.
///
/// # Errors
/// There is neither.
pub fn cargo_home() -> Result<PathBuf> {
    home_of("CARGO_HOME", ".cargo")
}

/// Where rustup keeps its toolchains: `RUSTUP_HOME`, else `.rustup` in the home folder.
///
/// # Errors
/// There is neither.
pub fn rustup_home() -> Result<PathBuf> {
    home_of("RUSTUP_HOME", ".rustup")
}

fn home_of(variable: &str, folder: &str) -> Result<PathBuf> {
    let set = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let found = set(variable).or_else(|| set("HOME").map(|home| home.join(folder)));
    found.with_context(|| format!("neither {variable} nor HOME is set"))
}

/// The compiler takes the last that fits, so that the inner folders come after the outer ones.
fn remaps(layout: &Layout, cargo_home: &Path) -> Result<Vec<Remap>> {
    let remap = |folder: PathBuf, name: &str| Remap { folder, name: name.to_owned() };
    let (sysroot, commit) = compiler()?;
    let mut remaps = vec![
        remap(rustup_home()?, "/rustup"),
        // The standard library's own name for its sources; only where rust-src is installed they have another.
        remap(sysroot.join("lib/rustlib/src/rust"), &format!("/rustc/{commit}")),
        remap(cargo_home.to_owned(), "/cargo"),
        remap(layout.root().to_owned(), "/console"),
        remap(layout.target().to_owned(), "/target"),
    ];
    // Each registry has a folder, with a hash of its address in the name: a mirror must not make another page.
    let sources = cargo_home.join("registry/src");
    let folders = fs::read_dir(&sources).with_context(|| format!("cannot read {}", sources.display()))?;
    let mut registries = folders.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    registries.sort();
    remaps.extend(registries.into_iter().map(|folder| remap(folder, "/crates")));
    Ok(remaps)
}

/// The compiler's folder, and the commit that it was built from.
fn compiler() -> Result<(PathBuf, String)> {
    let rustc = |arguments: &[&str]| {
        let output = process::command("rustc").args(arguments).output().context("rustc does not run")?;
        String::from_utf8(output.stdout).context("rustc does not speak UTF-8")
    };
    let sysroot = rustc(&["--print", "sysroot"])?;
    let version = rustc(&["--version", "--verbose"])?;
    let commit = version.lines().find_map(|line| line.strip_prefix("commit-hash: ")).context("rustc has no commit")?;
    Ok((sysroot.trim_end().into(), commit.to_owned()))
}

/// The first of these texts that is somewhere in the bytes.
pub fn first_found<'a>(bytes: &[u8], texts: &[&'a OsStr]) -> Option<&'a OsStr> {
    let holds = |text: &&&OsStr| {
        let text = text.as_encoded_bytes();
        !text.is_empty() && bytes.windows(text.len()).any(|window| window == text)
    };
    texts.iter().find(holds).copied()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn s9_every_folder_of_this_machine_has_a_neutral_name() {
        let (layout, home) = (Layout::find(), cargo_home().unwrap());
        let remaps = remaps(&layout, &home).unwrap();
        let name_of = |path: &Path| {
            let remap = remaps.iter().rev().find(|remap| path.starts_with(&remap.folder)).unwrap();
            remap.name.clone()
        };
        assert_eq!(name_of(&layout.root().join("src/lib.rs")), "/console");
        assert_eq!(name_of(&layout.target().join("wasm32-unknown-unknown/release/build/a/out/b.rs")), "/target");
        let registry = fs::read_dir(home.join("registry/src")).unwrap().next().unwrap().unwrap().path();
        assert_eq!(name_of(&registry.join("leptos-0.8.23/src/lib.rs")), "/crates");
        assert!(
            name_of(&compiler().unwrap().0.join("lib/rustlib/src/rust/library/core/src/lib.rs")).starts_with("/rustc/")
        );
    }

    #[test]
    fn flags_are_parted_so_that_a_folder_may_hold_spaces() {
        let flags = rust_flags(&Layout::find(), &cargo_home().unwrap()).unwrap().into_string().unwrap();
        let flags: Vec<_> = flags.split('\u{1f}').collect();
        let (ours, remaps) = flags.split_at(FLAGS.len());
        assert_eq!(ours, FLAGS);
        assert!(remaps.len() >= 5, "{remaps:?}");
        assert!(remaps.iter().all(|flag| flag.starts_with("--remap-path-prefix=/")), "{remaps:?}");
    }

    #[test]
    fn the_page_is_built_with_the_flags_of_the_project() {
        let config = fs::read_to_string(Layout::find().root().join(".cargo/config.toml")).unwrap();
        let list: Vec<_> = FLAGS.iter().map(|flag| format!("\"{flag}\"")).collect();
        assert!(config.contains(&format!("rustflags = [{}]", list.join(", "))), "{config}");
    }

    #[test]
    fn a_path_is_found_wherever_it_is() {
        let texts = [OsStr::new(""), OsStr::new("/home/a"), OsStr::new("/root")];
        assert_eq!(first_found(b"\0asm/root/x", &texts), Some(OsStr::new("/root")));
        assert_eq!(first_found(b"\0asm/roo", &texts), None);
    }
}
