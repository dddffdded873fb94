//! `cargo site ledger`: what each dependency and each screen costs of the page, in bytes of brotli.
//!
//! What something costs is what the compressed WebAssembly would be smaller without it. The costs do not add up to the
//! whole: what is alike in two places costs little in either. Generic code counts for the crate that wrote it, whoever it
//! was made for.
//!
//! Invariant: the WebAssembly is that of the page, but for the names of functions.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};
use rustc_demangle::demangle;
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

use crate::layout::Layout;
use crate::page::{self, Workshop};
use crate::precompress::brotli;
use crate::tools::BuildTools;

/// Below this many bytes as they are, a group is not worth a line.
const SMALL: usize = 1_000;
/// The console's own crate, as its functions are named.
const CONSOLE: &str = "runner_console";

/// Builds the console with the names of its functions and prints the ledger.
///
/// # Errors
/// A tool cannot be installed, the console does not build, or its functions have no names.
pub fn run() -> Result<()> {
    let layout = Layout::find();
    let tools = BuildTools::ensure(&layout, || page::compile(&layout))?;
    let wasm = Workshop::here(&layout)?.with_names(&tools)?;
    println!("{}", table("WebAssembly", &ledger(&functions(&wasm)?)?));
    Ok(())
}

/// One function.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Function<'a> {
    name: String,
    body: &'a [u8],
}

/// What belongs together.
#[derive(Debug, PartialEq, Eq)]
struct Entry {
    name: String,
    functions: usize,
    /// Bytes as they are.
    plain: usize,
    /// Bytes of brotli that the whole would be smaller without it.
    cost: usize,
}

fn functions(wasm: &[u8]) -> Result<Vec<Function<'_>>> {
    // Imported functions have the first indices, and no body.
    let mut imported = 0;
    let (mut bodies, mut names) = (Vec::new(), BTreeMap::new());
    for payload in Parser::new(0).parse_all(wasm) {
        match payload.context("no WebAssembly")? {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => {
                let range = body.range();
                bodies.push(&wasm[usize::try_from(range.start)?..usize::try_from(range.end)?]);
            }
            Payload::CustomSection(section) => {
                let KnownCustom::Name(section) = section.as_known() else { continue };
                for name in section {
                    let Name::Function(functions) = name? else { continue };
                    for function in functions {
                        let function = function?;
                        names.insert(function.index, function.name);
                    }
                }
            }
            _ => {}
        }
    }
    if names.is_empty() {
        bail!("the WebAssembly has no names");
    }
    let name = |index: u32| demangle(names.get(&index).copied().unwrap_or_default()).to_string();
    Ok((imported..).zip(bodies).map(|(index, body)| Function { name: name(index), body }).collect())
}

/// The costliest first.
fn ledger(functions: &[Function<'_>]) -> Result<Vec<Entry>> {
    let mut groups: BTreeMap<String, Vec<&Function<'_>>> = BTreeMap::new();
    for function in functions {
        groups.entry(group(&function.name)).or_default().push(function);
    }
    let weight = |left_out: Option<&str>| {
        let stay =
            functions.iter().filter(|function| left_out.is_none_or(|left_out| group(&function.name) != left_out));
        Ok::<_, anyhow::Error>(brotli(&stay.flat_map(|function| function.body).copied().collect::<Vec<_>>())?.len())
    };
    let whole = weight(None)?;
    let mut entries = Vec::new();
    for (name, functions) in groups {
        let plain = functions.iter().map(|function| function.body.len()).sum();
        if plain >= SMALL {
            let cost = whole.saturating_sub(weight(Some(&name))?);
            entries.push(Entry { name, functions: functions.len(), plain, cost });
        }
    }
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.cost));
    Ok(entries)
}

/// Whom a function belongs to: a module of the console, two names deep, or a crate.
fn group(function: &str) -> String {
    if let Some((_, path)) = function.split_once(&format!("{CONSOLE}::")) {
        // The pages are in folders.
        let depth = if path.starts_with("pages::") { 3 } else { 2 };
        let path: Vec<&str> = path.split("::").take(depth).filter(|name| is_module(name) && !is_hash(name)).collect();
        return format!("console: {}", path.join("::"));
    }
    // `<T as crate::Trait>::function` is of the trait's crate.
    let path = match function.split_once(" as ") {
        Some((own, of)) if own.trim_start_matches(['_', '<', '&']).len() <= 2 => of,
        _ => function,
    };
    let path = path.trim_start_matches(['_', '<', '&', '[', '(', '*']);
    let name: String = path.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
    if path[name.len()..].starts_with("::") || path[name.len()..].starts_with('[') { name } else { "others".into() }
}

fn is_module(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

/// As legacy names end: `h` and 16 digits.
fn is_hash(name: &str) -> bool {
    name.len() == 17 && name.strip_prefix('h').is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn table(title: &str, entries: &[Entry]) -> String {
    let width = entries.iter().map(|entry| entry.name.len()).max().unwrap_or_default();
    let line = |Entry { name, functions, plain, cost }: &Entry| {
        format!("{name:width$}  {functions:>9}  {plain:>9}  {cost:>9}\n")
    };
    let lines: String = entries.iter().map(line).collect();
    format!("{title:width$}  functions      plain     brotli\n{lines}")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{Function, group, ledger, table};
    use sha2::{Digest, Sha384};

    #[test]
    fn a_function_belongs_to_its_crate_or_to_the_console_s_module() {
        for (function, owner) in [
            (
                "runner_console::pages::runners::page::__component_runners_page::h0123456789abcdef",
                "console: pages::runners::page",
            ),
            ("<runner_console::github::runner::Runner as core::clone::Clone>::clone", "console: github::runner"),
            ("runner_console::main::h010622391fe44eb3", "console: main"),
            ("reactive_graph::effect::effect::Effect<S>::new::{{closure}}", "reactive_graph"),
            ("<T as tachys::view::any_view::IntoAny>::into_any", "tachys"),
            ("<&T as core::fmt::Debug>::fmt", "core"),
            ("<alloc::vec::Vec<T> as core::ops::drop::Drop>::drop", "alloc"),
            ("core[c5930c85a12de822]::str::slice_error_fail_rt", "core"),
            ("__rust_alloc", "others"),
            ("", "others"),
        ] {
            assert_eq!(group(function), owner, "{function}");
        }
    }

    #[test]
    fn what_is_there_twice_costs_little() {
        let noise: Vec<u8> = (0_u32..100).flat_map(|n| Sha384::digest(n.to_le_bytes())).collect();
        let functions =
            [("a::x", &noise[..1_500]), ("b::x", &noise[..1_500]), ("c::x", &noise[1_500..]), ("d::x", &noise[..9])]
                .map(|(name, body)| Function { name: name.to_owned(), body });
        let entries = ledger(&functions).unwrap();
        assert_eq!(entries.iter().map(|entry| &*entry.name).collect::<Vec<_>>(), ["c", "a", "b"]);
        assert!(entries[0].cost > 1_000 && entries[1].cost < 100, "{entries:?}");
        assert!(table("Part", &entries).lines().nth(1).unwrap().starts_with('c'), "{entries:?}");
    }
}
