//! `cargo site`: the folder that one uploads, with the smaller forms of its files, and what each weighs.

pub mod ledger;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::layout::Layout;
use crate::page;
use crate::precompress::precompress;
use crate::tools::BuildTools;

/// Builds the page into [`Layout::upload`], precompressed, and prints the weights.
///
/// # Errors
/// A tool cannot be installed, the page does not build, or the folder cannot be written.
pub fn run() -> Result<()> {
    let layout = Layout::find();
    let tools = BuildTools::ensure(&layout, || page::compile(&layout))?;
    let (built, upload) = (page::build(&layout, &tools)?, layout.upload());
    if upload.exists() {
        fs::remove_dir_all(&upload).with_context(|| format!("cannot remove {}", upload.display()))?;
    }
    copy(&built, &upload)?;
    precompress(&upload)?;
    println!("{}", table(&weights(&upload)?));
    println!("Upload what is in {}. Settings for servers are in tests/hosting/.", layout.shown(&upload));
    Ok(())
}

/// What one file weighs, in bytes; None where a form would not be smaller.
#[derive(Debug, PartialEq, Eq)]
struct Weight {
    name: String,
    plain: u64,
    gzip: Option<u64>,
    brotli: Option<u64>,
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to).with_context(|| format!("cannot make {}", to.display()))?;
    for entry in fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))? {
        let (path, name) = entry.map(|entry| (entry.path(), entry.file_name()))?;
        if path.is_dir() {
            copy(&path, &to.join(name))?;
        } else {
            fs::copy(&path, to.join(name)).with_context(|| format!("cannot copy {}", path.display()))?;
        }
    }
    Ok(())
}

/// The heaviest first.
fn weights(folder: &Path) -> Result<Vec<Weight>> {
    let mut weights = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let form = |end: &str| fs::metadata(folder.join(format!("{name}.{end}"))).ok().map(|file| file.len());
        if path.extension().is_some_and(|end| end == "br" || end == "gz") {
            continue;
        }
        let plain = fs::metadata(&path).with_context(|| format!("cannot read {}", path.display()))?.len();
        weights.push(Weight { plain, gzip: form("gz"), brotli: form("br"), name });
    }
    weights.sort_by(|a, b| b.plain.cmp(&a.plain).then_with(|| a.name.cmp(&b.name)));
    Ok(weights)
}

fn table(weights: &[Weight]) -> String {
    let width = weights.iter().map(|weight| weight.name.len()).max().unwrap_or_default();
    let number = |form: Option<u64>| form.map_or_else(|| "-".to_owned(), |bytes| bytes.to_string());
    let line = |name: &str, plain: &str, gzip: &str, brotli: &str| {
        format!("{name:width$}  {plain:>9}  {gzip:>9}  {brotli:>9}\n")
    };
    let mut text = line("bytes", "plain", "gzip", "brotli");
    for Weight { name, plain, gzip, brotli } in weights {
        text += &line(name, &plain.to_string(), &number(*gzip), &number(*brotli));
    }
    text
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_there_with_its_forms_and_its_weights() {
        let folder = std::env::temp_dir().join(format!("harness-site-{}", std::process::id()));
        let (built, upload) = (folder.join("built"), folder.join("upload"));
        fs::create_dir_all(built.join("more")).unwrap();
        for (name, content) in [("a.js", "let a;".repeat(400)), ("b.css", "b{}".into()), ("more/c.js", "c".into())] {
            fs::write(built.join(name), content).unwrap();
        }
        copy(&built, &upload).unwrap();
        assert_eq!(fs::read_to_string(upload.join("more/c.js")).unwrap(), "c");
        fs::remove_dir_all(upload.join("more")).unwrap();
        precompress(&upload).unwrap();
        let weights = weights(&upload).unwrap();
        let length = |name: &str| fs::metadata(upload.join(name)).unwrap().len();
        let small = Weight { name: "b.css".into(), plain: 3, gzip: None, brotli: None };
        let large =
            Weight { name: "a.js".into(), plain: 2400, gzip: Some(length("a.js.gz")), brotli: Some(length("a.js.br")) };
        let text = table(&weights);
        assert_eq!(weights, [large, small]);
        assert!(text.lines().count() == 3 && text.contains("2400") && text.contains("  -"), "{text}");
        fs::remove_dir_all(&folder).unwrap();
    }
}
