//! What this tab changed: who, what, when and how it ended, as a list and as files.

use anyhow::{Context, Result, ensure};
use harness::browser::{Locator, Name, Scenario};
use serde_json::{Value, json};
use simulator::Fault;
use simulator::route::Operation;

use super::admin::{self, Admin, ORG};
use super::{bulk, steps};

const TITLE: &str = "What this tab changed";

async fn open(admin: &Admin<'_>) -> Result<Locator> {
    admin.page.get("button", TITLE).click().await?;
    admin.dialog(TITLE).await
}

fn fleet(admin: &Admin<'_>) -> Result<()> {
    let runners = json!([
        { "name": "offline-one", "status": "offline" },
        { "name": "=tw\u{200b}in", "status": "offline" },
        { "name": "busy-one", "busy": true },
    ]);
    admin::set_fleet(admin.world, ORG, &runners)
}

/// The id of the latest answer to such a request, as GitHub's log has it.
fn last_of(admin: &Admin<'_>, method: &str) -> Result<simulator::log::Entry> {
    let all = admin.world.github().state().requests();
    all.into_iter().rev().find(|entry| entry.method == method).context("no such request")
}

#[test]
fn each_change_is_in_the_list_and_in_the_files_with_who_and_how_it_ended() -> Result<()> {
    Scenario::new().run(async |world| {
        let admin = Admin::connected(world, &admin::query_of(ORG)).await?;
        fleet(&admin)?;
        admin.refresh().await?;
        admin.row("busy-one").wait().await?;
        let dialog = open(&admin).await?;
        dialog.shows("Nothing was changed from this tab yet.").await?;
        ensure!(dialog.get("button", "Download CSV").count().await? == 0, "a file of nothing");
        admin.escape().await?;
        // A token, a removal, one of a runner with a formula for a name, and one that GitHub refuses.
        let dialog = admin.add_runner().await?;
        dialog.get("button", "Generate registration token").click().await?;
        let command = dialog.get("region", "Configuration command");
        let token = admin::option_of(&command.text().await?, "--token")?.to_owned();
        admin.escape().await?;
        for name in ["offline-one", "=tw⟨U+200B⟩in"] {
            let dialog = admin.remove(name).await?;
            dialog.get("button", "Force remove").click().await?;
            admin.is_removed(name).await?;
        }
        let removal = last_of(&admin, "DELETE")?;
        let dialog = admin.remove("busy-one").await?;
        dialog.get("textbox", "Type the runner name to confirm").fill("busy-one").await?;
        dialog.get("button", "Force remove").click().await?;
        dialog.get("alert", Name::Any).shows("is currently running a job").await?;
        admin.escape().await?;

        let dialog = open(&admin).await?;
        dialog.shows("4 requests").await?;
        let text = dialog.text().await?;
        let places: Vec<Option<usize>> = ["busy-one", "=tw⟨U+200B⟩in", "offline-one", "Generate registration token"]
            .map(|part| text.find(part))
            .into();
        ensure!(places.iter().all(Option::is_some) && places.is_sorted(), "the latest is not first: {text}");
        ensure!(text.contains("Not done. The runner is running a job"), "{text}");
        let host = world.github().ready().web.trim_start_matches("http://").to_owned();
        ensure!(text.contains(&format!("octo-admin on {host}")) && text.contains("octo-org"), "{text}");
        dialog.get("button", "Download CSV").click().await?;
        let csv = world.downloaded(".csv").await?;
        let lines: Vec<&str> = csv.trim_start_matches('\u{feff}').lines().collect();
        ensure!(
            lines.len() == 5 && lines[0].starts_with("time,host,login,operation,scope_kind,scope,runner_id"),
            "{csv}"
        );
        ensure!(lines[1].contains(",octo-admin,create_registration_token,organization,octo-org,,,done,,,"), "{csv}");
        ensure!(lines[3].contains(",'=tw\u{200b}in,done,,,") && lines[4].contains(",busy-one,failed,422,"), "{csv}");
        dialog.get("button", "Download JSON").click().await?;
        let file: Value = serde_json::from_str(&world.downloaded(".json").await?)?;
        ensure!(file[2]["runner_name"] == "=tw\u{200b}in" && file[2]["operation"] == "remove_runner", "{file}");
        let path = removal.path.clone();
        ensure!(path.ends_with(&file[2]["runner_id"].to_string()), "{path} {file}");
        for entry in file.as_array().context("no list")? {
            ensure!(entry["request_id"].as_str().is_some_and(|id| text.contains(id)), "{entry}");
        }
        ensure!(!csv.contains(&token) && !text.contains(&token), "the token that GitHub made is in it");
        dialog.shows("Saved as changes-").await
    })
}

