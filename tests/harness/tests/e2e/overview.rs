//! The overview above the table: the bar of idle, busy and offline, capacity, activity, what changed, who is left over.

use anyhow::{Context, Result, ensure};
use axum::http::Method;
use harness::browser::{Key, Name, Page, Scenario, World, until};
use serde_json::{Value, json};
use simulator::Fault;

use super::admin::{self, Admin, ORG};
use super::clock::Clock;
use super::rows::{focused, until_rows};
use super::steps;

/// Counts changes inside the table from now on.
const COUNT_CHANGES: &str = "
    window.changes = [];
    new MutationObserver((records) => changes.push(...records.map((record) => `${record.type} ${record.attributeName}`)))
        .observe(document.querySelector('[role=grid]'), { subtree: true, childList: true, attributes: true, characterData: true })";
/// The shares of the bar, as its style sheet has them.
const SHARES: &str = "
    const { style } = document.querySelector('.shares');
    return ['--idle', '--busy', '--offline'].map((name) => style.getPropertyValue(name))";
/// The cells of the table of label sets.
const CAPACITY: &str = "return [...document.querySelectorAll('.capacity tbody tr')].map((row) => [...row.cells].map((cell) => cell.innerText.replaceAll('\\n', ' ').trim()))";

/// Reads the fleet once more and waits until that is over.
async fn read_again(admin: &Admin<'_>, clock: Clock<'_>) -> Result<()> {
    let page = admin.page;
    let before = read_at(page).await?;
    clock.let_pass(7).await?;
    admin.refresh().await?;
    until("the fleet to be read again", async || {
        let busy = page.get("button", "Refresh").attribute("aria-busy").await?;
        Ok((read_at(page).await? != before && busy.as_deref() != Some("true")).then_some(()))
    })
    .await
}

/// `Read at …`, without what comes next.
async fn read_at(page: &Page) -> Result<String> {
    let text = page.text().await?;
    Ok(text.split("Read at ").nth(1).and_then(|rest| rest.split('·').next()).unwrap_or_default().trim().to_owned())
}

async fn until_filtered(page: &Page, wanted: &str) -> Result<()> {
    until(&format!("the filter to be {wanted:?}"), async || {
        let filter = page.get("searchbox", "Filter runners").value().await?;
        ensure!(filter == wanted, "it is {filter:?}");
        Ok(Some(()))
    })
    .await
}

/// Waits until a live region says this.
async fn until_said(page: &Page, wanted: &str) -> Result<()> {
    let said = "[...document.querySelectorAll('[role=status]')].map((status) => status.textContent)";
    page.script_until(&format!("{wanted:?} to be said"), &format!("return {said}.includes({})", json!(wanted)))
        .await
        .map(drop)
}

fn id_of(world: &World, name: &str) -> Result<u64> {
    Ok(admin::runner(world, ORG, name).with_context(|| format!("no {name}"))?.id)
}

#[test]
fn the_bar_says_how_many_are_idle_busy_and_offline_and_shows_those_alone() -> Result<()> {
    Scenario::new().run(async |world| {
        let clock = Clock::take(world.page(), 0).await?;
        admin::set_fleet(
            world,
            ORG,
            &json!([{ "name": "a" }, { "name": "b" }, { "name": "c", "busy": true }, { "name": "d", "status": "offline" }]),
        )?;
        let admin = Admin::at(world, ORG).await?;
        let page = admin.page;
        let bar = page.get("group", "Idle, busy and offline runners");
        bar.get("button", Name::Any).counts(3).await?;
        assert_eq!(bar.get("button", Name::Any).names().await?, ["2 idle", "1 busy", "1 offline"]);
        assert_eq!(page.script(SHARES).await?, json!(["2", "1", "1"]));
        for (part, filter, rows) in
            [("2 idle", "status:idle", 2), ("1 busy", "status:busy", 1), ("1 offline", "status:offline", 1)]
        {
            let part = bar.get("button", part);
            part.click().await?;
            until_filtered(page, filter).await?;
            until_rows(&admin, rows).await?;
            ensure!(part.attribute("aria-pressed").await?.as_deref() == Some("true"), "{filter}");
            part.click().await?;
            until_filtered(page, "").await?;
            ensure!(part.attribute("aria-pressed").await?.as_deref() == Some("false"), "{filter}");
        }
        // What else was typed stays, and another part takes the place of the one before.
        page.get("searchbox", "Filter runners").fill("status:idle name:d").await?;
        bar.get("button", "1 offline").click().await?;
        until_filtered(page, "name:d status:offline").await?;
        bar.get("button", "1 offline").click().await?;
        until_filtered(page, "name:d").await?;
        admin::change(world, ORG, "d", &json!({ "status": "online", "busy": true }))?;
        read_again(&admin, clock).await?;
        bar.get("button", "2 busy").wait().await?;
        bar.get("button", "1 offline").gone().await
    })
}

