//! How the page looks, where that can be said in numbers: what the reader or the system chose, the browser's tab, the app.

use anyhow::{Context, Result, ensure};
use axum::http::Method;
use harness::browser::{Engine, Page, Scenario};
use serde_json::{Value, json};
use simulator::Fault;

use super::admin::{self, Admin, ORG};
use super::rows::until_rows;

/// Where `index.html` names the icon of the tab.
const ICON: &str = "return document.querySelector('link[rel=icon]').href";
/// What is pressed and is not as high and wide as WCAG 2.2 wants it (2.5.8). A link in a sentence may be, and a box with a label.
const SMALL: &str = "
    return [...document.querySelectorAll('button, summary, input:not([type=checkbox], [type=radio])')].filter((one) => {
        const { width, height } = one.getBoundingClientRect();
        return one.checkVisibility() && !one.matches('.skip-link') && (width < 23.9 || height < 23.9);
    }).map((one) => `${one.ariaLabel ?? one.innerText} ${one.getBoundingClientRect().width} × ${one.getBoundingClientRect().height}`)";

async fn set(page: &Page, name: &str, value: &str) -> Result<()> {
    page.script(&format!("document.documentElement.dataset.{name} = '{value}'")).await.map(drop)
}

/// The computed value of a property of the element that a selector finds first.
async fn style(page: &Page, selector: &str, property: &str) -> Result<String> {
    let script =
        format!("return getComputedStyle(document.querySelector('{selector}')).getPropertyValue('{property}')");
    Ok(page.script(&script).await?.as_str().unwrap_or_default().to_owned())
}

async fn until_title(page: &Page, wanted: &str) -> Result<()> {
    page.script_until(&format!("the title to be {wanted:?}"), &format!("return document.title === {}", json!(wanted)))
        .await
        .map(drop)
}

fn three() -> Value {
    json!([{ "name": "a" }, { "name": "b", "status": "offline" }, { "name": "c", "busy": true }])
}

#[test]
fn the_readers_choice_of_theme_goes_before_the_systems() -> Result<()> {
    Scenario::new().run(async |world| {
        let page = world.open("").await?;
        page.get("form", "Connect").wait().await?;
        let by_the_system = style(page, "body", "background-color").await?;
        set(page, "theme", "dark").await?;
        let dark = style(page, "body", "background-color").await?;
        set(page, "theme", "light").await?;
        let light = style(page, "body", "background-color").await?;
        assert_eq!(by_the_system, light);
        ensure!(dark != light, "both {light}");
        let usual = style(page, ".promises .icon", "color").await?;
        set(page, "contrast", "more").await?;
        ensure!(style(page, ".promises .icon", "color").await? != usual, "more contrast changes nothing");
        Ok(())
    })
}

#[test]
fn compact_rows_are_lower_and_everything_can_still_be_hit() -> Result<()> {
    for (width, height, comfortable, compact) in [(1440, 900, "44px", "32px"), (390, 844, "140px", "124px")] {
        Scenario::new().runners(100).screen(width, height).run(async |world| {
            let admin = Admin::at(world, ORG).await?;
            until_rows(&admin, 100).await?;
            let page = admin.page;
            assert_eq!(style(page, ".virtual-row", "height").await?, comfortable);
            assert_eq!(page.script(SMALL).await?, json!([]), "comfortable, {width} pixels wide");
            set(page, "density", "compact").await?;
            assert_eq!(style(page, ".virtual-row", "height").await?, compact);
            assert_eq!(page.script(SMALL).await?, json!([]), "compact, {width} pixels wide");
            // The rows are placed by their height, which was read anew.
            let second = format!(
                "const top = (row) => document.querySelector(`[aria-rowindex=\"${{row}}\"]`).getBoundingClientRect().top;
                return top(4) - top(2) === 2 * parseFloat('{compact}')"
            );
            page.script_until("the second row to be below the first", &second).await.map(drop)
        })?;
    }
    Ok(())
}

