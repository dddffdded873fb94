//! The loop of an admin's day: add a runner with what the console copies, see it come, remove it.

use anyhow::{Context, Result, ensure};
use axum::http::Method;
use harness::browser::{Paste, Program, Scenario, Terminal, World};
use serde_json::json;
use simulator::{Dialect, Fault};

use super::admin::{self, Admin, ORG};
use super::machine::{self, Machine};

#[test]
fn a_copied_command_adds_a_runner_and_a_copied_remove_command_removes_it() -> Result<()> {
    Scenario::new().runners(3).run(async |world| {
        let admin = Admin::at(world, ORG).await?;
        let machine = Machine::prepare(world, ORG, "machine")?;
        let dialog = admin.add_runner().await?;
        dialog.get("textbox", "Runner name").fill("loop-1").await?;
        dialog.get("textbox", "Labels").fill("gpu, big iron").await?;
        dialog.get("button", "Generate registration token").click().await?;
        let shown = dialog.get("region", "Configuration command");
        shown.wait().await?;
        let command = admin.copy(&dialog, "Copy command").await?;
        assert_eq!(command, shown.text().await?);
        ensure!(command.starts_with("./config.sh --url "), "{command}");
        machine.run(&command)?.success()?;
        dialog.shows("loop-1 is here.").await?;
        admin.escape().await?;
        admin.row("loop-1").wait().await?;

        let dialog = admin.remove("loop-1").await?;
        dialog.get("button", "Generate remove token").click().await?;
        dialog.get("region", "Removal command").wait().await?;
        let command = admin.copy(&dialog, "Copy remove command").await?;
        machine.run(&command)?.success()?;
        ensure!(!machine.is_configured(), "the machine still has its configuration");
        assert_eq!(admin::runner(world, ORG, "loop-1").map(|runner| runner.name), None);
        admin.escape().await?;
        admin.refresh().await?;
        admin.row("loop-1").gone().await
    })
}

#[test]
fn the_script_pasted_into_bash_adds_a_runner_that_is_then_removed_by_force() -> Result<()> {
    Scenario::new().runners(3).run(async |world| the_script_in(world, Program::Bash).await)
}

#[test]
fn the_script_pasted_into_zsh_adds_a_runner_that_is_then_removed_by_force() -> Result<()> {
    Scenario::new().runners(3).run(async |world| the_script_in(world, Program::Zsh).await)
}

/// Pastes the script as new terminals do and as old ones do, each time for a runner of its own.
async fn the_script_in(world: &World, program: Program) -> Result<()> {
    let admin = Admin::at(world, ORG).await?;
    let dialog = admin.add_runner().await?;
    dialog.get("button", "Generate registration token").click().await?;
    for (paste, name) in [(Paste::Bracketed, "marked-paste"), (Paste::Plain, "typed-paste")] {
        dialog.get("textbox", "Runner name").fill(name).await?;
        dialog.get("region", "Configuration command").shows(name).await?;
        let script = admin.copy(&dialog, "Copy script").await?;
        let folder = world.folder().join(name);
        std::fs::create_dir_all(&folder)?;
        let mut terminal = Terminal::open(program, &folder, &machine::ENVIRONMENT)?;
        let pasted = terminal.paste(&script, paste)?;
        ensure!(pasted.status == 0, "{program:?} {paste:?}: {}", pasted.shown);
        ensure!(pasted.shown.contains("Listening for Jobs"), "{program:?} {paste:?}: {}", pasted.shown);
        // The terminal stayed open, in its own folder, and no line was left over to be run or answered with.
        let after = terminal.paste("test -d actions-runner && echo \"still $((40 + 2)) here\"", paste)?;
        ensure!(after.status == 0 && after.shown.contains("still 42 here"), "{program:?} {paste:?}: {}", after.shown);
        assert_eq!(machine::settings_in(&folder.join("actions-runner"))?["agentName"], name);
        dialog.shows(&format!("{name} is here.")).await?;
    }
    admin.escape().await?;
    admin.row("marked-paste").wait().await?;

    let dialog = admin.remove("typed-paste").await?;
    dialog.get("textbox", "Type the runner name to confirm").fill("typed-paste").await?;
    dialog.get("button", "Force remove").click().await?;
    admin.is_removed("typed-paste").await?;
    assert_eq!(admin::runner(world, ORG, "typed-paste").map(|runner| runner.name), None);
    ensure!(admin::runner(world, ORG, "marked-paste").is_some(), "the other runner went as well");
    Ok(())
}

