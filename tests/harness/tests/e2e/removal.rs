//! Removal by force: hard to do to the wrong runner, and honest about how it ended.

use anyhow::{Result, ensure};
use harness::browser::{Key, Name, Scenario, World};
use serde_json::json;
use simulator::Fault;
use simulator::faults::When;

use super::admin::{self, Admin, ORG};

const CONFIRM: &str = "Type the runner name to confirm";

fn fleet(world: &World) -> Result<()> {
    let runners = json!([
        { "name": "idle-one" },
        { "name": "busy-one", "busy": true },
        { "name": "offline-one", "status": "offline" },
        { "name": "twin" },
        { "name": "tw\u{200b}in" },
    ]);
    admin::set_fleet(world, ORG, &runners)
}

#[test]
fn an_offline_runner_is_force_removed_without_typing() -> Result<()> {
    Scenario::new().run(async |world| {
        fleet(world)?;
        let admin = Admin::at(world, ORG).await?;
        let dialog = admin.remove("offline-one").await?;
        dialog.shows("The machine is not connected").await?;
        assert_eq!(dialog.get("textbox", CONFIRM).count().await?, 0);
        dialog.get("button", "Force remove").click().await?;
        admin.row("offline-one").gone().await?;
        assert_eq!(admin::names(world, ORG), ["idle-one", "busy-one", "twin", "tw\u{200b}in"]);
        admin.page.shows("offline-one was removed.").await
    })
}

#[test]
fn an_online_runner_is_force_removed_only_when_its_exact_name_was_typed() -> Result<()> {
    Scenario::new().run(async |world| {
        fleet(world)?;
        let admin = Admin::at(world, ORG).await?;
        let dialog = admin.remove("idle-one").await?;
        let (name, force) = (dialog.get("textbox", CONFIRM), dialog.get("button", "Force remove"));
        for wrong in ["", "idle-on", "Idle-one", "offline-one"] {
            name.fill(wrong).await?;
            ensure!(force.is_disabled().await?, "{wrong:?} was enough");
            // Pressing it all the same does nothing but lead to the box.
            force.press(Key::Enter).await?;
            assert_eq!(name.property("focused").await?.as_deref(), Some("true"));
        }
        assert_eq!(admin::deletions(world), 0);
        name.fill("idle-one").await?;
        force.click().await?;
        admin.row("idle-one").gone().await?;
        assert_eq!(admin::names(world, ORG), ["busy-one", "offline-one", "twin", "tw\u{200b}in"]);
        Ok(())
    })
}

#[test]
fn a_busy_runner_may_be_tried_and_the_422_of_github_is_shown() -> Result<()> {
    Scenario::new().run(async |world| {
        fleet(world)?;
        let admin = Admin::at(world, ORG).await?;
        let dialog = admin.remove("busy-one").await?;
        dialog.get("textbox", CONFIRM).fill("busy-one").await?;
        dialog.get("button", "Force remove").click().await?;
        dialog.get("alert", Name::Any).shows("is currently running a job").await?;
        ensure!(admin::runner(world, ORG, "busy-one").is_some(), "it is gone");
        admin.escape().await?;
        admin.row("busy-one").wait().await
    })
}

#[test]
fn a_name_with_invisible_characters_is_typed_in_its_visible_form() -> Result<()> {
    Scenario::new().run(async |world| {
        fleet(world)?;
        let admin = Admin::at(world, ORG).await?;
        let shown = "tw⟨U+200B⟩in";
        let dialog = admin.remove(shown).await?;
        dialog.shows("Type it as it is shown here").await?;
        dialog.get("textbox", CONFIRM).fill("twin").await?;
        ensure!(dialog.get("button", "Force remove").is_disabled().await?, "the twin's name was enough");
        dialog.get("textbox", CONFIRM).fill(shown).await?;
        dialog.get("button", "Force remove").click().await?;
        admin.row(shown).gone().await?;
        assert_eq!(admin::names(world, ORG), ["idle-one", "busy-one", "offline-one", "twin"]);
        Ok(())
    })
}

