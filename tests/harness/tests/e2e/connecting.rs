//! Connecting and leaving: which hosts and tokens are taken, where the token goes, and where it does not.

use anyhow::{Context, Result};
use harness::browser::{Key, Page, Scenario, World, until};
use serde_json::{Value, json};
use simulator::Running;
use simulator::log::Entry;
use simulator::route::Operation;
use tokio::net::TcpListener;

use crate::steps::{Kind, all_read, connect, fill_in, find_row, fleet, requests, runners_of, show_scope, table};

/// The requests that asked with a token who it belongs to.
fn probes(world: &World) -> Vec<Entry> {
    let asked = requests(world, Operation::User);
    asked.into_iter().filter(|entry| entry.headers.contains_key("authorization")).collect()
}

#[test]
fn a_good_token_leads_to_the_choice_of_a_scope() -> Result<()> {
    Scenario::new().run(async |world| {
        let page = connect(world).await?;
        page.get("button", "Sign out").wait().await?;
        page.shows("octo-admin").await?;
        let probe = probes(world);
        assert_eq!(probe.iter().map(|entry| entry.status).collect::<Vec<_>>(), [Some(200)]);
        Ok(())
    })
}

#[test]
fn whether_a_host_is_a_github_is_asked_without_the_token() -> Result<()> {
    Scenario::new().run(async |world| {
        connect(world).await?;
        let sent: Vec<Entry> = sent_to(world.github());
        let first = sent.first().context("nothing was sent")?;
        assert_eq!((&*first.method, &*first.path), ("GET", "/api/v3/user"));
        assert!(!first.headers.contains_key("authorization"), "{first:?}");
        assert!(sent[1..].iter().all(|entry| entry.token.as_deref() == Some("token")), "{sent:?}");
        Ok(())
    })
}

#[test]
fn a_token_that_github_does_not_take_is_said_to_be_wrong() -> Result<()> {
    Scenario::new().run(async |world| {
        let ready = world.github().ready();
        let page = world.open("").await?;
        for (before, token) in ["ghp_0000000000000000000000000000000000ff", &ready.expired_token].iter().enumerate() {
            fill_in(page, &ready.web, token).await?;
            until("the probe", async || Ok((probes(world).len() > before).then_some(()))).await?;
            page.all("alert").shows("GitHub does not accept this access token.").await?;
            page.all("alert").shows("neither expired nor been revoked").await?;
            assert_eq!(stored(page).await?, json!({}), "a token that is no good is not kept");
        }
        assert_eq!(probes(world).len(), 2);
        // The way out of the error is to connect again.
        fill_in(page, &ready.web, &ready.token).await?;
        page.get("radiogroup", "Scope").wait().await
    })
}

#[test]
fn a_token_that_may_only_read_is_refused_at_the_list_with_the_scope_it_lacks() -> Result<()> {
    Scenario::new().run(async |world| {
        let ready = world.github().ready();
        let page = world.open("").await?;
        fill_in(page, &ready.web, &ready.read_only_token).await?;
        show_scope(page, Kind::Organization, ready.org).await?;
        let alert = page.all("alert");
        alert.shows("GitHub does not allow this token to read the runners.").await?;
        alert.shows("admin:org").await?;
        alert.shows("Must have admin rights to Repository.").await?;
        table(page).gone().await
    })
}

#[test]
fn a_token_without_a_user_connects() -> Result<()> {
    Scenario::new().run(async |world| {
        let ready = world.github().ready();
        let page = world.open("").await?;
        fill_in(page, &ready.web, &ready.installation_token).await?;
        show_scope(page, Kind::Organization, ready.org).await?;
        all_read(page, 42).await
    })
}