#[test]
fn every_option_of_the_form_reaches_the_machine() -> Result<()> {
    Scenario::new().runners(3).run(async |world| {
        let admin = Admin::at(world, ORG).await?;
        let first = Machine::prepare(world, ORG, "first")?;
        let dialog = admin.add_runner().await?;
        for (name, text) in [
            ("Runner name", "it's $HOME"),
            ("Labels", "only this, and $(id)"),
            ("Runner group", "Large builds"),
            ("Work folder", "my work"),
        ] {
            dialog.get("textbox", name).fill(text).await?;
        }
        for name in ["Ephemeral", "Disable updates", "No default labels", "Unattended"] {
            dialog.get("checkbox", name).set_checked(true).await?;
        }
        dialog.get("button", "Generate registration token").click().await?;
        let command = admin.copy(&dialog, "Copy command").await?;
        first.run(&command)?.success()?;
        let settings = first.settings()?;
        for (key, value) in [
            ("agentName", json!("it's $HOME")),
            ("poolName", json!("Large builds")),
            ("workFolder", json!("my work")),
            ("ephemeral", json!(true)),
            ("disableUpdate", json!(true)),
        ] {
            assert_eq!(settings[key], value, "{key}");
        }
        let before = admin::runner(world, ORG, "it's $HOME").context("no such runner")?;
        assert_eq!(admin::labels(&before), ["only this", "and $(id)"]);

        // The same name again is an error, unless it may be replaced.
        let second = Machine::prepare(world, ORG, "second")?;
        assert_eq!(second.run(&command)?.status, Some(1));
        dialog.get("checkbox", "Replace existing").set_checked(true).await?;
        dialog.get("checkbox", "No default labels").set_checked(false).await?;
        let command = admin.copy(&dialog, "Copy command").await?;
        second.run(&command)?.success()?;
        let after = admin::runner(world, ORG, "it's $HOME").context("no such runner")?;
        assert_eq!(after.id, before.id);
        assert_eq!(admin::labels(&after), ["self-hosted", "Linux", "X64", "only this", "and $(id)"]);
        Ok(())
    })
}

#[test]
fn a_runner_of_an_enterprise_and_of_a_repository_is_added_by_the_command() -> Result<()> {
    for scope in ["enterprises/octo-enterprise", "repos/octo-org/octo-repo"] {
        Scenario::new().runners(2).run(async |world| {
            let admin = Admin::at(world, scope).await?;
            let machine = Machine::prepare(world, scope, "machine")?;
            let dialog = admin.add_runner().await?;
            dialog.get("textbox", "Runner name").fill("newcomer").await?;
            dialog.get("button", "Generate registration token").click().await?;
            machine.run(&admin.copy(&dialog, "Copy command").await?)?.success()?;
            dialog.shows("newcomer is here.").await?;
            ensure!(admin::runner(world, scope, "newcomer").is_some(), "not registered in {scope}");
            Ok(())
        })?;
    }
    Ok(())
}

#[test]
fn the_script_stops_at_a_damaged_download_and_at_a_configured_folder() -> Result<()> {
    // A dialect with checksums; and its downloads need a token of their own, which the script carries.
    Scenario::new().runners(3).dialect(Dialect::Cloud).run(async |world| {
        admin::control(world, &Method::POST, "settings", &json!({ "temp_download_token": true }))?;
        let admin = Admin::at(world, ORG).await?;
        let dialog = admin.add_runner().await?;
        dialog.get("textbox", "Runner name").fill("careful").await?;
        dialog.get("button", "Generate registration token").click().await?;
        dialog.get("region", "Configuration command").wait().await?;
        let script = admin.copy(&dialog, "Copy script").await?;
        ensure!(script.contains("Authorization: Bearer ") && script.contains("shasum -a 256 -c"), "{script}");
        let mut terminal = Terminal::open(Program::Bash, world.folder(), &machine::ENVIRONMENT)?;

        let damaged = Fault {
            operation: Some(serde_json::from_value(json!("object"))?),
            status: Some(200),
            body: Some(json!("not what was asked for")),
            ..Fault::default()
        };
        world.github().state().add_fault(damaged);
        let pasted = terminal.paste(&script, Paste::Bracketed)?;
        ensure!(pasted.status == 1 && pasted.shown.contains("The runner was not set up."), "{}", pasted.shown);
        ensure!(admin::runner(world, ORG, "careful").is_none(), "registered all the same");

        world.github().state().clear_faults();
        let pasted = terminal.paste(&script, Paste::Bracketed)?;
        ensure!(pasted.status == 0, "{}", pasted.shown);
        dialog.shows("careful is here.").await?;

        let pasted = terminal.paste(&script, Paste::Bracketed)?;
        ensure!(pasted.status == 1 && pasted.shown.contains("Nothing was changed."), "{}", pasted.shown);
        ensure!(world.folder().join("actions-runner/.runner").exists(), "the configuration is gone");
        Ok(())
    })
}
