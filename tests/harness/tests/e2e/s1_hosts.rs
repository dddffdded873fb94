//! Bar S1, the hosts that people type, and the links that they follow: the token goes to the host that was meant, after it
//! was asked without the token, and a host that could be taken for another is refused.

use anyhow::{Context, Result};
use harness::browser::Scenario;
use serde_json::{Value, json};
use simulator::Config;
use simulator::log::Entry;

use super::strangers::{Strangers, host};
use crate::steps::{Kind, connect, fill_in, runners_of, sent_to, stored};

#[test]
fn s1_hosts_that_could_leak_the_token_are_refused_at_the_field_and_nothing_is_sent() -> Result<()> {
    Scenario::new().run(async |world| {
        let strangers = Strangers::start(world).await?;
        let ready = world.github().ready();
        let host = host(world);
        let mut table = vec![
            (String::new(), "Type the host"),
            (format!("http://admin:secret@{host}"), "Leave out the part before the @"),
            ("http://github.example.com".to_owned(), "Plain http would send the token unencrypted."),
            ("http://127.0.0.1.example.com".to_owned(), "Plain http would send the token unencrypted."),
            ("http://xn--gthub-cta.com".to_owned(), "Plain http would send the token unencrypted."),
            ("ftp://github.example.com".to_owned(), "Use an https address"),
            ("g\u{456}thub.com".to_owned(), "Host names have plain letters only."),
            ("github\u{3002}com".to_owned(), "Host names have plain letters only."),
            ("2130706433".to_owned(), "This is not a host name."),
            (format!("{host}0000"), "The port must be a number"),
        ];
        for stranger in &strangers.0 {
            let to = stranger.host();
            table.extend([
                (format!("{host}@{to}"), "Leave out the part before the @"),
                (format!("http://{host}:x@{to}/api/v3"), "Leave out the part before the @"),
                (format!("http://{}@{to}", ready.token), "Leave out the part before the @"),
                (format!("http:{to}"), "The port must be a number"),
                (format!("{host}.{to}"), "The port must be a number"),
                (format!("{host} {to}"), "The port must be a number"),
                (format!("{host}%40{to}"), "The port must be a number"),
                (to.replace('a', "\u{430}").replace('1', "\u{ff11}"), "Host names have plain letters only."),
            ]);
        }
        let page = world.open("").await?;
        for (typed, problem) in table {
            fill_in(page, &typed, &ready.token).await?;
            page.all("alert").shows(problem).await.with_context(|| typed.clone())?;
            let field = page.get("textbox", "GitHub host");
            assert_eq!(field.property("invalid").await?.as_deref(), Some("true"), "{typed}");
            assert!(field.description().await?.contains(problem), "{typed}");
        }
        // The token that was typed before an @ does not stay there.
        page.get("textbox", "GitHub host").fill("").await?;
        assert_eq!(sent_to(world.github()).len(), 0);
        assert_eq!(stored(page).await?, json!({}));
        strangers.saw_nobody()
    })
}

#[test]
fn s1_a_host_is_understood_however_it_is_typed_and_is_the_only_one_asked() -> Result<()> {
    Scenario::new().run(async |world| {
        let strangers = Strangers::start(world).await?;
        let ready = world.github().ready();
        let host = host(world);
        let (address, port) = host.split_once(':').context("no port")?;
        let other = strangers.0[0].host();
        for typed in [
            host.to_owned(),
            format!("  HTTP://{host}/api/v3  "),
            format!("{}/orgs/octo-org/settings/actions/runners?x=y#z", ready.web),
            format!("//{address}.:{port}"),
            format!("{host}\\@{other}"),
            format!("http://{host}\\\\{other}"),
            format!("http://{host}/@{other}"),
            format!("http://{host}?@{other}"),
            format!("http://{host}#@{other}"),
        ] {
            let page = world.open("").await?;
            fill_in(page, &typed, &ready.token).await?;
            page.get("radiogroup", "Scope").wait().await.with_context(|| typed.clone())?;
            assert!(page.url().await?.ends_with(&format!("?host={host}")), "{typed}: {}", page.url().await?);
            page.get("button", "Sign out").click().await?;
            page.get("form", "Connect").wait().await?;
        }
        for entry in sent_to(world.github()) {
            assert_eq!(entry.headers.get("host").map(String::as_str), Some(host), "{entry:?}");
        }
        strangers.saw_nobody()
    })
}

#[test]
fn s1_whether_a_host_is_a_github_is_asked_without_the_token() -> Result<()> {
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
fn s1_a_host_that_is_no_github_never_gets_the_token() -> Result<()> {
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
fn s1_another_host_means_a_new_page_with_that_host_kept_and_the_token_typed_anew() -> Result<()> {
    Scenario::new().run(async |world| {
        let other = world.another_github(Config { seed: 2, ..Config::default() }).await?;
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
        Ok(())
    })
}

#[test]
fn s1_a_link_to_another_host_gets_no_token() -> Result<()> {
    Scenario::new().run(async |world| {
        let other = world.another_github(Config { seed: 2, ..Config::default() }).await?;
        let page = runners_of(world, Kind::Organization).await?;
        let host = other.ready().web.trim_start_matches("http://");
        world.open(&format!("?host={host}&organization=octo-org")).await?;
        let form = page.get("form", "Connect");
        form.wait().await?;
        assert_eq!(form.get("textbox", "GitHub host").value().await?, host);
        assert_eq!(form.get("textbox", "Access token").value().await?, "");
        assert_eq!(other.state().requests().len(), 0);
        Ok(())
    })
}
