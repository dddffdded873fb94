//! What the console concludes from odd responses, and what it leaves to GitHub: in each kind of scope.

use anyhow::{Context, Result, ensure};
use harness::browser::{Key, Locator, Name, Page, Scenario, World, until};
use serde_json::{Value, json};
use simulator::Dialect;
use simulator::fleet::Runner;
use simulator::route::Operation;

use super::admin::{self, Admin, ORG, strike};
use super::clock::Clock;
use super::steps::{self, Kind, all_read, find_row, fleet, requests, runners_of, table};

/// Bodies of a 200 that are no list of runners.
fn no_lists() -> [Value; 5] {
    [json!({ "message": "Server Error" }), json!({}), json!({ "error": "login_required" }), json!([]), json!("null")]
}

async fn refresh(page: &Page) -> Result<()> {
    page.get("button", "Refresh").click().await
}

/// Takes all faults away, and reads again.
async fn recover(world: &World, page: &Page, count: usize) -> Result<()> {
    world.github().state().clear_faults();
    refresh(page).await?;
    page.all("alert").gone().await?;
    all_read(page, count).await
}

/// Opens `Remove NAME`, of a runner that the table has found.
async fn open_removal(page: &Page, name: &str) -> Result<Locator> {
    find_row(page, name).await?;
    steps::rows(page, 1).await?;
    let title = format!("Remove {name}");
    table(page).get("button", title.as_str()).click().await?;
    let dialog = page.get("dialog", title.as_str());
    dialog.shows("The machine is not connected").await?;
    Ok(dialog)
}

fn offline_runner(world: &World, kind: Kind) -> Result<Runner> {
    let runners = fleet(world, &kind.path(world.github().ready()))?;
    runners.into_iter().find(|runner| runner.status == "offline" && !runner.busy).context("no runner is offline")
}

/// A 200 of another shape keeps the rows, alerts, and proves nothing about a runner.
async fn another_shape(world: &World, kind: Kind) -> Result<()> {
    world.allow_in_console("status of 404");
    let page = runners_of(world, kind).await?;
    let count = fleet(world, &kind.path(world.github().ready()))?.len();
    for body in no_lists() {
        strike(world, json!({ "operation": "list", "status": 200, "body": body }))?;
        // Twice: what two readings in a row lack would leave.
        for _ in 0..2 {
            let before = requests(world, Operation::List).len();
            refresh(page).await?;
            until("the list to be read", async || Ok((requests(world, Operation::List).len() > before).then_some(())))
                .await?;
            page.get("alert", Name::Any).shows("not what GitHub's API documents").await?;
            steps::rows(page, count).await?;
        }
        ensure!(!page.text().await?.contains("No self-hosted runners"), "an error is no empty fleet: {body}");
        recover(world, page, count).await?;
    }
    // The runner is there, GitHub refuses, and the list is none: nothing is known.
    let runner = offline_runner(world, kind)?.name;
    let dialog = open_removal(page, &runner).await?;
    strike(world, json!({ "operation": "delete", "status": 404 }))?;
    strike(world, json!({ "operation": "get", "status": 404, "skip": 1 }))?;
    strike(world, json!({ "operation": "list", "status": 200, "body": {} }))?;
    dialog.get("button", "Force remove").click().await?;
    dialog.get("alert", Name::Any).shows("not what GitHub's API documents").await?;
    ensure!(!page.text().await?.contains("had already been removed"), "nothing is proved");
    page.press(Key::Escape).await?;
    page.all("dialog").gone().await?;
    world.github().state().clear_faults();
    table(page).get("rowheader", runner.as_str()).wait().await
}

#[test]
fn a_success_of_another_shape_is_no_empty_enterprise() -> Result<()> {
    Scenario::new().run(async |world| another_shape(world, Kind::Enterprise).await)
}

#[test]
fn a_success_of_another_shape_is_no_empty_organization() -> Result<()> {
    Scenario::new().run(async |world| another_shape(world, Kind::Organization).await)
}

#[test]
fn a_success_of_another_shape_is_no_empty_repository() -> Result<()> {
    Scenario::new().run(async |world| another_shape(world, Kind::Repository).await)
}

