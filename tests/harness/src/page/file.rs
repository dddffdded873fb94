//! A file of the page that the harness makes, and how it is named in other files.
//!
//! Invariant: a file's name has a hash of its content, in the form that `headers.rs` knows.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha384};

/// A file of the page.
pub(super) struct File {
    pub(super) name: String,
    pub(super) content: Vec<u8>,
}

impl File {
    /// With a hash of its content in its name.
    pub(super) fn named(stem: &str, end: &str, content: Vec<u8>) -> Self {
        let digest = Sha384::digest(&content);
        let start = digest.iter().take(8).fold(0_u64, |start, byte| (start << 8) | u64::from(*byte));
        Self { name: format!("{stem}-{start:016x}{end}"), content }
    }

    pub(super) fn integrity(&self) -> String {
        integrity(&self.content)
    }

    pub(super) fn write(&self, folder: &Path) -> Result<()> {
        let path = folder.join(&self.name);
        fs::write(&path, &self.content).with_context(|| format!("cannot write {}", path.display()))
    }
}

/// As the attribute `integrity` and the option of `fetch` take it.
pub(super) fn integrity(content: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(content)))
}

/// The text with one place of it replaced, which must be there exactly once: so a new version of a tool that writes
/// something else is noticed here, and not in a browser.
pub(super) fn once(text: &str, old: &str, new: &str) -> Result<String> {
    match text.matches(old).count() {
        1 => Ok(text.replace(old, new)),
        count => bail!("{old:?} is there {count} times where once was expected"),
    }
}

pub(super) fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

pub(super) fn text(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::File;

    #[test]
    fn a_name_changes_with_the_content_and_has_the_form_of_trunks() {
        let name = |content: &[u8]| File::named("a-b", ".js", content.to_vec()).name;
        assert_ne!(name(b"a"), name(b"b"));
        let hash = name(b"a");
        let hash = hash.strip_prefix("a-b-").unwrap().strip_suffix(".js").unwrap();
        assert!(hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()), "{hash}");
    }
}
