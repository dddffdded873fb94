//! Removal by force: hard to do to the wrong runner, and honest about how it ended (bar R6).

use anyhow::{Context, Result, ensure};
use harness::browser::{Key, Name, Scenario, World, until};
use serde_json::json;
use simulator::Fault;
use simulator::faults::{Cors, When};
use simulator::route::Operation;

use super::admin::{self, Admin, ORG};
use super::steps::requests;

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
        admin.is_removed("offline-one").await?;
        assert_eq!(admin::names(world, ORG), ["idle-one", "busy-one", "twin", "tw\u{200b}in"]);
        Ok(())
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
        admin.is_removed("idle-one").await?;
        assert_eq!(admin::names(world, ORG), ["busy-one", "offline-one", "twin", "tw\u{200b}in"]);
        Ok(())
    })
}

#[test]
fn r6_a_busy_runner_is_kept_and_can_be_tried_again() -> Result<()> {
    Scenario::new().run(async |world| {
        fleet(world)?;
        let admin = Admin::at(world, ORG).await?;
        let dialog = admin.remove("busy-one").await?;
        dialog.get("textbox", CONFIRM).fill("busy-one").await?;
        dialog.get("button", "Force remove").click().await?;
        dialog.get("alert", Name::Any).shows("is currently running a job").await?;
        ensure!(admin::runner(world, ORG, "busy-one").is_some(), "it is gone");
        // Again, while it is still busy: what was typed still stands.
        let before = admin::deletions(world);
        dialog.get("button", "Force remove").click().await?;
        until("the second try", async || Ok((admin::deletions(world) == before + 1).then_some(()))).await?;
        dialog.get("alert", Name::Any).shows("is currently running a job").await?;
        admin.escape().await?;
        admin.row("busy-one").wait().await?;
        // Its job has ended.
        admin::change(world, ORG, "busy-one", &json!({ "busy": false }))?;
        let dialog = admin.remove("busy-one").await?;
        dialog.get("textbox", CONFIRM).fill("busy-one").await?;
        dialog.get("button", "Force remove").click().await?;
        admin.is_removed("busy-one").await
    })
}

#[test]
fn r6_a_runner_that_goes_between_the_last_look_and_the_removal_is_said_to_be_gone() -> Result<()> {
    Scenario::new().run(async |world| {
        fleet(world)?;
        let admin = Admin::at(world, ORG).await?;
        let dialog = admin.remove("offline-one").await?;
        dialog.shows("The machine is not connected").await?;
        // The DELETE waits at GitHub, and another admin is quicker.
        on_delete(world, Fault { hold: true, ..Fault::default() })?;
        dialog.get("button", "Force remove").click().await?;
        until("the removal to arrive", async || Ok((admin::deletions(world) == 1).then_some(()))).await?;
        admin::control(world, &axum::http::Method::DELETE, "runners", &json!({ "scope": ORG, "name": "offline-one" }))?;
        world.github().state().clear_faults();
        admin.page.shows("offline-one had already been removed.").await?;
        admin.row("offline-one").gone().await
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
        admin.is_removed(shown).await?;
        assert_eq!(admin::names(world, ORG), ["idle-one", "busy-one", "offline-one", "twin"]);
        Ok(())
    })
}