/// GitHub counts more than it lists: no row leaves, and it is said as what it is.
async fn counts_more(world: &World, kind: Kind) -> Result<()> {
    let page = runners_of(world, kind).await?;
    let count = fleet(world, &kind.path(world.github().ready()))?.len();
    strike(world, json!({ "operation": "list", "status": 200, "body": { "total_count": count, "runners": [] } }))?;
    for _ in 0..3 {
        refresh(page).await?;
        page.shows(&format!("GitHub counts {count}, lists 0.")).await?;
        steps::rows(page, count).await?;
    }
    // Nor is a runner gone that GitHub does not find, but counts.
    let runner = offline_runner(world, kind)?.name;
    let dialog = open_removal(page, &runner).await?;
    world.allow_in_console("status of 404");
    strike(world, json!({ "operation": "get", "status": 404 }))?;
    dialog.get("button", "Force remove").click().await?;
    dialog.get("alert", Name::Any).shows("GitHub's responses contradict each other").await?;
    assert_eq!(admin::deletions(world), 0);
    page.press(Key::Escape).await?;
    page.all("dialog").gone().await?;
    world.github().state().clear_faults();
    page.get("searchbox", "Filter runners").fill("").await?;
    recover(world, page, count).await?;
    ensure!(!page.text().await?.contains("GitHub counts"), "what is over is not said any more");
    Ok(())
}

#[test]
fn no_runner_of_an_enterprise_leaves_while_github_counts_more_than_it_lists() -> Result<()> {
    Scenario::new().run(async |world| counts_more(world, Kind::Enterprise).await)
}

#[test]
fn no_runner_of_an_organization_leaves_while_github_counts_more_than_it_lists() -> Result<()> {
    Scenario::new().run(async |world| counts_more(world, Kind::Organization).await)
}

#[test]
fn no_runner_of_a_repository_leaves_while_github_counts_more_than_it_lists() -> Result<()> {
    Scenario::new().run(async |world| counts_more(world, Kind::Repository).await)
}

#[test]
fn a_runner_that_a_page_just_read_lists_had_not_already_been_removed() -> Result<()> {
    Scenario::new().run(async |world| {
        world.allow_in_console("status of 404");
        let page = runners_of(world, Kind::Organization).await?;
        let runner = offline_runner(world, Kind::Organization)?.name;
        let dialog = open_removal(page, &runner).await?;
        strike(world, json!({ "operation": "get", "status": 404 }))?;
        dialog.get("button", "Force remove").click().await?;
        dialog.get("alert", Name::Any).shows("GitHub's responses contradict each other").await?;
        assert_eq!(admin::deletions(world), 0);
        page.press(Key::Escape).await?;
        page.all("dialog").gone().await?;
        // Nor does its detail say that it is gone.
        table(page).get("button", runner.as_str()).click().await?;
        let detail = page.get("dialog", runner.as_str());
        detail.get("alert", Name::Any).shows("GitHub's responses contradict each other").await?;
        page.press(Key::Escape).await?;
        page.all("dialog").gone().await?;
        table(page).get("rowheader", runner.as_str()).wait().await
    })
}

/// Every way of a redirect, on each change: nothing is asked of the target, and nothing is said to be done.
async fn redirected_changes(world: &World, kind: Kind) -> Result<()> {
    let page = runners_of(world, kind).await?;
    let path = kind.path(world.github().ready());
    let runner = offline_runner(world, kind)?;
    let other = fleet(world, &path)?.into_iter().find(|other| other.id != runner.id).context("one runner only")?;
    let target = format!("/api/v3/{path}/actions/runners/{}", other.id);
    let count = fleet(world, &path)?.len();
    for status in [301, 302, 303, 307, 308] {
        for operation in ["delete", "registration-token", "remove-token"] {
            strike(world, json!({ "operation": operation, "status": status, "redirect": target }))?;
            let dialog = if operation == "registration-token" {
                page.get("button", "Add runner").click().await?;
                let dialog = page.get("dialog", "Add runner");
                dialog.get("button", "Generate registration token").click().await?;
                dialog
            } else {
                let dialog = open_removal(page, &runner.name).await?;
                let button = if operation == "delete" { "Force remove" } else { "Generate remove token" };
                dialog.get("button", button).click().await?;
                dialog
            };
            let alert = dialog.get("alert", Name::Any);
            alert.shows("GitHub redirected the request, so nothing was changed.").await?;
            page.press(Key::Escape).await?;
            page.all("dialog").gone().await?;
            world.github().state().clear_faults();
        }
    }
    let reached: Vec<_> = world
        .github()
        .state()
        .requests()
        .into_iter()
        .filter(|entry| entry.path == target && entry.method != "OPTIONS")
        .collect();
    ensure!(reached.is_empty(), "the target was asked: {reached:?}");
    assert_eq!(fleet(world, &path)?.len(), count, "nothing was removed");
    table(page).get("rowheader", runner.name.as_str()).wait().await
}

