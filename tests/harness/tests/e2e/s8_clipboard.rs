//! Bar S8: what is on the clipboard is what is on the screen, and a token that has expired is on neither.

use anyhow::{Context, Result, ensure};
use harness::browser::{Locator, Name, Scenario, World};
use serde_json::json;
use simulator::{Dialect, Fault};

use super::admin::{self, Admin, ORG};
use super::clock::Clock;
use super::token_life::no_new_tokens;

#[test]
fn s8_what_is_copied_is_what_is_on_the_screen() -> Result<()> {
    Scenario::new().runners(3).run(async |world| {
        let admin = Admin::at(world, ORG).await?;
        let dialog = admin.add_runner().await?;
        dialog.get("textbox", "Runner name").fill("it's \"one\" $HOME").await?;
        for system in ["Linux", "macOS", "Windows"] {
            dialog.get("radiogroup", "Operating system").get("radio", system).set_checked(true).await?;
            if system == "Linux" {
                dialog.get("button", "Generate registration token").click().await?;
            } else if system == "Windows" {
                dialog.get("textbox", "Runner name").fill("it's $one").await?;
            }
            let command = dialog.get("region", "Configuration command");
            command.shows(if system == "Windows" { "./config.cmd" } else { "./config.sh" }).await?;
            assert_eq!(admin.copy(&dialog, "Copy command").await?, whole_text(&command).await?);
            let script = admin.copy(&dialog, "Copy script").await?;
            let shown = "return document.querySelector('dialog details section code').textContent";
            assert_eq!(script, admin.page.script(shown).await?.as_str().unwrap_or_default());
            ensure!(script.contains("--unattended"), "{script}");
            ensure!(!command.text().await?.contains("--unattended"), "asks nothing, though it was not told so");
        }
        admin.escape().await?;

        admin.page.get("button", "Copy link").click().await?;
        admin.page.shows("Link copied").await?;
        let link = world.clipboard().await?;
        assert_eq!(link, admin.page.url().await?);
        ensure!(!link.contains(&world.github().ready().token), "the token is in the link");
        Ok(())
    })
}

#[test]
fn s8_a_refused_clipboard_has_two_ways_out() -> Result<()> {
    Scenario::new().runners(3).run(async |world| {
        let admin = Admin::at(world, ORG).await?;
        let dialog = admin.add_runner().await?;
        dialog.get("button", "Generate registration token").click().await?;
        let command = dialog.get("region", "Configuration command");
        command.wait().await?;

        world.set_clipboard_writable(false).await?;
        admin.page.script("document.execCommand = () => false").await?;
        dialog.get("button", "Copy command").click().await?;
        dialog.get("alert", Name::Any).shows("The browser refused the clipboard").await?;
        let by_hand = dialog.get("textbox", Name::Starting("The browser refused the clipboard".to_owned()));
        assert_eq!(by_hand.value().await?, command.text().await?);
        let selected = "const at = document.activeElement; return at.value.slice(at.selectionStart, at.selectionEnd)";
        assert_eq!(admin.page.script(selected).await?, command.text().await?);

        // A page over plain http has no clipboard at all, but the old way works.
        world.set_clipboard_writable(true).await?;
        admin
            .page
            .script("delete document.execCommand; Object.defineProperty(navigator, 'clipboard', { value: undefined })")
            .await?;
        assert_eq!(admin.copy(&dialog, "Copy command").await?, command.text().await?);
        by_hand.gone().await
    })
}

#[test]
fn s8_an_expired_registration_token_leaves_the_screen_and_cannot_be_copied() -> Result<()> {
    Scenario::new().runners(3).run(async |world| {
        let clock = Clock::take(world.page(), 0).await?;
        let admin = Admin::at(world, ORG).await?;
        let (dialog, command, token) = admin.add_runner_with_token().await?;
        it_expires(world, clock, &dialog, &token, &["Copy command", "Copy script"]).await?;
        // A new one is one click away.
        world.github().state().clear_faults();
        dialog.get("button", "Generate registration token").click().await?;
        command.wait().await?;
        ensure!(!command.text().await?.contains(&token), "the old token again");
        Ok(())
    })
}

