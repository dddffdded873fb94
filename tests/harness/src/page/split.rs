//! The page's WebAssembly cut in two: what shows runners, and what is loaded after that.
//!
//! Trunk cannot do it (trunk#1022). What it built is taken apart along the points that `src/views/later.rs` marks, by the
//! tool that cargo-leptos uses for that, and joined with JavaScript again; then the files of the page are replaced, with
//! their names and hashes in `index.html`.
//!
//! Invariants: a file's name has a hash of its content; the JavaScript holds the hashes of the second part and of its style
//! sheet, so that the browser refuses others; nothing of that part runs before its style sheet is there; the same
//! WebAssembly makes the same files.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use wasm_encoder::{Module, RawSection};
use wasm_split_cli_support::{Options, transform};
use wasmparser::{Parser, Payload};

use super::arrange::{by_likeness, with_short_imports};
use super::file::{File, integrity, once, read, text};
use super::shorten::shorten;
use crate::process;
use crate::tools::BuildTools;

/// What the compiler and the linker must be told, so that what they make can be cut.
pub const FLAGS: [&str; 3] = ["--cfg", "split", "-Clink-arg=--emit-relocs"];
/// Names are needed to cut, and are taken out afterwards.
pub const VARIABLES: [(&str, &str); 1] = [("CARGO_PROFILE_RELEASE_STRIP", "false")];

/// The crate, as Trunk names its files.
const NAME: &str = "runner-console";
/// The loader that the tool writes, as the WebAssembly asks for it.
const LOADER: &str = "./__wasm_split.js";
/// The first part's JavaScript, as the loader asks for it.
const PROGRAM: &str = "./runner-console.js";

/// Loads the style sheet of the second part, beside its WebAssembly. Firefox puts one that does not pass on the page all the
/// same, empty; one that did not come makes room for the next try. To fill in: address and hash.
const STYLED: &str = "const styled = makeLoad(() => {
    const link = Object.assign(document.createElement(\"link\"), { rel: \"stylesheet\", integrity: \"HASH\", href: new URL(\"./NAME\", import.meta.url) });
    const there = new Promise((resolve, reject) => {
        const missing = () => { link.remove(); reject(link.href); };
        link.onload = () => link.sheet?.cssRules.length ? resolve() : missing();
        link.onerror = missing;
    });
    document.head.append(link);
    return () => there;
}, []);
";

/// Replaces the WebAssembly and the JavaScript in `site`, which Trunk made of `wasm`; `styles` come with the second part, and
/// `folder` is for what lies between.
///
/// # Errors
/// Something cannot be read, written or run, or the tools make other things than this knows.
pub(super) fn split(wasm: &Path, site: &Path, styles: &File, folder: &Path, tools: &BuildTools) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let later = take_apart(wasm, folder)?;
    join(folder, tools)?;

    let later = File::named("later", ".wasm", by_likeness(&without_custom_sections(&read(&later)?)?)?);
    let wasm = without_custom_sections(&read(&folder.join("bound").join(format!("{NAME}_bg.wasm")))?)?;
    let program = text(&folder.join("bound").join(format!("{NAME}.js")))?;
    let (wasm, program) = with_short_imports(&wasm, &program, &format!("./{NAME}_bg.js"))?;
    let wasm = File::named(NAME, "_bg.wasm", by_likeness(&wasm)?);
    let program = with_loader(&program, &text(&folder.join(LOADER))?, &later, styles)?;
    let program = once(&program, &format!("'{NAME}_bg.wasm'"), &format!("'{}'", wasm.name))?;
    let program = File::named(NAME, ".js", shorten(&program)?.into_bytes());

    let index = site.join("index.html");
    let mut html = text(&index)?;
    for (end, new) in [("_bg.wasm", &wasm), (".js", &program)] {
        let old = built_by_trunk(site, end)?;
        html = once(&html, &format!("./{}\"", file_name(&old)), &format!("./{}\"", new.name))?;
        html = once(&html, &integrity(&read(&old)?), &new.integrity())?;
        fs::remove_file(&old).with_context(|| format!("cannot remove {}", old.display()))?;
    }
    for file in [&later, &wasm, &program] {
        file.write(site)?;
    }
    fs::write(&index, html).with_context(|| format!("cannot write {}", index.display()))
}

