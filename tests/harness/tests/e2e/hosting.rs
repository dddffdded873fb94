//! The page on other people's servers: under a path of its own, and where a file was damaged on the way.

use std::fs;

use anyhow::{Context, Result, ensure};
use harness::browser::Scenario;
use harness::layout::Layout;

use super::admin::{self, Admin, ORG};

#[test]
fn under_a_path_of_its_own_the_console_connects_reloads_and_opens_links() -> Result<()> {
    Scenario::new().runners(3).under("/tools/console/").run(async |world| {
        let admin = Admin::at(world, ORG).await?;
        let name = &admin::names(world, ORG)[1];
        admin.row(name).get("button", name).click().await?;
        admin.dialog(name).await?;
        let link = admin.page.url().await?;
        ensure!(link.starts_with(&format!("{}?", world.site_url())), "{link}");
        admin.page.reload().await?;
        admin.dialog(name).await?;
        // Some people link to the file.
        let (_, query) = link.split_once('?').context("no query")?;
        admin.page.go(&format!("{}index.html?{query}", world.site_url())).await?;
        admin.dialog(name).await?;
        admin.escape().await?;
        ensure!(admin.page.url().await?.starts_with(&format!("{}index.html?", world.site_url())), "the path changed");
        Ok(())
    })
}

#[test]
fn a_damaged_program_is_not_started_and_the_page_says_so() -> Result<()> {
    for end in ["_bg.wasm", ".js"] {
        let (name, mut bytes) = file_that_ends_with(end)?;
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        Scenario::new().file(&name, bytes).run(async |world| {
            world.allow_in_console("integrity");
            world.allow_in_console("Failed to fetch");
            let page = world.open("").await?;
            page.all("alert").shows("Runner Console could not start.").await?;
            assert_eq!(page.all("textbox").count().await?, 0);
            Ok(())
        })?;
    }
    Ok(())
}

/// A file of the built page.
fn file_that_ends_with(end: &str) -> Result<(String, Vec<u8>)> {
    for entry in fs::read_dir(Layout::find().site())? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if name.ends_with(end) {
            return Ok((name.to_owned(), fs::read(&path)?));
        }
    }
    anyhow::bail!("the built page has no file that ends with {end}")
}