#[test]
fn s8_an_expired_remove_token_leaves_the_screen_and_cannot_be_copied() -> Result<()> {
    Scenario::new().runners(3).run(async |world| {
        let clock = Clock::take(world.page(), 0).await?;
        let admin = Admin::at(world, ORG).await?;
        let dialog = admin.remove(&admin::names(world, ORG)[1]).await?;
        dialog.get("button", "Generate remove token").click().await?;
        let token = admin::option_of(&dialog.get("region", "Removal command").text().await?, "--token")?.to_owned();
        it_expires(world, clock, &dialog, &token, &["Copy remove command"]).await
    })
}

/// The hour goes by: the token is counted down, leaves the screen, and cannot be copied any more.
pub async fn it_expires(
    world: &World,
    clock: Clock<'_>,
    dialog: &Locator,
    token: &str,
    copying: &[&str],
) -> Result<()> {
    ensure!(token.len() > 10, "no token: {token:?}");
    // Otherwise a new one would take its place before the end.
    no_new_tokens(world)?;
    dialog.shows("The token expires in 59:").await?;
    clock.let_pass(3540).await?;
    dialog.shows("The token expires in 00:").await?;
    for button in copying {
        ensure!(!dialog.get("button", *button).is_disabled().await?, "{button} is out of use too early");
    }
    clock.let_pass(60).await?;
    dialog.get("alert", Name::Any).shows("The token has expired and was taken off the screen").await?;
    for button in copying {
        ensure!(dialog.get("button", *button).is_disabled().await?, "{button} still works");
    }
    let boxes = "return document.documentElement.outerHTML + [...document.querySelectorAll('input, textarea')].map((box) => box.value)";
    let left = world.page().script(boxes).await?.to_string();
    ensure!(left.len() > 100 && !left.contains(token), "the token is still in the document");
    Ok(())
}

#[test]
fn s8_the_remove_command_of_every_system_is_copied_as_it_is_shown() -> Result<()> {
    Scenario::new().run(async |world| {
        let os = |name: &str| json!({ "name": format!("on-{name}"), "os": name });
        admin::set_fleet(world, ORG, &json!([os("linux"), os("macos"), os("windows"), os("plan9")]))?;
        let admin = Admin::at(world, ORG).await?;
        let mut seen = Vec::new();
        for (name, choose, program) in [
            ("on-linux", None, "./config.sh"),
            ("on-macos", None, "./config.sh"),
            ("on-windows", None, "./config.cmd"),
            ("on-plan9", Some("Windows"), "./config.cmd"),
            ("on-plan9", Some("Linux"), "./config.sh"),
        ] {
            let dialog = admin.remove(name).await?;
            dialog.get("button", "Generate remove token").click().await?;
            if let Some(system) = choose {
                let systems = dialog.get("radiogroup", "Operating system of the machine");
                systems.get("radio", system).set_checked(true).await?;
            }
            let shown = dialog.get("region", "Removal command");
            shown.shows(program).await?;
            let copied = admin.copy(&dialog, "Copy remove command").await?;
            assert_eq!(copied, whole_text(&shown).await?, "{name}");
            ensure!(!seen.contains(&copied), "the command of another runner: {copied}");
            seen.push(copied);
            admin.escape().await?;
        }
        Ok(())
    })
}

