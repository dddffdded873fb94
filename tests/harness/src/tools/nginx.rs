//! nginx with its brotli module: one of the servers that the examples of hosting are for, run by the browser tests.
//!
//! Invariant: nothing is installed into the system and no service is started: Debian's packages are downloaded and
//! unpacked under `target/tools`, which needs no root either.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::browser::is_root;
use super::on_path;
use crate::layout::Layout;
use crate::process;

/// Debian's names of what is needed.
const PACKAGES: [&str; 2] = ["nginx", "libnginx-mod-http-brotli-static"];
/// Where Debian's packages put the two.
const PROGRAM: &str = "usr/sbin/nginx";
const MODULE: &str = "usr/lib/nginx/modules/ngx_http_brotli_static_module.so";

/// An nginx that can send `.br` files.
#[derive(Clone, Debug)]
pub struct Nginx {
    /// The program.
    pub program: PathBuf,
    /// The module that knows `brotli_static`.
    pub brotli: PathBuf,
}

impl Nginx {
    /// The one that is installed, else the one under `target/tools`.
    pub fn find(layout: &Layout) -> Option<Self> {
        // Where only root's PATH has the folder.
        let installed = on_path("nginx").unwrap_or_else(|| Path::new("/").join(PROGRAM));
        let own = folder(layout);
        [
            Self { program: installed, brotli: Path::new("/").join(MODULE) },
            Self { program: own.join(PROGRAM), brotli: own.join(MODULE) },
        ]
        .into_iter()
        .find(Self::runs)
    }

    /// Finds it, or brings it under `target/tools`.
    ///
    /// # Errors
    /// It is neither there nor to be had; the message says what to install.
    pub fn ensure(layout: &Layout) -> Result<Self> {
        if let Some(found) = Self::find(layout) {
            return Ok(found);
        }
        let list = PACKAGES.join(" ");
        let advice = format!("nginx with its brotli module is missing; install it with: sudo apt-get install {list}");
        if on_path("apt-get").is_none() || on_path("dpkg-deb").is_none() {
            bail!("{advice} (or your system's own, at {MODULE})");
        }
        unpack(layout).context(advice.clone())?;
        Self::find(layout).with_context(|| format!("{advice} (Debian's package, unpacked, does not run here)"))
    }

    fn runs(&self) -> bool {
        let tested = process::command(&self.program).arg("-v").output();
        self.brotli.is_file() && tested.is_ok_and(|output| output.status.success())
    }
}

fn folder(layout: &Layout) -> PathBuf {
    layout.tools().join("nginx")
}

fn unpack(layout: &Layout) -> Result<()> {
    let (folder, log) = (folder(layout), layout.tools().join("nginx.log"));
    let packages = folder.join("packages");
    println!("Unpacking Debian's {} into {}; log: {}", PACKAGES.join(", "), layout.shown(&folder), layout.shown(&log));
    let download = || {
        fs::create_dir_all(&packages)?;
        let mut apt = process::command("apt-get");
        apt.current_dir(&packages).arg("download").args(PACKAGES);
        process::run_hidden(apt, "apt-get download", &log)
    };
    // A fresh machine has no package lists, an old one has stale ones; only root may renew them.
    download().or_else(|error| {
        if !is_root() {
            return Err(error);
        }
        let mut apt = process::command("apt-get");
        apt.arg("update");
        process::run_hidden(apt, "apt-get update", &layout.tools().join("apt-update.log"))?;
        download()
    })?;
    for entry in fs::read_dir(&packages)? {
        let mut dpkg = process::command("dpkg-deb");
        dpkg.arg("--extract").arg(entry?.path()).arg(&folder);
        process::run_hidden(dpkg, "dpkg-deb", &log)?;
    }
    fs::remove_dir_all(&packages).with_context(|| format!("cannot remove {}", packages.display()))
}
