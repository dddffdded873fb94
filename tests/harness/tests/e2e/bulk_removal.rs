//! Cleaning up: runners are selected by id, and many are removed without fear.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, ensure};
use axum::http::Method;
use harness::browser::{Key, Locator, Name, Scenario, World, until};
use serde_json::{Value, json};
use simulator::Dialect;
use simulator::route::Operation;

use super::admin::{self, Admin, ORG};
use super::steps::{self, Kind};

/// Seven runners, of which three are dead.
pub fn few(world: &World) -> Result<()> {
    let runners = json!([
        { "name": "dead-1", "status": "offline" },
        { "name": "dead-2", "status": "offline" },
        { "name": "dead-3", "status": "offline" },
        { "name": "idle-1" },
        { "name": "idle-2" },
        { "name": "busy-1", "busy": true },
        { "name": "busy-2", "busy": true, "status": "offline" },
    ]);
    admin::set_fleet(world, ORG, &runners)
}

fn tick(admin: &Admin, name: &str) -> Locator {
    admin.table().get("checkbox", format!("Select {name}").as_str())
}

async fn filter(admin: &Admin<'_>, text: &str) -> Result<()> {
    admin.page.get("searchbox", "Filter runners").fill(text).await
}

/// Selects all that a filter shows, and opens the dialog.
pub async fn open_with_all(admin: &Admin<'_>, shown: usize) -> Result<Locator> {
    admin.page.get("checkbox", "Select all shown").set_checked(true).await?;
    admin.page.shows(&format!("{shown} selected")).await?;
    admin.page.get("button", "Delete selected").click().await?;
    admin.dialog("Delete runners").await
}

/// The three dead ones of [`few`], selected, with the dialog open.
async fn the_dead(world: &World) -> Result<(Admin<'_>, Locator)> {
    few(world)?;
    let admin = Admin::at(world, ORG).await?;
    filter(&admin, "dead").await?;
    let dialog = open_with_all(&admin, 3).await?;
    Ok((admin, dialog))
}

/// Types the number and presses the button.
pub async fn confirm(dialog: &Locator, count: usize) -> Result<()> {
    dialog.get("textbox", "Type the number of runners to confirm").fill(&count.to_string()).await?;
    let runners = if count == 1 { "runner" } else { "runners" };
    dialog.get("button", format!("Delete {count} {runners}").as_str()).click().await
}

/// Many removals take longer than a person would wait for a single thing: as long as more come to an end, it goes on.
async fn shows_in_the_end(dialog: &Locator, part: &str) -> Result<()> {
    let mut before = String::new();
    loop {
        let shown = dialog.shows(part).await;
        let now = dialog.get("progressbar", Name::Any).value().await?;
        if shown.is_ok() || now == before {
            return shown;
        }
        before = now;
    }
}

/// The report, by runner: what was done, and why.
async fn report(world: &World, dialog: &Locator) -> Result<BTreeMap<String, (String, String)>> {
    dialog.get("button", "Report as JSON").click().await?;
    let lines: Vec<Value> = serde_json::from_str(&world.downloaded(".json").await?)?;
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    Ok(lines.iter().map(|line| (text(&line["name"]), (text(&line["done"]), text(&line["reason"])))).collect())
}

#[test]
fn a_selection_is_by_id_and_says_what_cannot_be_seen() -> Result<()> {
    Scenario::new().run(async |world| {
        few(world)?;
        let admin = Admin::at(world, ORG).await?;
        let page = admin.page;
        tick(&admin, "dead-1").click().await?;
        page.shows("1 selected").await?;
        // A range, with the Shift key held.
        tick(&admin, "dead-3")
            .on_element(async |element| {
                let driver = page.driver();
                driver.action_chain().key_down(Key::Shift).click_element(&element).key_up(Key::Shift).perform().await?;
                Ok(())
            })
            .await?;
        // In the order of the table they lie apart: busy ones and so on are sorted by name, the dead are together.
        page.shows("3 selected").await?;
        steps::table(page).get("button", "Name").click().await?;
        admin::change(world, ORG, "dead-2", &json!({ "name": "dead-2b" }))?;
        admin.refresh().await?;
        admin.row("dead-2b").wait().await?;
        ensure!(tick(&admin, "dead-2b").is_checked().await? && !tick(&admin, "idle-1").is_checked().await?);
        filter(&admin, "idle").await?;
        steps::rows(page, 2).await?;
        page.shows("3 selected, 3 of them hidden by the filter").await?;
        let gone = admin::runner(world, ORG, "dead-1").context("it is gone")?.id;
        admin::control(world, &Method::DELETE, "runners", &json!({ "scope": ORG, "id": gone }))?;
        admin.refresh().await?;
        page.shows("3 selected, 2 of them hidden by the filter, 1 no longer there").await?;
        // By keyboard: from the name one cell to the left, and the space bar.
        let name = admin.table().get("button", "idle-1");
        name.press(Key::Left).await?;
        page.press(" ").await?;
        page.shows("4 selected").await?;
        ensure!(tick(&admin, "idle-1").is_checked().await?);
        page.get("button", "Clear selection").click().await?;
        ensure!(!tick(&admin, "idle-1").is_checked().await?);
        ensure!(admin::deletions(world) == 0);
        Ok(())
    })
}

