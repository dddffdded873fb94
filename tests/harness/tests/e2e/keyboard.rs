//! The whole way without a mouse: nothing here is clicked.

use anyhow::{Result, bail, ensure};
use harness::browser::{Key, Locator, Scenario, TypingData, World};
use serde_json::json;

use super::admin::{self, Admin, ORG};
use super::{bulk, steps};

/// Presses Tab until the focus is on a thing.
async fn tab_to(admin: &Admin<'_>, thing: &Locator) -> Result<()> {
    press_until_focused(admin, || Key::Tab.into(), thing).await
}

async fn press_until_focused(admin: &Admin<'_>, keys: impl Fn() -> TypingData, thing: &Locator) -> Result<()> {
    thing.wait().await?;
    for _ in 0..40 {
        if thing.property("focused").await?.as_deref() == Some("true") {
            return Ok(());
        }
        admin.page.press(keys()).await?;
    }
    bail!("the Tab key never comes to {thing}")
}

/// Goes to a thing with Tab and types.
async fn type_into(admin: &Admin<'_>, thing: &Locator, text: &str) -> Result<()> {
    tab_to(admin, thing).await?;
    admin.page.press(text).await
}

/// Goes to a thing with Tab and presses Enter.
async fn enter(admin: &Admin<'_>, thing: &Locator) -> Result<()> {
    tab_to(admin, thing).await?;
    admin.page.press(Key::Enter).await
}

/// Opens the console and connects.
async fn connected(world: &World) -> Result<Admin<'_>> {
    let page = world.open("").await?;
    let admin = Admin { world, page };
    let ready = world.github().ready();
    type_into(&admin, &page.get("textbox", "GitHub host"), &ready.web).await?;
    type_into(&admin, &page.get("textbox", "Access token"), &ready.token).await?;
    page.press(Key::Enter).await?;
    Ok(admin)
}

#[test]
fn the_whole_main_job_needs_no_mouse() -> Result<()> {
    Scenario::new().run(async |world| {
        admin::set_fleet(world, ORG, &json!([{ "name": "first" }, { "name": "second" }, { "name": "third" }]))?;
        let admin = connected(world).await?;
        let page = admin.page;
        type_into(&admin, &page.get("combobox", "Organization name"), "octo-org").await?;
        page.press(Key::Enter).await?;

        let filter = page.get("searchbox", "Filter runners");
        type_into(&admin, &filter, "ir").await?;
        admin.row("second").gone().await?;
        for _ in 0..2 {
            page.press(Key::Backspace).await?;
        }

        tab_to(&admin, &admin.row("first").get("button", "first")).await?;
        page.press(Key::Down).await?;
        enter(&admin, &admin.row("second").get("button", "second")).await?;
        admin.dialog("second").await?;
        admin.escape().await?;

        // Back in the same row: its last cell removes.
        let second = admin.row("second").get("button", "second");
        ensure!(second.property("focused").await?.as_deref() == Some("true"), "the focus is not back in its row");
        for _ in 0..5 {
            page.press(Key::Right).await?;
        }
        enter(&admin, &admin.table().get("button", "Remove second")).await?;
        let dialog = admin.dialog("Remove second").await?;
        enter(&admin, &dialog.get("button", "Generate remove token")).await?;
        enter(&admin, &dialog.get("button", "Copy remove command")).await?;
        dialog.shows("Command copied").await?;
        ensure!(world.clipboard().await?.starts_with("./config.sh remove --token "), "another command was copied");
        type_into(&admin, &dialog.get("textbox", "Type the runner name to confirm"), "second").await?;
        enter(&admin, &dialog.get("button", "Force remove")).await?;
        admin.is_removed("second").await?;
        assert_eq!(admin::names(world, ORG), ["first", "third"]);

        // Backwards: past the end of the page the Tab key leaves it for the browser's own controls.
        let add = page.get("button", "Add runner");
        press_until_focused(&admin, || Key::Shift + Key::Tab, &add).await?;
        page.press(Key::Enter).await?;
        let dialog = admin.dialog("Add runner").await?;
        enter(&admin, &dialog.get("button", "Generate registration token")).await?;
        dialog.get("region", "Configuration command").wait().await?;
        enter(&admin, &dialog.get("button", "Copy command")).await?;
        dialog.shows("Command copied").await?;
        assert_eq!(world.clipboard().await?, dialog.get("region", "Configuration command").text().await?);
        admin.escape().await?;
        press_until_focused(&admin, || Key::Shift + Key::Tab, &page.get("button", "Sign out")).await?;
        page.press(Key::Enter).await?;
        page.get("button", "Connect").wait().await
    })
}

