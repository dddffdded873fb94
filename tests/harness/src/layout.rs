//! Where things are on the disk.
//!
//! Invariant: every path that the harness writes to is under [`Layout::target`], but for what it is told to renew.

use std::env;
use std::path::{Path, PathBuf};

/// The folders of this repository.
#[derive(Clone, Debug)]
pub struct Layout {
    root: PathBuf,
    target: PathBuf,
}

impl Layout {
    /// The repository that this program was built from.
    ///
    /// `CARGO_TARGET_DIR` is respected.
    pub fn find() -> Self {
        // tests/harness is two folders below the root.
        let root: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap_or(Path::new(".")).into();
        let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |given| root.join(given));
        Self { root, target }
    }

    /// Another copy of the repository, and where what is made of it goes.
    pub fn at(root: PathBuf, target: PathBuf) -> Self {
        Self { root, target }
    }

    /// The top of the repository.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Everything that is made.
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// Tools that the harness installed, and the logs of how that went.
    pub fn tools(&self) -> PathBuf {
        self.target.join("tools")
    }

    /// Programs that the harness installed.
    pub fn tools_bin(&self) -> PathBuf {
        self.tools().join("bin")
    }

    /// The built page of `cargo demo` and of the tests; never the user's own `dist/`.
    pub fn site(&self) -> PathBuf {
        self.target.join("site")
    }

    /// What one uploads: the built page with the smaller forms of its files.
    pub fn upload(&self) -> PathBuf {
        self.target.join("upload")
    }

    /// What a failed browser test leaves behind.
    pub fn evidence(&self) -> PathBuf {
        self.target.join("e2e")
    }

    /// A picture of every screen and state, made by the gallery.
    pub fn gallery(&self) -> PathBuf {
        self.target.join("gallery")
    }

    /// The pictures of README, made by the harness and kept in the repository.
    pub fn pictures(&self) -> PathBuf {
        self.root.join("tests/pictures")
    }

    /// `path` as a person reads it: relative to the repository where it is in there.
    pub fn shown<'a>(&self, path: &'a Path) -> std::path::Display<'a> {
        path.strip_prefix(&self.root).unwrap_or(path).display()
    }
}