#[test]
fn capacity_says_who_could_take_a_job_and_what_nobody_online_can() -> Result<()> {
    Scenario::new().run(async |world| {
        admin::set_fleet(
            world,
            ORG,
            &json!([
                { "name": "a", "labels": ["self-hosted", "linux"] },
                { "name": "b", "labels": ["self-hosted", "linux", "gpu"], "busy": true },
                { "name": "c", "labels": ["self-hosted", "big box"], "status": "offline" },
            ]),
        )?;
        let admin = Admin::at(world, ORG).await?;
        let page = admin.page;
        let button = page.get("button", "Capacity");
        ensure!(page.script(CAPACITY).await? == json!([]), "it is there before it is asked for");
        button.click().await?;
        let panel = page.get("group", "Capacity");
        panel.get("rowheader", Name::Any).counts(3).await?;
        let expected = json!([
            ["self-hosted, big box none online", "0", "0", "1"],
            ["self-hosted, linux, gpu none free", "0", "1", "1"],
            ["self-hosted, linux", "1", "2", "2"],
        ]);
        assert_eq!(page.script(CAPACITY).await?, expected);
        // What is open is kept true.
        admin::change(world, ORG, "c", &json!({ "status": "online" }))?;
        page.script(
            "[...document.querySelectorAll('button')].find((one) => one.innerText.trim() === 'Refresh').click()",
        )
        .await?;
        panel.get("rowheader", "self-hosted, big box").wait().await?;
        panel.get("button", "self-hosted, big box").click().await?;
        until_filtered(page, "label:self-hosted label:\"big box\"").await?;
        until_rows(&admin, 1).await?;
        panel.gone().await?;
        assert_eq!(focused(page).await?, "Capacity");
        // By the keyboard alone, and Escape closes it.
        button.press(Key::Enter).await?;
        panel.wait().await?;
        page.press(Key::Escape).await?;
        panel.gone().await
    })
}

#[test]
fn activity_draws_what_went_on_since_the_page_was_opened() -> Result<()> {
    Scenario::new().run(async |world| {
        let clock = Clock::take(world.page(), 0).await?;
        admin::set_fleet(world, ORG, &json!([{ "name": "a" }, { "name": "b", "busy": true }]))?;
        let admin = Admin::at(world, ORG).await?;
        let page = admin.page;
        page.shows("Read at ").await?;
        let button = page.get("button", "Activity");
        let panel = page.get("group", "Activity");
        button.click().await?;
        panel.shows("The lines begin with the second reading").await?;
        panel.shows("2 online now; lowest 2, highest 2").await?;
        admin::change(world, ORG, "a", &json!({ "status": "offline" }))?;
        admin::change(world, ORG, "b", &json!({ "busy": false }))?;
        read_again(&admin, clock).await?;
        panel.gone().await?;
        button.click().await?;
        panel.get("image", Name::Containing("Lines of online and busy runners".to_owned())).wait().await?;
        panel.shows("1 online now; lowest 1, highest 2").await?;
        panel.shows("0 busy now; lowest 0, highest 1").await?;
        let lines = "return [...document.querySelectorAll('.activity-lines polyline')].map((line) => line.getAttribute('points'))";
        assert_eq!(page.script(lines).await?, json!(["0,0 600,0 600,60", "0,60 600,60 600,120"]));
        // Who looks at another scope in between finds the lines again.
        page.press(Key::Escape).await?;
        page.get("button", "Change scope").click().await?;
        steps::show_scope(page, steps::Kind::Organization, "octo-empty").await?;
        page.shows("No self-hosted runners here yet").await?;
        page.get("button", "Change scope").click().await?;
        steps::show_scope(page, steps::Kind::Organization, "octo-org").await?;
        until_rows(&admin, 2).await?;
        button.click().await?;
        panel.shows("0 busy now; lowest 0, highest 1").await
    })
}

fn four() -> Value {
    json!([
        { "name": "falls" },
        { "name": "leaves" },
        { "name": "sleeps", "status": "offline" },
        { "name": "stays" },
    ])
}

