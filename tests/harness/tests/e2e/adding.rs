//! Adding runners beyond one command: the token in the environment, several machines, services, user data; and what the
//! page says of the runner while it is awaited. The token's life: `token_life`.

use anyhow::{Context, Result, ensure};
use axum::http::Method;
use harness::browser::{Name, Scenario, shell};
use serde_json::json;

use super::admin::{self, Admin, ORG};
use super::clock::Clock;
use super::machine::{self, Machine};

#[test]
fn the_token_in_the_environment_adds_a_runner_and_is_no_argument() -> Result<()> {
    Scenario::new().runners(3).run(async |world| {
        let admin = Admin::at(world, ORG).await?;
        let machine = Machine::prepare(world, ORG, "machine")?;
        let dialog = admin.add_runner().await?;
        dialog.get("textbox", "Runner name").fill("by-variable").await?;
        dialog.get("checkbox", "Token in the environment").set_checked(true).await?;
        dialog.get("button", "Generate registration token").click().await?;
        let command = admin.copy(&dialog, "Copy command").await?;
        ensure!(command.starts_with("ACTIONS_RUNNER_INPUT_TOKEN=") && !command.contains("--token"), "{command}");
        machine.run(&command)?.success()?;
        dialog.shows("by-variable is here.").await?;
        dialog.get("textbox", "Runner name").fill("by-script").await?;
        dialog.get("region", "Configuration command").shows("by-script").await?;
        let script = admin.copy(&dialog, "Copy script").await?;
        ensure!(!script.contains("--token"), "{script}");
        shell::sh(&script, world.folder(), &machine::ENVIRONMENT)?.success()?;
        dialog.shows("by-script is here.").await
    })
}

#[test]
fn several_machines_are_named_from_a_pattern_by_commands_and_by_one_script() -> Result<()> {
    Scenario::new().runners(3).run(async |world| {
        let admin = Admin::at(world, ORG).await?;
        let machine = Machine::prepare(world, ORG, "machine")?;
        let dialog = admin.add_runner().await?;
        dialog.get("button", "Generate registration token").click().await?;
        dialog.get("textbox", "Machines").fill("3").await?;
        dialog.shows("each goes by the name of its host").await?;
        let name = dialog.get("textbox", "Runner name");
        name.fill("it's-ci").await?;
        dialog.get("alert", Name::Any).shows("Several machines cannot share a name.").await?;
        name.fill("it's-{08}").await?;
        let command = dialog.get("region", "Configuration command");
        command.shows(r"--name 'it'\''s-08'").await?;

        // One after the other, and no further than there are.
        let stepper = dialog.get("group", "Which machine");
        stepper.shows("it's-08, machine 1 of 3").await?;
        for (shown, in_command) in [("it's-09, machine 2 of 3", "s-09'"), ("it's-10, machine 3 of 3", "s-10'")] {
            stepper.get("button", "Next machine").click().await?;
            stepper.shows(shown).await?;
            command.shows(in_command).await?;
        }
        stepper.get("button", "Next machine").click().await?;
        stepper.get("button", "Previous machine").click().await?;
        stepper.shows("it's-09, machine 2 of 3").await?;
        machine.run(&admin.copy(&dialog, "Copy command").await?)?.success()?;
        dialog.shows("it's-09 is here.").await?;

        // The others by one script, as a file that each is given with its number.
        dialog.get("button", "Copy script for all machines").click().await?;
        dialog.shows("Script copied").await?;
        let script = world.clipboard().await?;
        for (number, name) in [("8", "it's-08"), ("10", "it's-10")] {
            let folder = world.folder().join(number);
            std::fs::create_dir_all(&folder)?;
            std::fs::write(folder.join("add.sh"), &script)?;
            let refused = shell::sh("sh add.sh; sh add.sh 11; sh -s 7 < add.sh", &folder, &machine::ENVIRONMENT)?;
            let times =
                refused.stderr.matches("the number of this machine, from 8 to 10. Nothing was changed.").count();
            ensure!(times == 3 && !folder.join("actions-runner").exists(), "{refused:?}");
            shell::sh(&format!("sh -s {number} < add.sh"), &folder, &machine::ENVIRONMENT)?.success()?;
            assert_eq!(machine::settings_in(&folder.join("actions-runner"))?["agentName"], name);
            dialog.shows(&format!("{name} is here.")).await?;
        }
        dialog.get("textbox", "Machines").fill("1001").await?;
        dialog.get("alert", Name::Any).shows("Type a number from 1 to 1000.").await
    })
}