#[test]
fn s8_links_checksums_and_request_ids_are_copied_as_they_are_shown() -> Result<()> {
    // A dialect that names checksums.
    Scenario::new().runners(3).dialect(Dialect::Cloud).run(async |world| {
        let admin = Admin::at(world, ORG).await?;
        let name = &admin::names(world, ORG)[1];
        admin.row(name).get("button", name).click().await?;
        let detail = admin.dialog(name).await?;
        detail.get("button", "Copy link").click().await?;
        detail.shows("Link copied").await?;
        assert_eq!(world.clipboard().await?, admin.page.url().await?);
        admin.escape().await?;

        admin.page.get("button", "Runner applications").click().await?;
        let table = admin.page.get("table", "Runner applications");
        let buttons = table.get("button", Name::Starting("Copy checksum of ".to_owned()));
        table.get("row", Name::Any).nth(1).wait().await?;
        let names = buttons.names().await?;
        ensure!(names.len() > 3, "{names:?}");
        let rows = "return [...document.querySelectorAll('dialog table tbody tr')].map((row) => row.querySelector('code').innerText)";
        let shown: Vec<String> = serde_json::from_value(admin.page.script(rows).await?)?;
        for (place, name) in names.iter().enumerate().take(3) {
            let button = table.get("button", name);
            button.click().await?;
            table.get("row", Name::Any).nth(place + 1).shows("Checksum copied").await?;
            assert_eq!(world.clipboard().await?, shown[place], "{name}");
        }
        admin.escape().await?;

        let list = Some(serde_json::from_value(json!("list"))?);
        let strange = ("x-github-request-id".to_owned(), Some("A1B2:C3D4:E5F6".to_owned()));
        world.github().state().add_fault(Fault {
            operation: list,
            status: Some(404),
            headers: [strange].into(),
            ..Fault::default()
        });
        admin.refresh().await?;
        let alert = admin.page.all("alert");
        alert.shows("A1B2:C3D4:E5F6").await?;
        alert.get("button", "Copy request id").click().await?;
        alert.shows("Copied").await?;
        assert_eq!(world.clipboard().await?, "A1B2:C3D4:E5F6");
        Ok(())
    })
}

#[test]
fn s8_what_expired_a_moment_ago_is_not_copied_by_a_button_that_is_still_there() -> Result<()> {
    Scenario::new().runners(3).run(async |world| {
        let clock = Clock::take(world.page(), 0).await?;
        let admin = Admin::at(world, ORG).await?;
        let (dialog, _, token) = admin.add_runner_with_token().await?;
        world.set_clipboard_writable(true).await?;
        admin.page.script("navigator.clipboard.writeText('before')").await?;
        // The hour ends and the button is pressed before the page's own second has passed.
        clock.let_pass_and_press(3600, "Copy command").await?;
        dialog.get("alert", Name::Any).shows("The token has expired and was taken off the screen").await?;
        let clipboard = world.clipboard().await.context("the clipboard was emptied")?;
        ensure!(!clipboard.contains(&token), "an expired token was copied");
        assert_eq!(clipboard, "before", "nothing was copied over what was there");
        ensure!(!dialog.text().await?.contains("Command copied"), "nothing was copied, but it is said to be");
        Ok(())
    })
}

#[test]
fn s8_a_token_that_expires_leaves_the_box_for_copying_by_hand_too() -> Result<()> {
    Scenario::new().runners(3).run(async |world| {
        let clock = Clock::take(world.page(), 0).await?;
        let admin = Admin::at(world, ORG).await?;
        let (dialog, _, token) = admin.add_runner_with_token().await?;
        world.set_clipboard_writable(false).await?;
        admin.page.script("document.execCommand = () => false").await?;
        dialog.get("button", "Copy command").click().await?;
        let by_hand = dialog.get("textbox", Name::Starting("The browser refused the clipboard".to_owned()));
        ensure!(by_hand.value().await?.contains(&token), "the box does not hold the command");
        it_expires(world, clock, &dialog, &token, &["Copy command"]).await
    })
}

/// All text of a thing, folded parts included, as it is in the document.
async fn whole_text(thing: &Locator) -> Result<String> {
    thing.on_element(async |element| Ok(element.prop("textContent").await?.unwrap_or_default())).await
}
