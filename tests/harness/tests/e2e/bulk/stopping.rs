//! What stops it, and that nothing is lost by that.

use anyhow::{Result, ensure};
use harness::browser::{Scenario, until};
use serde_json::json;
use simulator::route::Operation;

use super::{confirm, few, filter, open_with_all, report, the_dead};
use crate::admin::{self, Admin, ORG};
use crate::steps::{self, Kind};

#[test]
fn what_is_only_being_read_when_it_is_stopped_is_not_removed() -> Result<()> {
    Scenario::new().run(async |world| {
        let (_, dialog) = the_dead(world).await?;
        admin::strike(world, json!({ "operation": "get", "hold": true, "times": 1 }))?;
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
        admin::strike(world, json!({ "operation": "delete", "hold": true, "times": 1 }))?;
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
            admin::strike(world, json!({ "operation": operation, "status": 404 }))?;
        }
        confirm(&dialog, 3).await?;
        dialog.shows("Stopped. What was done is in the report").await?;
        dialog.shows("There is no such organization, or your access token may not see it.").await?;
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
        admin::strike(world, json!({ "operation": "delete", "status": 401, "skip": 1 }))?;
        confirm(&dialog, 3).await?;
        dialog.shows("Stopped. Save the report before you sign out").await?;
        dialog.shows("GitHub does not accept this access token").await?;
        dialog.shows("1 removed").await?;
        let told = report(world, &dialog).await?;
        let not_tried = told.values().filter(|line| line.is("not_tried", "")).count();
        ensure!(told.len() == 3 && not_tried == 2, "{told:?}");
        // With this token nothing goes on.
        dialog.get("button", "Resume").gone().await?;
        dialog.get("button", "Start another removal").wait().await
    })
}

#[test]
fn closing_stops_it_and_a_lost_network_does_and_both_can_be_resumed() -> Result<()> {
    Scenario::new().run(async |world| {
        let (admin, dialog) = the_dead(world).await?;
        let page = admin.page;
        // The first removal hangs until it is let go.
        admin::strike(world, json!({ "operation": "delete", "hold": true, "times": 1 }))?;
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
        admin::strike(world, lost)?;
        admin::strike(world, unread)?;
        page.get("button", "Removal: 1 of 3").click().await?;
        let dialog = admin.dialog("Delete runners").await?;
        dialog.get("button", "Resume").click().await?;
        dialog.shows("Stopped. What was done is in the report").await?;
        let told = report(world, &dialog).await?;
        let count = |done: &str, reason: &str| told.values().filter(|line| line.is(done, reason)).count();
        let counts = (count("removed", ""), count("not_tried", "answer_lost"), count("not_tried", ""));
        ensure!(counts == (1, 1, 1), "{told:?}");
        world.github().state().clear_faults();
        dialog.get("button", "Resume").click().await?;
        dialog.shows("Done.").await?;
        ensure!(admin::names(world, ORG).len() == 4);
        let told = report(world, &dialog).await?;
        ensure!(told.values().all(|line| line.done.0 == "removed"), "{told:?}");
        Ok(())
    })
}
