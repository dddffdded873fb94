//! What the dialogs that add and remove ask of an admin and of GitHub: options, and tokens. How tokens end: `s8_clipboard`, `r7_clock`.

use anyhow::{Result, ensure};
use harness::browser::{Locator, Name, Scenario, until};
use serde_json::json;
use simulator::Fault;

use super::admin::{Admin, ORG};

#[test]
fn what_cannot_be_an_option_is_said_at_its_box_while_one_types() -> Result<()> {
    Scenario::new().runners(3).run(async |world| {
        let admin = Admin::at(world, ORG).await?;
        let dialog = admin.add_runner().await?;
        dialog.get("button", "Generate registration token").click().await?;
        let command = dialog.get("region", "Configuration command");
        command.wait().await?;
        for (name, text, complaint) in [
            ("Runner name", "-x", "must not begin with a dash"),
            ("Runner group", "--token", "must not begin with a dash"),
            ("Work folder", "a\u{200b}b", "U+200B"),
            ("Labels", &"l".repeat(257), "at most 256 characters"),
        ] {
            let field = dialog.get("textbox", name);
            field.fill(text).await?;
            says(&field, complaint).await?;
            command.gone().await?;
            ensure!(dialog.get("button", "Copy command").is_disabled().await?, "{name} = {text} can be copied");
            field.fill("").await?;
            command.wait().await?;
        }
        dialog.get("checkbox", "No default labels").set_checked(true).await?;
        says(&dialog.get("textbox", "Labels"), "needs at least one label").await?;
        dialog.get("textbox", "Labels").fill("own").await?;
        command.shows("--no-default-labels").await
    })
}

/// Waits until a box is marked as wrong, with this in what a screen reader says about it.
async fn says(field: &Locator, complaint: &str) -> Result<()> {
    until(&format!("{field} to say {complaint:?}"), async || {
        let (invalid, description) = (field.property("invalid").await?, field.description().await?);
        ensure!(invalid.as_deref() == Some("true") && description.contains(complaint), "{invalid:?}, {description:?}");
        Ok(Some(()))
    })
    .await
}

#[test]
fn a_repository_has_no_runner_groups() -> Result<()> {
    Scenario::new().runners(3).run(async |world| {
        let admin = Admin::at(world, "repos/octo-org/octo-repo").await?;
        let dialog = admin.add_runner().await?;
        let group = dialog.get("textbox", "Runner group");
        ensure!(group.is_disabled().await?, "a group can be typed");
        ensure!(group.description().await?.contains("Repositories have no runner groups."), "and nobody says why not");
        Ok(())
    })
}

#[test]
fn an_enterprise_that_was_given_by_its_id_is_asked_for_its_slug() -> Result<()> {
    Scenario::new().runners(3).run(async |world| {
        let id = world.github().ready().enterprise_id;
        let admin = Admin::at(world, &format!("enterprises/{id}")).await?;
        let dialog = admin.add_runner().await?;
        dialog.get("button", "Generate registration token").click().await?;
        let slug = dialog.get("textbox", "Enterprise slug");
        says(&slug, "Type the enterprise's slug.").await?;
        slug.fill("12").await?;
        says(&slug, "This is a number").await?;
        slug.fill("octo-enterprise").await?;
        dialog.get("region", "Configuration command").shows("/enterprises/octo-enterprise ").await
    })
}

#[test]
fn runner_applications_that_cannot_be_read_can_be_asked_for_again_and_the_command_works_meanwhile() -> Result<()> {
    Scenario::new().runners(3).run(async |world| {
        let admin = Admin::at(world, ORG).await?;
        let downloads = serde_json::from_value(json!("downloads"))?;
        let body = json!({ "message": "Must have admin rights to Organization." });
        let fault = Fault { operation: Some(downloads), status: Some(403), body: Some(body), ..Fault::default() };
        world.github().state().add_fault(fault);
        let dialog = admin.add_runner().await?;
        dialog
            .get("alert", Name::Any)
            .shows("GitHub does not allow your access token to read the runner applications.")
            .await?;
        dialog.get("button", "Generate registration token").click().await?;
        dialog.get("region", "Configuration command").wait().await?;
        ensure!(dialog.get("button", "Copy script").is_disabled().await?, "a script without a download");
        world.github().state().clear_faults();
        dialog.get("button", "Try again").click().await?;
        dialog.get("alert", Name::Any).gone().await?;
        admin.copy(&dialog, "Copy script").await.map(drop)
    })
}

#[test]
fn a_registration_token_that_is_refused_is_explained_in_the_dialog() -> Result<()> {
    Scenario::new().runners(3).run(async |world| {
        let admin = Admin::at(world, ORG).await?;
        let operation = serde_json::from_value(json!("registration-token"))?;
        world.github().state().add_fault(Fault { operation: Some(operation), status: Some(404), ..Fault::default() });
        let dialog = admin.add_runner().await?;
        dialog.get("button", "Generate registration token").click().await?;
        dialog
            .get("alert", Name::Any)
            .shows("There is no such organization, or your access token may not see it.")
            .await?;
        ensure!(dialog.get("button", "Copy command").is_disabled().await?, "a command without a token");
        world.github().state().clear_faults();
        dialog.get("button", "Generate registration token").click().await?;
        dialog.get("region", "Configuration command").wait().await?;
        dialog.get("alert", Name::Any).gone().await
    })
}
