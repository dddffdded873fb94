//! The direction of the dependencies between the console's modules, read off its source.
//!
//! ```text
//! main → app → pages → store → { fleet, commands } → github types
//!                pages → components      store → github client
//!                { fleet, commands } → { is_invisible, lower_case }
//! ```
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "support/paths.rs"]
mod paths;

use paths::uses;
use std::fs;
use std::path::{Path, PathBuf};

/// What the modules of one part of the console may use.
struct Layer {
    /// The part: the first name in a module's path.
    name: &'static str,
    /// Other parts it may use.
    may_use: &'static [&'static str],
    /// Crates it must not use.
    never: &'static [&'static str],
}

/// What makes a screen, and what talks to the browser: not for pure parts.
const BROWSER: &[&str] = &["leptos", "web_sys", "js_sys", "wasm_bindgen", "wasm_bindgen_futures"];
/// What the browser sends requests with, as its methods begin.
const SENDING: &str = "fetch_with_";

/// The arrows. A part that is not here fails the test, so that a new one gets its place.
const LAYERS: &[Layer] = &[
    Layer { name: "lib", may_use: &["app"], never: &[] },
    Layer {
        name: "app",
        may_use: &[
            "pages",
            "components",
            "store",
            "fleet",
            "commands",
            "github",
            "github::client",
            "i18n",
            "preferences",
            "route",
            "session",
            "config",
        ],
        never: &[],
    },
    Layer {
        name: "pages",
        may_use: &[
            "components",
            "store",
            "fleet",
            "commands",
            "github",
            "i18n",
            "preferences",
            "route",
            "session",
            "config",
            "shortcuts",
            "lower_case",
        ],
        never: &[],
    },
    Layer {
        name: "store",
        may_use: &["fleet", "commands", "github", "github::client", "route", "session", "config"],
        never: &[],
    },
    Layer { name: "components", may_use: &[], never: &[] },
    Layer { name: "i18n", may_use: &["fleet", "commands", "github", "format_number", "config"], never: BROWSER },
    Layer { name: "preferences", may_use: &["i18n"], never: &["leptos"] },
    Layer { name: "shortcuts", may_use: &["github"], never: BROWSER },
    Layer { name: "route", may_use: &["fleet", "github"], never: BROWSER },
    Layer { name: "fleet", may_use: &["github", "lower_case", "is_invisible"], never: BROWSER },
    Layer { name: "commands", may_use: &["github", "lower_case", "is_invisible"], never: BROWSER },
    Layer { name: "is_invisible", may_use: &[], never: BROWSER },
    Layer { name: "format_number", may_use: &[], never: BROWSER },
    // It asks the browser for its tables, and for nothing else.
    Layer { name: "lower_case", may_use: &[], never: &["leptos", "web_sys", "wasm_bindgen"] },
    Layer { name: "session", may_use: &["github", "config"], never: &["leptos"] },
    Layer { name: "config", may_use: &["github"], never: &["leptos"] },
    Layer { name: "github", may_use: &["github::client"], never: &["leptos"] },
];

/// What of `github` is not a type but sends requests.
const CLIENT: &[&str] = &["client", "Client", "transport", "Transport"];
/// Aliases of types in the client's module: they send nothing.
const CLIENT_TYPES: &[&str] = &["ApiResult", "CacheMode"];

/// What is wrong with the uses in one file; `module` is its path below the crate.
fn violations(module: &[&str], source: &str) -> Vec<String> {
    let here = module.first().copied().unwrap_or("lib");
    let Some(layer) = LAYERS.iter().find(|layer| layer.name == here) else {
        return vec![format!("{here} has no place in the table of layers")];
    };
    let mut wrong = Vec::new();
    for path in uses(module, source) {
        let names: Vec<&str> = path.iter().map(String::as_str).collect();
        match names.as_slice() {
            ["crate", "github", part, rest @ ..]
                if here != "github" && sends(part, rest) && !layer.may_use.contains(&"github::client") =>
            {
                wrong.push(format!("{} uses the client of github ({})", module.join("::"), names.join("::")));
            }
            ["gloo_net", ..] if !is_the_transport(module) => {
                wrong.push(format!("{} sends requests", module.join("::")));
            }
            ["crate", other, ..]
                if *other != here
                    && !layer.may_use.contains(other)
                    && LAYERS.iter().any(|layer| layer.name == *other) =>
            {
                wrong.push(format!("{} uses {}", module.join("::"), names.join("::")));
            }
            [outside, ..] if layer.never.contains(outside) => {
                wrong.push(format!("{} uses the crate {outside}", module.join("::")));
            }
            _ => {}
        }
    }
    if source.contains(SENDING) {
        wrong.push(format!("{} sends requests past gloo_net", module.join("::")));
    }
    wrong
}