#[test]
fn user_data_sets_a_machine_up_as_cloud_init_runs_it() -> Result<()> {
    Scenario::new().runners(3).run(async |world| {
        let admin = Admin::at(world, ORG).await?;
        let dialog = admin.add_runner().await?;
        dialog.get("textbox", "Runner name").fill("from-cloud: #1").await?;
        dialog.get("button", "Generate registration token").click().await?;
        let kinds = dialog.get("radiogroup", "Form of the script");
        kinds.get("radio", "cloud-init user data").set_checked(true).await?;
        dialog.shows("makes the user actions-runner").await?;
        let data = admin.copy(&dialog, "Copy script").await?;
        ensure!(data.starts_with("#cloud-config\nusers:\n  - default\n  - name: actions-runner\n"), "{data}");
        let (_, block) = data.split_once("\nruncmd:\n  - |\n").context("nothing is run")?;
        let script: String = block.lines().map(|line| line.trim_start_matches("    ").to_owned() + "\n").collect();
        // No user is made here: whoever runs this test is the user, and its folder the home.
        let home = world.folder().display().to_string();
        let script = script.replace("/home/actions-runner", &format!("'{home}'"));
        let script = script.replace("svc.sh install actions-runner", "svc.sh install \"$(id -un)\"");
        let script = format!("su() {{ sh -c \"$4\"; }}\n{script}");
        let environment = [machine::ENVIRONMENT.as_slice(), &[("RUNNER_SIM_ANY_USER", "1")]].concat();
        shell::sh(&script, world.folder(), &environment)?.success()?;
        assert_eq!(machine::settings_in(&world.folder().join("actions-runner"))?["agentName"], "from-cloud: #1");
        ensure!(world.folder().join("actions-runner/.service").exists(), "it is no service");
        dialog.shows("from-cloud: #1 is here.").await?;

        dialog.get("radiogroup", "Operating system").get("radio", "macOS").set_checked(true).await?;
        dialog.shows("cloud-init sets up machines with Linux.").await?;
        ensure!(kinds.get("radio", "cloud-init user data").is_disabled().await?);
        ensure!(kinds.get("radio", "A script to paste").is_checked().await?, "nothing is chosen");
        Ok(())
    })
}

#[test]
fn what_a_service_needs_is_said_for_each_system() -> Result<()> {
    Scenario::new().runners(3).run(async |world| {
        let admin = Admin::at(world, ORG).await?;
        let dialog = admin.add_runner().await?;
        dialog.get("checkbox", "Run as a service").set_checked(true).await?;
        dialog.get("button", "Generate registration token").click().await?;
        dialog.shows("sudo ./svc.sh install && sudo ./svc.sh start").await?;
        ensure!(
            admin.copy(&dialog, "Copy script").await?.ends_with("\nsudo ./svc.sh install && sudo ./svc.sh start\n)")
        );
        let account = dialog.get("textbox", "Service account");
        ensure!(account.is_disabled().await?, "Linux has no such account");
        ensure!(account.description().await?.contains("For Windows"), "and nobody says why");

        let systems = dialog.get("radiogroup", "Operating system");
        systems.get("radio", "macOS").set_checked(true).await?;
        dialog.shows("as a service: ./svc.sh install && ./svc.sh start").await?;
        ensure!(admin.copy(&dialog, "Copy script").await?.ends_with("\n./svc.sh install && ./svc.sh start\n)"));

        systems.get("radio", "Windows").set_checked(true).await?;
        account.fill(r"CORP\ci").await?;
        let command = dialog.get("region", "Configuration command");
        command.shows(r"--windowslogonaccount 'CORP\ci' --runasservice").await?;
        ensure!(!dialog.text().await?.contains("svc.sh start"), "a command for another system");
        // Asked for on the machine where nothing else would ask.
        dialog.get("checkbox", "Unattended").set_checked(true).await?;
        command.shows(r"(Read-Host -AsSecureString -Prompt 'CORP\ci')").await?;
        account.fill("a%b").await?;
        dialog.get("alert", Name::Any).shows("On Windows the character %").await
    })
}

