//! The site's limits on a session: so long without use, or so long after the token was typed, the token is gone.

use anyhow::{Context, Result, ensure};
use harness::browser::{Page, Scenario, World, until};
use serde_json::json;

use super::admin::{Admin, ORG, deletions, names, query_of, set_fleet};
use super::bulk;
use super::clock::Clock;

const MINUTE: u32 = 60;
const IDLE: &str = r#"{ "idle_lock_minutes": 15 }"#;
const WHOLE: &str = r#"{ "session_minutes": 60 }"#;

/// Everything in the storages of the tab, as one text.
const STORED: &str = "return JSON.stringify([{ ...sessionStorage }, { ...localStorage }])";

#[test]
fn a_page_that_nobody_uses_is_locked_and_goes_on_where_it_was() -> Result<()> {
    Scenario::new().file("config.json", IDLE).run(async |world| {
        let clock = Clock::take(world.page(), 0).await?;
        let admin = Admin::at(world, ORG).await?;
        let name = names(world, ORG)[1].clone();
        admin.row(&name).get("button", &name).click().await?;
        admin.dialog(&name).await?;
        let address = admin.page.url().await?;

        clock.let_pass(14 * MINUTE).await?;
        admin.dialog(&name).await?;
        clock.let_pass(MINUTE).await?;
        is_locked(world, admin.page, "Locked after 15 min without use").await?;

        let asked = world.github().state().requests().len();
        clock.let_pass(60 * MINUTE).await?;
        ensure!(world.github().state().requests().len() == asked, "a locked page asks GitHub nothing");

        ensure!(admin.page.url().await? == address, "the address was lost");
        let focused = admin.page.script("return document.activeElement.type").await?;
        ensure!(focused == "password", "the focus is on {focused}");
        admin.page.get("textbox", "Access token").fill(&world.github().ready().token).await?;
        admin.page.get("button", "Connect").click().await?;
        admin.dialog(&name).await.map(drop)
    })
}

#[test]
fn using_the_page_keeps_it_open_but_not_for_longer_than_the_token_may_be_used() -> Result<()> {
    let both = r#"{ "idle_lock_minutes": 15, "session_minutes": 60 }"#;
    Scenario::new().file("config.json", both).run(async |world| {
        let clock = Clock::take(world.page(), 0).await?;
        let admin = Admin::at(world, ORG).await?;
        for _ in 0..4 {
            clock.let_pass(14 * MINUTE).await?;
            admin.page.get("searchbox", "Filter runners").fill("r").await?;
            admin.table().wait().await?;
        }
        clock.let_pass(4 * MINUTE).await?;
        is_locked(world, admin.page, "Locked after 60 min with this token").await
    })
}

#[test]
fn a_removal_that_goes_on_keeps_it_open() -> Result<()> {
    Scenario::new().file("config.json", IDLE).run(async |world| {
        let clock = Clock::take(world.page(), 0).await?;
        set_fleet(world, ORG, &json!([{ "name": "at-work", "busy": true }]))?;
        let admin = Admin::at(world, ORG).await?;
        let dialog = bulk::open_with_all(&admin, 1).await?;
        dialog.get("checkbox", "1 busy").set_checked(true).await?;
        bulk::confirm(&dialog, 1).await?;
        dialog.shows("1 still runs a job").await?;
        // Four times five minutes, in each of which the runner is tried again.
        for _ in 0..4 {
            let before = deletions(world);
            clock.let_pass(5 * MINUTE).await?;
            until("the next try", async || Ok((deletions(world) > before).then_some(()))).await?;
            dialog.shows("1 still runs a job").await?;
        }
        dialog.get("button", "Stop").click().await?;
        clock.let_pass(15 * MINUTE).await?;
        is_locked(world, admin.page, "Locked after 15 min without use").await
    })
}

#[test]
fn a_machine_that_slept_past_the_limit_is_locked_before_the_first_key_counts() -> Result<()> {
    Scenario::new().file("config.json", IDLE).run(async |world| {
        let admin = Admin::at(world, ORG).await?;
        // Asleep: the clock goes on, no timer fires.
        admin.page.script("const now = Date.now; Date.now = () => now() + 3600000").await?;
        admin.page.script("document.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, key: 'x' }))").await?;
        is_locked(world, admin.page, "Locked after 15 min without use").await
    })
}

#[test]
fn a_reload_does_not_begin_the_time_again() -> Result<()> {
    Scenario::new().file("config.json", WHOLE).run(async |world| {
        let clock = Clock::take(world.page(), 0).await?;
        let admin = Admin::at(world, ORG).await?;
        admin.page.reload().await?;
        admin.table().wait().await?;
        // The clock of the new page begins anew, so what is kept is made older instead.
        let aged = "for (const [key, value] of Object.entries(sessionStorage)) if (key.includes('/times/'))
            sessionStorage.setItem(key, value.split(' ').map((time) => time - 59 * 60000).join(' '))";
        admin.page.script(aged).await?;
        admin.page.reload().await?;
        admin.table().wait().await?;
        clock.let_pass(MINUTE).await?;
        is_locked(world, admin.page, "Locked after 60 min with this token").await?;

        // A tab that a browser brings back a day later.
        admin.page.get("textbox", "Access token").fill(&world.github().ready().token).await?;
        admin.page.get("button", "Connect").click().await?;
        admin.table().wait().await?;
        admin.page.script(&aged.replace("59", "1440")).await?;
        let asked = world.github().state().requests().len();
        admin.page.reload().await?;
        is_locked(world, admin.page, "Locked after 60 min with this token").await?;
        ensure!(world.github().state().requests().len() == asked, "the old token was sent once more");
        Ok(())
    })
}

#[test]
fn a_token_in_memory_alone_is_locked_as_well() -> Result<()> {
    Scenario::new().file("config.json", IDLE).run(async |world| {
        let clock = Clock::take(world.page(), 0).await?;
        let page = world.open(&query_of(ORG)).await?;
        page.get("checkbox", "Forget the token when this page is reloaded").set_checked(true).await?;
        let admin = Admin { world, page };
        admin.connect().await?;
        admin.table().wait().await?;
        clock.let_pass(15 * MINUTE).await?;
        is_locked(world, page, "Locked after 15 min without use").await
    })
}

#[test]
fn without_a_limit_nothing_is_locked_and_nothing_is_kept_of_the_time() -> Result<()> {
    Scenario::new().run(async |world| {
        let clock = Clock::take(world.page(), 0).await?;
        let admin = Admin::at(world, ORG).await?;
        clock.let_pass(20 * 60 * MINUTE).await?;
        admin.table().wait().await?;
        let stored = admin.page.script(STORED).await?;
        ensure!(!stored.as_str().context("no text")?.contains("/times/"), "{stored}");
        Ok(())
    })
}

/// The form is shown with the reason, and the token is in no storage.
async fn is_locked(world: &World, page: &Page, says: &str) -> Result<()> {
    page.get("form", "Connect").wait().await?;
    page.shows(says).await?;
    let stored = page.script(STORED).await?.to_string();
    ensure!(!stored.contains(&world.github().ready().token), "the token is still stored: {stored}");
    ensure!(page.get("textbox", "Access token").value().await?.is_empty(), "the box holds a token");
    Ok(())
}
