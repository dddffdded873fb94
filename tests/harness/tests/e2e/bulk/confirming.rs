//! What is confirmed, and what is left alone as it is something else by then.

use anyhow::{Result, ensure};
use harness::browser::{Key, Scenario};
use serde_json::json;

use super::{confirm, few, open_with_all, report, the_dead};
use crate::admin::{self, Admin, ORG};
use crate::steps;

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
        ensure!(report.len() == 5 && report.values().all(|line| line.is("removed", "")), "{report:?}");
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
fn one_that_has_another_name_meanwhile_is_left_alone() -> Result<()> {
    Scenario::new().run(async |world| {
        let (_, dialog) = the_dead(world).await?;
        admin::change(world, ORG, "dead-2", &json!({ "name": "reborn" }))?;
        confirm(&dialog, 3).await?;
        dialog.shows("2 removed, 1 left alone").await?;
        let told = report(world, &dialog).await?;
        ensure!(told["dead-2"].is("left_alone", "other_name: reborn"), "{told:?}");
        ensure!(admin::names(world, ORG).contains(&"reborn".to_owned()) && admin::deletions(world) == 2);
        Ok(())
    })
}