fn sends(part: &str, rest: &[&str]) -> bool {
    CLIENT.contains(&part) && !rest.last().is_some_and(|name| CLIENT_TYPES.contains(name))
}

/// The one place for requests: named, so that no second one appears.
fn is_the_transport(module: &[&str]) -> bool {
    matches!(module, ["github", "transport"] | ["config", "load"])
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn dependencies_go_one_way() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    rust_files(&source, &mut files);
    assert!(files.len() > 30, "the source was not found");
    let mut wrong = Vec::new();
    for file in files {
        let place = file.strip_prefix(&source).unwrap().with_extension("");
        let module: Vec<&str> = place.iter().map(|name| name.to_str().unwrap()).collect();
        // The binary sees the library as a crate: that it starts it and nothing else is for the eye.
        if module == ["main"] {
            continue;
        }
        wrong.extend(violations(if module == ["lib"] { &[] } else { &module }, &fs::read_to_string(&file).unwrap()));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_binary_only_starts_the_library() {
    let source = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/main.rs")).unwrap();
    assert_eq!(uses(&[], &source), [["runner_console", "start"]]);
}

#[test]
fn planted_violations_are_found() {
    let planted: &[(&[&str], &str)] = &[
        (&["fleet", "sort"], "use leptos::prelude::*;"),
        (&["fleet", "sort"], "use crate::store::RunnerStore;"),
        (&["fleet", "sort"], "use super::super::store::RunnerStore;"),
        (&["fleet", "sort"], "use crate::{github::RunnerId, pages};"),
        (&["fleet"], "fn f() { let x = crate::route::Route::default(); }"),
        (&["commands", "quote"], "mod tests { mod deep { use super::super::super::super::fleet::Row; } }"),
        (&["pages", "row"], "use crate::github::Client;"),
        (&["pages", "row"], "use crate::github::{Runner, client::Client};"),
        (&["pages", "row"], "use gloo_net::http::Request;"),
        (&["github", "page"], "use gloo_net::http::Request;"),
        (&["pages", "row"], "fn f() { window().fetch_with_str(\"x\"); }"),
        (&["components", "dialog"], "use crate::i18n;"),
        (&["components", "dialog"], "use super::super::fleet::Row;"),
        (&["github", "host"], "use leptos::prelude::*;"),
        (&["github", "host"], "use crate::fleet::Row;"),
        (&["route"], "use web_sys::Window;"),
        (&["is_invisible"], "use crate::github::Host;"),
        (&["store", "asking"], "use crate::{pages::x as y};"),
        (&["nowhere"], ""),
    ];
    for (module, source) in planted {
        assert_eq!(violations(module, source).len(), 1, "{module:?}: {source}");
    }
}

#[test]
fn what_is_allowed_or_only_said_is_not_found() {
    let fine: &[(&[&str], &str)] = &[
        (&["fleet", "sort"], "use super::Row; use crate::github::RunnerId; use std::cmp::Ordering;"),
        (&["fleet", "sort"], "mod tests { use super::Sort; use crate::fleet::Row; }"),
        (&["fleet", "sort"], "/// As crate::store::RunnerStore.\n// use leptos::prelude::*;\n/* crate::app::mount */"),
        (
            &["fleet", "sort"],
            r##"const A: &str = "crate::store::x"; const B: &str = r#"leptos::"#; const C: char = '"';"##,
        ),
        (&["fleet", "sort"], "fn f<'a>(x: &'a str) -> &'a str { x }"),
        (&["store", "runner_store"], "use crate::github::client::Client;"),
        (&["pages", "row"], "use crate::store::RunnerStore; use leptos::prelude::*; use web_sys::HtmlElement;"),
        (&["components", "dialog"], "use crate::components::icon::Icon; use leptos::prelude::*;"),
        (&["github", "transport"], "use gloo_net::http::{Request, Response};"),
        (&[], "pub fn start() { app::mount(); crate::app::mount() }"),
    ];
    for (module, source) in fine {
        assert_eq!(violations(module, source), Vec::<String>::new(), "{source}");
    }
}

#[test]
fn nothing_is_unsafe() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    rust_files(&source, &mut files);
    let allows = |file: &&PathBuf| fs::read_to_string(file).unwrap().contains("unsafe");
    let found: Vec<_> = files.iter().filter(allows).collect();
    assert!(found.is_empty(), "{found:?}");
}