#[test]
fn a_runner_that_comes_online_is_told_from_one_that_is_only_configured() -> Result<()> {
    Scenario::new().runners(3).run(async |world| {
        admin::set_fleet(world, ORG, &json!([{ "name": "old", "status": "offline" }, { "name": "other" }]))?;
        let clock = Clock::take(world.page(), 0).await?;
        let admin = Admin::at(world, ORG).await?;
        let dialog = admin.add_runner().await?;
        dialog.get("textbox", "Runner name").fill("OLD").await?;
        dialog.get("button", "Generate registration token").click().await?;
        admin.copy(&dialog, "Copy command").await?;
        dialog.shows("This page watches for the new runner for ten minutes.").await?;
        // Another one that comes is not the one that is awaited.
        let runners = json!([{ "name": "stranger" }]);
        admin::control(world, &Method::POST, "runners", &json!({ "scope": ORG, "runners": runners }))?;
        admin::change(world, ORG, "old", &json!({ "status": "online" }))?;
        clock.let_pass(11).await?;
        dialog.shows("old is here. It is online.").await?;
        ensure!(!dialog.text().await?.contains("stranger"), "{}", dialog.text().await?);

        // Without a name everyone who is new is welcome, configured first and then started.
        dialog.get("textbox", "Runner name").fill("").await?;
        let runners = json!([{ "name": "fresh", "status": "offline" }]);
        admin::control(world, &Method::POST, "runners", &json!({ "scope": ORG, "runners": runners }))?;
        clock.let_pass(11).await?;
        dialog
            .shows("fresh is here. It is configured and not online yet: start it with ./run.sh (Windows: run.cmd), or start its service. This page goes on watching.")
            .await?;
        admin::change(world, ORG, "fresh", &json!({ "status": "online" }))?;
        clock.let_pass(11).await?;
        dialog.shows("fresh is here. It is online.").await
    })
}

#[test]
fn after_ten_minutes_the_page_says_what_to_check_and_can_go_on_watching() -> Result<()> {
    Scenario::new().runners(3).run(async |world| {
        // However wrong the clock is.
        let clock = Clock::take(world.page(), -86_400).await?;
        let admin = Admin::at(world, ORG).await?;
        let dialog = admin.add_runner().await?;
        dialog.get("textbox", "Runner name").fill("late").await?;
        dialog.get("button", "Generate registration token").click().await?;
        admin.copy(&dialog, "Copy command").await?;
        clock.let_pass(500).await?;
        dialog.shows("This page watches for the new runner for ten minutes.").await?;
        ensure!(!dialog.text().await?.contains("No new runner has come"), "too early");
        clock.let_pass(101).await?;
        dialog.shows("No new runner has come in ten minutes. On the machine, check:").await?;
        dialog.shows("sudo ./svc.sh status").await?;
        dialog.get("listitem", Name::Any).counts(4).await?;

        dialog.get("button", "Watch for ten more minutes").click().await?;
        dialog.shows("This page watches for the new runner for ten minutes.").await?;
        let runners = json!([{ "name": "late", "status": "offline" }]);
        admin::control(world, &Method::POST, "runners", &json!({ "scope": ORG, "runners": runners }))?;
        clock.let_pass(11).await?;
        dialog
            .shows("late is here. It is configured and not online yet: start it with ./run.sh (Windows: run.cmd), or start its service. This page goes on watching.")
            .await?;
        clock.let_pass(601).await?;
        dialog.shows("Not every runner has come online in ten minutes.").await?;
        dialog.get("listitem", Name::Any).counts(2).await
    })
}
