//! Bar R8: two tabs, two hosts, two tokens, and nothing goes from one to the other.

use anyhow::{Context, Result, ensure};
use harness::browser::{Page, Scenario, World};
use serde_json::{Value, json};
use simulator::{Config, Running};
use thirtyfour::WindowHandle;

use super::admin::{self, ORG};
use crate::steps::{Kind, all_read, fill_in, row_headers, runners_of, sent_to, show_scope, stored, table};

/// Shows another tab of the browser.
async fn show(page: &Page, tab: &WindowHandle) -> Result<()> {
    Ok(page.driver().switch_to_window(tab.clone()).await?)
}

/// Every request with a token showed the host's own; another's would be `unknown` to it.
fn heard_only_its_own(github: &Running) -> Result<()> {
    let sent = sent_to(github);
    ensure!(sent.iter().any(|entry| entry.token.is_some()), "{} heard nothing", github.ready().web);
    for entry in sent {
        let shown = entry.headers.get("authorization").map(String::as_str);
        ensure!(matches!(shown, None | Some("token")), "{}: {entry:?}", github.ready().web);
    }
    Ok(())
}

/// The one token in the tab's session storage, with its key.
async fn kept(page: &Page) -> Result<Vec<(String, Value)>> {
    let stored = stored(page).await?;
    let all = stored.as_object().context("no storage")?.clone();
    Ok(all.into_iter().filter(|(key, _)| key.starts_with("runner-console/token/")).collect())
}

#[test]
fn r8_two_tabs_with_two_hosts_and_two_tokens_know_nothing_of_each_other() -> Result<()> {
    Scenario::new().runners(3).run(async |world| {
        let config = Config { seed: 2, runners: 5, ..Config::default() };
        let other = world.another_github(config).await?;
        let (ready, others) = (world.github().ready(), other.ready());
        assert_ne!(ready.token, others.token);
        let key = |web: &str| format!("runner-console/token/{}", web.trim_start_matches("http://"));

        let page = runners_of(world, Kind::Organization).await?;
        let first = page.driver().window().await?;
        let here = row_headers(page).names().await?;
        let second = page.driver().new_tab().await?;
        show(page, &second).await?;
        world.open("").await?;
        fill_in(page, &others.web, &others.token).await?;
        show_scope(page, Kind::Organization, others.org).await?;
        all_read(page, 5).await?;
        let there = row_headers(page).names().await?;
        assert_eq!(kept(page).await?, [(key(&others.web), json!(others.token))]);

        // Each goes on with its own after a reload and a refresh.
        for (tab, runners, names, web) in [(&first, 3, &here, &ready.web), (&second, 5, &there, &others.web)] {
            show(page, tab).await?;
            page.reload().await?;
            all_read(page, runners).await?;
            page.get("button", "Refresh").click().await?;
            all_read(page, runners).await?;
            assert_eq!(&row_headers(page).names().await?, names);
            assert_eq!(kept(page).await?.len(), 1);
            assert_eq!(kept(page).await?[0].0, key(web));
        }
        heard_only_its_own(world.github())?;
        heard_only_its_own(&other)?;

        // Signing out of one leaves the other, in its storage and at work.
        show(page, &first).await?;
        page.get("button", "Sign out").click().await?;
        page.get("form", "Connect").wait().await?;
        assert_eq!(stored(page).await?, json!({}));
        let before = sent_to(world.github()).len();
        show(page, &second).await?;
        page.get("button", "Refresh").click().await?;
        page.reload().await?;
        all_read(page, 5).await?;
        assert_eq!(kept(page).await?, [(key(&others.web), json!(others.token))]);
        assert_eq!(sent_to(world.github()).len(), before, "the host that was left is asked by the other tab");

        // The link of one, opened in a new tab, asks for the token.
        let link = page.url().await?;
        let third = page.driver().new_tab().await?;
        show(page, &third).await?;
        page.go(&link).await?;
        page.get("form", "Connect").wait().await?;
        table(page).gone().await?;
        assert_eq!(stored(page).await?, json!({}));
        heard_only_its_own(&other)
    })
}

#[test]
fn r8_a_tab_that_the_console_opens_takes_nothing_with_it() -> Result<()> {
    Scenario::new().runners(3).run(async |world| {
        // Pages of GitHub itself, which the simulated one does not have.
        world.allow_in_console("responded with a status of 404");
        let ready = world.github().ready();
        let page = world.open("").await?;
        page.get("form", "Connect").get("textbox", "GitHub host").fill(&ready.web).await?;
        page.get("form", "Connect").get("textbox", "Access token").fill(&ready.token).await?;
        let address = format!("{}/settings/tokens", ready.web);
        opens_alone(world, page, "a[href$='/settings/tokens']", &address).await?;

        page.get("button", "Connect").click().await?;
        show_scope(page, Kind::Organization, ready.org).await?;
        all_read(page, 3).await?;
        page.get("button", "Runner applications").click().await?;
        page.get("table", "Runner applications").wait().await?;
        let links = "return [...document.querySelectorAll('a[target]')].map((link) => [link.href, link.rel])";
        let links: Vec<(String, String)> = serde_json::from_value(page.script_until("links", links).await?)?;
        ensure!(links.len() > 3, "{links:?}");
        for (href, rel) in links {
            ensure!(rel.contains("noopener") && rel.contains("noreferrer"), "{href} has rel={rel:?}");
        }
        ensure!(!admin::names(world, ORG).is_empty(), "no runners");
        Ok(())
    })
}

/// Clicks a link, and looks at the tab that it opened.
async fn opens_alone(world: &World, page: &Page, selector: &str, address: &str) -> Result<()> {
    let here = page.driver().window().await?;
    page.script_until("the link", &format!("return !!document.querySelector(\"{selector}\")")).await?;
    page.driver().find(thirtyfour::By::Css(selector)).await?.click().await?;
    let opened = harness::browser::until("the tab", async || {
        Ok(page.driver().windows().await?.into_iter().find(|tab| *tab != here))
    })
    .await?;
    show(page, &opened).await?;
    page.script_until("the address", &format!("return location.href === '{address}'")).await?;
    let seen = page.script("return [opener === null, document.referrer, name, sessionStorage.length]").await?;
    assert_eq!(seen, json!([true, "", "", 0]));
    world.sweep(harness::browser::Kept::InSession).await?;
    page.driver().close_window().await?;
    show(page, &here).await
}