#[test]
fn the_living_are_left_out_unless_they_are_included_and_the_number_is_typed() -> Result<()> {
    Scenario::new().run(async |world| {
        few(world)?;
        let admin = Admin::at(world, ORG).await?;
        let dialog = open_with_all(&admin, 7).await?;
        for (group, ticked) in [("3 offline", true), ("2 online and idle", false), ("2 busy", false)] {
            ensure!(dialog.get("checkbox", group).is_checked().await? == ticked, "{group}");
        }
        let number = dialog.get("textbox", "Type the number of runners to confirm");
        let remove = dialog.get("button", "Delete 3 runners");
        for wrong in ["", "7", "03x", "-3"] {
            number.fill(wrong).await?;
            ensure!(remove.is_disabled().await?, "{wrong:?} was enough");
            remove.press(Key::Enter).await?;
        }
        ensure!(admin::deletions(world) == 0);
        number.fill("3").await?;
        ensure!(!remove.is_disabled().await?);
        // One more is included: what was typed does not hold any more.
        dialog.get("checkbox", "2 online and idle").set_checked(true).await?;
        let remove = dialog.get("button", "Delete 5 runners");
        ensure!(remove.is_disabled().await?);
        number.fill("5").await?;
        remove.click().await?;
        dialog.shows("Done.").await?;
        dialog.shows("5 removed").await?;
        ensure!(admin::names(world, ORG) == ["busy-1", "busy-2"], "{:?}", admin::names(world, ORG));
        let report = report(world, &dialog).await?;
        ensure!(report.len() == 5 && report.values().all(|(done, _)| done == "removed"), "{report:?}");
        admin.escape().await?;
        steps::rows(admin.page, 2).await?;
        admin.page.shows("2 selected").await?;
        Ok(())
    })
}

#[test]
fn the_number_holds_for_the_runners_that_were_looked_at() -> Result<()> {
    Scenario::new().run(async |world| {
        few(world)?;
        let admin = Admin::at(world, ORG).await?;
        let dialog = open_with_all(&admin, 7).await?;
        let number = dialog.get("textbox", "Type the number of runners to confirm");
        number.fill("3").await?;
        let remove = dialog.get("button", "Delete 3 runners");
        ensure!(!remove.is_disabled().await?);
        // As many are offline afterwards, but not the same ones.
        admin::change(world, ORG, "dead-1", &json!({ "status": "online" }))?;
        admin::change(world, ORG, "idle-1", &json!({ "status": "offline" }))?;
        admin.page.script("document.querySelector('.runners-actions > .button').click()").await?;
        dialog.shows("Other runners would be deleted now: look at them, and type the number again.").await?;
        ensure!(remove.is_disabled().await? && number.value().await?.is_empty());
        number.fill("3").await?;
        remove.click().await?;
        dialog.shows("3 removed").await?;
        ensure!(admin::names(world, ORG) == ["dead-1", "idle-2", "busy-1", "busy-2"], "{:?}", admin::names(world, ORG));
        Ok(())
    })
}

#[test]
fn what_is_only_being_read_when_it_is_stopped_is_not_removed() -> Result<()> {
    Scenario::new().run(async |world| {
        let (_, dialog) = the_dead(world).await?;
        let fault = json!({ "operation": "get", "hold": true, "times": 1 });
        world.github().state().add_fault(serde_json::from_value(fault)?);
        confirm(&dialog, 3).await?;
        let reads = async || Ok((steps::requests(world, Operation::Get).len() == 1).then_some(()));
        until("the first runner to be read", reads).await?;
        dialog.get("button", "Stop").click().await?;
        dialog.shows("Stopping: what is under way still ends.").await?;
        world.github().state().clear_faults();
        dialog.shows("Stopped. Nothing further is removed until you resume.").await?;
        ensure!(admin::deletions(world) == 0, "it was removed after all");
        dialog.get("button", "Resume").click().await?;
        dialog.shows("3 removed").await
    })
}