#[test]
fn a_redirected_change_of_an_enterprise_is_not_carried_out_elsewhere() -> Result<()> {
    Scenario::new().run(async |world| redirected_changes(world, Kind::Enterprise).await)
}

#[test]
fn a_redirected_change_of_an_organization_is_not_carried_out_elsewhere() -> Result<()> {
    Scenario::new().run(async |world| redirected_changes(world, Kind::Organization).await)
}

#[test]
fn a_redirected_change_of_a_repository_is_not_carried_out_elsewhere() -> Result<()> {
    Scenario::new().run(async |world| redirected_changes(world, Kind::Repository).await)
}

#[test]
fn a_renamed_scope_is_found_under_its_new_name_and_changed_there() -> Result<()> {
    Scenario::new().run(async |world| {
        let renamed = [("orgs/octo-renamed", "octo-org"), ("repos/octo-org/octo-old-repo", "octo-org/octo-repo")];
        for (old, new) in renamed {
            let admin = if old.starts_with("orgs") {
                Admin::at(world, old).await?
            } else {
                let page = world.open(&admin::query_of(old)).await?;
                let admin = Admin { world, page };
                admin.table().wait().await?;
                admin
            };
            let page = admin.page;
            let path = old.replace(old.split_once('/').map_or("", |(_, name)| name), new);
            let runners = fleet(world, &path)?;
            let runner = runners.iter().find(|runner| runner.status == "offline" && !runner.busy).context("none")?;
            let dialog = open_removal(page, &runner.name).await?;
            dialog.get("button", "Force remove").click().await?;
            dialog.get("alert", Name::Any).shows(&format!("This is now called {new}. Nothing was changed.")).await?;
            ensure!(fleet(world, &path)?.iter().any(|other| other.id == runner.id), "it was removed");
            dialog.get("button", format!("Go to {new}").as_str()).click().await?;
            steps::address_says(page, if old.starts_with("orgs") { "organization" } else { "repository" }, new).await?;
            let dialog = open_removal(page, &runner.name).await?;
            dialog.get("button", "Force remove").click().await?;
            admin.is_removed(&runner.name).await?;
        }
        Ok(())
    })
}

/// A scope of each kind.
const SCOPES: [&str; 3] = ["enterprises/octo-enterprise", ORG, "repos/octo-org/octo-repo"];

/// Opens the runners of a scope; connects where that has not been done yet.
async fn admin_of<'a>(world: &'a World, scope: &str) -> Result<Admin<'a>> {
    if scope == SCOPES[0] {
        return Admin::at(world, scope).await;
    }
    let admin = Admin { world, page: world.open(&admin::query_of(scope)).await? };
    admin.table().wait().await?;
    Ok(admin)
}

#[test]
fn a_removal_that_is_called_off_while_the_runner_is_read_is_not_sent() -> Result<()> {
    Scenario::new().run(async |world| {
        for scope in SCOPES {
            admin::set_fleet(world, scope, &json!([{ "name": "dead", "status": "offline" }, { "name": "other" }]))?;
            let admin = admin_of(world, scope).await?;
            let dialog = admin.remove("dead").await?;
            dialog.shows("The machine is not connected").await?;
            let read = requests(world, Operation::Get).len();
            strike(world, json!({ "operation": "get", "hold": true }))?;
            dialog.get("button", "Force remove").click().await?;
            until("the runner to be read", async || Ok((requests(world, Operation::Get).len() > read).then_some(())))
                .await?;
            admin.escape().await?;
            world.github().state().clear_faults();
            admin.page.shows("Canceled. dead wasn't removed.").await?;
            assert_eq!(admin::deletions(world), 0);
            admin.page.get("button", "Dismiss").click().await?;
            admin.page.get("button", "Dismiss").gone().await?;
            admin.row("dead").wait().await?;
        }
        Ok(())
    })
}