#[test]
fn a_change_whose_answer_was_lost_is_not_said_to_be_done_or_not() -> Result<()> {
    Scenario::new().run(async |world| {
        let admin = Admin::at(world, ORG).await?;
        let operation = serde_json::from_value(json!("remove-token"))?;
        world.allow_in_console("net::ERR_");
        world.github().state().add_fault(Fault { operation: Some(operation), reset: true, ..Fault::default() });
        let name = admin::names(world, ORG).into_iter().next().context("no runner")?;
        steps::find_row(admin.page, &name).await?;
        let dialog = admin.remove(&name).await?;
        dialog.get("button", "Generate remove token").click().await?;
        dialog.get("alert", Name::Any).shows("GitHub could not be reached.").await?;
        admin.escape().await?;
        open(&admin).await?.shows("It may have been done or not. GitHub could not be reached.").await
    })
}

#[test]
fn each_runner_of_a_bulk_removal_has_its_own_line() -> Result<()> {
    Scenario::new().run(async |world| {
        bulk::few(world)?;
        let admin = Admin::at(world, ORG).await?;
        admin.page.get("searchbox", "Filter runners").fill("dead").await?;
        let dialog = bulk::open_with_all(&admin, 3).await?;
        // What was not changed is no change.
        admin::change(world, ORG, "dead-2", &json!({ "status": "online" }))?;
        bulk::confirm(&dialog, 3).await?;
        dialog.shows("2 removed, 1 left alone").await?;
        admin.escape().await?;
        let dialog = open(&admin).await?;
        dialog.shows("2 requests").await?;
        let text = dialog.text().await?;
        ensure!(text.contains("dead-1") && text.contains("dead-3") && !text.contains("dead-2"), "{text}");
        let sent = steps::requests(world, Operation::Delete);
        let ids = sent.iter().map(|entry| entry.request_id.as_deref());
        ensure!(ids.clone().count() == 2 && ids.flatten().all(|id| text.contains(id)), "{text}");
        Ok(())
    })
}

#[test]
fn the_list_stays_over_scopes_and_another_person_begins_a_new_one() -> Result<()> {
    Scenario::new().run(async |world| {
        let admin = Admin::at(world, ORG).await?;
        let dialog = admin.add_runner().await?;
        dialog.get("button", "Generate registration token").click().await?;
        dialog.get("region", "Configuration command").wait().await?;
        admin.escape().await?;
        let ready = world.github().ready();
        admin.page.get("button", "Change scope").click().await?;
        steps::show_scope(admin.page, steps::Kind::Repository, ready.repo).await?;
        let dialog = open(&admin).await?;
        dialog.shows("1 request").await?;
        dialog.shows("octo-org").await?;
        admin.escape().await?;
        // The same person again: as before.
        let connect = async |token: &str| {
            admin.page.get("button", "Sign out").click().await?;
            steps::fill_in(admin.page, &ready.web, token).await?;
            steps::show_scope(admin.page, steps::Kind::Organization, ready.org).await?;
            open(&admin).await
        };
        connect(&ready.org_token).await?.shows("1 request").await?;
        admin.escape().await?;
        // Somebody else.
        connect(&ready.fine_grained_token).await?.shows("1 request").await?;
        admin.escape().await?;
        connect(&ready.installation_token).await?.shows("Nothing was changed from this tab yet.").await
    })
}