#[test]
fn what_cannot_be_a_token_is_refused_at_the_field_and_nothing_is_sent() -> Result<()> {
    Scenario::new().run(async |world| {
        let page = world.open("").await?;
        for (token, problem) in [("", "Paste an access token."), ("ghp_a b", "A token has no spaces")] {
            fill_in(page, &world.github().ready().web, token).await?;
            let field = page.get("textbox", "Access token");
            page.all("alert").shows(problem).await?;
            assert_eq!(field.property("invalid").await?.as_deref(), Some("true"));
            assert!(field.description().await?.contains(problem));
            assert_eq!(field.property("focused").await?.as_deref(), Some("true"));
        }
        assert_eq!(sent_to(world.github()).len(), 0);
        Ok(())
    })
}

#[test]
fn a_host_that_does_not_answer_is_said_to_be_out_of_reach() -> Result<()> {
    Scenario::new().run(async |world| {
        world.allow_in_console("net::ERR_CONNECTION_REFUSED");
        // A port that was free a moment ago.
        let port = TcpListener::bind(("127.0.0.1", 0)).await?.local_addr()?.port();
        let page = world.open("").await?;
        fill_in(page, &format!("127.0.0.1:{port}"), "ghp_anything").await?;
        page.all("alert").shows("GitHub could not be reached.").await?;
        page.all("alert").shows("The browser does not say why.").await?;
        page.get("form", "Connect").wait().await
    })
}

#[test]
fn a_host_that_is_no_github_never_gets_the_token() -> Result<()> {
    Scenario::new().run(async |world| {
        // The site of the console itself: it answers, but not as a GitHub.
        world.allow_in_console("/api/v3/user");
        let page = world.open("").await?;
        fill_in(page, &world.site_url(), "ghp_anything").await?;
        page.all("alert").shows("The answer is not what GitHub's API documents.").await?;
        let asked = page.script("return performance.getEntriesByType('resource').map((one) => one.name)").await?;
        let asked: Vec<&str> = asked.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        // Once, as a stranger: the request that follows with the token is never made.
        assert_eq!(asked.iter().filter(|url| url.ends_with("/api/v3/user")).count(), 1, "{asked:?}");
        Ok(())
    })
}

#[test]
fn a_host_is_understood_however_it_is_typed() -> Result<()> {
    Scenario::new().run(async |world| {
        let ready = world.github().ready();
        let host = ready.web.trim_start_matches("http://");
        let (address, port) = host.split_once(':').context("no port")?;
        for typed in [
            host.to_owned(),
            format!("{}/", ready.web),
            format!("  HTTP://{host}/api/v3  "),
            format!("{}/orgs/octo-org/settings/actions/runners?x=y#z", ready.web),
            format!("//{address}.:{port}"),
        ] {
            let page = world.open("").await?;
            fill_in(page, &typed, &ready.token).await?;
            page.get("radiogroup", "Scope").wait().await.with_context(|| typed.clone())?;
            assert!(page.url().await?.ends_with(&format!("?host={host}")), "{typed}: {}", page.url().await?);
            page.get("button", "Sign out").click().await?;
            page.get("form", "Connect").wait().await?;
        }
        Ok(())
    })
}

#[test]
fn hosts_that_could_leak_the_token_are_refused_at_the_field_and_nothing_is_sent() -> Result<()> {
    Scenario::new().run(async |world| {
        let ready = world.github().ready();
        let host = ready.web.trim_start_matches("http://");
        let page = world.open("").await?;
        for (typed, problem) in [
            (String::new(), "Type the host"),
            (format!("http://admin:secret@{host}"), "Leave out the part before the @"),
            (format!("github.com@{host}"), "Leave out the part before the @"),
            ("http://github.example.com".to_owned(), "Plain http would send the token unencrypted."),
            ("http://127.0.0.1.example.com".to_owned(), "Plain http would send the token unencrypted."),
            ("ftp://github.example.com".to_owned(), "Use an https address"),
            ("g\u{456}thub.com".to_owned(), "Host names have plain letters only."),
            ("2130706433".to_owned(), "This is not a host name."),
            (format!("{host}0000"), "The port must be a number"),
        ] {
            fill_in(page, &typed, &ready.token).await?;
            page.all("alert").shows(problem).await.with_context(|| typed.clone())?;
            let field = page.get("textbox", "GitHub host");
            assert_eq!(field.property("invalid").await?.as_deref(), Some("true"), "{typed}");
            assert!(field.description().await?.contains(problem), "{typed}");
        }
        assert_eq!(sent_to(world.github()).len(), 0);
        assert_eq!(stored(page).await?, json!({}));
        Ok(())
    })
}