#[test]
fn the_end_of_a_removal_is_told_after_its_dialog_was_closed() -> Result<()> {
    Scenario::new().run(async |world| {
        for words in ["net::ERR_", "status of"] {
            world.allow_in_console(words);
        }
        let cases = [
            (json!({}), "was removed."),
            (json!({ "status": 422 }), "wasn't removed. The runner is running a job"),
            (json!({ "status": 403, "body": { "message": "No." } }), "wasn't removed. GitHub does not allow"),
            (json!({ "status": 500 }), "may or may not have been removed"),
        ];
        let names: Vec<String> = (0..cases.len()).map(|place| format!("dead-{place}")).collect();
        let runners: Vec<Value> = names.iter().map(|name| json!({ "name": name, "status": "offline" })).collect();
        admin::set_fleet(world, ORG, &json!(runners))?;
        let admin = Admin::at(world, ORG).await?;
        for ((fault, told), name) in cases.into_iter().zip(&names) {
            let mut held = fault;
            held["operation"] = json!("delete");
            held["hold"] = json!(true);
            let sent = admin::deletions(world);
            strike(world, held)?;
            let dialog = admin.remove(name).await?;
            dialog.shows("The machine is not connected").await?;
            dialog.get("button", "Force remove").click().await?;
            until("the removal to be sent", async || Ok((admin::deletions(world) > sent).then_some(()))).await?;
            admin.escape().await?;
            world.github().state().clear_faults();
            admin.page.shows(&format!("{name} {told}")).await?;
            admin.page.get("button", "Dismiss").click().await?;
            world.github().state().clear_faults();
        }
        Ok(())
    })
}

#[test]
fn the_end_of_a_removal_is_told_even_after_signing_out() -> Result<()> {
    Scenario::new().run(async |world| {
        admin::set_fleet(world, ORG, &json!([{ "name": "dead", "status": "offline" }]))?;
        let admin = Admin::at(world, ORG).await?;
        strike(world, json!({ "operation": "delete", "hold": true }))?;
        let dialog = admin.remove("dead").await?;
        dialog.shows("The machine is not connected").await?;
        dialog.get("button", "Force remove").click().await?;
        until("the removal to be sent", async || Ok((admin::deletions(world) > 0).then_some(()))).await?;
        admin.escape().await?;
        admin.page.get("button", "Sign out").click().await?;
        admin.page.get("form", "Connect").wait().await?;
        world.github().state().clear_faults();
        admin.page.shows("dead was removed.").await
    })
}

#[test]
fn an_online_runner_without_a_name_is_removed_only_when_what_is_shown_was_typed() -> Result<()> {
    Scenario::new().run(async |world| {
        for scope in SCOPES {
            admin::set_fleet(world, scope, &json!([{ "name": "" }, { "name": "\u{200b}" }]))?;
            let admin = admin_of(world, scope).await?;
            let id = admin::id_of(world, scope, "")?;
            for shown in [format!("Runner {id}"), "⟨U+200B⟩".to_owned()] {
                let dialog = admin.remove(&shown).await?;
                let force = dialog.get("button", "Force remove");
                ensure!(force.is_disabled().await?, "nothing typed was enough for {shown}");
                dialog.get("textbox", "Type the runner name to confirm").fill(&shown).await?;
                force.click().await?;
                admin.is_removed(&shown).await?;
            }
        }
        assert_eq!(admin::deletions(world), 6);
        Ok(())
    })
}

#[test]
fn a_wait_that_nobody_can_wait_is_an_hour_and_refresh_says_so_each_time() -> Result<()> {
    Scenario::new().dialect(Dialect::Cloud).run(async |world| {
        world.allow_in_console("status of 429");
        let clock = Clock::take(world.page(), 0).await?;
        let admin = Admin::at(world, ORG).await?;
        let page = admin.page;
        let count = fleet(world, ORG)?.len();
        all_read(page, count).await?;
        let wait = json!({ "retry-after": "4294967295", "cache-control": "private, max-age=86400" });
        strike(world, json!({ "operation": "list", "status": 429, "headers": wait }))?;
        admin.refresh().await?;
        page.get("alert", Name::Any).shows("Wait 60 minutes").await?;
        let asked = requests(world, Operation::List).len();
        clock.let_pass(1_800).await?;
        admin.refresh().await?;
        page.get("alert", Name::Any).shows("Wait 30 minutes").await?;
        assert_eq!(requests(world, Operation::List).len(), asked, "nothing is sent meanwhile");
        world.github().state().clear_faults();
        clock.let_pass(1_900).await?;
        page.all("alert").gone().await?;
        all_read(page, count).await
    })
}