#[test]
fn r6_a_runner_that_is_gone_already_is_said_to_be_gone() -> Result<()> {
    Scenario::new().run(async |world| {
        fleet(world)?;
        let admin = Admin::at(world, ORG).await?;
        let dialog = admin.remove("offline-one").await?;
        dialog.shows("Offline").await?;
        let gone = json!({ "scope": ORG, "name": "offline-one" });
        admin::control(world, &axum::http::Method::DELETE, "runners", &gone)?;
        dialog.get("button", "Force remove").click().await?;
        admin.page.shows("offline-one had already been removed.").await?;
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
        dialog.shows("came online or took a job in the meantime").await?;
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

/// How the answer to a `DELETE` is lost.
fn losses() -> [(&'static str, Fault); 4] {
    let gateway = json!("<html>Bad Gateway</html>");
    [
        ("reset", Fault { reset: true, ..Fault::default() }),
        ("hidden", Fault { status: Some(500), cors: Cors::Drop, ..Fault::default() }),
        ("replaced by a gateway's", Fault { status: Some(502), body: Some(gateway), ..Fault::default() }),
        ("replaced by a timeout's", Fault { status: Some(504), ..Fault::default() }),
    ]
}

#[test]
fn r6_a_removal_whose_answer_is_lost_is_looked_into_before_anything_is_claimed() -> Result<()> {
    Scenario::new().run(async |world| {
        // What the browser logs by itself about an answer that did not come.
        for words in ["net::ERR_", "CORS policy"] {
            world.allow_in_console(words);
        }
        let names: Vec<String> = losses().iter().enumerate().map(|(place, _)| format!("lost-{place}")).collect();
        let runners: Vec<_> = names.iter().map(|name| json!({ "name": name, "status": "offline" })).collect();
        admin::set_fleet(world, ORG, &json!(runners))?;
        let admin = Admin::at(world, ORG).await?;
        for ((how, fault), name) in losses().into_iter().zip(&names) {
            // It did not happen: the runner is looked up, and nothing is claimed.
            on_delete(world, Fault { times: Some(2), ..fault.clone() })?;
            let dialog = admin.remove(name).await?;
            dialog.shows("The machine is not connected").await?;
            let before = looks(world);
            dialog.get("button", "Force remove").click().await?;
            dialog.get("alert", Name::Any).wait().await.with_context(|| how.to_owned())?;
            ensure!(looks(world) == before + 2, "{how}: it was not looked up before and after");
            ensure!(admin::runner(world, ORG, name).is_some(), "{how}: the fault let it through");
            let text = admin.page.text().await?;
            ensure!(!text.contains(&format!("{name} was")), "{how}: something is claimed: {text}");

            // It happened: the runner is looked up, found gone, and only then said to be.
            world.github().state().clear_faults();
            on_delete(world, Fault { when: When::After, ..fault })?;
            dialog.get("button", "Force remove").click().await?;
            admin.is_removed(name).await.with_context(|| how.to_owned())?;
            ensure!(looks(world) == before + 4, "{how}: it was not looked up after the lost answer");
            world.github().state().clear_faults();
        }
        Ok(())
    })
}

#[test]
fn r6_nothing_is_claimed_where_neither_the_removal_nor_the_look_after_it_is_answered() -> Result<()> {
    Scenario::new().run(async |world| {
        world.allow_in_console("net::ERR_");
        fleet(world)?;
        let admin = Admin::at(world, ORG).await?;
        let dialog = admin.remove("offline-one").await?;
        dialog.shows("The machine is not connected").await?;
        on_delete(world, Fault { when: When::After, reset: true, ..Fault::default() })?;
        // The look before the removal passes; those after it do not.
        let get = Some(serde_json::from_value(json!("get"))?);
        world.github().state().add_fault(Fault { operation: get, skip: 1, reset: true, ..Fault::default() });
        dialog.get("button", "Force remove").click().await?;
        dialog.get("alert", Name::Any).shows("GitHub's answer to the removal was lost.").await?;
        let text = admin.page.text().await?;
        ensure!(!text.contains("offline-one was"), "something is claimed: {text}");
        // GitHub is back: the second try finds it gone.
        world.github().state().clear_faults();
        dialog.get("button", "Force remove").click().await?;
        admin.page.shows("offline-one had already been removed.").await?;
        admin.row("offline-one").gone().await
    })
}

/// How often GitHub was asked for a single runner.
fn looks(world: &World) -> usize {
    requests(world, Operation::Get).len()
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
        alert.shows("GitHub does not allow your access token to remove this runner.").await?;
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
