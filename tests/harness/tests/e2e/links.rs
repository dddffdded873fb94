//! The address of the page: it says what is shown, opens the same view for someone else, and never holds the token.

use anyhow::{Context, Result};
use harness::browser::{Key, Page, Scenario, World, until};
use simulator::fleet::Runner;

use crate::steps::{
    Kind, address_says, all_read, connect, fill_in, fleet, row_headers, rows, runners_of, show_scope, table,
};

#[test]
fn an_enterprise_is_in_the_address_and_a_fresh_session_opens_it() -> Result<()> {
    Scenario::new().run(async |world| scope_round_trip(world, Kind::Enterprise).await)
}

#[test]
fn an_organization_is_in_the_address_and_a_fresh_session_opens_it() -> Result<()> {
    Scenario::new().run(async |world| scope_round_trip(world, Kind::Organization).await)
}

#[test]
fn a_repository_is_in_the_address_and_a_fresh_session_opens_it() -> Result<()> {
    Scenario::new().run(async |world| scope_round_trip(world, Kind::Repository).await)
}

async fn scope_round_trip(world: &World, kind: Kind) -> Result<()> {
    let page = runners_of(world, kind).await?;
    let ready = world.github().ready();
    let before = row_headers(page).names().await?;
    let url = page.url().await?;
    let query = format!("?host={}&{}={}", host(world), kind.word(), kind.name(ready));
    assert_eq!(url, format!("{}{query}", world.site_url()));
    open_afresh(world, &url).await?;
    all_read(page, 42).await?;
    assert_eq!(row_headers(page).names().await?, before);
    Ok(())
}

#[test]
fn a_filter_a_sort_and_an_open_runner_are_in_the_address_and_come_back() -> Result<()> {
    Scenario::new().run(async |world| {
        let page = runners_of(world, Kind::Organization).await?;
        page.get("searchbox", "Filter runners").fill("linux").await?;
        let name_column = table(page).get("columnheader", "Name");
        name_column.get("button", "Name").click().await?;
        name_column.get("button", "Name").click().await?;
        sorted(page, "descending").await?;
        let names = row_headers(page).names().await?;
        let name = names.first().context("no row")?;
        let runner = runner_called(world, name)?;
        table(page).get("button", name).click().await?;
        page.get("dialog", name).shows(&runner.id.to_string()).await?;
        let url = page.url().await?;
        assert!(url.ends_with(&format!("&organization=octo-org&q=linux&sort=-name&runner={}", runner.id)), "{url}");
        assert!(!url.contains(&world.github().ready().token));

        open_afresh(world, &url).await?;
        page.get("dialog", name).shows(&runner.id.to_string()).await?;
        page.press(Key::Escape).await?;
        page.get("dialog", name).gone().await?;
        assert_eq!(page.get("searchbox", "Filter runners").value().await?, "linux");
        sorted(page, "descending").await?;
        assert_eq!(row_headers(page).names().await?, names);
        assert!(page.url().await?.ends_with("&q=linux&sort=-name"), "a closed runner leaves the address");
        Ok(())
    })
}

/// Browsers refuse to change the address more often than so many times in ten seconds, Chromium without a word.
#[test]
fn however_fast_somebody_types_the_address_says_all_of_it() -> Result<()> {
    Scenario::new().run(async |world| {
        let page = runners_of(world, Kind::Organization).await?;
        let typed = "linux-".repeat(50);
        let search = page.get("searchbox", "Filter runners");
        search.fill(&typed).await?;
        address_says(page, "q", &typed).await?;
        // Where an entry of the history follows at once, the one before it has all of the text, too.
        search.fill("zz").await?;
        search.fill("").await?;
        let name = row_headers(page).names().await?.first().context("no row")?.clone();
        search.press(name.as_str()).await?;
        table(page).get("button", &name).click().await?;
        page.get("dialog", &name).wait().await?;
        page.back().await?;
        page.get("dialog", &name).gone().await?;
        address_says(page, "q", &name).await
    })
}

#[test]
fn what_is_typed_into_the_filter_survives_the_address_whatever_it_is() -> Result<()> {
    Scenario::new().run(async |world| {
        let page = runners_of(world, Kind::Organization).await?;
        for typed in ["a&b=c #d?e+f%20g", "ñ 日本 <b>", "\"' \\"] {
            page.get("searchbox", "Filter runners").fill(typed).await?;
            address_says(page, "q", typed).await?;
            page.reload().await?;
            page.get("button", "Refresh").wait().await?;
            assert_eq!(page.get("searchbox", "Filter runners").value().await?, typed);
        }
        Ok(())
    })
}

#[test]
fn back_and_forward_go_through_scopes_and_open_runners_but_not_through_keystrokes() -> Result<()> {
    Scenario::new().run(async |world| {
        let page = connect(world).await?;
        show_scope(page, Kind::Organization, world.github().ready().org).await?;
        all_read(page, 42).await?;
        let name = row_headers(page).names().await?.first().context("no row")?.clone();
        let entries = page.script("return history.length").await?;
        page.get("searchbox", "Filter runners").fill(&name).await?;
        assert_eq!(page.script("return history.length").await?, entries, "typing makes no history");
        table(page).get("button", &name).click().await?;
        let detail = page.get("dialog", &name);
        detail.wait().await?;

        page.back().await?;
        detail.gone().await?;
        assert_eq!(page.get("searchbox", "Filter runners").value().await?, name);
        page.back().await?;
        page.get("radiogroup", "Scope").wait().await?;
        table(page).gone().await?;
        page.driver().forward().await?;
        page.driver().forward().await?;
        detail.wait().await?;
        assert_eq!(page.get("radiogroup", "Scope").count().await?, 0);
        Ok(())
    })
}

