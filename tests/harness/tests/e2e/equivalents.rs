//! The console's changes as commands for a terminal: what is shown works there, and holds no token.

use anyhow::{Result, ensure};
use harness::browser::{Locator, Scenario, World, shell, until};
use serde_json::json;

use super::admin::{self, Admin, ORG};
use super::bulk;
use super::steps::unfolding;

/// Unfolds the commands for a task; what comes is the group that holds them.
async fn unfold(dialog: &Locator, task: &str) -> Result<Locator> {
    let name = format!("In a terminal: {task} with curl or gh");
    dialog.get(unfolding()?, &name).click().await?;
    let group = dialog.get("group", &name);
    group.get("region", "curl command").wait().await?;
    Ok(group)
}

/// Copies the command for `curl`, and runs it in a shell that has a token; what that answers.
async fn run(world: &World, group: &Locator) -> Result<String> {
    group.get("button", "Copy curl command").click().await?;
    group.shows("Copied").await?;
    let command = world.clipboard().await?;
    let shown = group.get("region", "curl command").text().await?;
    ensure!(command == shown && command.contains("$GITHUB_TOKEN"), "{command} is not {shown}");
    let token = world.github().ready().token.clone();
    let environment = [("GITHUB_TOKEN", token.as_str()), ("no_proxy", "*")];
    Ok(shell::sh(&command, world.folder(), &environment)?.success()?.stdout)
}

#[test]
fn the_curl_command_of_each_change_does_it_in_a_terminal() -> Result<()> {
    Scenario::new().run(async |world| {
        admin::set_fleet(world, ORG, &json!([{ "name": "offline-one", "status": "offline" }, { "name": "other" }]))?;
        let admin = Admin::at(world, ORG).await?;
        let dialog = admin.add_runner().await?;
        let answer = run(world, &unfold(&dialog, "generate a registration token").await?).await?;
        ensure!(answer.contains("\"token\"") && answer.contains("expires_at"), "{answer}");
        admin.escape().await?;
        let dialog = admin.remove("offline-one").await?;
        let answer = run(world, &unfold(&dialog, "generate a remove token").await?).await?;
        ensure!(answer.contains("\"token\""), "{answer}");
        let answer = run(world, &unfold(&dialog, "remove this runner").await?).await?;
        ensure!(answer.is_empty(), "{answer}");
        ensure!(admin::names(world, ORG) == ["other"], "another runner is gone");
        // No port is nothing that `gh` takes, and this host has one.
        dialog.shows("gh reaches hosts by https and without a port only.").await?;
        // The console, too, hears that it is gone.
        admin.escape().await?;
        admin.refresh().await?;
        admin.row("offline-one").gone().await
    })
}

#[test]
fn the_commands_of_a_bulk_are_those_of_the_runners_that_are_included() -> Result<()> {
    Scenario::new().run(async |world| {
        bulk::few(world)?;
        let admin = Admin::at(world, ORG).await?;
        let dialog = bulk::open_with_all(&admin, 7).await?;
        unfold(&dialog, "remove these 3 runners").await?;
        // What is unfolded stays so, under another name.
        dialog.get("checkbox", "2 online and idle").set_checked(true).await?;
        let group = dialog.get("group", "In a terminal: remove these 5 runners with curl or gh");
        run(world, &group).await?;
        ensure!(admin::names(world, ORG) == ["busy-1", "busy-2"], "{:?}", admin::names(world, ORG));
        Ok(())
    })
}

/// An admin at a host whose API is elsewhere: that of the simulator has a port, which is nothing for `gh`.
async fn at_a_host_without_a_port(world: &World) -> Result<Admin<'_>> {
    let page = world.open(&admin::query_of(ORG)).await?;
    super::steps::fill_in(page, "ghe.corp.example", &world.github().ready().token).await?;
    let admin = Admin { world, page };
    admin.table().wait().await?;
    Ok(admin)
}

fn elsewhere() -> Scenario {
    let elsewhere = |github: &simulator::Ready| json!({ "api_base": { "ghe.corp.example": github.api } }).to_string();
    Scenario::new().file_of("config.json", elsewhere)
}

/// Copies the command for `gh`, which is this.
async fn copies_gh(world: &World, group: &Locator, wanted: &str) -> Result<()> {
    group.get("button", "Copy gh command").click().await?;
    until("the command to be copied", async || Ok((world.clipboard().await? == wanted).then_some(()))).await
}

const GH: &str = "GH_ENTERPRISE_TOKEN=\"$GITHUB_TOKEN\" gh api --hostname ghe.corp.example --method";

#[test]
fn gh_is_given_the_host_and_the_variable_that_holds_the_token() -> Result<()> {
    elsewhere().run(async |world| {
        bulk::few(world)?;
        let admin = at_a_host_without_a_port(world).await?;
        let dialog = admin.add_runner().await?;
        let group = unfold(&dialog, "generate a registration token").await?;
        copies_gh(world, &group, &format!("{GH} POST {ORG}/actions/runners/registration-token")).await?;
        admin.escape().await?;

        let runner = super::steps::fleet(world, ORG)?.swap_remove(0);
        let dialog = admin.remove(&runner.name).await?;
        let group = unfold(&dialog, "generate a remove token").await?;
        copies_gh(world, &group, &format!("{GH} POST {ORG}/actions/runners/remove-token")).await?;
        let group = unfold(&dialog, "remove this runner").await?;
        copies_gh(world, &group, &format!("{GH} DELETE {ORG}/actions/runners/{}", runner.id)).await?;
        // `curl` goes to the host itself, not the way that this site has to it.
        group.get("region", "curl command").shows(" https://ghe.corp.example/api/v3/orgs/octo-org/").await
    })
}

#[test]
fn gh_removes_each_of_the_runners_of_a_bulk() -> Result<()> {
    elsewhere().run(async |world| {
        bulk::few(world)?;
        let admin = at_a_host_without_a_port(world).await?;
        let dialog = bulk::open_with_all(&admin, 7).await?;
        let group = unfold(&dialog, "remove these 3 runners").await?;
        let dead = super::steps::fleet(world, ORG)?.into_iter().filter(|runner| runner.name.starts_with("dead"));
        let lines: Vec<String> =
            dead.map(|runner| format!("{GH} DELETE {ORG}/actions/runners/{}", runner.id)).collect();
        copies_gh(world, &group, &lines.join("\n")).await
    })
}