/// Cuts, and returns where the second part is; the first is `main.wasm` in the folder, beside the loader.
fn take_apart(wasm: &Path, folder: &Path) -> Result<PathBuf> {
    let (wasm, first) = (read(wasm)?, folder.join("main.wasm"));
    let mut options = Options::new(&wasm);
    options.output_dir = folder;
    options.main_out_path = &first;
    options.link_name = LOADER;
    options.main_module = PROGRAM;
    let made = transform(options).map_err(|error| anyhow!("the WebAssembly cannot be cut: {error:#}"))?;
    let [later] = &made.split_modules[..] else { bail!("not two parts, but one and {:?}", made.split_modules) };
    Ok(later.clone())
}

/// What Trunk does with the whole, done with the first part.
fn join(folder: &Path, tools: &BuildTools) -> Result<()> {
    bind(folder, "bound", &["--remove-name-section", "--remove-producers-section"], tools)
}

fn bind(folder: &Path, into: &str, options: &[&str], tools: &BuildTools) -> Result<()> {
    let mut command = tools.wasm_bindgen();
    command.args(["--target", "web", "--no-typescript", "--keep-lld-exports", "--out-name", NAME]).args(options);
    command.arg("--out-dir").arg(folder.join(into)).arg(folder.join("main.wasm"));
    process::run_hidden(command, "page (its two parts)", &folder.join("wasm-bindgen.log"))
}

/// The first part as it is in the page, but with the names of its functions. `folder` is that of [`split`] before.
///
/// # Errors
/// There was no [`split`] before, or wasm-bindgen fails.
pub fn first_with_names(folder: &Path, tools: &BuildTools) -> Result<Vec<u8>> {
    bind(folder, "named", &["--keep-debug"], tools)?;
    read(&folder.join("named").join(format!("{NAME}_bg.wasm")))
}

/// The second part, likewise.
///
/// # Errors
/// There was no [`split`] before.
pub fn second_with_names(folder: &Path) -> Result<Vec<u8>> {
    read(&folder.join("split_later.wasm"))
}

/// The JavaScript with the loader in it: a file of its own would be one more to ask for, and could be another's.
fn with_loader(program: &str, loader: &str, later: &File, styles: &File) -> Result<String> {
    let (import, rest) = program.split_once('\n').context("the JavaScript has no lines")?;
    let namespace =
        import.strip_prefix("import * as ").and_then(|import| import.strip_suffix(&format!(" from \"{LOADER}\"")));
    let namespace = namespace.with_context(|| format!("the JavaScript does not begin with the loader: {import}"))?;
    let loader = once(loader, &format!("import {{ initSync }} from \"{PROGRAM}\";\n"), "")?;
    let sheet = STYLED.replace("HASH", &styles.integrity()).replace("NAME", &styles.name);
    let loader = once(
        &loader,
        "export const __wasm_split_load_later = ",
        &format!("{sheet}const {namespace} = {{}};\n{namespace}.__wasm_split_load_later = "),
    )?;
    let loader = once(&loader, ", []));", ", [styled]));")?;
    let address = "new URL(\"./split_later.wasm\", import.meta.url)";
    let checked = format!("new URL(\"./{}\", import.meta.url), {{ integrity: \"{}\" }}", later.name, later.integrity());
    let loader = once(&loader, address, &checked)?;
    // What is checked as a whole is no stream, and some sites do not say that it is WebAssembly.
    let streamed = "WebAssembly.instantiateStreaming(src, imports)";
    let whole = "WebAssembly.instantiate(await (await src).arrayBuffer(), imports)";
    Ok([rest, "\n", &once(&loader, streamed, whole)?].concat())
}

