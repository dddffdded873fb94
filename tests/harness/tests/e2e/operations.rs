//! The 18 operations of the API (github-api.md section 2), each through the interface.
//!
//! Every test looks at the screen, at what GitHub was asked, and at what became of GitHub's state.

use anyhow::{Context, Result};
use harness::browser::{Locator, Name, Page, Scenario, World, until};
use simulator::fleet::Runner;
use simulator::issued::Purpose;
use simulator::log::Entry;
use simulator::route::Operation;

use crate::steps::{Kind, find_row, fleet, requests, row_headers, rows, runners_of, table};

/// A row for each operation, a column for each kind of scope: the test of `operation` on that kind has that name.
macro_rules! operations {
    ($($operation:ident: $enterprise:ident, $organization:ident, $repository:ident;)*) => {$(
        #[test]
        fn $enterprise() -> Result<()> {
            scenario().run(async |world| $operation(world, Kind::Enterprise).await)
        }
        #[test]
        fn $organization() -> Result<()> {
            scenario().run(async |world| $operation(world, Kind::Organization).await)
        }
        #[test]
        fn $repository() -> Result<()> {
            scenario().run(async |world| $operation(world, Kind::Repository).await)
        }
    )*};
}

operations! {
    list: enterprise_list, organization_list, repository_list;
    downloads: enterprise_downloads, organization_downloads, repository_downloads;
    registration_token: enterprise_registration_token, organization_registration_token, repository_registration_token;
    remove_token: enterprise_remove_token, organization_remove_token, repository_remove_token;
    get: enterprise_get, organization_get, repository_get;
    delete: enterprise_delete, organization_delete, repository_delete;
}

/// More than one page of runners.
fn scenario() -> Scenario {
    Scenario::new().runners(142)
}

async fn list(world: &World, kind: Kind) -> Result<()> {
    let page = runners_of(world, kind).await?;
    page.shows("142 runners").await?;
    assert_eq!(page.all("alert").count().await?, 0);

    let names: Vec<String> = names_of(world, kind)?;
    let shown = row_headers(page).names().await?;
    assert!(shown.len() > 5, "{shown:?}");
    assert_eq!(shown, names[..shown.len()], "GitHub's own order");
    find_row(page, &names[141]).await?;

    let asked = requests(world, Operation::List);
    assert_eq!(
        asked.iter().map(|entry| &*entry.query).collect::<Vec<_>>(),
        ["per_page=100&page=1", "per_page=100&page=2"]
    );
    for entry in &asked {
        assert_request(world, entry, "GET", kind, "", 200);
    }
    Ok(())
}

async fn downloads(world: &World, kind: Kind) -> Result<()> {
    let page = runners_of(world, kind).await?;
    page.get("button", "Runner applications").click().await?;
    let applications = page.get("table", "Runner applications");
    let offered = world.github().state().with(|state| {
        let list = state.archives.list(&state.base.web, state.config.dialect, None);
        serde_json::to_value(list)
    })?;
    let offered = offered.as_array().context("no list of applications")?;
    assert!(offered.len() > 3, "{offered:?}");
    // A row for each, and the head.
    applications.get("row", Name::Any).counts(offered.len() + 1).await?;
    for application in offered {
        let file = application["filename"].as_str().context("no file name")?;
        let link = applications.get("link", file).attribute("href").await?;
        assert_eq!(link.as_deref(), application["download_url"].as_str());
    }
    let entry = only(requests(world, Operation::Downloads))?;
    assert_request(world, &entry, "GET", kind, "/downloads", 200);
    Ok(())
}

async fn registration_token(world: &World, kind: Kind) -> Result<()> {
    let page = runners_of(world, kind).await?;
    page.get("button", "Add runner").click().await?;
    let dialog = page.get("dialog", "Add runner");
    dialog.get("button", "Generate registration token").click().await?;
    let command = command_in(&dialog, "Configuration command").await?;

    let entry = only(requests(world, Operation::RegistrationToken))?;
    assert_request(world, &entry, "POST", kind, "/registration-token", 201);
    let ready = world.github().ready();
    let start = format!("./config.sh --url {}/{} --token ", ready.web, kind.web_path(ready));
    let token = command.strip_prefix(&start).with_context(|| format!("{command:?} does not begin with {start:?}"))?;
    assert!(is_good(world, kind, Purpose::Registration, token)?, "{token:?} registers here");
    Ok(())
}

async fn remove_token(world: &World, kind: Kind) -> Result<()> {
    let page = runners_of(world, kind).await?;
    let name = &names_of(world, kind)?[0];
    let dialog = open_removal(page, name).await?;
    dialog.get("button", "Generate remove token").click().await?;
    let command = command_in(&dialog, "Removal command").await?;

    let entry = only(requests(world, Operation::RemoveToken))?;
    assert_request(world, &entry, "POST", kind, "/remove-token", 201);
    let token = command.strip_prefix("./config.sh remove --token ").with_context(|| format!("{command:?}"))?;
    assert!(is_good(world, kind, Purpose::Removal, token)?, "{token:?} removes here");
    assert_eq!(names_of(world, kind)?.len(), 142, "nothing is removed yet");
    Ok(())
}

