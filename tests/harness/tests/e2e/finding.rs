//! Finding: the language of the search box, its offers and facets, and views that are kept.

use anyhow::{Result, ensure};
use harness::browser::{Key, Page, Scenario, World, until};
use serde_json::json;
use simulator::Dialect;

use super::admin::{self, Admin, ORG};
use super::steps::{self, Kind};

fn fleet(world: &World) -> Result<()> {
    let runners = json!([
        { "name": "ci-1", "status": "offline", "os": "linux", "labels": ["self-hosted", "gpu"] },
        { "name": "ci-2", "busy": true, "os": "linux", "labels": ["self-hosted", "two words"], "version": "2.328.0" },
        { "name": "ci-3", "os": "win", "labels": ["self-hosted"], "version": "2.329.1" },
        { "name": "box-4", "os": "linux", "labels": ["self-hosted", "gpu"], "ephemeral": true, "runner_group_id": 7 },
    ]);
    admin::set_fleet(world, ORG, &runners)
}

async fn shows(page: &Page, names: &[&str]) -> Result<()> {
    let headers = steps::row_headers(page);
    until(&format!("{names:?} to be shown"), async || Ok((headers.names().await? == names).then_some(()))).await
}

#[test]
fn the_search_box_understands_terms_and_names_those_it_does_not() -> Result<()> {
    Scenario::new().dialect(Dialect::Cloud).run(async |world| {
        fleet(world)?;
        let page = Admin::at(world, ORG).await?.page;
        let search = page.get("searchbox", "Filter runners");
        for (text, names) in [
            ("status:offline", &["ci-1"][..]),
            ("busy:true", &["ci-2"]),
            ("os:windows", &["ci-3"]),
            ("label:gpu name:ci-*", &["ci-1"]),
            ("label:\"two words\"", &["ci-2"]),
            ("status:offline,busy", &["ci-1", "ci-2"]),
            ("-label:gpu ci", &["ci-2", "ci-3"]),
            ("version:<2.329", &["ci-2"]),
            ("ephemeral:true", &["box-4"]),
            ("group:7", &["box-4"]),
            ("-group:7 label:gpu", &["ci-1"]),
            ("gpu -status:offline", &["box-4"]),
        ] {
            search.fill(text).await?;
            shows(page, names).await?;
            steps::address_says(page, "q", text).await?;
        }
        // Free text goes over the id, too.
        let id = admin::id_of(world, ORG, "ci-3")?;
        search.fill(&id.to_string()).await?;
        shows(page, &["ci-3"]).await?;
        search.fill("colour:red ci-1 status:sleepy").await?;
        shows(page, &["ci-1"]).await?;
        page.shows("“colour:red” filters nothing: there is no such field.").await?;
        page.shows("“status:sleepy” filters nothing: a status is online, offline").await?;
        // A link says all of it.
        search.fill("status:offline").await?;
        shows(page, &["ci-1"]).await?;
        steps::address_says(page, "q", "status:offline").await?;
        page.reload().await?;
        shows(page, &["ci-1"]).await?;
        ensure!(search.value().await? == "status:offline");
        Ok(())
    })
}

#[test]
fn keys_and_values_of_the_fleet_are_completed_by_keyboard() -> Result<()> {
    Scenario::new().run(async |world| {
        fleet(world)?;
        let page = Admin::at(world, ORG).await?.page;
        page.shows("Read at ").await?;
        let search = page.get("searchbox", "Filter runners");
        let offers = page.get("group", "Suggestions");
        search.fill("lab").await?;
        offers.get("button", "label:").wait().await?;
        search.press(Key::Down).await?;
        page.press(Key::Enter).await?;
        until("the key to be taken", async || Ok((search.value().await? == "label:").then_some(()))).await?;
        offers.get("button", "label:gpu").wait().await?;
        page.press("two").await?;
        offers.get("button", "label:\"two words\"").wait().await?;
        page.press(Key::Down).await?;
        page.press(Key::Enter).await?;
        shows(page, &["ci-2"]).await?;
        // Escape closes the offers and leaves the text.
        page.press("sta").await?;
        offers.get("button", "status:").wait().await?;
        page.press(Key::Escape).await?;
        offers.gone().await?;
        ensure!(search.value().await? == "label:\"two words\" sta", "{}", search.value().await?);
        ensure!(search.property("focused").await?.as_deref() == Some("true"));
        // Over all runners lies nothing, unless it is asked for.
        search.fill("o").await?;
        offers.get("button", "os:").wait().await?;
        search.press(Key::Backspace).await?;
        offers.gone().await?;
        page.press(Key::Down).await?;
        offers.get("button", "label:").wait().await?;
        Ok(())
    })
}

