//! What is selected, by mouse and by keyboard, and what is said of it.

use anyhow::{Context, Result, ensure};
use axum::http::Method;
use harness::browser::{Key, Scenario};
use serde_json::json;

use super::{few, filter, tick};
use crate::admin::{self, Admin, ORG};
use crate::steps;

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
fn what_is_said_of_a_selection_does_not_move_the_row_under_the_finger() -> Result<()> {
    Scenario::new().runners(40).screen(390, 844).run(async |world| {
        let admin = Admin::at(world, ORG).await?;
        let page = admin.page;
        let name = admin::names(world, ORG).swap_remove(1);
        // There the browser has brought it into sight.
        tick(&admin, &name).click().await?;
        page.shows("1 selected").await?;
        page.get("button", "Clear selection").click().await?;
        let top = "return document.querySelectorAll('.select-box')[1].getBoundingClientRect().top";
        let before = page.script(top).await?;
        let table = "return document.querySelector('[role=grid]').getBoundingClientRect().top + scrollY";
        let table_before = page.script(table).await?;
        page.script("document.querySelectorAll('.select-box')[1].click()").await?;
        page.shows("1 selected").await?;
        page.script_async("requestAnimationFrame(() => requestAnimationFrame(arguments[0]))").await?;
        ensure!(page.script(table).await? != table_before, "the line takes no room: this proves nothing");
        ensure!(page.script(top).await? == before, "from {before} to {}", page.script(top).await?);
        Ok(())
    })
}