async fn get(world: &World, kind: Kind) -> Result<()> {
    let page = runners_of(world, kind).await?;
    let runner = pick(world, kind, |_| true)?;
    find_row(page, &runner.name).await?;
    // What the table does not know yet: the detail reads afresh.
    change(world, kind, &runner, |runner| "renewed".clone_into(&mut runner.labels[0].name))?;
    table(page).get("button", &runner.name).click().await?;
    let detail = page.get("dialog", &runner.name);
    for fact in [&*runner.id.to_string(), "renewed"] {
        detail.shows(fact).await?;
    }
    let entry = only(requests(world, Operation::Get))?;
    assert_request(world, &entry, "GET", kind, &format!("/{}", runner.id), 200);
    Ok(())
}

async fn delete(world: &World, kind: Kind) -> Result<()> {
    let page = runners_of(world, kind).await?;
    let runner = pick(world, kind, |runner| runner.status == "offline" && !runner.busy)?;
    let dialog = open_removal(page, &runner.name).await?;
    dialog.get("button", "Force remove").click().await?;
    dialog.gone().await?;
    page.shows(&format!("{} was removed.", runner.name)).await?;
    table(page).get("button", &runner.name).gone().await?;

    let entry = only(requests(world, Operation::Delete))?;
    assert_request(world, &entry, "DELETE", kind, &format!("/{}", runner.id), 204);
    let left = fleet(world, &kind.path(world.github().ready()))?;
    assert_eq!(left.len(), 141);
    assert!(left.iter().all(|other| other.id != runner.id));
    page.get("searchbox", "Filter runners").fill("").await?;
    rows(page, 141).await
}

/// What is to be seen of a request: method, path, token, answer. It carries no header that a preflight would refuse.
fn assert_request(world: &World, entry: &Entry, method: &str, kind: Kind, below: &str, status: u16) {
    let path = format!("/api/v3/{}/actions/runners{below}", kind.path(world.github().ready()));
    let seen = (&*entry.method, &*entry.path, entry.token.as_deref(), entry.status);
    assert_eq!(seen, (method, &*path, Some("token"), Some(status)));
    // Exactly: addresses are the keys of the browser's cache.
    assert!(entry.query.is_empty() || method == "GET" && below.is_empty(), "{path}?{}", entry.query);
    assert_eq!(entry.headers.get("accept").map(String::as_str), Some("application/vnd.github+json"));
    assert!(!entry.headers.contains_key("x-github-api-version"));
}

fn only(mut entries: Vec<Entry>) -> Result<Entry> {
    anyhow::ensure!(entries.len() == 1, "not one request: {entries:?}");
    entries.pop().context("no request")
}

async fn open_removal(page: &Page, name: &str) -> Result<Locator> {
    find_row(page, name).await?;
    let title = format!("Remove {name}");
    table(page).get("button", &title).click().await?;
    let dialog = page.get("dialog", &title);
    dialog.wait().await?;
    Ok(dialog)
}

async fn command_in(dialog: &Locator, region: &str) -> Result<String> {
    let region = dialog.get("region", region);
    until("a command", async || Ok(Some(region.text().await?.trim().to_owned()).filter(|text| !text.is_empty()))).await
}

fn names_of(world: &World, kind: Kind) -> Result<Vec<String>> {
    Ok(fleet(world, &kind.path(world.github().ready()))?.into_iter().map(|runner| runner.name).collect())
}

fn pick(world: &World, kind: Kind, fits: impl Fn(&Runner) -> bool) -> Result<Runner> {
    let all = fleet(world, &kind.path(world.github().ready()))?;
    all.into_iter().find(fits).context("no such runner in the fleet")
}

fn change(world: &World, kind: Kind, runner: &Runner, edit: impl FnOnce(&mut Runner)) -> Result<()> {
    let path = kind.path(world.github().ready());
    world.github().state().with(|state| {
        let id = state.scope(&path).context("no such scope")?;
        let scope = state.directory.get_mut(id).context("no such scope")?;
        edit(scope.fleet.get_mut(runner.id).context("no such runner")?);
        Ok(())
    })
}

fn is_good(world: &World, kind: Kind, purpose: Purpose, token: &str) -> Result<bool> {
    let path = kind.path(world.github().ready());
    world.github().state().with(|state| {
        let scope = state.scope(&path).context("no such scope")?;
        Ok(state.issued.honours(token, purpose, scope, state.clock.now_ms()))
    })
}