#[test]
fn a_click_on_a_facet_adds_its_term_and_the_next_one_takes_it_away() -> Result<()> {
    Scenario::new().run(async |world| {
        fleet(world)?;
        let page = Admin::at(world, ORG).await?.page;
        page.get("button", "Filters").click().await?;
        let panel = page.get("group", "Filters");
        let search = page.get("searchbox", "Filter runners");
        panel.get("button", "offline 1").click().await?;
        shows(page, &["ci-1"]).await?;
        ensure!(search.value().await? == "status:offline");
        // The numbers are those of a click; the status' own terms do not count.
        panel.get("button", "gpu 1").wait().await?;
        panel.get("button", "idle 2").click().await?;
        shows(page, &["ci-1", "ci-3", "box-4"]).await?;
        let gpu = panel.get("button", "gpu 2");
        gpu.click().await?;
        shows(page, &["ci-1", "box-4"]).await?;
        ensure!(search.value().await? == "status:offline,idle label:gpu");
        ensure!(gpu.attribute("aria-pressed").await?.as_deref() == Some("true"));
        ensure!(gpu.property("focused").await?.as_deref() == Some("true"), "the focus stays on what was pressed");
        gpu.click().await?;
        shows(page, &["ci-1", "ci-3", "box-4"]).await?;
        Ok(())
    })
}

#[test]
fn facets_are_there_for_each_key_and_count_what_a_refresh_brings_while_they_are_looked_at() -> Result<()> {
    Scenario::new().dialect(Dialect::Cloud).run(async |world| {
        fleet(world)?;
        let admin = Admin::at(world, ORG).await?;
        let page = admin.page;
        page.get("button", "Filters").click().await?;
        let panel = page.get("group", "Filters");
        for (group, value) in
            [("Status", "offline 1"), ("Operating system", "win 1"), ("Labels", "gpu 2"), ("Runner group", "7 1")]
        {
            panel.get("group", group).get("button", value).wait().await?;
        }
        admin::change(world, ORG, "ci-3", &json!({ "os": "linux", "status": "offline" }))?;
        page.press("r").await?;
        panel.get("button", "offline 2").wait().await?;
        panel.get("button", "linux 4").wait().await?;
        panel.get("button", "win 1").gone().await?;
        panel.get("group", "Runner group").get("button", "7 1").click().await?;
        shows(page, &["box-4"]).await?;
        // The address says it, and opens so.
        steps::address_says(page, "q", "group:7").await?;
        page.reload().await?;
        shows(page, &["box-4"]).await
    })
}

#[test]
fn a_view_is_kept_for_its_scope_and_holds_no_token() -> Result<()> {
    Scenario::new().run(async |world| {
        fleet(world)?;
        let admin = Admin::at(world, ORG).await?;
        let page = admin.page;
        let search = page.get("searchbox", "Filter runners");
        search.fill("status:offline").await?;
        steps::table(page).get("button", "Name").click().await?;
        page.get("button", "Saved views").click().await?;
        let panel = page.get("group", "Saved views");
        panel.shows("Nothing is saved for this scope yet.").await?;
        panel.get("button", "Save this view").click().await?;
        panel.shows("Give the view a name.").await?;
        panel.get("textbox", "Name of the view").fill("The dead").await?;
        panel.get("button", "Save this view").click().await?;
        panel.shows("“The dead” was saved.").await?;
        let token = format!("ghp_{}", "x".repeat(36));
        // As a person goes there: the driver alone takes the focus from what has it before it gives it to the box.
        search.click().await?;
        panel.gone().await?;
        search.fill(&token).await?;
        page.get("button", "Saved views").click().await?;
        panel.get("textbox", "Name of the view").fill("Secret").await?;
        panel.get("button", "Save this view").click().await?;
        panel.shows("A token is never saved").await?;
        let kept = page.script("return { ...localStorage }").await?.to_string();
        ensure!(kept.contains("The dead") && !kept.contains(&token), "{kept}");
        search.click().await?;
        search.fill("").await?;
        steps::address_says(page, "q", "").await?;
        page.reload().await?;
        shows(page, &["box-4", "ci-1", "ci-2", "ci-3"]).await?;
        page.get("button", "Saved views").click().await?;
        panel.get("button", "The dead").click().await?;
        shows(page, &["ci-1"]).await?;
        steps::address_says(page, "sort", "name").await?;
        // Another scope has its own.
        let ready = world.github().ready();
        for (kind, is_there) in [(Kind::Enterprise, false), (Kind::Organization, true)] {
            page.get("button", "Change scope").click().await?;
            steps::show_scope(page, kind, kind.name(ready)).await?;
            page.shows("Read at ").await?;
            page.get("button", "Saved views").click().await?;
            panel.get("button", "Save this view").wait().await?;
            ensure!(panel.get("button", "The dead").is_there().await? == is_there, "{kind:?}");
            page.press(Key::Escape).await?;
        }
        page.get("button", "Saved views").click().await?;
        panel.get("button", "Delete the view The dead").click().await?;
        panel.shows("Nothing is saved for this scope yet.").await?;
        Ok(())
    })
}
