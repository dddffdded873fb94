//! The runner table: all pages of it, windowed, found, sorted, walked through with the keyboard, on any screen.

use anyhow::{Context, Result, ensure};
use axum::http::Method;
use harness::browser::{Key, Page, Scenario, World, until};
use serde_json::json;

use super::admin::{self, Admin, ORG};
use super::rows::{WINDOWED, focused, pages_read, until_focused, until_rows, until_shown};
use super::steps;

#[test]
fn all_three_pages_of_250_runners_are_read() -> Result<()> {
    all_pages_are_read(250)
}

#[test]
fn all_pages_of_2500_runners_are_read_at_most_six_at_once() -> Result<()> {
    all_pages_are_read(2500)
}

fn all_pages_are_read(runners: usize) -> Result<()> {
    let scenario =
        Scenario::new().runners(runners).github(|github| github.latency = std::time::Duration::from_millis(50));
    scenario.run(async |world| {
        let admin = Admin::at(world, ORG).await?;
        until_rows(&admin, runners).await?;
        let mut pages: Vec<usize> = pages_read(world).iter().filter_map(|entry| entry.page).collect();
        pages.sort_unstable();
        assert_eq!(pages, (1..=runners.div_ceil(100)).collect::<Vec<_>>());
        ensure!(pages_read(world).iter().all(|entry| entry.query.contains("per_page=100")), "smaller pages");
        let most = pages_read(world).iter().map(|entry| entry.in_flight).max().unwrap_or_default();
        ensure!((2..=6).contains(&most), "{most} pages were read at once");
        counts_are_those_of_github(world, admin.page).await
    })
}

/// The line of numbers above the table.
async fn counts_are_those_of_github(world: &World, page: &Page) -> Result<()> {
    let state = admin::control(world, &Method::GET, "state", &json!(null))?;
    let scopes = state["scopes"].as_array().into_iter().flatten();
    for scope in scopes.filter(|scope| scope["scope"] == ORG) {
        let number = |field: &str| scope[field].as_u64().unwrap_or_default();
        let (online, busy) = (number("online"), number("busy"));
        page.shows(&format!("{} runners", grouped(number("runners")))).await?;
        page.shows(&format!("{} online", grouped(online))).await?;
        page.shows(&format!("{} busy", grouped(busy))).await?;
        page.shows(&format!("{} idle", grouped(online - busy))).await?;
        page.shows(&format!("{} offline", grouped(number("offline")))).await?;
    }
    Ok(())
}

/// A number below a million, as English groups it.
fn grouped(number: u64) -> String {
    match (number / 1_000, number % 1_000) {
        (0, rest) => rest.to_string(),
        (thousands, rest) => format!("{thousands},{rest:03}"),
    }
}

#[test]
fn only_rows_near_the_viewport_are_on_the_page() -> Result<()> {
    Scenario::new().runners(2500).run(async |world| {
        let admin = Admin::at(world, ORG).await?;
        until_rows(&admin, 2500).await?;
        let mut before = 0;
        for part in [0.1, 0.35, 0.5, 0.999] {
            admin.page.script(&format!("scrollTo(0, document.documentElement.scrollHeight * {part})")).await?;
            let row = admin.page.script_until("a row in the middle", WINDOWED).await?;
            let row: u32 = row.as_str().unwrap_or_default().parse()?;
            ensure!(row > before, "row {row} after row {before}");
            before = row;
        }
        Ok(())
    })
}

#[test]
fn the_filter_looks_into_names_labels_and_systems_and_can_be_cleared() -> Result<()> {
    Scenario::new().runners(250).run(async |world| {
        let admin = Admin::at(world, ORG).await?;
        until_rows(&admin, 250).await?;
        let filter = admin.page.get("searchbox", "Filter runners");
        for words in ["mac-mini", "xcode", "WINDOWS", "linux docker"] {
            let wanted = world.github().state().with(|state| {
                let fleet = state.scope(ORG).and_then(|id| state.directory.get(id)).map(|scope| &scope.fleet);
                let fits = |runner: &&simulator::fleet::Runner| {
                    let text =
                        format!("{} {} {}", runner.name, runner.os, admin::labels(runner).join(" ")).to_lowercase();
                    words.to_lowercase().split(' ').all(|word| text.contains(word))
                };
                fleet.map_or(0, |fleet| fleet.iter().filter(fits).count())
            });
            ensure!(wanted > 0, "{words:?} fits nothing, so that it proves nothing");
            filter.fill(words).await?;
            until_rows(&admin, wanted).await?;
            admin.page.shows(&format!("{wanted} of 250 runners match the filter")).await?;
        }
        filter.fill("no such thing").await?;
        admin.page.shows("No runner matches the filter").await?;
        admin.page.get("button", "Clear filter").click().await?;
        until_rows(&admin, 250).await?;
        assert_eq!(filter.value().await?, "");
        Ok(())
    })
}

