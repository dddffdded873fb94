//! Shortcuts and the palette of commands, without a mouse.

use anyhow::{Result, ensure};
use harness::browser::{Key, Locator, Page, Scenario, until};
use serde_json::json;

use super::admin::{self, Admin, ORG};
use super::rows::until_focused;
use super::steps::unfolding;

/// Connected, with three runners, and the shortcuts there: they come with the first answer.
async fn three(world: &harness::browser::World) -> Result<Admin<'_>> {
    admin::set_fleet(world, ORG, &json!([{ "name": "alpha" }, { "name": "beta" }, { "name": "radish" }]))?;
    let admin = Admin::at(world, ORG).await?;
    admin.row("radish").wait().await?;
    until("the shortcuts", async || {
        admin.page.press("?").await?;
        Ok(admin.page.get("dialog", "Keyboard shortcuts").is_there().await?.then_some(()))
    })
    .await?;
    admin.escape().await?;
    Ok(admin)
}

async fn until_on(what: &str, thing: &Locator) -> Result<()> {
    until(what, async || Ok((thing.property("focused").await?.as_deref() == Some("true")).then_some(()))).await
}

fn lists(admin: &Admin<'_>) -> usize {
    super::rows::pages_read(admin.world).len()
}

#[test]
fn each_shortcut_of_a_screen_of_runners_does_its_thing() -> Result<()> {
    Scenario::new().run(async |world| {
        let admin = three(world).await?;
        let page = admin.page;
        let filter = page.get("searchbox", "Filter runners");
        page.press("/").await?;
        until_on("the focus in the filter", &filter).await?;
        page.press("a").await?;
        assert_eq!(filter.value().await?, "a", "a slash or more was typed");
        // Escape leads back to the rows, and what was typed stays.
        page.press(Key::Escape).await?;
        until_focused(page, "alpha").await?;
        assert_eq!(filter.value().await?, "a");

        page.press("j").await?;
        until_focused(page, "beta").await?;
        page.press("k").await?;
        until_focused(page, "alpha").await?;
        page.press(Key::Enter).await?;
        admin.dialog("alpha").await?;
        admin.escape().await?;
        until_focused(page, "alpha").await?;

        let before = lists(&admin);
        page.press("r").await?;
        until("another reading", async || Ok((lists(&admin) > before).then_some(()))).await?;

        page.press("a").await?;
        admin.dialog("Add runner").await?;
        admin.escape().await?;
        until_focused(page, "alpha").await
    })
}

#[test]
fn g_and_a_letter_choose_a_scope_of_that_kind_wherever_one_is() -> Result<()> {
    Scenario::new().run(async |world| {
        let admin = three(world).await?;
        let page = admin.page;
        page.press("gr").await?;
        until_on("the box of a repository", &page.get("combobox", "Repository (owner/name)")).await?;
        // Who is on the choice of scopes already has the same keys, outside of its box.
        page.script("document.activeElement.blur()").await?;
        page.press("ge").await?;
        until_on("the box of an enterprise", &page.get("combobox", "Enterprise slug")).await?;
        page.script("document.activeElement.blur()").await?;
        page.press("go").await?;
        let organization = page.get("combobox", "Organization name");
        until_on("the box of an organization", &organization).await?;
        assert_eq!(organization.value().await?, "");
        page.back().await?;
        admin.row("alpha").wait().await
    })
}

#[test]
fn nothing_fires_while_somebody_types_or_a_dialog_is_open() -> Result<()> {
    Scenario::new().run(async |world| {
        let admin = three(world).await?;
        let page = admin.page;
        let filter = page.get("searchbox", "Filter runners");
        filter.press("gr/?ajk").await?;
        assert_eq!(filter.value().await?, "gr/?ajk");
        ensure!(page.all("dialog").count().await? == 0, "a shortcut fired while somebody typed");
        filter.fill("").await?;
        let dialog = admin.add_runner().await?;
        let name = dialog.get("textbox", "Runner name");
        name.press("ajkr?/go").await?;
        assert_eq!(name.value().await?, "ajkr?/go");
        let before = lists(&admin);
        dialog.get("button", "Generate registration token").press("ar?").await?;
        ensure!(page.all("dialog").count().await? == 1, "another dialog opened over the first");
        ensure!(lists(&admin) == before, "a shortcut read the runners");
        // In the table a name that is being typed takes its letters; Shift begins with one that is a shortcut.
        admin.escape().await?;
        page.press("j").await?;
        until_focused(page, "alpha").await?;
        page.press("Ra").await?;
        until_focused(page, "radish").await?;
        ensure!(page.all("dialog").count().await? == 0, "a letter of a name opened a dialog");
        Ok(())
    })
}

