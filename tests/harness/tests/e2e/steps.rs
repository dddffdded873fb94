//! What most walks begin with, and where to look afterwards: the screen, GitHub's own state, GitHub's request log.
//!
//! Invariant: on the screen things are found by role and accessible name only (product.md, "Names on the screen").

use anyhow::{Context, Result};
use harness::browser::{Engine, Locator, Name, Page, World, until};
use simulator::Ready;
use simulator::fleet::Runner;
use simulator::log::Entry;
use simulator::route::Operation;

/// The role of what unfolds a part of the page, which browsers call as they like.
pub fn unfolding() -> Result<&'static str> {
    Ok(match Engine::of_this_run()? {
        Engine::Chromium => "DisclosureTriangle",
        Engine::Firefox => "button",
    })
}

/// The three kinds of scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An enterprise.
    Enterprise,
    /// An organization.
    Organization,
    /// A repository.
    Repository,
}

impl Kind {
    /// The radio button's name.
    pub fn radio(self) -> &'static str {
        match self {
            Self::Enterprise => "Enterprise",
            Self::Organization => "Organization",
            Self::Repository => "Repository",
        }
    }

    /// The name of the box that takes the scope's name.
    pub fn name_box(self) -> &'static str {
        match self {
            Self::Enterprise => "Enterprise slug",
            Self::Organization => "Organization name",
            Self::Repository => "Repository (owner/name)",
        }
    }

    /// The word in the query string.
    pub fn word(self) -> &'static str {
        match self {
            Self::Enterprise => "enterprise",
            Self::Organization => "organization",
            Self::Repository => "repository",
        }
    }

    /// The simulated scope of this kind that every simulator has.
    pub fn name(self, ready: &Ready) -> &'static str {
        match self {
            Self::Enterprise => ready.enterprise,
            Self::Organization => ready.org,
            Self::Repository => ready.repo,
        }
    }

    /// Where this scope's operations are, below the REST base: `orgs/octo-org`.
    pub fn path(self, ready: &Ready) -> String {
        let start = match self {
            Self::Enterprise => "enterprises",
            Self::Organization => "orgs",
            Self::Repository => "repos",
        };
        format!("{start}/{}", self.name(ready))
    }

    /// What follows the host in the runner's `--url`.
    pub fn web_path(self, ready: &Ready) -> String {
        let start = if self == Self::Enterprise { "enterprises/" } else { "" };
        format!("{start}{}", self.name(ready))
    }
}

/// Types host and token into the form that is shown, and connects.
pub async fn fill_in(page: &Page, host: &str, token: &str) -> Result<()> {
    let form = page.get("form", "Connect");
    form.get("textbox", "GitHub host").fill(host).await?;
    form.get("textbox", "Access token").fill(token).await?;
    form.get("button", "Connect").click().await
}

/// Opens the console and connects with a token that may do everything; the scope picker is shown.
pub async fn connect(world: &World) -> Result<&Page> {
    let page = world.open("").await?;
    let ready = world.github().ready();
    fill_in(page, &ready.web, &ready.token).await?;
    page.get("radiogroup", "Scope").wait().await?;
    Ok(page)
}

/// Chooses a scope in the scope picker that is shown.
pub async fn show_scope(page: &Page, kind: Kind, name: &str) -> Result<()> {
    page.get("radiogroup", "Scope").get("radio", kind.radio()).set_checked(true).await?;
    page.get("combobox", kind.name_box()).fill(name).await?;
    page.get("button", "Show runners").click().await
}

/// Connects, and shows the runners of the scope of this kind, all read.
pub async fn runners_of(world: &World, kind: Kind) -> Result<&Page> {
    let page = connect(world).await?;
    let ready = world.github().ready();
    show_scope(page, kind, kind.name(ready)).await?;
    all_read(page, fleet(world, &kind.path(ready))?.len()).await?;
    Ok(page)
}

/// The table of runners.
pub fn table(page: &Page) -> Locator {
    page.get("grid", "Runners")
}

/// The row headers of the table that are on the page.
pub fn row_headers(page: &Page) -> Locator {
    table(page).get("rowheader", Name::Any)
}

/// Waits until the table holds so many runners and the last reading came to its end.
pub async fn all_read(page: &Page, runners: usize) -> Result<()> {
    rows(page, runners).await?;
    page.shows("Read at ").await
}

/// Waits until the table has so many rows, those beyond the window included.
pub async fn rows(page: &Page, runners: usize) -> Result<()> {
    let wanted = (runners + 1).to_string();
    until(&format!("{runners} rows"), async || {
        let count = table(page).attribute("aria-rowcount").await?;
        anyhow::ensure!(count.as_deref() == Some(&wanted), "aria-rowcount is {count:?}");
        Ok(Some(()))
    })
    .await
}

/// Waits until the address says this as well: it follows the page within half a second. An empty value is none.
pub async fn address_says(page: &Page, key: &str, value: &str) -> Result<()> {
    until(&format!("{key}={value} in the address"), async || {
        let said = page.script("return Object.fromEntries(new URLSearchParams(location.search))").await?;
        let said = said.get(key).and_then(serde_json::Value::as_str).unwrap_or_default();
        anyhow::ensure!(said == value, "it says {said:?}");
        Ok(Some(()))
    })
    .await
}

/// Filters the table down to one runner, and returns when it is there alone.
pub async fn find_row(page: &Page, name: &str) -> Result<()> {
    page.get("searchbox", "Filter runners").fill(name).await?;
    table(page).get("button", name).wait().await
}

/// The runners of a scope such as `orgs/octo-org`, as GitHub has them now.
pub fn fleet(world: &World, path: &str) -> Result<Vec<Runner>> {
    world.github().state().with(|state| {
        let scope = state.scope(path).and_then(|id| state.directory.get(id)).context("no such scope")?;
        Ok(scope.fleet.iter().cloned().collect())
    })
}

/// The requests of an operation so far, preflights left out.
pub fn requests(world: &World, operation: Operation) -> Vec<Entry> {
    let all = world.github().state().requests();
    all.into_iter().filter(|entry| entry.method != "OPTIONS" && entry.operation == operation).collect()
}

/// What a host received, preflights left out: they carry nothing.
pub fn sent_to(github: &simulator::Running) -> Vec<Entry> {
    github.state().requests().into_iter().filter(|entry| entry.method != "OPTIONS").collect()
}

/// All of the session storage, as one object.
pub async fn stored(page: &Page) -> Result<serde_json::Value> {
    page.script("return { ...sessionStorage }").await
}