#[test]
fn back_does_not_end_it_nor_lose_its_report() -> Result<()> {
    Scenario::new().run(async |world| {
        few(world)?;
        let admin = Admin::connected(world, "").await?;
        // Another scope comes before this one, and nothing that the browser would ask about.
        steps::show_scope(admin.page, Kind::Repository, world.github().ready().repo).await?;
        admin.table().wait().await?;
        admin.page.get("button", "Change scope").click().await?;
        steps::show_scope(admin.page, Kind::Organization, world.github().ready().org).await?;
        admin.row("dead-1").wait().await?;
        filter(&admin, "dead").await?;
        let dialog = open_with_all(&admin, 3).await?;
        let fault = json!({ "operation": "delete", "hold": true, "times": 1 });
        world.github().state().add_fault(serde_json::from_value(fault)?);
        confirm(&dialog, 3).await?;
        dialog.shows("0 of 3 runners done").await?;
        let address = admin.page.url().await?;
        for _ in 0..2 {
            admin.page.back().await?;
            dialog.shows("Going back would lose this report. Close this dialog first.").await?;
            ensure!(admin.page.url().await? == address, "the address left");
        }
        world.github().state().clear_faults();
        dialog.shows("3 removed").await?;
        ensure!(report(world, &dialog).await?.len() == 3);
        admin.escape().await?;
        // Nothing is held any more.
        admin.page.back().await?;
        admin.page.get("radiogroup", "Scope").wait().await
    })
}

#[test]
fn a_scope_that_the_token_does_not_see_any_more_is_not_taken_for_an_empty_one() -> Result<()> {
    Scenario::new().run(async |world| {
        let (_, dialog) = the_dead(world).await?;
        world.allow_in_console("404");
        for operation in ["get", "list"] {
            let fault = json!({ "operation": operation, "status": 404 });
            world.github().state().add_fault(serde_json::from_value(fault)?);
        }
        confirm(&dialog, 3).await?;
        dialog.shows("Stopped. What was done is in the report").await?;
        dialog.shows("There is no such organization, or this token may not see it.").await?;
        dialog.shows("0 of 3 runners done").await?;
        world.github().state().clear_faults();
        dialog.get("button", "Resume").click().await?;
        dialog.shows("3 removed").await
    })
}

#[test]
fn a_refused_token_stops_it_with_all_that_was_done_written_down() -> Result<()> {
    Scenario::new().run(async |world| {
        let (_, dialog) = the_dead(world).await?;
        world.allow_in_console("responded with a status of 401");
        let fault = json!({ "operation": "delete", "status": 401, "skip": 1 });
        world.github().state().add_fault(serde_json::from_value(fault)?);
        confirm(&dialog, 3).await?;
        dialog.shows("Stopped.").await?;
        dialog.shows("GitHub does not accept this access token").await?;
        dialog.shows("1 removed").await?;
        let told = report(world, &dialog).await?;
        let not_tried = told.values().filter(|(done, _)| done == "not_tried").count();
        ensure!(told.len() == 3 && not_tried == 2, "{told:?}");
        world.github().state().clear_faults();
        dialog.get("button", "Resume").click().await?;
        dialog.shows("Done.").await?;
        ensure!(admin::names(world, ORG).len() == 4);
        Ok(())
    })
}