async fn choose(page: &Page, choice: &str) -> Result<()> {
    page.get("button", "Preferences").click().await?;
    let letters = page.get("dialog", "Preferences").get("radiogroup", "Single-key shortcuts");
    letters.get("radio", choice).set_checked(true).await?;
    page.press(Key::Escape).await?;
    page.all("dialog").gone().await
}

#[test]
fn letters_can_be_switched_off_for_good_and_the_palette_stays() -> Result<()> {
    Scenario::new().run(async |world| {
        let admin = three(world).await?;
        let page = admin.page;
        choose(page, "Off").await?;
        page.reload().await?;
        admin.row("alpha").wait().await?;
        until("the palette", async || {
            page.press(Key::Control + "k").await?;
            Ok(page.get("dialog", "Command palette").is_there().await?.then_some(()))
        })
        .await?;
        admin.escape().await?;
        page.press("a?j/").await?;
        ensure!(page.all("dialog").count().await? == 0, "a letter still is a shortcut");
        choose(page, "On").await?;
        page.press("?").await?;
        admin.dialog("Keyboard shortcuts").await.map(drop)
    })
}

#[test]
fn the_list_is_found_with_the_mouse_before_anybody_is_connected() -> Result<()> {
    Scenario::new().run(async |world| {
        let page = world.open("").await?;
        page.get("button", "Preferences").click().await?;
        let dialog = page.get("dialog", "Preferences");
        dialog.wait().await?;
        ensure!(dialog.get("heading", "In the table").count().await? == 0, "the list is there before it is asked for");
        dialog.get(unfolding()?, "Keyboard shortcuts").click().await?;
        dialog.get("heading", "In the table").wait().await?;
        dialog.shows("Next row").await
    })
}

#[test]
fn the_palette_finds_commands_and_runners_and_runs_them() -> Result<()> {
    Scenario::new().runners(10_000).run(async |world| {
        let admin = Admin::at(world, ORG).await?;
        super::rows::until_rows(&admin, 10_000).await?;
        let page = admin.page;
        let open = async || {
            until("the palette", async || {
                page.press(Key::Control + "k").await?;
                Ok(page.get("dialog", "Command palette").is_there().await?.then_some(()))
            })
            .await?;
            let palette = page.get("dialog", "Command palette");
            let typed = palette.get("combobox", "Command or runner");
            until_on("the focus in the palette", &typed).await?;
            anyhow::Ok(palette)
        };
        let palette = open().await?;
        page.press("add run").await?;
        let options = palette.get("option", harness::browser::Name::Any);
        until("one command", async || Ok((options.names().await? == ["Add runner a"]).then_some(()))).await?;
        page.press(Key::Enter).await?;
        admin.dialog("Add runner").await?;
        admin.escape().await?;

        let names = admin::names(world, ORG);
        let far = &names[9_500];
        let palette = open().await?;
        page.press(far.as_str()).await?;
        palette.get("option", format!("Open runner {far}").as_str()).wait().await?;
        ensure!(
            palette.get("option", harness::browser::Name::Any).count().await? <= 20,
            "too many runners to choose from"
        );
        page.press(Key::Enter).await?;
        admin.dialog(far).await?;
        admin.escape().await?;

        open().await?;
        page.press("no such thing").await?;
        page.shows("No command and no runner matches").await?;
        page.press(Key::Enter).await?;
        admin.escape().await?;

        open().await?;
        page.press("sort status").await?;
        page.press(Key::Enter).await?;
        until("the rows by status", async || {
            let sorted = page.get("columnheader", "Status").attribute("aria-sort").await?;
            Ok((sorted.as_deref() == Some("ascending")).then_some(()))
        })
        .await?;
        open().await?;
        page.press("sign out").await?;
        page.press(Key::Enter).await?;
        page.get("button", "Connect").wait().await
    })
}
