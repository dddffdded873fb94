//! The look at the connection: what works, what does not, and what to ask the administrator of the host for.

use anyhow::{Result, ensure};
use harness::browser::{Locator, Name, Page, Scenario, World};
use serde_json::{Value, json};
use simulator::Dialect;

use super::admin::{self, Admin, ORG};
use super::steps::{self, Kind};

const TITLE: &str = "Connection check";

async fn open(page: &Page) -> Result<Locator> {
    page.get("button", TITLE).nth(0).click().await?;
    let dialog = page.get("dialog", TITLE);
    dialog.shows("Checked at ").await?;
    Ok(dialog)
}

async fn says(dialog: &Locator, parts: &[&str]) -> Result<()> {
    for part in parts {
        dialog.shows(part).await?;
    }
    Ok(())
}

/// Connects with this token at an organization.
async fn connected<'a>(world: &'a World, token: &str, org: &str) -> Result<&'a Page> {
    let page = world.open(&format!("?organization={org}")).await?;
    steps::fill_in(page, &world.github().ready().web, token).await?;
    page.get("button", TITLE).nth(0).wait().await?;
    Ok(page)
}

fn strike(world: &World, fault: Value) -> Result<()> {
    for words in ["net::ERR_", "CORS policy"] {
        world.allow_in_console(words);
    }
    admin::strike(world, fault)
}

#[test]
fn all_is_well_is_said_line_by_line() -> Result<()> {
    Scenario::new().dialect(Dialect::Ghes).run(async |world| {
        let admin = Admin::at(world, ORG).await?;
        let ready = world.github().ready();
        let dialog = open(admin.page).await?;
        says(
            &dialog,
            &[
                &format!("→ {}", ready.api),
                "No problem found.",
                "GitHub answers this page.",
                "3.19.1",
                "A classic personal access token.",
                "It belongs to octo-admin.",
                "This token can read them: 42.",
                "This token needs no further authorization here.",
                "This host tells no limit",
            ],
        )
        .await?;
        let table = dialog.get("table", "What operations on an organization need");
        says(&table, &["remove this runner", "admin:org", "Has it"]).await?;
        ensure!(!table.text().await?.contains("Lacks it"), "it lacks nothing");
        // What was said is not kept: it is asked again.
        let before = steps::requests(world, simulator::route::Operation::User).len();
        dialog.get("button", "Check again").click().await?;
        dialog.shows("Checked at ").await?;
        harness::browser::until("another question", async || {
            Ok((steps::requests(world, simulator::route::Operation::User).len() > before).then_some(()))
        })
        .await?;
        admin.escape().await
    })
}

#[test]
fn a_scope_that_holds_what_is_needed_is_named() -> Result<()> {
    Scenario::new().run(async |world| {
        let ready = world.github().ready();
        let page = connected(world, &ready.org_token, ready.org).await?;
        let table = open(page).await?.get("table", "What operations on an organization need");
        says(&table, &["list your organizations", "Has it through admin:org"]).await
    })
}

#[test]
fn the_budget_and_when_it_is_whole_again_are_told_where_there_is_one() -> Result<()> {
    Scenario::new().dialect(Dialect::Cloud).run(async |world| {
        let admin = Admin::at(world, ORG).await?;
        let dialog = open(admin.page).await?;
        says(&dialog, &[" of 5,000 requests are left. All are there again at "]).await
    })
}

#[test]
fn a_token_without_the_scope_is_compared_with_what_each_operation_needs() -> Result<()> {
    Scenario::new().run(async |world| {
        let ready = world.github().ready();
        let page = connected(world, &ready.read_only_token, ready.org).await?;
        page.all("alert").wait().await?;
        let dialog = open(page).await?;
        let table = dialog.get("table", "What operations on an organization need");
        says(&table, &["admin:org or manage_runners:org", "Lacks it", "Has it"]).await?;
        says(&dialog, &["admin:org holds manage_runners:org, write:org and read:org", "must also be an owner"]).await?;
        dialog.get("alert", Name::Any).shows("admin:org").await
    })
}

/// Each kind of scope needs something else of a token, and what the others need is not asked for.
async fn needs_of(world: &World, kind: Kind, needed: &str, other: &str) -> Result<()> {
    let ready = world.github().ready();
    let page = world.open(&format!("?{}={}", kind.word(), kind.name(ready))).await?;
    steps::fill_in(page, &ready.web, &ready.read_only_token).await?;
    page.all("alert").wait().await?;
    let dialog = open(page).await?;
    let table = dialog.get("table", Name::Containing("What operations on ".to_owned()));
    says(&table, &[&format!("remove this runner {needed} Lacks it")]).await?;
    ensure!(!table.text().await?.contains(other), "{other} is not needed here");
    Ok(())
}