#[test]
fn closing_stops_it_and_a_lost_network_does_and_both_can_be_resumed() -> Result<()> {
    Scenario::new().run(async |world| {
        let (admin, dialog) = the_dead(world).await?;
        let page = admin.page;
        // The first removal hangs until it is let go.
        let fault = json!({ "operation": "delete", "hold": true, "times": 1 });
        world.github().state().add_fault(serde_json::from_value(fault)?);
        confirm(&dialog, 3).await?;
        dialog.shows("Removing. Keep this tab open.").await?;
        until("the first removal to be on its way", async || Ok((admin::deletions(world) == 1).then_some(()))).await?;
        admin.escape().await?;
        world.github().state().clear_faults();
        page.get("button", "Removal: 1 of 3").wait().await?;
        ensure!(admin::deletions(world) == 1, "it goes on though the dialog was closed");
        for words in ["net::ERR_", "CORS policy"] {
            world.allow_in_console(words);
        }
        let lost = json!({ "operation": "delete", "cors": "drop", "status": 502 });
        let unread = json!({ "operation": "get", "cors": "drop", "skip": 1 });
        for fault in [lost, unread] {
            world.github().state().add_fault(serde_json::from_value(fault)?);
        }
        page.get("button", "Removal: 1 of 3").click().await?;
        let dialog = admin.dialog("Delete runners").await?;
        dialog.get("button", "Resume").click().await?;
        dialog.shows("Stopped. What was done is in the report").await?;
        world.github().state().clear_faults();
        dialog.get("button", "Resume").click().await?;
        dialog.shows("Done.").await?;
        ensure!(admin::names(world, ORG).len() == 4);
        Ok(())
    })
}

/// Holds every removal but the first, and counts how many wait at once.
async fn at_once(world: &World, count: usize) -> Result<()> {
    let runners: Vec<Value> =
        (1..=8).map(|number| json!({ "name": format!("dead-{number}"), "status": "offline" })).collect();
    admin::set_fleet(world, ORG, &json!(runners))?;
    let admin = Admin::at(world, ORG).await?;
    let dialog = open_with_all(&admin, 8).await?;
    // What the first answer says decides how many may follow at once.
    let fault = json!({ "operation": "delete", "hold": true, "skip": 1 });
    world.github().state().add_fault(serde_json::from_value(fault)?);
    confirm(&dialog, 8).await?;
    let waiting = || {
        let all = steps::requests(world, Operation::Delete);
        all.iter().filter(|entry| entry.took_ms.is_none()).count()
    };
    until("so many removals to be under way", async || Ok((waiting() >= count).then_some(()))).await?;
    dialog.shows("1 of 8 runners done").await?;
    ensure!(waiting() == count, "{} at once", waiting());
    world.github().state().clear_faults();
    dialog.shows("8 removed").await
}

#[test]
fn a_host_that_does_not_count_gets_four_at_once() -> Result<()> {
    Scenario::new().dialect(Dialect::Ghes).run(async |world| at_once(world, 4).await)
}

#[test]
fn a_site_may_have_fewer_at_once() -> Result<()> {
    let settings = r#"{ "removals_at_once": 2 }"#;
    Scenario::new().dialect(Dialect::Ghes).file("config.json", settings).run(async |world| at_once(world, 2).await)
}

#[test]
fn one_that_has_another_name_meanwhile_is_left_alone() -> Result<()> {
    Scenario::new().run(async |world| {
        let (_, dialog) = the_dead(world).await?;
        admin::change(world, ORG, "dead-2", &json!({ "name": "reborn" }))?;
        confirm(&dialog, 3).await?;
        dialog.shows("2 removed, 1 left alone").await?;
        let told = report(world, &dialog).await?;
        ensure!(told["dead-2"] == ("left_alone".to_owned(), "other_name: reborn".to_owned()), "{told:?}");
        ensure!(admin::names(world, ORG).contains(&"reborn".to_owned()) && admin::deletions(world) == 2);
        Ok(())
    })
}

#[test]
fn a_host_that_counts_requests_gets_one_removal_a_second() -> Result<()> {
    Scenario::new().dialect(Dialect::Cloud).run(async |world| {
        let (_, dialog) = the_dead(world).await?;
        confirm(&dialog, 3).await?;
        dialog.shows("Done.").await?;
        let deletions = steps::requests(world, Operation::Delete);
        ensure!(deletions.len() == 3);
        for pair in deletions.windows(2) {
            ensure!(pair[1].at_ms >= pair[0].at_ms + 1_000, "{} after {}", pair[1].at_ms, pair[0].at_ms);
        }
        Ok(())
    })
}

