//! What tests of the table look at: its rows on the page, the focus, and the pages that were read for it.

use anyhow::{Result, ensure};
use axum::http::Method;
use harness::browser::{Page, World, until};
use serde_json::json;
use simulator::log::Entry;

use super::admin::{self, Admin, ORG};

/// GET requests for pages of the organization's runners, as the simulated GitHub got them.
pub fn pages_read(world: &World) -> Vec<Entry> {
    let is_page = |entry: &Entry| entry.method == "GET" && entry.page.is_some() && entry.scope.as_deref() == Some(ORG);
    world.github().state().requests().into_iter().filter(is_page).collect()
}

pub fn forget_requests(world: &World) -> Result<()> {
    admin::control(world, &Method::DELETE, "requests", &json!(null)).map(drop)
}

/// What has the focus: a name, or the text.
pub async fn focused(page: &Page) -> Result<String> {
    let script = "const at = document.activeElement; return at.ariaLabel ?? at.innerText";
    Ok(page.script(script).await?.as_str().unwrap_or_default().trim().to_owned())
}

pub async fn until_focused(page: &Page, wanted: &str) -> Result<()> {
    until(&format!("the focus to be on {wanted:?}"), async || {
        let focused = focused(page).await?;
        ensure!(focused == wanted, "it is on {focused:?}");
        Ok(Some(()))
    })
    .await
}

/// The names in the rows on the page, from top to bottom.
pub async fn names_shown(page: &Page) -> Result<Vec<String>> {
    let script = "return [...document.querySelectorAll('tbody [role=row]')]
        .sort((a, b) => a.ariaRowIndex - b.ariaRowIndex).map((row) => row.querySelector('[role=rowheader]').innerText)";
    Ok(serde_json::from_value(page.script(script).await?)?)
}

pub async fn until_shown(page: &Page, wanted: &[&str]) -> Result<()> {
    until(&format!("the rows to be {wanted:?}"), async || {
        let shown = names_shown(page).await?;
        ensure!(shown == wanted, "they are {shown:?}");
        Ok(Some(()))
    })
    .await
}

pub async fn until_rows(admin: &Admin<'_>, wanted: usize) -> Result<()> {
    until(&format!("a table of {wanted} rows"), async || {
        let count = admin.table().attribute("aria-rowcount").await?;
        ensure!(count == Some((wanted + 1).to_string()), "aria-rowcount is {count:?}");
        Ok(Some(()))
    })
    .await
}

/// True where the middle of the window shows a row, and no more rows are on the page than fit it twice.
pub const WINDOWED: &str = "
    const rows = [...document.querySelectorAll('tbody [role=row]')];
    const fit = innerHeight / rows[0].getBoundingClientRect().height;
    const middle = document.elementFromPoint(innerWidth / 2, innerHeight / 2)?.closest('tbody [role=row]');
    if (rows.length > 2 * fit) throw new Error(`${rows.length} rows where ${fit} fit`);
    return middle?.ariaRowIndex ?? false";
