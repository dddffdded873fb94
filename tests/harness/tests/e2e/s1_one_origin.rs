//! Bar S1: the access token reaches the one origin that the admin connected to, and no other, whatever that origin
//! answers.
//!
//! A downgrade from `https` cannot be tried on loopback, where there is no `https`: what is tested (`s1_hosts`) is that
//! plain `http` is refused for every other host.

use anyhow::{Context, Result, ensure};
use harness::browser::{Name, Scenario, World, until};
use serde_json::{Value, json};

use super::admin::{self, Admin, ORG};
use super::strangers::{Strangers, host};
use crate::steps::{Kind, all_read, fill_in, runners_of, sent_to, stored};

/// What GitHub answers with, to be led elsewhere.
const REDIRECTS: [u16; 4] = [301, 302, 307, 308];
/// The runner that the requests are about.
const TARGET: &str = "target";
/// One more than fits on a page.
const RUNNERS: usize = 101;
/// Makes the waits between tries short; those for the next round stay.
const IMPATIENT: &str = "(() => {
    const set = setTimeout.bind(window);
    window.setTimeout = (task, wait, ...rest) => set(task, wait < 5000 ? 0 : wait, ...rest);
})()";

/// What an admin does that makes the console ask.
#[derive(Clone, Copy, Debug)]
enum Asked {
    List,
    Get,
    Post,
    Delete,
}

impl Asked {
    const ALL: [Self; 4] = [Self::List, Self::Get, Self::Post, Self::Delete];

    /// The operation, and what follows the REST base.
    fn operation(self) -> (&'static str, &'static str) {
        match self {
            Self::List => ("list", "/orgs/octo-org/actions/runners?per_page=100&page=1"),
            Self::Get => ("get", "/orgs/octo-org/actions/runners/7"),
            Self::Post => ("registration-token", "/orgs/octo-org/actions/runners/registration-token"),
            Self::Delete => ("delete", "/orgs/octo-org/actions/runners/7"),
        }
    }

    /// Does it, and waits for what the screen says of the failure.
    async fn fails(self, admin: &Admin<'_>) -> Result<()> {
        let sentence = "GitHub could not be reached.";
        let not_followed = "GitHub redirected the request, so nothing was changed.";
        match self {
            Self::List => {
                admin.refresh().await?;
                return admin.page.all("alert").shows(sentence).await;
            }
            Self::Get => {
                admin.row(TARGET).get("button", TARGET).click().await?;
                admin.dialog(TARGET).await?.get("alert", Name::Any).shows(sentence).await?;
            }
            Self::Post => {
                let dialog = admin.add_runner().await?;
                dialog.get("button", "Generate registration token").click().await?;
                dialog.get("alert", Name::Any).shows(not_followed).await?;
            }
            Self::Delete => {
                let dialog = admin.remove(TARGET).await?;
                dialog.shows("The machine is not connected").await?;
                dialog.get("button", "Force remove").click().await?;
                dialog.get("alert", Name::Any).shows(not_followed).await?;
            }
        }
        admin.escape().await
    }
}

/// From now on GitHub answers an operation, asked with a token, in this way.
fn answer_with(world: &World, operation: &str, mut fault: Value) -> Result<()> {
    fault["operation"] = json!(operation);
    world.github().state().clear_faults();
    world.github().state().add_fault(serde_json::from_value(fault)?);
    Ok(())
}

/// The policy of the page is what stops it, and the browser says so.
fn expect_refusals(world: &World) {
    world.expect_violation("connect-src");
    world.allow_in_console("net::ERR_FAILED");
}

async fn admin_of_many(world: &World) -> Result<Admin<'_>> {
    let mut fleet = vec![json!({ "name": TARGET, "status": "offline" })];
    fleet.extend((1..RUNNERS).map(|number| json!({ "name": format!("other-{number}") })));
    admin::set_fleet(world, ORG, &json!(fleet))?;
    world.page().run_in_each_document(IMPATIENT).await?;
    let admin = Admin::at(world, ORG).await?;
    all_read(admin.page, RUNNERS).await?;
    Ok(admin)
}

#[test]
fn s1_no_redirect_of_any_kind_takes_a_request_to_another_server() -> Result<()> {
    Scenario::new().run(async |world| {
        expect_refusals(world);
        let strangers = Strangers::start(world).await?;
        let admin = admin_of_many(world).await?;
        let mut tried = 0;
        for (place, asked) in Asked::ALL.into_iter().enumerate() {
            let (operation, path) = asked.operation();
            for (turn, status) in REDIRECTS.into_iter().enumerate() {
                // Each operation is led to each stranger, and each stranger by each kind of redirect.
                let stranger = &strangers.0[(place + turn) % strangers.0.len()];
                let case = || format!("{status} of {asked:?} to {}", stranger.host());
                let to = format!("{}/api/v3{path}", stranger.web());
                answer_with(world, operation, json!({ "status": status, "redirect": to }))?;
                asked.fails(&admin).await.with_context(case)?;
                strangers.saw_nobody().with_context(case)?;
                tried += 1;
            }
        }
        assert_eq!(tried, 16);
        ensure!(admin::runner(world, ORG, TARGET).is_some(), "a removal that was led astray removed the runner");
        world.github().state().clear_faults();
        admin.refresh().await?;
        admin.page.all("alert").gone().await?;
        all_read(admin.page, RUNNERS).await
    })
}

