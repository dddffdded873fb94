//! A click on a row acts on the runner that was pressed, whatever the table does before the release.

use anyhow::{Result, ensure};
use axum::http::Method;
use harness::browser::{Locator, Page, Pointer, Scenario, World};
use serde_json::{Value, json};

use super::admin::{self, Admin, ORG};
use super::rows::{names_shown, until_shown};

/// The runner that is pressed, and the others in the table.
const PRESSED: &str = "pressed";
const BEFORE: [&str; 3] = ["m-first", PRESSED, "z-last"];
/// The table is sorted, so that runners can come in front of others.
const QUERY: &str = "?organization=octo-org&sort=name";

/// A control of a row.
#[derive(Clone, Copy, Debug)]
enum Control {
    /// The name, which opens the details.
    Name,
    /// The checkbox.
    Checkbox,
    /// `Remove NAME`.
    Remove,
}

impl Control {
    const ALL: [Self; 3] = [Self::Name, Self::Checkbox, Self::Remove];

    fn of(self, admin: &Admin<'_>, runner: &str) -> Locator {
        match self {
            Self::Name => admin.table().get("button", runner),
            Self::Checkbox => admin.table().get("checkbox", &format!("Select {runner}")),
            Self::Remove => admin.table().get("button", &format!("Remove {runner}")),
        }
    }

    /// Waits until the pressed runner, and no other, was acted on; then undoes it.
    async fn has_acted(self, admin: &Admin<'_>) -> Result<()> {
        let page = admin.page;
        match self {
            Self::Name => page.get("dialog", PRESSED).wait().await?,
            Self::Remove => page.get("dialog", &format!("Remove {PRESSED}")).wait().await?,
            Self::Checkbox => {
                page.shows("1 selected").await?;
                let boxes = "[...document.querySelectorAll('tbody input')].filter((box) => box.checked)";
                let ticked = page.script(&format!("return {boxes}.map((box) => box.ariaLabel)")).await?;
                // Its row may be gone by now.
                ensure!(ticked == json!([format!("Select {PRESSED}")]) || ticked == json!([]), "{ticked} are ticked");
                return page.get("button", "Clear selection").click().await;
            }
        }
        admin.escape().await
    }
}

/// Something that happens to the fleet while a pointer is pressed, and the names in the table afterwards.
struct Change {
    method: Method,
    body: Value,
    after: &'static [&'static str],
}

/// Rows that come in front, go, change their order or their state, and the pressed row that goes.
fn changes(scope: &str) -> [Change; 5] {
    let change = |method, body: Value, after| {
        let mut body = body;
        body["scope"] = json!(scope);
        Change { method, body, after }
    };
    [
        change(
            Method::POST,
            json!({ "runners": [{ "name": "a-new" }, { "name": "b-new" }] }),
            &["a-new", "b-new", "m-first", PRESSED, "z-last"],
        ),
        change(Method::DELETE, json!({ "name": "m-first" }), &[PRESSED, "z-last"]),
        change(
            Method::PATCH,
            json!({ "name": "m-first", "set": { "name": "zz-first" } }),
            &[PRESSED, "z-last", "zz-first"],
        ),
        change(Method::PATCH, json!({ "name": PRESSED, "set": { "status": "offline" } }), &BEFORE),
        change(Method::DELETE, json!({ "name": PRESSED }), &["m-first", "z-last"]),
    ]
}

/// Shows a fleet of three.
async fn reset(admin: &Admin<'_>, scope: &str) -> Result<()> {
    let runners = BEFORE.map(|name| json!({ "name": name }));
    admin::set_fleet(admin.world, scope, &json!(runners))?;
    admin.refresh().await?;
    until_shown(admin.page, &BEFORE).await?;
    admin.table().get("row", harness::browser::Name::Containing(PRESSED.to_owned())).shows("Online").await
}

/// Reads the fleet again without a pointer or the keyboard, and returns once the page has had two frames to show it.
async fn read_again(page: &Page) -> Result<()> {
    page.script_async(
        "const done = arguments[arguments.length - 1];
        const lists = () => performance.getEntriesByType('resource').filter((entry) => entry.name.includes('/actions/runners?')).length;
        const before = lists();
        [...document.querySelectorAll('button')].find((one) => one.innerText.trim() === 'Refresh').click();
        const look = () => lists() > before ? requestAnimationFrame(() => requestAnimationFrame(() => done())) : requestAnimationFrame(look);
        look();",
    )
    .await
    .map(drop)
}

