//! What a failed test leaves behind for the person who looks into it.

use std::fs;
use std::path::Path;

use anyhow::Result;

use super::console::Entry;
use super::page::Page;

/// Saves a screenshot, the page as it is, and the browser's log.
///
/// Each of them is tried: a browser that no longer answers must not hide why the test failed.
pub(super) async fn leave(folder: &Path, page: &Page, log: Result<Vec<Entry>>, failure: &anyhow::Error) -> Result<()> {
    fs::create_dir_all(folder)?;
    fs::write(folder.join("failure.txt"), format!("{failure:?}\n"))?;
    let lines = match log {
        Ok(entries) => entries.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"),
        Err(error) => format!("no log: {error:#}"),
    };
    fs::write(folder.join("console.txt"), lines)?;
    let html = match page.driver().source().await {
        Ok(html) => html,
        Err(error) => format!("no page: {error:#}\n"),
    };
    fs::write(folder.join("page.html"), html)?;
    page.screenshot(&folder.join("screenshot.png")).await
}
