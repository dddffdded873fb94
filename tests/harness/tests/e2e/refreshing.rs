//! The table is kept true: refreshed by hand and by itself, without a flicker, without losing one's place.

use anyhow::{Result, ensure};
use axum::http::Method;
use harness::browser::{Engine, Key, Name, Page, Scenario, World, until};
use serde_json::json;
use simulator::Fault;

use super::admin::{self, Admin, ORG};
use super::clock::Clock;
use super::rows::{WINDOWED, focused, forget_requests, names_shown, pages_read, until_focused, until_rows};

/// Counts changes inside the table from now on.
const COUNT_CHANGES: &str = "
    window.changes = [];
    new MutationObserver((records) => changes.push(...records.map((record) => `${record.type} ${record.attributeName}`)))
        .observe(document.querySelector('[role=grid]'), { subtree: true, childList: true, attributes: true, characterData: true })";

/// Waits until the page has read the fleet once more, by the time it names, and has shown it.
async fn until_read_again(page: &Page, before: &str) -> Result<()> {
    until("the fleet to be read again", async || {
        let busy = page.get("button", "Refresh").attribute("aria-busy").await?;
        Ok((times(page).await? != before && busy.as_deref() != Some("true")).then_some(()))
    })
    .await
}

/// The browser's cache has a clock of its own: as if its 60 seconds were always over.
fn let_cache_expire(world: &World) -> Result<()> {
    let headers = [("cache-control".to_owned(), Some("private, max-age=0".to_owned()))].into();
    let list = serde_json::from_value(json!("list"))?;
    world.github().state().add_fault(Fault { operation: Some(list), headers, ..Fault::default() });
    Ok(())
}

/// `Read at …`, without what comes next.
async fn times(page: &Page) -> Result<String> {
    let text = page.text().await?;
    Ok(text.split("Read at ").nth(1).and_then(|rest| rest.split('·').next()).unwrap_or_default().trim().to_owned())
}

/// Makes the browser say that it has a network, or none.
async fn set_network(page: &Page, is_there: bool) -> Result<()> {
    let event = if is_there { "online" } else { "offline" };
    let script = format!(
        "Object.defineProperty(navigator, 'onLine', {{ value: {is_there}, configurable: true }});
        dispatchEvent(new Event('{event}'))"
    );
    page.script(&script).await.map(drop)
}

/// Waits until a live region holds these words.
async fn until_said(page: &Page, words: &str) -> Result<()> {
    let script = format!(
        "return [...document.querySelectorAll('[role=status]')].some((one) => one.textContent.includes({}))",
        json!(words)
    );
    page.script_until(&format!("{words:?} to be said"), &script).await.map(drop)
}

#[test]
fn that_all_was_read_and_that_the_network_is_gone_is_said_to_those_who_see_neither() -> Result<()> {
    Scenario::new().runners(250).run(async |world| {
        let admin = Admin::at(world, ORG).await?;
        until_rows(&admin, 250).await?;
        until_said(admin.page, "All runners were read: 250.").await?;
        set_network(admin.page, false).await?;
        until_said(admin.page, "refresh paused while the browser is offline").await?;
        admin.page.shows("refresh paused while the browser is offline").await?;
        set_network(admin.page, true).await?;
        admin.page.shows("next refresh at").await
    })
}

#[test]
fn a_refresh_by_hand_of_an_unchanged_fleet_goes_past_the_cache_and_changes_nothing() -> Result<()> {
    Scenario::new().runners(250).run(async |world| {
        let clock = Clock::take(world.page(), 0).await?;
        let admin = Admin::at(world, ORG).await?;
        until_rows(&admin, 250).await?;
        let (page, before) = (admin.page, times(admin.page).await?);
        forget_requests(world)?;
        page.script(COUNT_CHANGES).await?;
        clock.let_pass(7).await?;
        admin.refresh().await?;
        until_read_again(page, &before).await?;
        assert_eq!(pages_read(world).len(), 3);
        assert_eq!(page.script("return changes").await?, json!([]));
        assert_eq!(focused(page).await?, "Refresh");
        Ok(())
    })
}