fn clicks_while_rows_change(pointer: Pointer, scope: &str) -> Result<()> {
    Scenario::new().run(async |world| {
        let admin = Admin::connected(world, &format!("{}&sort=name", admin::query_of(scope))).await?;
        let page = admin.page;
        for control in Control::ALL {
            for change in changes(scope) {
                reset(&admin, scope).await?;
                pointer.press(page, &control.of(&admin, PRESSED)).await?;
                admin::control(world, &change.method, "runners", &change.body)?;
                read_again(page).await?;
                let what = format!("{control:?}, {} {}", change.method, change.body);
                let shown = names_shown(page).await?;
                ensure!(shown == BEFORE, "{what}: while it was pressed the rows were {shown:?}");
                let state = "return document.querySelector('tbody [aria-rowindex=\"3\"] .state').innerText";
                ensure!(page.script(state).await? == "Online", "{what}: the row changed while it was pressed");
                pointer.release(page).await?;
                control.has_acted(&admin).await.map_err(|error| error.context(what))?;
                until_shown(page, change.after).await?;
            }
        }
        Ok(())
    })
}

#[test]
fn a_mouse_click_acts_on_the_row_that_was_pressed_though_the_rows_change() -> Result<()> {
    clicks_while_rows_change(Pointer::Mouse, ORG)
}

#[test]
fn a_click_acts_on_the_row_that_was_pressed_in_an_enterprise_and_a_repository_too() -> Result<()> {
    clicks_while_rows_change(Pointer::Mouse, "enterprises/octo-enterprise")?;
    clicks_while_rows_change(Pointer::Mouse, "repos/octo-org/octo-repo")
}

#[test]
fn a_tap_acts_on_the_row_that_was_touched_though_the_rows_change() -> Result<()> {
    clicks_while_rows_change(Pointer::Touch, ORG)
}

/// From now on the fleet cannot be read, or it can.
fn set_readable(world: &World, is_readable: bool) -> Result<()> {
    world.github().state().clear_faults();
    if is_readable { Ok(()) } else { admin::strike(world, json!({ "operation": "list", "status": 403 })) }
}

/// Waits until the banner above the table is there or not.
async fn until_banner(page: &Page, is_there: bool) -> Result<()> {
    let script = format!("return !!document.querySelector('.reading-trouble') === {is_there}");
    page.script_until("the banner", &script).await.map(drop)
}

#[test]
fn a_banner_that_comes_or_goes_takes_no_click_away() -> Result<()> {
    Scenario::new().run(async |world| {
        world.allow_in_console("403");
        let admin = Admin::connected(world, QUERY).await?;
        let page = admin.page;
        for pointer in [Pointer::Mouse, Pointer::Touch] {
            for control in Control::ALL {
                reset(&admin, ORG).await?;
                for is_readable in [false, true] {
                    pointer.press(page, &control.of(&admin, PRESSED)).await?;
                    set_readable(world, is_readable)?;
                    read_again(page).await?;
                    pointer.release(page).await?;
                    control.has_acted(&admin).await?;
                    until_banner(page, !is_readable).await?;
                }
            }
        }
        Ok(())
    })
}

/// Puts something above the table that is as high as a row, or takes it away.
const SHIFT: &str = "
    const before = document.querySelector('.shift');
    if (before) return before.remove();
    const height = document.querySelector('tbody [role=row]').getBoundingClientRect().height;
    const shift = document.createElement('div');
    shift.className = 'shift';
    shift.style.blockSize = `${height - parseFloat(getComputedStyle(document.querySelector('.runners-page')).rowGap)}px`;
    document.querySelector('.desk').before(shift);";

#[test]
fn a_table_that_moves_by_a_row_takes_no_click_away() -> Result<()> {
    Scenario::new().run(async |world| {
        let admin = Admin::connected(world, QUERY).await?;
        let page = admin.page;
        reset(&admin, ORG).await?;
        for pointer in [Pointer::Mouse, Pointer::Touch] {
            for control in Control::ALL {
                for _ in ["down", "up"] {
                    pointer.press(page, &control.of(&admin, PRESSED)).await?;
                    page.script(SHIFT).await?;
                    pointer.release(page).await?;
                    control.has_acted(&admin).await?;
                }
            }
        }
        Ok(())
    })
}

#[test]
fn a_press_that_is_dragged_to_another_row_does_nothing() -> Result<()> {
    Scenario::new().run(async |world| {
        let admin = Admin::connected(world, QUERY).await?;
        let page = admin.page;
        for control in Control::ALL {
            reset(&admin, ORG).await?;
            Pointer::Mouse.press(page, &control.of(&admin, PRESSED)).await?;
            admin::control(world, &Method::DELETE, "runners", &json!({ "scope": ORG, "name": "m-first" }))?;
            read_again(page).await?;
            Pointer::Mouse.drag(page, &control.of(&admin, "z-last")).await?;
            Pointer::Mouse.release(page).await?;
            until_shown(page, &[PRESSED, "z-last"]).await?;
            ensure!(page.all("dialog").count().await? == 0, "{control:?} opened a dialog");
            ensure!(!page.text().await?.contains("1 selected"), "{control:?} selected a row");
        }
        Ok(())
    })
}
