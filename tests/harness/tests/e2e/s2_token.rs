//! Bar S2: the access token is in the tab's session storage (or in memory alone), and nowhere else.
//!
//! Every browser test ends with the sweep that is used here; the last tests prove that it finds what it looks for.

use anyhow::{Context, Result, ensure};
use harness::browser::{Kept, Key, Scenario};
use serde_json::json;

use crate::steps::{Kind, all_read, fill_in, find_row, fleet, runners_of, show_scope, stored, table};

#[test]
fn s2_a_token_kept_in_memory_is_gone_after_a_reload() -> Result<()> {
    Scenario::new().run(async |world| {
        let ready = world.github().ready();
        let page = world.open("").await?;
        page.get("checkbox", "Forget the token when this page is reloaded").set_checked(true).await?;
        fill_in(page, &ready.web, &ready.token).await?;
        show_scope(page, Kind::Organization, ready.org).await?;
        all_read(page, 42).await?;
        world.sweep(Kept::Nowhere).await?;

        page.reload().await?;
        let form = page.get("form", "Connect");
        form.wait().await?;
        assert_eq!(form.get("textbox", "GitHub host").value().await?, ready.web.trim_start_matches("http://"));
        assert_eq!(form.get("textbox", "Access token").value().await?, "");
        // Where one was is not forgotten: the link leads there.
        fill_in(page, &ready.web, &ready.token).await?;
        all_read(page, 42).await
    })
}

#[test]
fn s2_a_token_kept_in_the_session_survives_a_reload() -> Result<()> {
    Scenario::new().run(async |world| {
        let page = runners_of(world, Kind::Organization).await?;
        let ready = world.github().ready();
        let key = format!("runner-console/token/{}", ready.web.trim_start_matches("http://"));
        assert_eq!(stored(page).await?[&key], *ready.token);
        page.reload().await?;
        all_read(page, 42).await?;
        page.shows("octo-admin").await
    })
}

#[test]
fn s2_a_token_that_was_revoked_meanwhile_ends_the_session_at_the_next_reload() -> Result<()> {
    Scenario::new().run(async |world| {
        let page = runners_of(world, Kind::Organization).await?;
        world.github().state().with(|state| {
            let revoked = state.accounts.iter().find(|account| account.name == "token").cloned();
            if let Some(mut account) = revoked {
                account.validity = simulator::auth::Validity::Revoked;
                state.accounts.put(account);
            }
        });
        page.reload().await?;
        page.get("form", "Connect").wait().await?;
        page.all("alert").shows("GitHub does not accept this access token.").await?;
        world.sweep(Kept::Nowhere).await
    })
}

#[test]
fn s2_signing_out_leaves_nothing_behind() -> Result<()> {
    Scenario::new().run(async |world| {
        let page = runners_of(world, Kind::Organization).await?;
        page.get("button", "Sign out").click().await?;
        page.get("form", "Connect").wait().await?;
        page.shows("You are signed out. The token is gone from this tab.").await?;
        table(page).gone().await?;
        assert_eq!(stored(page).await?, json!({}));
        world.sweep(Kept::Nowhere).await?;
        // Not by the Back button either.
        let before = world.github().state().requests().len();
        page.back().await?;
        page.get("form", "Connect").wait().await?;
        table(page).gone().await?;
        page.reload().await?;
        page.get("form", "Connect").wait().await?;
        assert_eq!(world.github().state().requests().len(), before, "nothing more is asked of GitHub");
        world.sweep(Kept::Nowhere).await
    })
}

#[test]
fn s2_the_token_is_in_session_storage_and_nowhere_else() -> Result<()> {
    Scenario::new().run(async |world| {
        let page = runners_of(world, Kind::Organization).await?;
        let ready = world.github().ready();
        let runner = fleet(world, &Kind::Organization.path(ready))?.remove(0).name;
        world.sweep(Kept::InSession).await?;

        find_row(page, &runner).await?;
        table(page).get("button", &runner).click().await?;
        page.get("dialog", &runner).shows("Id").await?;
        world.sweep(Kept::InSession).await?;
        page.press(Key::Escape).await?;

        page.get("button", "Add runner").click().await?;
        let add = page.get("dialog", "Add runner");
        add.get("button", "Generate registration token").click().await?;
        add.get("region", "Configuration command").wait().await?;
        world.sweep(Kept::InSession).await?;

        let key = format!("runner-console/token/{}", ready.web.trim_start_matches("http://"));
        let stored = stored(page).await?;
        for (name, value) in stored.as_object().context("no storage")? {
            assert_eq!(value.to_string().contains(&ready.token), *name == key, "{name}");
        }
        Ok(())
    })
}