#[test]
fn nothing_is_wider_than_the_narrowest_screen() -> Result<()> {
    for (width, height) in [(320, 640), (720, 450)] {
        Scenario::new().screen(width, height).run(async |world| {
            world.allow_in_console("500");
            let long = "long-".repeat(20);
            admin::set_fleet(world, ORG, &json!([{ "name": long, "labels": [long] }]))?;
            let fits = async |page: &Page, what: &str| {
                let wider = page.script("return document.documentElement.scrollWidth - innerWidth").await?;
                ensure!(wider.as_i64().is_some_and(|wider| wider <= 0), "{what}: {wider} pixels wider than {width}");
                Ok(())
            };
            let admin = Admin::at(world, ORG).await?;
            until_rows(&admin, 1).await?;
            fits(admin.page, "the table").await?;
            admin.row(&long).get("button", &long).click().await?;
            admin.dialog(&long).await?;
            fits(admin.page, "one runner").await?;
            admin.escape().await?;
            let fault = json!({ "operation": "list", "status": 500 });
            world.github().state().add_fault(serde_json::from_value::<Fault>(fault)?);
            admin.refresh().await?;
            let alert = admin.page.all("alert");
            alert.shows("GitHub itself failed").await?;
            fits(admin.page, "an error").await
        })?;
    }
    Ok(())
}

#[test]
fn the_name_of_an_option_is_not_broken_at_the_end_of_a_line() -> Result<()> {
    Scenario::new().screen(320, 640).run(async |world| {
        let admin = Admin::at(world, ORG).await?;
        let (_, command, _) = admin.add_runner_with_token().await?;
        ensure!(command.text().await?.contains("--url "), "it is the command");
        let broken = "return [...document.querySelectorAll('.command-block .whole')]
            .map((one) => [one.textContent, one.getClientRects().length]).filter(([, lines]) => lines !== 1)";
        assert_eq!(admin.page.script(broken).await?, json!([]));
        let options = admin.page.script("return document.querySelectorAll('.command-block .whole').length").await?;
        ensure!(options.as_u64() > Some(1), "{options} options");
        Ok(())
    })
}

#[test]
fn title_and_icon_of_the_tab_say_how_many_runners_are_offline() -> Result<()> {
    Scenario::new().run(async |world| {
        world.allow_in_console("500");
        admin::set_fleet(world, ORG, &three())?;
        let page = world.open("").await?;
        page.get("form", "Connect").wait().await?;
        until_title(page, "Runner Console").await?;
        let plain = page.script(ICON).await?;
        let admin = Admin { world, page };
        admin.connect().await?;
        until_title(page, "Choose a scope · Runner Console").await?;

        let admin = Admin { world, page: world.open(&admin::query_of(ORG)).await? };
        until_rows(&admin, 3).await?;
        until_title(page, "1 offline · octo-org · Runner Console").await?;
        let badge = page.script(ICON).await?;
        ensure!(badge.as_str().is_some_and(|icon| icon.starts_with("data:image/svg+xml,")), "{badge}");
        let drawn = "const image = new Image(); image.onload = () => arguments[0](image.naturalWidth > 0);
            image.onerror = () => arguments[0](false); image.src = document.querySelector('link[rel=icon]').href";
        assert_eq!(page.script_async(drawn).await?, json!(true));

        admin::change(world, ORG, "b", &json!({ "status": "online" }))?;
        admin.refresh().await?;
        until_title(page, "octo-org · Runner Console").await?;
        assert_eq!(page.script(ICON).await?, plain);

        let fault = serde_json::from_value::<Fault>(json!({ "operation": "list", "status": 500 }))?;
        world.github().state().add_fault(fault);
        admin.refresh().await?;
        until_title(page, "Refresh failed · octo-org · Runner Console").await?;
        admin::control(world, &Method::DELETE, "faults", &json!({}))?;
        page.get("button", "Sign out").click().await?;
        until_title(page, "Runner Console").await
    })
}

#[test]
fn the_title_is_the_sites_own_where_it_has_one() -> Result<()> {
    Scenario::new().file("config.json", r#"{"title": "Octo machines"}"#).run(async |world| {
        admin::set_fleet(world, ORG, &three())?;
        let page = world.open(&admin::query_of(ORG)).await?;
        until_title(page, "Octo machines").await?;
        Admin { world, page }.connect().await?;
        until_title(page, "1 offline · octo-org · Octo machines").await
    })
}