#[test]
fn many_are_removed_without_a_mouse() -> Result<()> {
    Scenario::new().run(async |world| {
        bulk::few(world)?;
        let admin = Admin::at(world, ORG).await?;
        let page = admin.page;
        type_into(&admin, &page.get("searchbox", "Filter runners"), "dead").await?;
        steps::rows(page, 3).await?;
        tab_to(&admin, &page.get("checkbox", "Select all shown")).await?;
        page.press(" ").await?;
        // One of them stays: from its name a cell to the left.
        tab_to(&admin, &admin.row("dead-1").get("button", "dead-1")).await?;
        page.press(Key::Left).await?;
        page.press(" ").await?;
        page.shows("2 selected").await?;
        press_until_focused(&admin, || Key::Shift + Key::Tab, &page.get("button", "Delete selected")).await?;
        page.press(Key::Enter).await?;
        let dialog = admin.dialog("Delete runners").await?;
        // A fault, so that there is something to stop and to resume.
        let held = json!({ "operation": "delete", "hold": true, "times": 1 });
        admin::strike(world, held)?;
        type_into(&admin, &dialog.get("textbox", "Type the number of runners to confirm"), "2").await?;
        enter(&admin, &dialog.get("button", "Delete 2 runners")).await?;
        enter(&admin, &dialog.get("button", "Stop")).await?;
        world.github().state().clear_faults();
        dialog.shows("Stopped. Nothing further is removed until you resume.").await?;
        enter(&admin, &dialog.get("button", "Resume")).await?;
        dialog.shows("Done.").await?;
        enter(&admin, &dialog.get("button", "Report as CSV")).await?;
        ensure!(world.downloaded(".csv").await?.lines().count() == 3);
        admin.escape().await?;
        ensure!(admin::names(world, ORG) == ["dead-1", "idle-1", "idle-2", "busy-1", "busy-2"]);
        harness::browser::until("the focus to be somewhere", async || {
            Ok((page.script("return document.activeElement !== document.body").await? == true).then_some(()))
        })
        .await
    })
}

#[test]
fn on_a_phone_a_refused_removal_is_seen_at_once() -> Result<()> {
    Scenario::new().run(async |world| {
        admin::set_fleet(world, ORG, &json!([{ "name": "busy-one", "busy": true }]))?;
        let admin = Admin::at(world, ORG).await?;
        admin.page.resize(390, 640).await?;
        let dialog = admin.remove("busy-one").await?;
        dialog.get("textbox", "Type the runner name to confirm").fill("busy-one").await?;
        dialog.get("button", "Force remove").click().await?;
        harness::browser::until("the refusal to be in sight", async || {
            let in_sight = "const alert = document.querySelector('dialog [role=alert]')?.getBoundingClientRect();
                return !!alert && alert.height > 0 && alert.top >= 0 && alert.bottom <= innerHeight";
            Ok((admin.page.script(in_sight).await? == true).then_some(()))
        })
        .await
    })
}

#[test]
fn where_a_screen_goes_the_focus_is_before_the_first_control_of_the_next() -> Result<()> {
    Scenario::new().run(async |world| {
        world.page().resize(390, 844).await?;
        let admin = connected(world).await?;
        let page = admin.page;
        let kind = page.get("radio", "Organization");
        next_is(&admin, &kind).await?;

        type_into(&admin, &page.get("combobox", "Organization name"), "octo-org").await?;
        page.press(Key::Enter).await?;
        admin.table().wait().await?;
        next_is(&admin, &page.get("searchbox", "Filter runners")).await?;

        press_until_focused(&admin, || Key::Shift + Key::Tab, &page.get("button", "Change scope")).await?;
        page.press(Key::Enter).await?;
        next_is(&admin, &kind).await
    })
}

/// Waits until the focus is on what is below the header; the next Tab goes to this.
async fn next_is(admin: &Admin<'_>, control: &Locator) -> Result<()> {
    control.wait().await?;
    harness::browser::until("the focus to be on the content", async || {
        let focused = admin.page.script("return document.activeElement.localName").await?;
        ensure!(focused == "main", "it is on {focused}");
        Ok(Some(()))
    })
    .await?;
    ensure!(admin.page.script("return scrollY").await? == 0, "the header was scrolled out of sight");
    admin.page.press(Key::Tab).await?;
    ensure!(control.property("focused").await?.as_deref() == Some("true"), "the next is another than {control}");
    Ok(())
}

#[test]
fn after_a_removal_the_focus_is_in_the_table_again() -> Result<()> {
    Scenario::new().run(async |world| {
        admin::set_fleet(world, ORG, &json!([{ "name": "gone-soon", "status": "offline" }, { "name": "stays" }]))?;
        let admin = Admin::at(world, ORG).await?;
        let dialog = admin.remove("gone-soon").await?;
        dialog.shows("The machine is not connected").await?;
        dialog.get("button", "Force remove").click().await?;
        admin.row("gone-soon").gone().await?;
        harness::browser::until("the focus to be in the table", async || {
            let inside = "return !!document.activeElement.closest('[role=grid]')";
            Ok((admin.page.script(inside).await? == true).then_some(()))
        })
        .await
    })
}