/// Names of functions, paths of sources, relocations: nothing of that is needed to run.
fn without_custom_sections(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut module = Module::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload.context("no WebAssembly")?;
        if matches!(payload, Payload::CustomSection(_)) {
            continue;
        }
        if let Some((id, range)) = payload.as_section() {
            let range = usize::try_from(range.start)?..usize::try_from(range.end)?;
            module.section(&RawSection { id, data: &wasm[range] });
        }
    }
    Ok(module.finish())
}

fn built_by_trunk(site: &Path, end: &str) -> Result<PathBuf> {
    let entries = fs::read_dir(site).with_context(|| format!("cannot read {}", site.display()))?;
    let paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    let is_it = |path: &&PathBuf| file_name(path).starts_with(NAME) && file_name(path).ends_with(end);
    let found: Vec<_> = paths.iter().filter(is_it).collect();
    let [one] = found[..] else { bail!("Trunk made {} files {NAME}…{end}", found.len()) };
    Ok(one.clone())
}

fn file_name(path: &Path) -> &str {
    path.file_name().and_then(|name| name.to_str()).unwrap_or_default()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// As the pinned versions of the two tools write it.
    const PROGRAM_TEXT: &str = "import * as import1 from \"./__wasm_split.js\"\nexport function a() {}\n";
    const LOADER_TEXT: &str = "import { initSync } from \"./runner-console.js\";\n\
        export const __wasm_split_load_later = wrapAsyncCb(makeLoad(() => {\n\
        const src = fetch(new URL(\"./split_later.wasm\", import.meta.url));\n\
        return async (imports) => (WebAssembly.instantiateStreaming(src, imports));\n}, []));\n";

    #[test]
    fn s4_the_second_part_is_fetched_by_its_hash() {
        let later = File::named("later", ".wasm", b"later".to_vec());
        let styles = File::named("later", ".css", b"a{}".to_vec());
        let joined = with_loader(PROGRAM_TEXT, LOADER_TEXT, &later, &styles).unwrap();
        assert!(joined.contains(&format!("{{ integrity: \"{}\" }}", integrity(b"later"))), "{joined}");
        assert!(joined.contains(&integrity(b"a{}")) && joined.contains(&styles.name), "{joined}");
        assert!(joined.contains(&later.name) && !joined.contains("split_later.wasm"), "{joined}");
        assert!(!joined.contains("import *") && !joined.contains("import {"), "{joined}");
        assert!(joined.contains("import1.__wasm_split_load_later = wrapAsyncCb("), "{joined}");
    }

    #[test]
    fn what_the_tools_write_otherwise_is_an_error_that_shows_it() {
        let later = File::named("later", ".wasm", Vec::new());
        let styles = File::named("later", ".css", Vec::new());
        let error = with_loader("export function a() {}\n", LOADER_TEXT, &later, &styles).unwrap_err().to_string();
        assert!(error.contains("export function a()"), "{error}");
        let other = LOADER_TEXT.replace("instantiateStreaming", "compileStreaming");
        let error = with_loader(PROGRAM_TEXT, &other, &later, &styles).unwrap_err().to_string();
        assert!(error.contains("instantiateStreaming") && error.contains("0 times"), "{error}");
    }

    #[test]
    fn s9_custom_sections_are_left_out_and_the_rest_is_as_it_was() {
        let header = b"\0asm\x01\0\0\0";
        let types = [1, 4, 1, 0x60, 0, 0];
        let custom = [0, 5, 4, b'n', b'a', b'm', b'e'];
        let wasm = [&header[..], &custom, &types, &custom].concat();
        assert_eq!(without_custom_sections(&wasm).unwrap(), [&header[..], &types].concat());
        assert!(without_custom_sections(b"text").is_err());
    }
}