#[test]
fn each_column_sorts_up_and_down_and_says_so() -> Result<()> {
    Scenario::new().run(async |world| {
        let runners = json!([
            { "name": "box-10", "status": "online", "busy": true, "os": "Windows", "labels": ["beta"] },
            { "name": "box-2", "status": "offline", "busy": false, "os": "Linux", "labels": ["gamma"] },
            { "name": "box-1", "status": "online", "busy": false, "os": "macOS", "labels": ["alpha"] },
        ]);
        admin::set_fleet(world, ORG, &runners)?;
        let admin = Admin::at(world, ORG).await?;
        let as_listed = ["box-10", "box-2", "box-1"];
        until_shown(admin.page, &as_listed).await?;
        for (column, up, down) in [
            ("Name", ["box-1", "box-2", "box-10"], ["box-10", "box-2", "box-1"]),
            ("Status", ["box-2", "box-1", "box-10"], ["box-1", "box-10", "box-2"]),
            ("Busy", ["box-10", "box-1", "box-2"], ["box-1", "box-2", "box-10"]),
            ("OS", ["box-2", "box-1", "box-10"], ["box-10", "box-1", "box-2"]),
            ("Labels", ["box-1", "box-10", "box-2"], ["box-2", "box-10", "box-1"]),
        ] {
            let head = admin.table().get("columnheader", column);
            for (sort, wanted) in [("ascending", up), ("descending", down), ("none", as_listed)] {
                head.get("button", column).click().await?;
                until_shown(admin.page, &wanted).await?;
                assert_eq!(head.attribute("aria-sort").await?.as_deref(), Some(sort), "{column}");
            }
        }
        Ok(())
    })
}

#[test]
fn the_keyboard_goes_through_all_rows_and_cells() -> Result<()> {
    Scenario::new().runners(250).run(async |world| {
        let admin = Admin::at(world, ORG).await?;
        until_rows(&admin, 250).await?;
        let names = admin::names(world, ORG);
        let page = admin.page;
        go_into_the_table(&admin, &names[0]).await?;
        for (key, row) in
            [(Key::Down, 1), (Key::Down, 2), (Key::Up, 1), (Key::End, 249), (Key::Up, 248), (Key::Home, 0)]
        {
            page.press(key).await?;
            until_focused(page, &names[row]).await?;
        }
        page.press(Key::PageDown).await?;
        let screen = until("the focus to leave the first row", async || {
            let now = focused(page).await?;
            Ok(names.iter().position(|name| *name == now).filter(|row| *row > 3))
        })
        .await?;
        ensure!(screen < 100, "PageDown went {screen} rows");
        page.press(Key::PageDown).await?;
        until_focused(page, &names[2 * screen]).await?;
        page.press(Key::PageUp).await?;
        until_focused(page, &names[screen]).await?;
        for _ in 0..5 {
            page.press(Key::Right).await?;
        }
        until_focused(page, &format!("Remove {}", names[screen])).await?;
        page.press(Key::Enter).await?;
        admin.dialog(&format!("Remove {}", names[screen])).await?;
        admin.escape().await?;
        until_focused(page, &format!("Remove {}", names[screen])).await
    })
}