#[test]
fn the_browser_finds_nothing_wrong_with_the_web_app() -> Result<()> {
    if Engine::of_this_run()? == Engine::Firefox {
        return Ok(());
    }
    Scenario::new().under("/tools/console/").run(async |world| {
        let page = world.open("").await?;
        page.get("form", "Connect").wait().await?;
        page.devtools("Page.enable", json!({})).await?;
        let told = page.devtools("Page.getAppManifest", json!({})).await?;
        assert_eq!(told["errors"], json!([]), "{told}");
        let manifest: Value = serde_json::from_str(told["data"].as_str().context("no manifest")?)?;
        for icon in manifest["icons"].as_array().context("no icons")? {
            let script = format!(
                "const image = new Image(); image.onload = () => arguments[0](`${{image.naturalWidth}}x${{image.naturalHeight}}`);
                image.onerror = () => arguments[0]('missing'); image.src = {}",
                icon["src"]
            );
            let size = page.script_async(&script).await?;
            let is_drawn = icon["sizes"] == "any" && size != json!("missing");
            ensure!(is_drawn || size == icon["sizes"], "{icon}: {size}");
        }
        let errors = page.devtools("Page.getInstallabilityErrors", json!({})).await?;
        let errors = errors["installabilityErrors"].as_array().cloned().unwrap_or_default();
        // The tests' profiles are thrown away, as those of private windows.
        let wrong: Vec<_> = errors.iter().filter(|error| error["errorId"] != "in-incognito").collect();
        ensure!(wrong.is_empty(), "{wrong:?}");
        Ok(())
    })
}

#[test]
fn in_forced_colours_controls_have_lines_and_states_keep_their_shapes() -> Result<()> {
    if Engine::of_this_run()? == Engine::Firefox {
        return Ok(());
    }
    Scenario::new().run(async |world| {
        admin::set_fleet(world, ORG, &three())?;
        let admin = Admin::at(world, ORG).await?;
        until_rows(&admin, 3).await?;
        let (page, forced) = (admin.page, json!({ "features": [{ "name": "forced-colors", "value": "active" }] }));
        page.devtools("Emulation.setEmulatedMedia", forced).await?;
        let text = style(page, "body", "color").await?;
        for button in [".runners-actions .button", ".runners-actions .primary", ".shell-account .button"] {
            assert_eq!(style(page, button, "border-top-width").await?, "1px", "{button}");
            assert_eq!(style(page, button, "border-top-color").await?, text, "{button}");
        }
        let shapes = "return [...document.querySelectorAll('.virtual-row .state')].map((state) => {
            const { content, borderTopWidth, borderRadius } = getComputedStyle(state, '::before');
            return content === 'none' ? '' : `${borderTopWidth} ${borderRadius}`;
        })";
        let shapes = page.script(shapes).await?;
        assert_eq!(shapes, json!(["2px 50%", "", "2px 50%", "", "2px 50%", "2px 2px"]));
        Ok(())
    })
}

#[test]
fn a_number_that_changes_is_marked_and_then_no_more() -> Result<()> {
    if Engine::of_this_run()? == Engine::Firefox {
        return Ok(());
    }
    Scenario::new().run(async |world| {
        admin::set_fleet(world, ORG, &three())?;
        let admin = Admin::at(world, ORG).await?;
        until_rows(&admin, 3).await?;
        let page = admin.page;
        page.script(
            "window.marked = new Set(); (function look() {
                for (const one of document.querySelectorAll('.count'))
                    if (getComputedStyle(one).getPropertyValue('--followed') !== one.dataset.count) marked.add(one.dataset.state);
                requestAnimationFrame(look);
            })()",
        )
        .await?;
        admin::change(world, ORG, "b", &json!({ "status": "online" }))?;
        admin.refresh().await?;
        let now = "return [...marked].sort().join() === 'idle,offline,online'";
        page.script_until("the numbers that changed to be marked, and no others", now).await?;
        let over = "return [...document.querySelectorAll('.count')].every((one) =>
            getComputedStyle(one).getPropertyValue('--followed') === one.dataset.count)";
        page.script_until("the marks to go", over).await.map(drop)
    })
}