#[test]
fn the_timed_refresh_asks_for_each_page_once_and_changes_nothing_where_nothing_changed() -> Result<()> {
    Scenario::new().runners(250).run(async |world| {
        let clock = Clock::take(world.page(), 0).await?;
        let_cache_expire(world)?;
        let admin = Admin::at(world, ORG).await?;
        until_rows(&admin, 250).await?;
        let (page, before) = (admin.page, times(admin.page).await?);
        forget_requests(world)?;
        page.script(COUNT_CHANGES).await?;
        clock.let_pass(60).await?;
        assert_eq!(pages_read(world).len(), 0, "earlier than 65 s after the last page");
        clock.let_pass(10).await?;
        until_read_again(page, &before).await?;
        let statuses: Vec<_> = pages_read(world).iter().map(|entry| (entry.page, entry.status)).collect();
        assert_eq!(statuses.len(), 3, "{statuses:?}");
        ensure!(statuses.iter().all(|(_, status)| *status == Some(304)), "{statuses:?}");
        let preflights = world.github().state().requests().iter().filter(|entry| entry.method == "OPTIONS").count();
        // Firefox asks anew whether it may, though told that the permission holds for a day; GitHub does not count that.
        let by_the_browser = if Engine::of_this_run()? == Engine::Firefox { 3 } else { 0 };
        assert!(preflights <= by_the_browser, "{preflights} preflights");
        assert_eq!(page.script("return changes").await?, json!([]));
        Ok(())
    })
}

#[test]
fn a_hidden_tab_reads_nothing_until_it_is_shown_again() -> Result<()> {
    Scenario::new().runners(3).run(async |world| {
        let clock = Clock::take(world.page(), 0).await?;
        let_cache_expire(world)?;
        let admin = Admin::at(world, ORG).await?;
        until_rows(&admin, 3).await?;
        let (page, before) = (admin.page, times(admin.page).await?);
        clock.hide_tab().await?;
        page.shows("refresh paused while this tab is hidden").await?;
        forget_requests(world)?;
        clock.let_pass(600).await?;
        admin::set_fleet(world, ORG, &json!([{ "name": "while-away" }]))?;
        assert_eq!(pages_read(world).len(), 0);
        clock.show_tab().await?;
        admin.row("while-away").wait().await?;
        until_read_again(page, &before).await
    })
}

#[test]
fn a_refresh_keeps_the_place_and_the_focus_while_runners_change_come_and_go() -> Result<()> {
    Scenario::new().runners(250).run(async |world| {
        let admin = Admin::at(world, ORG).await?;
        until_rows(&admin, 250).await?;
        let names = admin::names(world, ORG);
        let page = admin.page;
        page.script("scrollTo(0, document.documentElement.scrollHeight / 2)").await?;
        let row = page.script_until("a row in the middle", WINDOWED).await?;
        let row: usize = row.as_str().unwrap_or_default().parse()?;
        let held = &names[row - 2];
        admin.row(held).get("button", held).on_element(async |button| Ok(button.focus().await?)).await?;
        let place = page.script("return scrollY").await?;
        admin::change(world, ORG, held, &json!({ "status": "maintenance" }))?;
        admin::control(world, &Method::DELETE, "runners", &json!({ "scope": ORG, "name": names[249] }))?;
        let newcomer = json!({ "scope": ORG, "runners": [{ "name": "newcomer" }] });
        admin::control(world, &Method::POST, "runners", &newcomer)?;
        // A script presses the button: the focus is to stay where it is.
        page.script(
            "[...document.querySelectorAll('button')].find((one) => one.innerText.trim() === 'Refresh').click()",
        )
        .await?;
        admin.table().get("row", Name::Containing(held.clone())).shows("maintenance").await?;
        assert_eq!(&focused(page).await?, held);
        assert_eq!(page.script("return scrollY").await?, place);
        page.press(Key::End).await?;
        until_focused(page, "newcomer").await?;
        until_rows(&admin, 250).await?;
        let shown = names_shown(page).await?;
        ensure!(!shown.contains(&names[249]), "the runner that was removed elsewhere is still there: {shown:?}");
        Ok(())
    })
}
