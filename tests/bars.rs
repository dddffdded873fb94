//! Every bar of security and reliability has tests that are named after it: `s4_…`, `r10_…`.
//!
//! SECURITY.md says what each bar promises and which command shows it.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;

fn rust_sources(folder: &Path, text: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_sources(&path, text);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            text.push_str(&fs::read_to_string(&path).unwrap());
        }
    }
}

#[test]
fn every_bar_has_tests_of_its_name_and_stands_in_the_documentation() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = String::new();
    for folder in ["src", "tests"] {
        rust_sources(&root.join(folder), &mut sources);
    }
    let documentation = fs::read_to_string(root.join("SECURITY.md")).unwrap();
    let bars = (1..=9).map(|number| format!("S{number}")).chain((1..=10).map(|number| format!("R{number}")));
    for bar in bars {
        let name = format!("fn {}_", bar.to_lowercase());
        assert!(sources.lines().any(|line| line.trim_start().starts_with(&name)), "no test is named {name}…");
        assert!(documentation.contains(&format!("| {bar} |")), "{bar} is not in SECURITY.md");
    }
}
