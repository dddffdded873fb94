//! The page built a second time, from another folder and with another home, and compared byte for byte.
//!
//! Invariant: the second build shares with the first nothing but the sources, the compiler, and the crates as they were
//! downloaded (each checked against `Cargo.lock` by cargo when it is unpacked anew).

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use super::Context;
use super::counts::Counts;
use crate::layout::Layout;
use crate::page::{self, Workshop, path_remap};
use crate::process;
use crate::tools::BuildTools;

/// Builds the page twice; each file of the two is one check.
pub(super) fn rebuild(context: &Context, counts: &mut Counts) -> Result<()> {
    let tools = context.tools()?;
    // The copy first: what is changed while the first build runs must not get into the second.
    let other = prepare(context.layout)?;
    let first = page::build(context.layout, tools)?;
    let second = elsewhere(&other, tools)?;
    for name in sources(context.layout)? {
        if fs::read(context.layout.root().join(&name)).ok() != fs::read(other.root().join(&name)).ok() {
            bail!("{name} was changed while the page was built: try again");
        }
    }
    let differing = compare(&contents(&first)?, &contents(&second)?, counts);
    for name in &differing {
        println!("differs: {name} (compare {} and {})", first.display(), second.display());
    }
    if differing.is_empty() {
        println!("{} files are the same, byte for byte", counts.passed);
        // Half a gigabyte that tells nothing more.
        let folder = workshop(context.layout);
        fs::remove_dir_all(&folder).with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    Ok(())
}

fn workshop(layout: &Layout) -> PathBuf {
    layout.target().join("rebuild")
}

/// The home of another person, with a copy of the sources, in a folder of another name and depth.
fn prepare(layout: &Layout) -> Result<Layout> {
    let folder = workshop(layout);
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    let home = folder.join("home of another");
    let other = Layout::at(home.join("src/a copy"), home.join("made"));
    for name in sources(layout)? {
        let (from, to) = (layout.root().join(&name), other.root().join(&name));
        fs::create_dir_all(to.parent().unwrap_or(&to))?;
        fs::copy(&from, &to).with_context(|| format!("cannot copy {name}"))?;
    }
    Ok(other)
}

/// Builds the page as another person would, with a home of their own.
fn elsewhere(other: &Layout, tools: &BuildTools) -> Result<PathBuf> {
    let home = other.target().parent().context("the copy has no home")?;
    let cargo_home = home.join("cargo");
    borrow_crates(&path_remap::cargo_home()?, &cargo_home)?;
    let workshop = Workshop::elsewhere(other.clone(), cargo_home).with("HOME", home);
    // The compiler is to be the same one; the time zone and the language are not.
    let workshop =
        workshop.with("RUSTUP_HOME", path_remap::rustup_home()?).with("TZ", "Asia/Tokyo").with("LC_ALL", "C");
    workshop.build(tools)
}

/// What git knows, and what is new and not ignored: what is worked on is built as it is.
fn sources(layout: &Layout) -> Result<Vec<String>> {
    let mut git = process::command("git");
    git.current_dir(layout.root()).args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
    let output = git.output().context("git does not run")?;
    if !output.status.success() {
        bail!("git does not list the sources: {}", String::from_utf8_lossy(&output.stderr));
    }
    let names = String::from_utf8(output.stdout).context("a file's name is not UTF-8")?;
    // A file that was deleted, but not yet from git, belongs to neither build.
    let is_there = |name: &&str| layout.root().join(name).is_file();
    Ok(names.split_terminator('\0').filter(is_there).map(str::to_owned).collect())
}

/// A cargo home that has the same downloads and settings, and unpacks them itself.
fn borrow_crates(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to.join("registry"))?;
    for name in ["registry/index", "registry/cache", "config.toml"] {
        if from.join(name).exists() {
            link(&from.join(name), &to.join(name)).with_context(|| format!("cannot link {name}"))?;
        }
    }
    Ok(())
}

#[cfg(unix)]
fn link(from: &Path, to: &Path) -> std::io::Result<()> {
    std::os::unix::fs::symlink(from, to)
}

#[cfg(not(unix))]
fn link(from: &Path, _: &Path) -> std::io::Result<()> {
    Err(std::io::Error::other(format!("{} is to be linked, which is only known of Unix", from.display())))
}

/// Every file below a folder, with its content.
fn contents(folder: &Path) -> Result<BTreeMap<PathBuf, Vec<u8>>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).with_context(|| format!("cannot read {}", next.display()))? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.insert(path.strip_prefix(folder)?.to_owned(), fs::read(&path)?);
            }
        }
    }
    Ok(found)
}

/// One check a file; the names of those that differ or are in one build only.
fn compare(
    first: &BTreeMap<PathBuf, Vec<u8>>,
    second: &BTreeMap<PathBuf, Vec<u8>>,
    counts: &mut Counts,
) -> Vec<String> {
    let names: BTreeSet<&PathBuf> = first.keys().chain(second.keys()).collect();
    let mut differing = Vec::new();
    for name in names {
        let same = first.get(name) == second.get(name);
        counts.check(same);
        if !same {
            differing.push(name.display().to_string());
        }
    }
    differing
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s9_a_differing_byte_and_a_file_of_one_build_only_are_found() {
        let build = |files: &[(&str, &str)]| -> BTreeMap<PathBuf, Vec<u8>> {
            files.iter().map(|(name, text)| (PathBuf::from(name), text.as_bytes().to_vec())).collect()
        };
        let mut counts = Counts::default();
        let differing = compare(
            &build(&[("a", "1"), ("b", "1"), ("c", "")]),
            &build(&[("a", "1"), ("b", "2"), ("d", "")]),
            &mut counts,
        );
        assert_eq!(differing, ["b", "c", "d"]);
        assert_eq!((counts.passed, counts.failed), (1, 3));
    }
}
