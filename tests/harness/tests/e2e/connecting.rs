//! Connecting: which tokens are taken, and what is said of those that are not. Which hosts: `s1_hosts`.

use anyhow::Result;
use harness::browser::{Scenario, World, until};
use serde_json::json;
use simulator::log::Entry;
use simulator::route::Operation;
use tokio::net::TcpListener;

use crate::admin;
use crate::steps::{Kind, all_read, connect, fill_in, requests, sent_to, show_scope, stored, table};

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
        alert.shows("GitHub does not allow your access token to read the runners.").await?;
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
fn of_a_host_that_answers_only_without_the_token_it_is_said_what_that_most_likely_means() -> Result<()> {
    Scenario::new().run(async |world| {
        for words in ["net::ERR_", "CORS policy"] {
            world.allow_in_console(words);
        }
        let ready = world.github().ready();
        let page = world.open("").await?;
        admin::strike(world, json!({ "operation": "preflight", "status": 403, "cors": "drop" }))?;
        fill_in(page, &ready.web, &ready.token).await?;
        page.all("alert").shows("GitHub could not be reached.").await?;
        page.shows("GitHub answers a request without the token, but not one with it.").await?;
        page.shows("Access-Control-Allow-Headers").await?;
        // Once it is mended, the same form goes on.
        world.github().state().clear_faults();
        page.get("button", "Connect").click().await?;
        page.get("button", "Sign out").wait().await
    })
}
