//! What is needed once for all rows: the built console and the twin, ready to be served.
//!
//! Invariant: both are served alike, with the same headers and as small as brotli makes them.

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::layout::Layout;
use crate::page;
use crate::precompress::brotli;
use crate::serve::Site;
use crate::tools::BuildTools;
use crate::tools::browser::Browser;

/// Bytes of a file that fits into one packet: nothing to save there.
const SMALL: usize = 1024;

/// Both pages, and how often to measure.
#[derive(Debug)]
pub struct Ground {
    /// Where things are.
    pub layout: Layout,
    /// The release build of the console.
    pub console: Site,
    /// The page without a framework: `tests/twin/`.
    pub twin: Site,
    /// How often a time is measured.
    pub rounds: u32,
}

impl Ground {
    /// Builds the page, installs what is missing, reads both pages.
    ///
    /// # Errors
    /// A tool or the browser cannot be installed, or the page does not build.
    pub fn prepare(rounds: u32) -> Result<Self> {
        let layout = Layout::find();
        let tools = BuildTools::ensure(&layout, || page::compile(&layout))?;
        Browser::ensure(&layout)?;
        let console = load(page::build(&layout, &tools)?)?;
        let twin = load(layout.root().join("tests/twin"))?;
        Ok(Self { layout, console, twin, rounds })
    }

    /// Where browsers may keep what they write.
    pub fn profiles(&self) -> PathBuf {
        self.layout.target().join("measure").join(format!("profiles.{}", std::process::id()))
    }
}

fn load(folder: PathBuf) -> Result<Site> {
    let site = Site::load(&folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let names: Vec<String> = site.names().map(str::to_owned).collect();
    names.into_iter().try_fold(site, |site, name| {
        let content = site.bytes(&name).unwrap_or_default();
        let smaller = brotli(content)?;
        let is_worth_it = content.len() > SMALL && smaller.len() < content.len();
        Ok(if is_worth_it { site.with_file(&format!("{name}.br"), smaller) } else { site })
    })
}