#[test]
fn a_token_kept_in_memory_is_gone_after_a_reload() -> Result<()> {
    Scenario::new().run(async |world| {
        let ready = world.github().ready();
        let page = world.open("").await?;
        page.get("checkbox", "Forget the token when this page is reloaded").set_checked(true).await?;
        fill_in(page, &ready.web, &ready.token).await?;
        show_scope(page, Kind::Organization, ready.org).await?;
        all_read(page, 42).await?;
        assert!(!stored(page).await?.to_string().contains(&ready.token));

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
fn a_token_kept_in_the_session_survives_a_reload() -> Result<()> {
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
fn a_token_that_was_revoked_meanwhile_ends_the_session_at_the_next_reload() -> Result<()> {
    Scenario::new().run(async |world| {
        let page = runners_of(world, Kind::Organization).await?;
        let ready = world.github().ready();
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
        assert!(!stored(page).await?.to_string().contains(&ready.token));
        Ok(())
    })
}

#[test]
fn signing_out_leaves_nothing_behind() -> Result<()> {
    Scenario::new().run(async |world| {
        let page = runners_of(world, Kind::Organization).await?;
        let ready = world.github().ready();
        page.get("button", "Sign out").click().await?;
        page.get("form", "Connect").wait().await?;
        table(page).gone().await?;
        assert_eq!(stored(page).await?, json!({}));
        assert_nowhere(world, page, &ready.token).await?;
        // Not by the Back button either.
        let before = world.github().state().requests().len();
        page.back().await?;
        page.get("form", "Connect").wait().await?;
        table(page).gone().await?;
        page.reload().await?;
        page.get("form", "Connect").wait().await?;
        assert_eq!(world.github().state().requests().len(), before, "nothing more is asked of GitHub");
        Ok(())
    })
}

#[test]
fn the_token_is_in_session_storage_and_nowhere_else() -> Result<()> {
    Scenario::new().run(async |world| {
        let page = runners_of(world, Kind::Organization).await?;
        let ready = world.github().ready();
        let runner = fleet(world, &Kind::Organization.path(ready))?.remove(0).name;
        assert_nowhere(world, page, &ready.token).await?;

        find_row(page, &runner).await?;
        table(page).get("button", &runner).click().await?;
        page.get("dialog", &runner).shows("Id").await?;
        assert_nowhere(world, page, &ready.token).await?;
        page.press(Key::Escape).await?;

        page.get("button", "Add runner").click().await?;
        let add = page.get("dialog", "Add runner");
        add.get("button", "Generate registration token").click().await?;
        add.get("region", "Configuration command").wait().await?;
        assert_nowhere(world, page, &ready.token).await?;

        let key = format!("runner-console/token/{}", ready.web.trim_start_matches("http://"));
        let stored = stored(page).await?;
        for (name, value) in stored.as_object().context("no storage")? {
            assert_eq!(value.to_string().contains(&ready.token), *name == key, "{name}");
        }
        Ok(())
    })
}

#[test]
fn another_host_means_a_new_page_with_that_host_kept_and_the_token_typed_anew() -> Result<()> {
    Scenario::new().run(async |world| {
        let other = simulator::start(simulator::Config { seed: 2, ..simulator::Config::default() }).await?;
        // What it answers to those who show no token.
        world.allow_in_console(&format!("{}/user - Failed to load resource", other.ready().api));
        let page = runners_of(world, Kind::Organization).await?;
        page.get("button", "Sign out").click().await?;
        page.script("window.stillHere = true").await?;
        let before = sent_to(world.github()).len();
        fill_in(page, &other.ready().web, &other.ready().token).await?;
        page.script_until("a new page", "return !window.stillHere").await?;
        let form = page.get("form", "Connect");
        form.wait().await?;
        assert_eq!(form.get("textbox", "GitHub host").value().await?, other.ready().web.trim_start_matches("http://"));
        assert_eq!(form.get("textbox", "Access token").value().await?, "");
        assert_eq!(sent_to(&other).len(), 0, "nothing left the old page");

        fill_in(page, &other.ready().web, &other.ready().token).await?;
        page.get("radiogroup", "Scope").wait().await?;
        let received = sent_to(&other);
        assert!(received.iter().all(|entry| entry.token.as_deref().is_none_or(|name| name == "token")), "{received:?}");
        assert_eq!(sent_to(world.github()).len(), before, "the host that was left hears nothing more");
        other.stop().await;
        Ok(())
    })
}

#[test]
fn a_link_to_another_host_gets_no_token() -> Result<()> {
    Scenario::new().run(async |world| {
        let other = simulator::start(simulator::Config { seed: 2, ..simulator::Config::default() }).await?;
        let page = runners_of(world, Kind::Organization).await?;
        let host = other.ready().web.trim_start_matches("http://");
        world.open(&format!("?host={host}&organization=octo-org")).await?;
        let form = page.get("form", "Connect");
        form.wait().await?;
        assert_eq!(form.get("textbox", "GitHub host").value().await?, host);
        assert_eq!(form.get("textbox", "Access token").value().await?, "");
        assert_eq!(other.state().requests().len(), 0);
        other.stop().await;
        Ok(())
    })
}

#[test]
fn a_redirect_to_another_host_gets_no_token() -> Result<()> {
    Scenario::new().run(async |world| {
        // The page's own narrowed policy is what stops it.
        world.allow_in_console("Content Security Policy");
        world.allow_in_console("net::ERR_FAILED");
        let other = simulator::start(simulator::Config { seed: 2, ..simulator::Config::default() }).await?;
        let page = runners_of(world, Kind::Organization).await?;
        let order =
            json!({ "operation": "list", "redirect": format!("{}/orgs/octo-org/actions/runners", other.ready().api) });
        world.github().state().add_fault(serde_json::from_value(order)?);
        page.get("button", "Refresh").click().await?;
        page.all("alert").shows("GitHub could not be reached.").await?;
        assert_eq!(other.state().requests().len(), 0);
        all_read(page, 42).await?;
        other.stop().await;
        Ok(())
    })
}

/// What a host received, preflights left out: they carry nothing.
fn sent_to(github: &Running) -> Vec<Entry> {
    github.state().requests().into_iter().filter(|entry| entry.method != "OPTIONS").collect()
}

/// All of the session storage, as one object.
async fn stored(page: &Page) -> Result<Value> {
    page.script("return { ...sessionStorage }").await
}

/// Everything that a page, a server or a person who looks over a shoulder could find, but the session storage.
const PLACES: &str = "
    const [done] = arguments;
    (async () => done(JSON.stringify({
        address: location.href,
        referrer: document.referrer,
        name: window.name,
        cookies: document.cookie,
        local: { ...localStorage },
        databases: await indexedDB.databases(),
        caches: await caches.keys(),
        state: history.state,
        requests: performance.getEntries().map((entry) => entry.name),
        page: document.documentElement.outerHTML,
        values: [...document.querySelectorAll('input, textarea')].map((box) => box.value),
    })))();
";

/// Fails if the token can be found outside of the session storage.
async fn assert_nowhere(world: &World, page: &Page, token: &str) -> Result<()> {
    let places = page.script_async(PLACES).await?;
    let places: Value = serde_json::from_str(places.as_str().context("no answer")?)?;
    assert!(!places["page"].as_str().unwrap_or_default().is_empty());
    for (place, content) in places.as_object().context("no places")? {
        assert!(!content.to_string().contains(token), "{place}");
    }
    assert!(!world.console().await?.iter().any(|entry| entry.message.contains(token)));
    for entry in world.github().state().requests() {
        // The log itself writes the token's name for its value, in the one header where it belongs.
        assert!(!serde_json::to_string(&entry)?.contains(token), "{entry:?}");
    }
    Ok(())
}