#[test]
fn what_changed_since_the_last_refresh_is_said_marked_and_listed() -> Result<()> {
    Scenario::new().run(async |world| {
        let clock = Clock::take(world.page(), 0).await?;
        admin::set_fleet(world, ORG, &four())?;
        let admin = Admin::at(world, ORG).await?;
        let page = admin.page;
        until_rows(&admin, 4).await?;
        page.shows("Read at ").await?;
        page.get("button", "Changes").click().await?;
        page.get("group", "Changes").shows("Nothing to list.").await?;
        admin::change(world, ORG, "falls", &json!({ "status": "offline" }))?;
        admin::change(world, ORG, "sleeps", &json!({ "status": "online" }))?;
        admin::control(world, &Method::DELETE, "runners", &json!({ "scope": ORG, "name": "leaves" }))?;
        let newcomer = json!({ "scope": ORG, "runners": [{ "name": "newcomer" }] });
        admin::control(world, &Method::POST, "runners", &newcomer)?;
        read_again(&admin, clock).await?;
        until_said(page, "1 went offline, 1 is gone, 1 appeared, 1 came back").await?;
        let mark = |name: &str, change: &'static str| {
            admin.table().get("row", Name::Containing(name.to_owned())).get("image", change)
        };
        mark("falls", "Went offline").wait().await?;
        mark("sleeps", "Came back").wait().await?;
        mark("newcomer", "Appeared").wait().await?;
        admin.table().get("image", Name::Any).counts(3).await?;
        // A refresh that brings nothing new leaves all as it is.
        page.script(COUNT_CHANGES).await?;
        read_again(&admin, clock).await?;
        assert_eq!(page.script("return changes").await?, json!([]));
        let panel = page.get("group", "Changes (4)");
        page.get("button", "Changes (4)").click().await?;
        for part in ["Between the readings at", "1 went offline", "1 is gone", "leaves", "1 appeared", "1 came back"] {
            panel.shows(part).await?;
        }
        ensure!(panel.get("button", "leaves").count().await? == 0, "who is gone cannot be opened");
        panel.get("button", "Show these in the table").click().await?;
        let ids = [id_of(world, "falls")?, id_of(world, "newcomer")?, id_of(world, "sleeps")?];
        until_filtered(page, &format!("id:{},{},{}", ids[0], ids[1], ids[2])).await?;
        until_rows(&admin, 3).await?;
        page.get("button", "Changes (4)").click().await?;
        panel.get("button", "falls").click().await?;
        admin.dialog("falls").await?;
        admin.escape().await
    })
}

#[test]
fn marks_go_with_the_next_changes_or_when_they_are_dismissed() -> Result<()> {
    Scenario::new().run(async |world| {
        let clock = Clock::take(world.page(), 0).await?;
        admin::set_fleet(world, ORG, &four())?;
        let admin = Admin::at(world, ORG).await?;
        let page = admin.page;
        until_rows(&admin, 4).await?;
        page.shows("Read at ").await?;
        let marks = admin.table().get("image", Name::Any);
        admin::change(world, ORG, "falls", &json!({ "status": "offline" }))?;
        read_again(&admin, clock).await?;
        marks.counts(1).await?;
        // The dialog of a runner takes nothing of this away.
        admin.row("stays").get("button", "stays").click().await?;
        admin.dialog("stays").await?;
        admin.escape().await?;
        marks.counts(1).await?;
        admin::change(world, ORG, "falls", &json!({ "status": "online" }))?;
        admin::change(world, ORG, "stays", &json!({ "status": "offline" }))?;
        read_again(&admin, clock).await?;
        until_said(page, "1 went offline, 1 came back").await?;
        assert_eq!(marks.names().await?, ["Came back", "Went offline"]);
        page.get("button", "Changes (2)").click().await?;
        page.get("group", "Changes (2)").get("button", "Dismiss").click().await?;
        marks.gone().await?;
        page.get("button", "Changes").wait().await?;
        assert_eq!(focused(page).await?, "Changes");
        Ok(())
    })
}