#[test]
fn typing_goes_to_the_next_runner_whose_name_begins_so_wherever_it_is() -> Result<()> {
    Scenario::new().runners(10_000).run(async |world| {
        let admin = Admin::at(world, ORG).await?;
        until_rows(&admin, 10_000).await?;
        let (names, page) = (admin::names(world, ORG), admin.page);
        let is_alone = |wanted: &&String| names.iter().filter(|name| name.starts_with(wanted.as_str())).count() == 1;
        let far = names[9_000..].iter().find(is_alone).context("every name begins another one")?;
        type_ahead(&admin, &names[0], far).await?;

        // Only what the filter lets through, in its order. A new page has forgotten what was typed.
        page.get("searchbox", "Filter runners").fill("mac-mini").await?;
        let few: Vec<_> = names.iter().filter(|name| name.starts_with("mac-mini")).collect();
        until_rows(&admin, few.len()).await?;
        steps::address_says(page, "q", "mac-mini").await?;
        page.reload().await?;
        until_rows(&admin, few.len()).await?;
        go_into_the_table(&admin, few[0]).await?;
        page.press("mm").await?;
        until_focused(page, few[2]).await?;
        page.press(Key::End).await?;
        until_focused(page, few[few.len() - 1]).await?;
        page.press("M").await?;
        until_focused(page, few[0]).await?;
        // What no name begins with leaves the focus where it is.
        page.press("!").await?;
        page.press(Key::Down).await?;
        until_focused(page, few[1]).await
    })
}

/// Types a name in capitals. A driver on a busy machine may take longer for a letter than the pause that ends a text.
async fn type_ahead(admin: &Admin<'_>, first: &str, name: &str) -> Result<()> {
    let page = admin.page;
    for _ in 0..2 {
        go_into_the_table(admin, first).await?;
        page.press(name.to_uppercase()).await?;
        if until_focused(page, name).await.is_ok() {
            return Ok(());
        }
        page.reload().await?;
    }
    go_into_the_table(admin, first).await?;
    page.press(name.to_uppercase()).await?;
    until_focused(page, name).await
}

/// From the last column head with the Tab key.
async fn go_into_the_table(admin: &Admin<'_>, first: &str) -> Result<()> {
    let head = admin.table().get("columnheader", "Labels").get("button", "Labels");
    head.on_element(async |head| Ok(head.focus().await?)).await?;
    admin.page.press(Key::Tab).await?;
    until_focused(admin.page, first).await
}

#[test]
fn an_organization_without_runners_invites_to_add_one() -> Result<()> {
    Scenario::new().run(async |world| {
        let admin = Admin::connected(world, "?organization=octo-empty").await?;
        admin.page.shows("No self-hosted runners here yet").await?;
        assert_eq!(admin.table().count().await?, 0);
        admin.page.get("button", "Add runner").nth(1).click().await?;
        admin.dialog("Add runner").await.map(drop)
    })
}

#[test]
fn on_a_phone_rows_are_cards_and_nothing_scrolls_sideways() -> Result<()> {
    for width in [390, 320] {
        Scenario::new().runners(30).screen(width, 800).run(async |world| {
            for scope in ["orgs/octo-hostile", ORG] {
                let admin = Admin::at(world, scope).await?;
                fits_the_screen(admin.page, "the table").await?;
                admin.add_runner().await?.get("button", "Generate registration token").click().await?;
                admin.page.get("region", "Configuration command").wait().await?;
                fits_the_screen(admin.page, "Add runner").await?;
                admin.escape().await?;
                if scope == ORG {
                    let name = &admin::names(world, ORG)[0];
                    admin.remove(name).await?.get("button", "Generate remove token").click().await?;
                    admin.page.get("region", "Removal command").wait().await?;
                    fits_the_screen(admin.page, "Remove").await?;
                    admin.escape().await?;
                    admin.page.get("button", "Sign out").click().await?;
                    admin.page.get("form", "Connect").wait().await?;
                    fits_the_screen(admin.page, "Connect").await?;
                } else {
                    admin.page.get("button", "Sign out").click().await?;
                }
            }
            Ok(())
        })?;
    }
    Ok(())
}

/// Nothing is wider than the window, neither the page nor an open dialog.
async fn fits_the_screen(page: &Page, what: &str) -> Result<()> {
    let script = "const wide = [document.documentElement, ...document.querySelectorAll('dialog, dialog .dialog-body')];
        return wide.filter((one) => one.scrollWidth > one.clientWidth).map((one) => `${one.className || one.tagName}: ${one.scrollWidth} in ${one.clientWidth}`)";
    let wide = page.script(script).await?;
    ensure!(wide == json!([]), "{what} scrolls sideways: {wide}");
    Ok(())
}