#[test]
fn s1_a_redirect_within_the_same_origin_is_followed() -> Result<()> {
    Scenario::new().run(async |world| {
        let strangers = Strangers::start(world).await?;
        let page = runners_of(world, Kind::Organization).await?;
        for status in REDIRECTS {
            // The same list, as after a rename; what is there a moment later shows that its rows came.
            let name = format!("after-{status}");
            let runner = json!({ "scope": ORG, "runners": [{ "name": &name }] });
            admin::control(world, &axum::http::Method::POST, "runners", &runner)?;
            let to = format!(
                "{}/orgs/octo-org/actions/runners?per_page=100&page=1&moved={status}",
                world.github().ready().api
            );
            answer_with(world, "list", json!({ "status": status, "redirect": to, "times": 1 }))?;
            page.get("button", "Refresh").click().await?;
            page.get("searchbox", "Filter runners").fill(&name).await?;
            page.get("grid", "Runners").get("rowheader", &name).wait().await.with_context(|| name.clone())?;
            let moved = format!("moved={status}");
            let followed = sent_to(world.github()).into_iter().find(|entry| entry.query.ends_with(&moved));
            let token = followed.with_context(|| format!("{status} was not followed"))?.token;
            assert_eq!(token.as_deref(), Some("token"), "{status}");
        }
        assert_eq!(page.all("alert").count().await?, 0);
        strangers.saw_nobody()
    })
}

#[test]
fn s1_a_link_header_that_names_another_server_is_not_followed() -> Result<()> {
    Scenario::new().run(async |world| {
        let strangers = Strangers::start(world).await?;
        let admin = admin_of_many(world).await?;
        for stranger in &strangers.0 {
            for url in [
                format!("{}/api/v3/orgs/octo-org/actions/runners?per_page=100&page=2", stranger.web()),
                format!("//{}/?page=2", stranger.host()),
                format!("http://{}@{}/?page=2", host(world), stranger.host()),
            ] {
                let link = format!("<{url}>; rel=\"next\", <{url}>; rel=\"last\"");
                answer_with(world, "list", json!({ "headers": { "link": link } }))?;
                let before = sent_to(world.github()).len();
                admin.refresh().await?;
                until("both pages", async || Ok((sent_to(world.github()).len() >= before + 2).then_some(()))).await?;
                all_read(admin.page, RUNNERS).await.with_context(|| url.clone())?;
                strangers.saw_nobody().with_context(|| url.clone())?;
            }
        }
        Ok(())
    })
}

#[test]
fn s1_a_host_that_leads_elsewhere_while_one_connects_does_not_pass_the_token_on() -> Result<()> {
    Scenario::new().run(async |world| {
        expect_refusals(world);
        let strangers = Strangers::start(world).await?;
        let ready = world.github().ready();
        world.page().run_in_each_document(IMPATIENT).await?;
        // At the question that is asked without the token the page is not bound to a host yet.
        for (turn, status) in REDIRECTS.into_iter().enumerate() {
            let stranger = &strangers.0[turn % strangers.0.len()];
            let case = || format!("{status} to {}", stranger.host());
            answer_with(
                world,
                "user",
                json!({ "status": status, "redirect": format!("{}/api/v3/user", stranger.web()) }),
            )?;
            let page = world.open("").await?;
            fill_in(page, &ready.web, &ready.token).await?;
            page.all("alert").wait().await.with_context(case)?;
            let said = page.all("alert").text().await?;
            let clear = ["Another server answered", "GitHub could not be reached."];
            ensure!(clear.iter().any(|sentence| said.contains(sentence)), "{}: {said}", case());
            ensure!(
                sent_to(world.github()).iter().all(|entry| entry.token.is_none()),
                "{}: the token was sent",
                case()
            );
            strangers.saw_no_token(&ready.token).with_context(case)?;
            assert_eq!(stored(page).await?, json!({}), "{}", case());
        }
        let before: usize = strangers.0.iter().map(|stranger| stranger.visits().len()).sum();
        for (turn, status) in REDIRECTS.into_iter().enumerate() {
            let stranger = &strangers.0[turn % strangers.0.len()];
            let to = format!("{}/api/v3/user", stranger.web());
            answer_with(world, "user", json!({ "status": status, "redirect": to, "token": "token" }))?;
            let page = world.open("").await?;
            fill_in(page, &ready.web, &ready.token).await?;
            page.all("alert").shows("GitHub could not be reached.").await?;
            assert_eq!(stored(page).await?, json!({}));
        }
        let after: usize = strangers.0.iter().map(|stranger| stranger.visits().len()).sum();
        assert_eq!(after, before, "a request with the token went astray");
        ensure!(sent_to(world.github()).iter().any(|entry| entry.token.is_some()), "the token was never asked with");
        Ok(())
    })
}