#[test]
fn an_enterprise_needs_what_enterprises_need() -> Result<()> {
    Scenario::new().run(async |world| {
        needs_of(world, Kind::Enterprise, "admin:enterprise or manage_runners:enterprise", "admin:org").await
    })
}

#[test]
fn a_repository_needs_what_repositories_need() -> Result<()> {
    Scenario::new().run(async |world| needs_of(world, Kind::Repository, "repo", "admin:org").await)
}

#[test]
fn a_token_that_lists_no_scopes_is_not_said_to_lack_any() -> Result<()> {
    Scenario::new().run(async |world| {
        let ready = world.github().ready();
        let page = connected(world, &ready.fine_grained_token, ready.org).await?;
        let dialog = open(page).await?;
        says(
            &dialog,
            &[
                "A fine-grained personal access token.",
                "GitHub lists no scopes for this token",
                "GitHub does not say",
                "“Self-hosted runners”",
            ],
        )
        .await?;
        ensure!(!dialog.text().await?.contains("Lacks it"), "nobody knows that");
        Ok(())
    })
}

#[test]
fn a_token_that_single_sign_on_does_not_know_is_shown_the_way() -> Result<()> {
    Scenario::new().run(async |world| {
        let ready = world.github().ready();
        let link = "https://github.example.com/orgs/octo-org/sso?authorization_request=AABB";
        let page = connected(world, &ready.token, ready.org).await?;
        steps::table(page).wait().await?;
        strike(world, json!({ "operation": "list", "status": 403, "headers": { "x-github-sso": format!("required; url={link}") } }))?;
        let dialog = open(page).await?;
        says(&dialog, &["GitHub refuses to let this token read them before it is authorized"]).await?;
        let way = dialog.get("link", Name::Containing("Authorize this token on GitHub".into()));
        ensure!(way.attribute("href").await?.as_deref() == Some(link), "another link");
        Ok(())
    })
}

#[test]
fn a_host_that_cannot_be_reached_is_explained_with_what_to_ask_for() -> Result<()> {
    Scenario::new().run(async |world| {
        let admin = Admin::at(world, ORG).await?;
        strike(world, json!({ "operation": "*", "reset": true }))?;
        admin.refresh().await?;
        // From what says that it went wrong, too.
        let alert = admin.page.all("alert");
        alert.shows("GitHub could not be reached.").await?;
        alert.get("button", TITLE).click().await?;
        let dialog = admin.dialog(TITLE).await?;
        let origin = world.site_url();
        says(
            &dialog,
            &[
                "1 problem found: see below.",
                "No answer came",
                "DNS:",
                "TLS:",
                "Private mode",
                "CORS:",
                "Ask the GitHub administrator",
                &format!("This page is served from {}:", origin.trim_end_matches('/')),
                "Not asked, because of what is wrong above.",
            ],
        )
        .await?;
        world.github().state().clear_faults();
        dialog.get("button", "Check again").click().await?;
        dialog.shows("GitHub answers this page.").await
    })
}

#[test]
fn a_proxy_that_refuses_what_the_browser_asks_first_is_told_from_a_host_that_is_not_there() -> Result<()> {
    Scenario::new().run(async |world| {
        let admin = Admin::at(world, ORG).await?;
        strike(world, json!({ "operation": "preflight", "status": 403, "cors": "drop" }))?;
        let dialog = open(admin.page).await?;
        says(
            &dialog,
            &["GitHub answers a request without the token, but not one with it.", "Access-Control-Allow-Headers"],
        )
        .await?;
        ensure!(!dialog.text().await?.contains("DNS:"), "it is known to be there");
        Ok(())
    })
}

#[test]
fn a_token_that_was_revoked_meanwhile_is_said_to_be_refused() -> Result<()> {
    Scenario::new().run(async |world| {
        let admin = Admin::at(world, ORG).await?;
        strike(world, json!({ "operation": "user", "status": 401, "body": { "message": "Bad credentials" } }))?;
        let dialog = open(admin.page).await?;
        says(&dialog, &["GitHub answers this page.", "GitHub does not accept this access token."]).await
    })
}