#[test]
fn a_runner_that_is_gone_already_is_said_to_be_gone() -> Result<()> {
    Scenario::new().run(async |world| {
        fleet(world)?;
        let admin = Admin::at(world, ORG).await?;
        let dialog = admin.remove("offline-one").await?;
        dialog.shows("Offline").await?;
        let gone = json!({ "scope": ORG, "name": "offline-one" });
        admin::control(world, &axum::http::Method::DELETE, "runners", &gone)?;
        dialog.get("button", "Force remove").click().await?;
        admin.page.shows("offline-one was gone already.").await?;
        admin.row("offline-one").gone().await
    })
}

#[test]
fn a_runner_that_came_to_life_meanwhile_is_not_removed() -> Result<()> {
    Scenario::new().run(async |world| {
        fleet(world)?;
        let admin = Admin::at(world, ORG).await?;
        let dialog = admin.remove("offline-one").await?;
        dialog.get("button", "Force remove").wait().await?;
        dialog.shows("The machine is not connected").await?;
        admin::change(world, ORG, "offline-one", &json!({ "status": "online" }))?;
        dialog.get("button", "Force remove").click().await?;
        dialog.shows("came to life in the meantime").await?;
        dialog.get("textbox", CONFIRM).wait().await?;
        assert_eq!(admin::deletions(world), 0);
        Ok(())
    })
}

/// What a fault does to every `DELETE` from now on.
fn on_delete(world: &World, fault: Fault) -> Result<()> {
    let operation = Some(serde_json::from_value(json!("delete"))?);
    world.github().state().add_fault(Fault { operation, ..fault });
    Ok(())
}

#[test]
fn a_removal_whose_answer_is_lost_is_looked_into_before_anything_is_claimed() -> Result<()> {
    Scenario::new().run(async |world| {
        // What the browser logs by itself about a connection that broke.
        world.allow_in_console("net::ERR_");
        fleet(world)?;
        let admin = Admin::at(world, ORG).await?;
        on_delete(world, Fault { when: When::After, reset: true, ..Fault::default() })?;
        let dialog = admin.remove("offline-one").await?;
        dialog.shows("The machine is not connected").await?;
        dialog.get("button", "Force remove").click().await?;
        admin.row("offline-one").gone().await?;
        assert_eq!(admin::names(world, ORG), ["idle-one", "busy-one", "twin", "tw\u{200b}in"]);
        admin.page.shows("offline-one was").await
    })
}

#[test]
fn a_removal_that_github_refuses_keeps_the_runner_and_says_why() -> Result<()> {
    Scenario::new().run(async |world| {
        fleet(world)?;
        let admin = Admin::at(world, ORG).await?;
        let body = json!({ "message": "Must have admin rights to Organization." });
        on_delete(world, Fault { status: Some(403), body: Some(body), ..Fault::default() })?;
        let dialog = admin.remove("offline-one").await?;
        dialog.shows("The machine is not connected").await?;
        dialog.get("button", "Force remove").click().await?;
        let alert = dialog.get("alert", Name::Any);
        alert.shows("GitHub does not allow this token to remove this runner.").await?;
        alert.shows("admin:org").await?;
        admin.escape().await?;
        admin.row("offline-one").wait().await
    })
}

#[test]
fn another_runner_under_the_same_id_is_not_removed() -> Result<()> {
    Scenario::new().run(async |world| {
        fleet(world)?;
        let admin = Admin::at(world, ORG).await?;
        let dialog = admin.remove("offline-one").await?;
        dialog.shows("The machine is not connected").await?;
        admin::change(world, ORG, "offline-one", &json!({ "name": "somebody-else" }))?;
        dialog.get("button", "Force remove").click().await?;
        dialog.get("alert", Name::Any).shows("the runner with this id is now called somebody-else").await?;
        assert_eq!(admin::deletions(world), 0);
        Ok(())
    })
}