#[test]
fn four_hundred_of_three_thousand_are_removed_whatever_goes_wrong() -> Result<()> {
    Scenario::new().dialect(Dialect::Ghes).run(async |world| {
        let dead = |number: usize| format!("dead-{number:03}");
        let runners: Vec<Value> = (0..3_000)
            .map(|number| match number {
                0..400 => json!({ "name": dead(number), "status": "offline" }),
                _ => json!({ "name": format!("live-{number}"), "busy": number % 7 == 0 }),
            })
            .collect();
        admin::set_fleet(world, ORG, &json!(runners))?;
        let admin = Admin::at(world, ORG).await?;
        steps::all_read(admin.page, 3_000).await?;
        filter(&admin, "dead-").await?;
        steps::rows(admin.page, 400).await?;
        let dialog = open_with_all(&admin, 400).await?;
        let id_of = |number: usize| -> Result<u64> {
            Ok(admin::runner(world, ORG, &dead(number)).context("no such runner")?.id)
        };
        let busy: Vec<usize> = (100..110).collect();
        let gone: Vec<usize> = (120..125).collect();
        let alive: Vec<usize> = (130..133).collect();
        let mut faults: Vec<Value> = Vec::new();
        for number in &busy {
            faults.push(json!({ "operation": "delete", "id": id_of(*number)?, "status": 422 }));
        }
        let once = |id: u64, fault: Value| {
            let mut fault = fault;
            fault["operation"] = json!("delete");
            fault["id"] = json!(id);
            fault["times"] = json!(1);
            fault
        };
        faults.push(once(id_of(140)?, json!({ "status": 502 })));
        faults.push(once(id_of(150)?, json!({ "when": "after", "cors": "drop" })));
        faults.push(once(id_of(160)?, json!({ "status": 403, "headers": { "retry-after": "2" } })));
        for words in ["responded with a status of", "net::ERR_", "CORS policy"] {
            world.allow_in_console(words);
        }
        for fault in faults {
            world.github().state().add_fault(serde_json::from_value(fault)?);
        }
        for number in &gone {
            admin::control(world, &Method::DELETE, "runners", &json!({ "scope": ORG, "id": id_of(*number)? }))?;
        }
        for number in &alive {
            admin::change(world, ORG, &dead(*number), &json!({ "status": "online" }))?;
        }
        confirm(&dialog, 400).await?;
        // Somewhere in the middle somebody stops it, looks, and goes on.
        until("some to be removed", async || Ok((admin::deletions(world) > 40).then_some(()))).await?;
        dialog.get("button", "Stop").click().await?;
        dialog.shows("Stopped. Nothing further is removed until you resume.").await?;
        until("all that was under way to end", async || {
            let requests = world.github().state().requests();
            Ok(requests.iter().all(|request| request.took_ms.is_some()).then_some(()))
        })
        .await?;
        let stopped_at = admin::deletions(world);
        ensure!(stopped_at < 300, "{stopped_at} deletions: that was no stop");
        dialog.get("button", "Resume").click().await?;
        shows_in_the_end(&dialog, "10 still run jobs; they are tried again at ").await?;
        dialog.get("button", "Leave the 10 that cannot be removed now").click().await?;
        dialog.shows("Done.").await?;
        dialog.shows("382 removed, 5 gone already, 13 left alone").await?;

        let stays: BTreeSet<String> = busy.iter().chain(&alive).map(|number| dead(*number)).collect();
        let left: BTreeSet<String> = admin::names(world, ORG).into_iter().collect();
        let dead_left: BTreeSet<String> = left.iter().filter(|name| name.starts_with("dead-")).cloned().collect();
        ensure!(dead_left == stays, "{dead_left:?}");
        ensure!(left.len() == 2_600 + 13, "{} are left", left.len());

        let deletions = steps::requests(world, Operation::Delete);
        let refused = deletions.iter().find(|entry| entry.status == Some(403)).context("no 403")?;
        let told_at = refused.at_ms + refused.took_ms.unwrap_or_default();
        let meanwhile = deletions.iter().filter(|entry| entry.at_ms > told_at && entry.at_ms < told_at + 2_000).count();
        // Three others were under way already, each with its reading before it.
        ensure!(meanwhile <= 3, "{meanwhile} removals in the two seconds that GitHub asked to wait");

        let report = report(world, &dialog).await?;
        ensure!(report.len() == 400, "{} lines", report.len());
        for number in 0..400 {
            let (done, reason) = report.get(&dead(number)).with_context(|| dead(number))?;
            let wanted = match number {
                number if busy.contains(&number) => ("left_alone", "runs_a_job"),
                number if gone.contains(&number) => ("already_gone", ""),
                number if alive.contains(&number) => ("left_alone", "came_to_life"),
                _ => ("removed", ""),
            };
            ensure!((done.as_str(), reason.as_str()) == wanted, "{}: {done} {reason}", dead(number));
        }
        admin.escape().await?;
        steps::rows(admin.page, 13).await?;
        Ok(())
    })
}