#[test]
fn change_scope_leads_to_another_scope_and_back_to_the_first() -> Result<()> {
    Scenario::new().run(async |world| {
        let page = runners_of(world, Kind::Organization).await?;
        let first = row_headers(page).names().await?;
        page.get("button", "Change scope").click().await?;
        show_scope(page, Kind::Repository, world.github().ready().repo).await?;
        all_read(page, 42).await?;
        let second = row_headers(page).names().await?;
        assert_ne!(first, second);
        page.back().await?;
        page.get("radiogroup", "Scope").wait().await?;
        page.back().await?;
        all_read(page, 42).await?;
        assert_eq!(row_headers(page).names().await?, first, "no row of the wrong scope");
        Ok(())
    })
}

#[test]
fn copy_link_copies_the_address_and_no_token() -> Result<()> {
    Scenario::new().run(async |world| {
        let page = runners_of(world, Kind::Organization).await?;
        page.get("searchbox", "Filter runners").fill("gpu linux").await?;
        page.get("button", "Copy link").click().await?;
        page.shows("Link copied").await?;
        let copied = world.clipboard().await?;
        address_says(page, "q", "gpu linux").await?;
        assert_eq!(copied, page.url().await?);
        assert!(copied.ends_with("&organization=octo-org&q=gpu+linux"), "{copied}");
        assert!(!copied.contains(&world.github().ready().token));
        Ok(())
    })
}

#[test]
fn a_link_to_a_runner_that_is_gone_says_so_over_the_table() -> Result<()> {
    Scenario::new().run(async |world| {
        let page = world.open(&format!("?host={}&organization=octo-org&runner=7", host(world))).await?;
        fill_in(page, &world.github().ready().web, &world.github().ready().token).await?;
        let dialog = page.get("dialog", "Runner 7");
        dialog.get("alert", harness::browser::Name::Any).shows("This runner does not exist any more").await?;
        dialog.get("button", "Close").click().await?;
        dialog.gone().await?;
        all_read(page, 42).await
    })
}

#[test]
fn broken_query_strings_are_harmless() -> Result<()> {
    Scenario::new().run(async |world| {
        let page = runners_of(world, Kind::Organization).await?;
        let host = host(world);
        for broken in [
            "?",
            "?&&==&",
            "?%ff%fe=%c0%af",
            "?organization=a/b/c",
            "?organization=..%2f..%2fuser",
            "?repository=no-slash",
            "?enterprise=",
            "?host=javascript:alert(1)",
            "?host=https://admin:secret@github.com",
            "?__proto__=x&constructor=y",
        ] {
            world.open(broken).await?;
            page.get("radiogroup", "Scope").wait().await.with_context(|| broken.to_owned())?;
            assert_eq!(page.all("alert").count().await?, 0, "{broken}");
        }
        for (broken, shown) in [
            ("sort=bogus", 42),
            ("sort=-", 42),
            ("runner=abc", 42),
            ("runner=-1", 42),
            ("runner=99999999999999999999999999", 42),
            ("organization=octo-empty", 42),
            ("q=%", 0),
        ] {
            world.open(&format!("?host={host}&organization=octo-org&{broken}")).await?;
            rows(page, shown).await.with_context(|| broken.to_owned())?;
            assert_eq!(page.all("alert").count().await?, 0, "{broken}");
            assert_eq!(page.all("dialog").count().await?, 0, "{broken}");
        }
        Ok(())
    })
}

/// The host as the address names it.
fn host(world: &World) -> &str {
    world.github().ready().web.trim_start_matches("http://")
}

/// Opens a link as someone else would: without a session. The token has to be typed, the host has not.
async fn open_afresh(world: &World, url: &str) -> Result<()> {
    let page = world.page();
    page.script("sessionStorage.clear()").await?;
    page.go("about:blank").await?;
    page.go(url).await?;
    let form = page.get("form", "Connect");
    form.wait().await?;
    assert_eq!(form.get("textbox", "GitHub host").value().await?, host(world));
    form.get("textbox", "Access token").fill(&world.github().ready().token).await?;
    form.get("button", "Connect").click().await
}

async fn sorted(page: &Page, direction: &str) -> Result<()> {
    until("the sort", async || {
        let sort = table(page).get("columnheader", "Name").attribute("aria-sort").await?;
        Ok((sort.as_deref() == Some(direction)).then_some(()))
    })
    .await
}

fn runner_called(world: &World, name: &str) -> Result<Runner> {
    let runners = fleet(world, "orgs/octo-org")?;
    runners.into_iter().find(|runner| runner.name == name).context("no such runner")
}

#[test]
fn a_scope_after_a_scope_leaves_no_row_of_the_first() -> Result<()> {
    Scenario::new().runners(5).run(async |world| {
        let page = runners_of(world, Kind::Organization).await?;
        let repository = format!("?host={}&repository={}", host(world), world.github().ready().repo);
        // As Back and Forward do it: no other screen is between the two.
        page.script(&format!(
            "history.pushState(null, '', '{repository}'); dispatchEvent(new PopStateEvent('popstate'))"
        ))
        .await?;
        let wanted: Vec<String> = fleet(world, &Kind::Repository.path(world.github().ready()))?
            .into_iter()
            .map(|runner| runner.name)
            .collect();
        until("the rows of the repository and no others", async || {
            Ok((row_headers(page).names().await? == wanted).then_some(()))
        })
        .await
    })
}