/// What a page with a leak would do with `TOKEN` (and `GITHUB`); and the words with which the sweep tells where it is.
const LEAKS: [(&str, &str); 20] = [
    ("history.replaceState(null, '', `?q=TOKEN`)", "the address"),
    ("history.replaceState({ t: 'TOKEN' }, '')", "the state of the history"),
    ("history.pushState(null, '', '?q=TOKEN'); history.pushState(null, '', '?')", "the history"),
    ("document.title = 'TOKEN'", "the title"),
    ("window.name = 'TOKEN'", "the name of the window"),
    ("document.cookie = 'a=TOKEN'", "cookies"),
    ("localStorage.setItem('a', 'TOKEN')", "localStorage"),
    ("localStorage.setItem('TOKEN', '')", "localStorage"),
    ("sessionStorage.setItem('a', 'TOKEN')", "sessionStorage"),
    ("sessionStorage.setItem('runner-console/token/github.com', 'TOKEN')", "is kept for github.com"),
    (
        "await new Promise((done) => {
            const opening = indexedDB.open('a');
            opening.onupgradeneeded = () => opening.result.createObjectStore('s').add('TOKEN', 1);
            opening.onsuccess = () => { opening.result.close(); done(); };
        })",
        "IndexedDB",
    ),
    ("await (await caches.open('a')).put('/a', new Response('TOKEN'))", "caches"),
    ("document.body.append('TOKEN')", "the document"),
    ("document.body.setAttribute('data-a', 'TOKEN')", "the document"),
    ("document.querySelector('input').value = 'TOKEN'", "boxes"),
    ("console.log('TOKEN')", "the browser's log"),
    ("await (await fetch('./config.json?TOKEN')).text()", "requested addresses"),
    ("await fetch('./config.json', { headers: { 'x-a': 'TOKEN' } })", "a request to the console's own site"),
    ("await fetch('GITHUB/meta', { headers: { accept: 'TOKEN' } })", "a request to GitHub"),
    ("await fetch('GITHUB/meta', { headers: { accept: 'a' }, referrerPolicy: 'origin' })", "was sent a referrer"),
];

#[test]
fn s2_the_sweep_finds_a_planted_token_in_every_place() -> Result<()> {
    Scenario::new().run(async |world| {
        let page = runners_of(world, Kind::Organization).await?;
        world.sweep(Kept::InSession).await?;
        ensure!(world.sweep(Kept::Nowhere).await.is_err(), "the token in the session storage was overlooked");
        for (number, (leak, place)) in LEAKS.into_iter().enumerate() {
            // Each with a token of its own: what was logged or requested cannot be taken back.
            let token = format!("ghp_canary{number:026}");
            world.watch_for(&token);
            let plant = leak.replace("TOKEN", &token).replace("GITHUB", &world.github().ready().api);
            let tell = ".then(() => done(null), (error) => done(`${error}`))";
            let script = format!("const [done] = arguments; (async () => {{ {plant} }})(){tell}");
            let failed = page.script_async(&script).await?;
            assert_eq!(failed, json!(null), "{leak}");
            let found = world.sweep(Kept::InSession).await.err().with_context(|| format!("overlooked: {leak}"))?;
            ensure!(found.to_string().contains(place), "{leak}: {found}");
            world.stop_watching_for(&token);
        }
        world.github().state().with(|state| state.log.clear());
        Ok(())
    })
}

#[test]
fn s2_the_sweep_finds_a_token_in_an_opened_tab_and_beside_the_form() -> Result<()> {
    Scenario::new().run(async |world| {
        let page = runners_of(world, Kind::Organization).await?;
        let here = page.driver().window().await?;
        // A tab that shows a file asks for it by itself.
        world.allow_in_console("/favicon.ico");
        // Without `noopener` a tab that the page opens starts with a copy of the session storage. Not for a JSON file:
        // for that Firefox opens a viewer, which is no page of this site.
        page.script("window.open(document.querySelector('link[rel=stylesheet]').href)").await?;
        let tabs = page.driver().windows().await?;
        let other = tabs.into_iter().find(|tab| *tab != here).context("no tab was opened")?;
        page.driver().switch_to_window(other).await?;
        page.script_until("the copy", "return sessionStorage.length > 0").await?;
        page.script(
            "for (const key in sessionStorage) if (key.includes('/token/')) sessionStorage.a = sessionStorage[key]",
        )
        .await?;
        page.driver().switch_to_window(here.clone()).await?;
        let found = world.sweep(Kept::InSession).await.err().context("the other tab was overlooked")?;
        ensure!(found.to_string().contains("sessionStorage"), "{found}");
        for tab in page.driver().windows().await?.into_iter().filter(|tab| *tab != here) {
            page.driver().switch_to_window(tab).await?;
            page.driver().close_window().await?;
        }
        page.driver().switch_to_window(here).await?;
        world.sweep(Kept::InSession).await?;

        // Signing out that forgets to forget.
        let token = page.script("return { ...sessionStorage }").await?;
        page.get("button", "Sign out").click().await?;
        page.get("form", "Connect").wait().await?;
        page.script(&format!("Object.assign(sessionStorage, {token})")).await?;
        let found = world.sweep(Kept::InSession).await.err().context("what was left behind was overlooked")?;
        ensure!(found.to_string().contains("although the form asks for one"), "{found}");
        page.script("sessionStorage.clear()").await.map(drop)
    })
}