#[test]
fn a_page_that_could_not_be_read_and_what_was_removed_here_are_no_changes() -> Result<()> {
    Scenario::new().runners(150).run(async |world| {
        let clock = Clock::take(world.page(), 0).await?;
        let admin = Admin::at(world, ORG).await?;
        let page = admin.page;
        steps::all_read(page, 150).await?;
        let fault: Fault = serde_json::from_value(json!({ "operation": "list", "page": 2, "status": 502 }))?;
        world.github().state().add_fault(fault);
        // The browser's own words on an answer without what it was asked for.
        world.allow_in_console("net::ERR_");
        world.allow_in_console("502");
        // Something new, so that the pages are not those that the browser has.
        admin::change(world, ORG, &admin::names(world, ORG)[0], &json!({ "busy": true }))?;
        clock.let_pass(7).await?;
        admin.refresh().await?;
        page.shows("Some runners are missing").await?;
        page.get("button", "Changes").wait().await?;
        world.github().state().clear_faults();
        read_again(&admin, clock).await?;
        page.get("button", "Changes").wait().await?;
        let name = admin::names(world, ORG).pop().context("no runner")?;
        steps::find_row(page, &name).await?;
        admin::change(world, ORG, &name, &json!({ "status": "offline" }))?;
        let dialog = admin.remove(&name).await?;
        dialog.get("button", "Force remove").click().await?;
        until_said(page, &format!("{name} was removed.")).await?;
        read_again(&admin, clock).await?;
        page.get("button", "Changes").wait().await
    })
}

#[test]
fn suspects_are_offline_while_most_of_their_name_are_online() -> Result<()> {
    Scenario::new().run(async |world| {
        admin::set_fleet(
            world,
            ORG,
            &json!([
                { "name": "ci-1" },
                { "name": "ci-2", "status": "offline" },
                { "name": "ci-3" },
                { "name": "mac", "status": "offline" },
                { "name": "mac-2" },
                { "name": "gpu-1", "status": "offline" },
                { "name": "gpu-2", "status": "offline" },
            ]),
        )?;
        let admin = Admin::at(world, ORG).await?;
        let page = admin.page;
        let button = page.get("button", "Suspects");
        let panel = page.get("group", "Suspects");
        button.click().await?;
        for part in ["2 of 3 online", "Offline: ci-2", "Offline: mac", "One has the name without a number"] {
            panel.shows(part).await?;
        }
        ensure!(!panel.text().await?.contains("gpu"), "all of a family are offline, and that is another matter");
        panel.get("button", "Show ci-*").click().await?;
        until_filtered(page, &format!("id:{}", id_of(world, "ci-2")?)).await?;
        button.click().await?;
        panel.get("button", "Show all 2 in the table").click().await?;
        until_filtered(page, &format!("id:{},{}", id_of(world, "ci-2")?, id_of(world, "mac")?)).await?;
        until_rows(&admin, 2).await?;
        admin::change(world, ORG, "ci-2", &json!({ "status": "online" }))?;
        admin::change(world, ORG, "mac", &json!({ "status": "online" }))?;
        button.click().await?;
        page.script(
            "[...document.querySelectorAll('button')].find((one) => one.innerText.trim() === 'Refresh').click()",
        )
        .await?;
        panel.shows("No runner looks left over").await
    })
}

#[test]
fn the_overview_takes_the_room_that_was_kept_for_it_and_its_panels_stay_in_the_window() -> Result<()> {
    const ROOM: &str = "
        const desk = document.querySelector('.desk');
        return [desk.getBoundingClientRect().height, parseFloat(getComputedStyle(desk).minBlockSize)];";
    const OUTSIDE: &str = "
        const { left, right } = document.querySelector('.popup-panel').getBoundingClientRect();
        return left < 0 || right > document.documentElement.clientWidth || document.documentElement.scrollWidth > innerWidth
            ? [left, right, document.documentElement.scrollWidth, innerWidth] : true;";
    for (width, height) in [(1440, 900), (1000, 800), (760, 800), (390, 844), (320, 700)] {
        Scenario::new().runners(12).screen(width, height).run(async |world| {
            let admin = Admin::at(world, ORG).await?;
            let page = admin.page;
            steps::all_read(page, 12).await?;
            for name in ["Capacity", "Activity", "Changes", "Suspects"] {
                let button = page.get("button", name);
                button.click().await?;
                page.get("group", name).wait().await?;
                let (taken, kept): (f64, f64) = serde_json::from_value(page.script(ROOM).await?)?;
                ensure!((taken - kept).abs() < 0.6, "{width} wide: it takes {taken} where {kept} were kept");
                assert_eq!(page.script(OUTSIDE).await?, json!(true), "{name} at {width}");
                page.press(Key::Escape).await?;
                page.get("group", name).gone().await?;
            }
            Ok(())
        })?;
    }
    Ok(())
}
