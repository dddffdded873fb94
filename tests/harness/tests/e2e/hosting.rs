//! The page on other people's servers: under a path of its own, and behind a real nginx.

mod http;
mod nginx;
mod server;

use anyhow::{Context, Result, ensure};
use harness::browser::Scenario;

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
