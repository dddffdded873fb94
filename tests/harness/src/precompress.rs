//! Smaller forms of the page's files, for servers that send those to browsers that take them.
//!
//! Compressed once, as well as it can be done: a server that compresses each time cannot afford that.
//!
//! Invariant: a smaller form is smaller, is of the file beside it, and is the same bytes whenever and wherever it is made.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, GzBuilder};

/// The ends of the names of smaller forms.
const FORMS: [&str; 2] = ["br", "gz"];
/// Ends of names whose content is compressed already.
const COMPRESSED: [&str; 5] = ["png", "webp", "woff2", "br", "gz"];
/// Bytes of a file that fits into one packet: nothing to save there.
const SMALL: usize = 1024;

/// Writes `NAME.br` (quality 11) and `NAME.gz` (level 9) beside every file below the folder that gets smaller by it, and
/// removes those of files that are not there any more.
///
/// # Errors
/// Something in the folder cannot be read or written.
pub fn precompress(folder: &Path) -> Result<()> {
    for path in files(folder)? {
        let end = path.extension().and_then(|end| end.to_str()).unwrap_or_default();
        if FORMS.contains(&end) && !path.with_extension("").exists() {
            fs::remove_file(&path).with_context(|| format!("cannot remove {}", path.display()))?;
        } else if !COMPRESSED.contains(&end) {
            compress(&path)?;
        }
    }
    Ok(())
}

fn compress(path: &Path) -> Result<()> {
    let mut content = Vec::new();
    File::open(path)
        .and_then(|mut file| file.read_to_end(&mut content))
        .with_context(|| format!("cannot read {}", path.display()))?;
    for form in FORMS {
        let mut name = path.as_os_str().to_owned();
        name.push(format!(".{form}"));
        let smaller = if form == "br" { brotli(&content)? } else { gzip(&content)? };
        let worth_it = content.len() > SMALL && smaller.len() < content.len();
        if worth_it {
            fs::write(&name, smaller).with_context(|| format!("cannot write {}", name.display()))?;
        } else if Path::new(&name).exists() {
            fs::remove_file(&name).with_context(|| format!("cannot remove {}", name.display()))?;
        }
    }
    Ok(())
}

/// The content compressed with brotli, as well as it can be done (quality 11).
///
/// # Errors
/// The encoder fails.
pub fn brotli(content: &[u8]) -> Result<Vec<u8>> {
    let parameters = BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: content.len(), ..Default::default() };
    let mut smaller = Vec::new();
    brotli::BrotliCompress(&mut &content[..], &mut smaller, &parameters).context("brotli")?;
    Ok(smaller)
}

fn gzip(content: &[u8]) -> Result<Vec<u8>> {
    // Neither name nor time: they would make other bytes of the same content.
    let mut encoder = GzBuilder::new().write(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}

fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    Ok(found)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn what_gets_smaller_is_there_in_both_forms_and_nothing_else_is() {
        let folder = std::env::temp_dir().join(format!("harness-precompress-{}", std::process::id()));
        fs::create_dir_all(folder.join("a")).unwrap();
        let text = "Nothing lost, nobody let in. ".repeat(100);
        for (name, content) in
            [("a/b.js", text.as_str()), ("small.css", "a{}"), ("c.png", &text), ("gone.js.br", "old")]
        {
            fs::write(folder.join(name), content).unwrap();
        }
        precompress(&folder).unwrap();
        let first: Vec<Vec<u8>> = FORMS.map(|form| fs::read(folder.join(format!("a/b.js.{form}"))).unwrap()).into();
        precompress(&folder).unwrap();
        let mut names: Vec<_> =
            files(&folder).unwrap().iter().map(|path| path.strip_prefix(&folder).unwrap().to_owned()).collect();
        names.sort();
        assert_eq!(names, ["a/b.js", "a/b.js.br", "a/b.js.gz", "c.png", "small.css"].map(PathBuf::from));

        let mut plain = Vec::new();
        brotli::Decompressor::new(&first[0][..], 4096).read_to_end(&mut plain).unwrap();
        assert_eq!(plain, text.as_bytes());
        plain.clear();
        flate2::read::GzDecoder::new(&first[1][..]).read_to_end(&mut plain).unwrap();
        assert_eq!(plain, text.as_bytes());
        for (form, bytes) in FORMS.iter().zip(first) {
            assert_eq!(bytes, fs::read(folder.join(format!("a/b.js.{form}"))).unwrap(), "{form} differs");
        }
        fs::remove_dir_all(&folder).unwrap();
    }
}
