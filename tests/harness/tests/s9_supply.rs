//! S9: what the project depends on. Licences and sources by `deny.toml`, pins by `Cargo.lock`, and the page's bill of
//! materials against both. What cargo-deny finds beyond that is a stage of its own (`cargo verify supply`).

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::process::Stdio;

use harness::layout::Layout;
use harness::page::bill;
use harness::process;
use harness::tools::lockfile;
use serde_json::Value;
use spdx::{Expression, ParseMode};

const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// All packages of the lock file, whatever they are for; and what they say about themselves.
fn packages() -> Vec<Value> {
    let mut cargo = process::command("cargo");
    cargo.current_dir(Layout::find().root()).args(["metadata", "--locked", "--format-version", "1"]);
    let output = cargo.stderr(Stdio::inherit()).output().unwrap();
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap().clone();
    assert!(packages.len() > 200, "cargo told of {} packages only", packages.len());
    packages
}

fn text<'a>(package: &'a Value, key: &str) -> &'a str {
    package[key].as_str().unwrap_or_default()
}

fn file(name: &str) -> String {
    fs::read_to_string(Layout::find().root().join(name)).unwrap()
}

fn is_allowed(licence: &str, allowed: &BTreeSet<String>) -> bool {
    let expression = Expression::parse_mode(licence, ParseMode::LAX);
    expression.is_ok_and(|expression| expression.evaluate(|requirement| allowed.contains(&requirement.to_string())))
}

fn allowed_licences() -> BTreeSet<String> {
    let deny: toml::Table = file("deny.toml").parse().unwrap();
    let allowed = deny["licenses"]["allow"].as_array().unwrap();
    allowed.iter().map(|licence| licence.as_str().unwrap().to_owned()).collect()
}

#[test]
fn s9_every_dependency_has_a_licence_that_deny_toml_allows() {
    let allowed = allowed_licences();
    let refused: Vec<String> = packages()
        .iter()
        .filter(|package| !is_allowed(text(package, "license"), &allowed))
        .map(|package| format!("{}: {:?}", text(package, "name"), text(package, "license")))
        .collect();
    assert!(refused.is_empty(), "{refused:#?}");
    for other in ["GPL-3.0-only", "MIT AND GPL-3.0-only", "", "Apache-2.0 WITH LLVM-exception"] {
        assert!(!is_allowed(other, &allowed), "{other:?} is allowed");
    }
}

#[test]
fn s9_every_dependency_is_pinned_by_its_checksum_and_from_one_registry() {
    let checksums = lockfile::checksums(&file("Cargo.lock"));
    let mut ours = BTreeSet::new();
    for package in packages() {
        let name = text(&package, "name").to_owned();
        if package["source"].is_null() {
            ours.insert(name);
            continue;
        }
        assert_eq!(text(&package, "source"), REGISTRY, "{name}");
        let checksum = checksums.get(&(name.clone(), text(&package, "version").to_owned()));
        assert!(checksum.is_some_and(|checksum| checksum.len() == 64), "{name} has no checksum in Cargo.lock");
    }
    assert_eq!(ours, ["harness", "runner-console", "simulator"].map(String::from).into());
    assert_eq!(file("Cargo.lock").matches("\nchecksum = ").count(), checksums.len());
}

#[test]
fn s9_no_direct_dependency_takes_any_version() {
    for package in packages().iter().filter(|package| package["source"].is_null()) {
        for dependency in package["dependencies"].as_array().unwrap() {
            let is_ours = dependency["path"].is_string();
            assert!(
                is_ours || text(dependency, "req") != "*",
                "{}: {}",
                text(package, "name"),
                text(dependency, "name")
            );
        }
    }
}

#[test]
fn s9_the_bill_names_what_is_shipped_with_version_licence_and_checksum() {
    let layout = Layout::find();
    let written = bill::bill(&layout).unwrap();
    assert_eq!(written, bill::bill(&layout).unwrap(), "a bill of the same sources differs");
    let bill: Value = serde_json::from_str(&written).unwrap();
    let checksums = lockfile::checksums(&file("Cargo.lock"));
    let (allowed, packages) = (allowed_licences(), packages());

    let mut names = BTreeSet::new();
    let mut references = BTreeSet::from([text(&bill["metadata"]["component"], "bom-ref").to_owned()]);
    for component in bill["components"].as_array().unwrap() {
        let (name, version) = (text(component, "name"), text(component, "version"));
        let licence = text(&component["licenses"][0], "expression");
        assert!(Expression::parse(licence).is_ok(), "{name}: {licence:?} is no SPDX expression");
        assert!(is_allowed(licence, &allowed), "{name}: {licence}");
        assert!(references.insert(text(component, "bom-ref").to_owned()), "{name} {version} is there twice");
        names.insert(name.to_owned());
        // The standard library comes with the compiler.
        if name == "std" {
            continue;
        }
        assert_eq!(text(component, "purl"), format!("pkg:cargo/{name}@{}", version.replace('+', "%2B")));
        let checksum = &checksums[&(name.to_owned(), version.to_owned())];
        assert_eq!(text(&component["hashes"][0], "content"), checksum, "{name}");
        let package =
            packages.iter().find(|package| text(package, "name") == name && text(package, "version") == version);
        let stated = Expression::parse_mode(text(package.unwrap(), "license"), ParseMode::LAX).unwrap();
        assert_eq!(stated, Expression::parse(licence).unwrap(), "{name}");
    }

    for needs in bill["dependencies"].as_array().unwrap() {
        assert!(references.contains(text(needs, "ref")), "{needs}");
        let depends_on = needs["dependsOn"].as_array().unwrap();
        assert!(depends_on.iter().all(|other| references.contains(other.as_str().unwrap())), "{needs}");
    }
    let console = packages.iter().find(|package| text(package, "name") == "runner-console").unwrap();
    for dependency in console["dependencies"].as_array().unwrap().iter().filter(|one| one["kind"].is_null()) {
        assert!(names.contains(text(dependency, "name")), "{} is missing", text(dependency, "name"));
    }
    for not_shipped in ["proptest", "wasm-bindgen-test", "axum", "serde_derive", "leptos_macro", "harness"] {
        assert!(!names.contains(not_shipped), "{not_shipped} is not shipped");
    }
    assert_eq!(bill["dependencies"].as_array().unwrap().len(), references.len());
}
