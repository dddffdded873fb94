//! The bill of materials of the page, in `CycloneDX`'s JSON: what the WebAssembly that is shipped is linked
//! from.
//!
//! Procedural macros, build scripts and tests are not in it: they run where the page is built, and nothing of them is
//! shipped. Made from what cargo itself says and from `Cargo.lock`.
//!
//! Invariant: the same sources make the same bytes: no time, no serial number, nothing about the building machine.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::layout::Layout;
use crate::process;
use crate::tools::lockfile;
use crate::tools::rust::WASM;

/// Its name beside the page.
pub const FILE: &str = "sbom.cdx.json";

/// The crate that is the page.
const CONSOLE: &str = "runner-console";
/// The licence of the standard library, which no lock file names.
const STANDARD_LIBRARY: &str = "MIT OR Apache-2.0";

/// A package and the licence under which it may be shipped.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Package {
    /// As in the registry.
    pub name: String,
    /// The exact version.
    pub version: String,
    /// An SPDX expression.
    pub licence: String,
}

impl Package {
    /// Its address as package tools know it (the purl specification, type `cargo`).
    pub fn address(&self) -> String {
        // Of what a version may hold, only `+` means something else in an address.
        format!("pkg:cargo/{}@{}", self.name, self.version.replace('+', "%2B"))
    }
}

/// What is linked, and by whom it is asked for.
#[derive(Debug, Default, PartialEq, Eq)]
struct Graph {
    root: String,
    packages: BTreeMap<String, Package>,
    needs: BTreeMap<String, BTreeSet<String>>,
}

/// The bill, as text that ends with a line break.
///
/// # Errors
/// cargo does not say what is linked, or the lock file has no checksum of it.
pub fn bill(layout: &Layout) -> Result<String> {
    let mut cargo = process::command("cargo");
    cargo.current_dir(layout.root()).args(["tree", "--locked", "--package", CONSOLE, "--target", WASM]);
    cargo.args(["--edges", "normal,no-proc-macro", "--prefix", "depth", "--format", "\t{p}\t{l}"]);
    let output = cargo.output().context("cargo does not run")?;
    if !output.status.success() {
        bail!("cargo tree failed: {}", String::from_utf8_lossy(&output.stderr));
    }
    let graph = graph(&String::from_utf8(output.stdout)?)?;
    let lock = fs::read_to_string(layout.root().join("Cargo.lock")).context("cannot read Cargo.lock")?;
    let mut document = document(&graph, &lockfile::checksums(&lock), &rust_version()?)?;
    // Whether serde_json keeps an order depends on who else uses it.
    document.sort_all_objects();
    Ok(format!("{document:#}\n"))
}

fn rust_version() -> Result<String> {
    let line = process::first_line("rustc".as_ref(), &["--version"]).context("rustc does not run")?;
    line.split(' ').nth(1).map(str::to_owned).context("rustc has no version")
}

/// Reads lines of depth, package and licence: a package is asked for by the last one before it that is less deep.
fn graph(tree: &str) -> Result<Graph> {
    let mut graph = Graph::default();
    let mut above: Vec<String> = Vec::new();
    for line in tree.lines().filter(|line| !line.is_empty()) {
        let [depth, package, licence] = line.split('\t').collect::<Vec<_>>()[..] else { bail!("no package: {line:?}") };
        let depth: usize = depth.parse().with_context(|| format!("no depth: {line:?}"))?;
        let package = read(package, licence).with_context(|| format!("no package: {line:?}"))?;
        let address = package.address();
        above.truncate(depth);
        match above.last() {
            Some(parent) => drop(graph.needs.entry(parent.clone()).or_default().insert(address.clone())),
            None => graph.root.clone_from(&address),
        }
        graph.packages.insert(address.clone(), package);
        graph.needs.entry(address.clone()).or_default();
        above.push(address);
    }
    if graph.packages.len() < 2 {
        bail!("cargo names no dependencies");
    }
    Ok(graph)
}

/// `name v1.2.3 (path)` and `MIT/Apache-2.0 (*)`: what is in parentheses at the end is not about the package.
fn read(package: &str, licence: &str) -> Option<Package> {
    let (name, rest) = package.split_once(" v")?;
    let version = rest.split(' ').next()?;
    let licence = licence.strip_suffix(" (*)").unwrap_or(licence).trim();
    // An older way to write OR, which is no SPDX.
    let licence = licence.split('/').map(str::trim).collect::<Vec<_>>().join(" OR ");
    (!licence.is_empty()).then(|| Package { name: name.to_owned(), version: version.to_owned(), licence })
}

fn document(graph: &Graph, checksums: &BTreeMap<(String, String), String>, rust: &str) -> Result<Value> {
    let root = graph.packages.get(&graph.root).context("the console is not in its own tree")?;
    let standard_library = Package { name: "std".into(), version: rust.into(), licence: STANDARD_LIBRARY.into() };
    let standard_address = format!("pkg:github/rust-lang/rust@{rust}#library/std");
    let mut components = vec![component("library", &standard_library, &standard_address)];
    for (address, package) in graph.packages.iter().filter(|(address, _)| **address != graph.root) {
        let checksum = checksums.get(&(package.name.clone(), package.version.clone()));
        let checksum = checksum.with_context(|| format!("Cargo.lock has no checksum of {address}"))?;
        let mut component = component("library", package, address);
        component["hashes"] = json!([{ "alg": "SHA-256", "content": checksum }]);
        components.push(component);
    }
    let mut dependencies: Vec<Value> =
        graph.needs.iter().map(|(address, needs)| json!({ "ref": address, "dependsOn": needs })).collect();
    dependencies.push(json!({ "ref": standard_address, "dependsOn": [] }));
    Ok(json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": { "component": component("application", root, &graph.root) },
        "components": components,
        "dependencies": dependencies,
    }))
}

fn component(kind: &str, Package { name, version, licence }: &Package, address: &str) -> Value {
    json!({
        "type": kind,
        "bom-ref": address,
        "name": name,
        "version": version,
        "licenses": [{ "expression": licence }],
        "purl": address,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const TREE: &str = "0\trunner-console v0.1.0 (/home/someone/console)\tMIT\n1\ta v1.0.0+b.2\tMIT/Apache-2.0\n\
                        2\tb v0.1.0\tMIT\n1\tb v0.1.0\tMIT (*)\n";

    #[test]
    fn s9_the_tree_is_read_with_who_needs_whom() {
        let graph = graph(TREE).unwrap();
        assert_eq!(graph.root, "pkg:cargo/runner-console@0.1.0");
        assert_eq!(graph.packages["pkg:cargo/a@1.0.0%2Bb.2"].licence, "MIT OR Apache-2.0");
        let needs = |address: &str| graph.needs[address].iter().map(String::as_str).collect::<Vec<_>>();
        assert_eq!(needs(&graph.root), ["pkg:cargo/a@1.0.0%2Bb.2", "pkg:cargo/b@0.1.0"]);
        assert_eq!(needs("pkg:cargo/a@1.0.0%2Bb.2"), ["pkg:cargo/b@0.1.0"]);
        assert_eq!(needs("pkg:cargo/b@0.1.0"), Vec::<&str>::new());
    }

    #[test]
    fn s9_a_package_without_a_licence_or_a_checksum_is_an_error() {
        assert!(super::graph("0\ta v1.0.0\tMIT\n1\tb v1.0.0\t\n").is_err());
        let graph = graph(TREE).unwrap();
        assert!(document(&graph, &BTreeMap::new(), "1.0.0").unwrap_err().to_string().contains("checksum"));
    }
}
