//! The life of a one-hour token while its dialog is open: replaced before its end, hidden where the site asks for it. How it
//! ends: `s8_clipboard`, `r7_clock`.

use anyhow::{Result, ensure};
use harness::browser::{Locator, Name, Scenario, World, until};
use serde_json::json;
use simulator::Fault;

use super::admin::{self, Admin, ORG};
use super::clock::Clock;

/// GitHub gives out no registration token from now on.
pub fn no_new_tokens(world: &World) -> Result<()> {
    let operation = Some(serde_json::from_value(json!("registration-token"))?);
    world.github().state().add_fault(Fault { operation, status: Some(500), ..Fault::default() });
    Ok(())
}

/// How often GitHub was asked for one.
fn tokens_asked_for(world: &World) -> usize {
    let is_one =
        |request: &&simulator::log::Entry| request.method == "POST" && request.path.ends_with("/registration-token");
    world.github().state().requests().iter().filter(is_one).count()
}

/// The token in the command that is shown.
async fn token_in(command: &Locator) -> Result<String> {
    Ok(admin::option_of(&command.text().await?, "--token")?.to_owned())
}

#[test]
fn a_token_is_replaced_by_itself_below_five_minutes_while_somebody_looks() -> Result<()> {
    Scenario::new().runners(3).run(async |world| {
        let clock = Clock::take(world.page(), 86_400).await?;
        let admin = Admin::at(world, ORG).await?;
        let (dialog, command, first) = admin.add_runner_with_token().await?;
        clock.let_pass(3_200).await?;
        dialog.shows("The token expires in 06:").await?;
        assert_eq!((tokens_asked_for(world), token_in(&command).await?), (1, first.clone()), "replaced too early");
        clock.let_pass(150).await?;
        dialog.shows("A new token has taken the place of the one before.").await?;
        dialog.shows("The token expires in 59:").await?;
        let second = token_in(&command).await?;
        ensure!(second != first && tokens_asked_for(world) == 2, "{} requests", tokens_asked_for(world));
        let copied = admin.copy(&dialog, "Copy command").await?;
        ensure!(copied.contains(&second) && !copied.contains(&first), "{copied}");
        let left = world.page().script("return document.documentElement.outerHTML").await?.to_string();
        ensure!(!left.contains(&first), "the old token is still in the document");

        // Nobody looks: it ends, and no new one is asked for.
        clock.hide_tab().await?;
        clock.let_pass(3_400).await?;
        dialog.shows("The token expires in 03:").await?;
        clock.let_pass(200).await?;
        dialog.get("alert", Name::Any).shows("The token has expired and was taken off the screen").await?;
        clock.show_tab().await?;
        assert_eq!(tokens_asked_for(world), 2);
        ensure!(dialog.get("button", "Copy command").is_disabled().await?, "an expired token can be copied");
        Ok(())
    })
}

#[test]
fn while_the_next_token_is_on_its_way_the_one_before_is_copied_at_once() -> Result<()> {
    Scenario::new().runners(3).run(async |world| {
        let clock = Clock::take(world.page(), 0).await?;
        let admin = Admin::at(world, ORG).await?;
        let (dialog, command, first) = admin.add_runner_with_token().await?;
        let operation = Some(serde_json::from_value(json!("registration-token"))?);
        world.github().state().add_fault(Fault { operation, hold: true, ..Fault::default() });
        clock.let_pass(3_350).await?;
        until("the next one to be asked for", async || Ok((tokens_asked_for(world) == 2).then_some(()))).await?;
        ensure!(admin.copy(&dialog, "Copy command").await?.contains(&first), "there is nothing to copy");
        world.github().state().clear_faults();
        dialog.shows("A new token has taken the place of the one before.").await?;
        let second = token_in(&command).await?;
        let copied = admin.copy(&dialog, "Copy command").await?;
        ensure!(copied.contains(&second) && !copied.contains(&first), "{copied}");
        Ok(())
    })
}

#[test]
fn a_token_that_cannot_be_replaced_stays_to_its_end_and_is_asked_for_again() -> Result<()> {
    Scenario::new().runners(3).run(async |world| {
        let clock = Clock::take(world.page(), 0).await?;
        let admin = Admin::at(world, ORG).await?;
        let (dialog, command, first) = admin.add_runner_with_token().await?;
        no_new_tokens(world)?;
        clock.let_pass(3_350).await?;
        dialog.shows("GitHub gave no new token to take the place of this one.").await?;
        ensure!(admin.copy(&dialog, "Copy command").await?.contains(&first), "there is nothing to copy");
        world.github().state().clear_faults();
        clock.let_pass(61).await?;
        dialog.shows("A new token has taken the place of the one before.").await?;
        ensure!(token_in(&command).await? != first, "the old one");
        Ok(())
    })
}

#[test]
fn tokens_are_hidden_where_the_site_asks_for_it_and_copied_all_the_same() -> Result<()> {
    Scenario::new().runners(3).file("config.json", r#"{ "mask_tokens": true }"#).run(async |world| {
        let admin = Admin::at(world, ORG).await?;
        let dialog = admin.add_runner().await?;
        dialog.get("button", "Generate registration token").click().await?;
        let shown = dialog.get("region", "Configuration command");
        shown.shows("--token ••••••••").await?;
        let command = admin.copy(&dialog, "Copy command").await?;
        let token = admin::option_of(&command, "--token")?.to_owned();
        ensure!(token.len() > 10 && !token.contains('•'), "{command}");
        let is_in_document = async || -> Result<bool> {
            Ok(world.page().script("return document.documentElement.outerHTML").await?.to_string().contains(&token))
        };
        ensure!(!is_in_document().await?, "hidden, and in the document");
        dialog.get("button", "Show token").click().await?;
        shown.shows(&token).await?;
        assert_eq!(shown.text().await?, command);
        dialog.get("button", "Hide token").click().await?;
        shown.shows("••••••••").await?;
        ensure!(!is_in_document().await?, "hidden again, and in the document");
        admin.escape().await?;

        let dialog = admin.remove(&admin::names(world, ORG)[1]).await?;
        dialog.get("button", "Generate remove token").click().await?;
        let shown = dialog.get("region", "Removal command");
        shown.shows("remove --token ••••••••").await?;
        let command = admin.copy(&dialog, "Copy remove command").await?;
        dialog.get("button", "Show token").click().await?;
        until("the token", async || Ok((shown.text().await? == command).then_some(()))).await
    })
}
