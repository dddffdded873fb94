//! What an admin sees when reading the runners goes wrong: a sentence, a next step, and the rows as they were.
//!
//! One test a fault, of the table in github-api.md section 2 ("What errors mean").

use anyhow::{Context, Result};
use axum::http::{Method, StatusCode};
use harness::browser::{Name, Page, Scenario, World};
use serde_json::{Value, json};
use simulator::Dialect;

use crate::steps::{Kind, all_read, connect, find_row, fleet, row_headers, rows, runners_of, show_scope, table};

/// A row for each fault: the tests' names, what the faulty list does, and what the alert says.
macro_rules! faults {
    ($($refresh:ident, $first:ident: $fault:expr => $says:expr;)*) => {$(
        #[test]
        fn $refresh() -> Result<()> {
            Scenario::new().run(async |world| keeps_the_rows(world, $fault, &$says).await)
        }
        #[test]
        fn $first() -> Result<()> {
            Scenario::new().run(async |world| has_no_rows(world, $fault, &$says).await)
        }
    )*};
}

faults! {
    a_refresh_with_a_401_keeps_the_rows, a_first_reading_with_a_401_recovers:
        json!({ "status": 401 })
        => ["GitHub does not accept this access token.", "Sign out, then connect with a valid one."];
    a_refresh_with_a_403_keeps_the_rows, a_first_reading_with_a_403_recovers:
        json!({ "status": 403, "body": { "message": "Must have admin rights to Repository." } })
        => ["GitHub does not allow your access token to read the runners.", "admin:org", "Must have admin rights to Repository."];
    a_refresh_with_a_404_keeps_the_rows, a_first_reading_with_a_404_recovers:
        json!({ "status": 404 })
        => ["There is no such organization, or your access token may not see it.", "admin:org"];
    a_refresh_with_a_500_keeps_the_rows, a_first_reading_with_a_500_recovers:
        json!({ "status": 500 })
        => ["GitHub itself failed (HTTP 500).", "Try again in a moment."];
    a_refresh_with_a_page_of_html_keeps_the_rows, a_first_reading_with_a_page_of_html_recovers:
        json!({ "status": 200, "body": "<!doctype html><title>Sign in</title>", "headers": { "content-type": "text/html" } })
        => ["The answer is not what GitHub's API documents.", "A proxy or sign-in page may have answered"];
    a_refresh_with_a_wrong_type_keeps_the_rows, a_first_reading_with_a_wrong_type_recovers:
        json!({ "status": 200, "body": { "total_count": "many", "runners": {} } })
        => ["The answer is not what GitHub's API documents."];
    a_refresh_with_a_truncated_body_keeps_the_rows, a_first_reading_with_a_truncated_body_recovers:
        json!({ "truncate": 200 })
        => ["GitHub could not be reached."];
    a_refresh_with_a_reset_connection_keeps_the_rows, a_first_reading_with_a_reset_connection_recovers:
        json!({ "reset": true })
        => ["GitHub could not be reached.", "The browser does not say why."];
    a_refresh_without_cors_headers_keeps_the_rows, a_first_reading_without_cors_headers_recovers:
        json!({ "cors": "drop" })
        => ["GitHub could not be reached.", "CORS"];
}

/// A refresh fails: the rows stay, the alert says why, Refresh recovers.
async fn keeps_the_rows(world: &World, fault: Value, says: &[&str]) -> Result<()> {
    let page = runners_of(world, Kind::Organization).await?;
    let before = row_headers(page).names().await?;
    // Something new, so that the answer is not one that the browser has already.
    let new = json!({ "scope": "orgs/octo-org", "runners": [{ "name": "newcomer" }] });
    let (status, answer) = world.github().state().control(&Method::POST, "runners", &new);
    assert_eq!(status, StatusCode::OK, "{answer}");
    strike(world, fault)?;
    page.get("button", "Refresh").click().await?;
    for part in says {
        page.all("alert").shows(part).await?;
    }
    page.shows("The table shows the runners as read at ").await?;
    all_read(page, 42).await?;
    assert_eq!(row_headers(page).names().await?, before);
    world.github().state().clear_faults();
    recovers(page, 43).await
}

/// The first reading fails: the alert says why in place of rows, Refresh recovers.
async fn has_no_rows(world: &World, fault: Value, says: &[&str]) -> Result<()> {
    let page = connect(world).await?;
    strike(world, fault)?;
    show_scope(page, Kind::Organization, world.github().ready().org).await?;
    for part in says {
        page.all("alert").shows(part).await?;
    }
    table(page).gone().await?;
    let text = page.text().await?;
    assert!(!text.contains("No self-hosted runners here yet"), "nobody knows that: {text}");
    world.github().state().clear_faults();
    recovers(page, 42).await
}

async fn recovers(page: &Page, runners: usize) -> Result<()> {
    page.get("button", "Refresh").click().await?;
    page.all("alert").gone().await?;
    all_read(page, runners).await
}

/// Orders a fault for all lists.
fn strike(world: &World, mut fault: Value) -> Result<()> {
    fault["operation"] = json!("list");
    // The browser's own words on an answer that did not come whole, or without permission.
    for words in ["net::ERR_", "CORS policy"] {
        world.allow_in_console(words);
    }
    world.github().state().add_fault(serde_json::from_value(fault)?);
    Ok(())
}

#[test]
fn a_token_that_single_sign_on_does_not_know_is_shown_the_way_to_authorize_it() -> Result<()> {
    Scenario::new().run(async |world| {
        let page = runners_of(world, Kind::Organization).await?;
        let link = "https://github.example.com/orgs/octo-org/sso?authorization_request=AABB";
        strike(world, json!({ "status": 403, "headers": { "x-github-sso": format!("required; url={link}") } }))?;
        page.get("button", "Refresh").click().await?;
        let alert = page.all("alert");
        alert.shows("This token is not authorized for single sign-on (SAML) there.").await?;
        let way = alert.get("link", Name::Containing("Authorize this token on GitHub".into()));
        assert_eq!(way.attribute("href").await?.as_deref(), Some(link));
        assert!(way.attribute("rel").await?.unwrap_or_default().contains("noreferrer"));
        Ok(())
    })
}

#[test]
fn a_link_for_single_sign_on_that_is_no_web_address_is_not_offered() -> Result<()> {
    Scenario::new().run(async |world| {
        let page = runners_of(world, Kind::Organization).await?;
        strike(world, json!({ "status": 403, "headers": { "x-github-sso": "required; url=javascript:alert(1)" } }))?;
        page.get("button", "Refresh").click().await?;
        page.all("alert").shows("This token is not authorized for single sign-on (SAML) there.").await?;
        page.all("alert").shows("Configure SSO").await?;
        assert_eq!(page.all("alert").get("link", Name::Any).count().await?, 0);
        Ok(())
    })
}

#[test]
fn github_is_left_alone_for_as_long_as_it_asks_and_then_read_again_by_itself() -> Result<()> {
    // An AE does not let a page read `Retry-After`: it would wait for a minute.
    Scenario::new().dialect(Dialect::Cloud).run(async |world| {
        let page = runners_of(world, Kind::Organization).await?;
        let fault = json!({ "status": 429, "headers": { "retry-after": "3" }, "times": 1 });
        strike(world, fault)?;
        page.get("button", "Refresh").click().await?;
        page.all("alert").shows("GitHub asks for a pause: too many requests in a short time.").await?;
        all_read(page, 42).await?;
        // Nobody touches anything.
        page.all("alert").gone().await?;
        let requests = crate::steps::requests(world, simulator::route::Operation::List);
        let limited = requests.iter().position(|entry| entry.status == Some(429)).context("no 429")?;
        let (limited, next) = (&requests[limited], requests.get(limited + 1).context("no reading after it")?);
        assert!(next.at_ms >= limited.at_ms + 3_000, "not before its time: {} after {}", next.at_ms, limited.at_ms);
        Ok(())
    })
}

#[test]
fn r5_one_page_that_fails_leaves_the_others_and_is_named() -> Result<()> {
    Scenario::new().runners(350).run(async |world| {
        let page = connect(world).await?;
        strike(world, json!({ "page": 3, "status": 502 }))?;
        show_scope(page, Kind::Organization, world.github().ready().org).await?;
        page.shows("Some runners are missing, as GitHub did not give out page 3 of its list.").await?;
        page.all("alert").nth(0).wait().await?;
        rows(page, 250).await?;
        // Not as many as there are.
        page.shows("250+ runners").await?;
        let names: Vec<String> = fleet(world, "orgs/octo-org")?.into_iter().map(|runner| runner.name).collect();
        for name in [&names[0], &names[199], &names[300], &names[349]] {
            find_row(page, name).await?;
        }
        page.get("searchbox", "Filter runners").fill("").await?;
        world.github().state().clear_faults();
        page.get("button", "Refresh").click().await?;
        all_read(page, 350).await?;
        page.shows("350 runners").await?;
        page.all("alert").gone().await?;
        assert!(!page.text().await?.contains("Some pages of runners"));
        Ok(())
    })
}

#[test]
fn a_reading_under_way_is_shown_as_such() -> Result<()> {
    Scenario::new().run(async |world| {
        let page = connect(world).await?;
        strike(world, json!({ "hold": true }))?;
        show_scope(page, Kind::Organization, world.github().ready().org).await?;
        page.get("status", "Reading runners").wait().await?;
        assert_eq!(page.all("alert").count().await?, 0);
        world.github().state().clear_faults();
        all_read(page, 42).await?;
        page.get("status", "Reading runners").gone().await
    })
}

#[test]
fn until_every_page_is_there_the_numbers_are_said_to_be_of_some() -> Result<()> {
    Scenario::new().runners(250).run(async |world| {
        let page = connect(world).await?;
        strike(world, json!({ "page": 2, "hold": true }))?;
        show_scope(page, Kind::Organization, world.github().ready().org).await?;
        let says =
            "return document.querySelector('.reading-words')?.textContent.trim() === 'Reading runners: page 2 of 3'";
        page.script_until("the line beside the numbers to say how far it is", says).await?;
        world.github().state().clear_faults();
        all_read(page, 250).await?;
        let says = "return document.querySelector('.reading-times').textContent.startsWith('Read at ')";
        page.script_until("the line to say when all was read", says).await.map(drop)
    })
}

#[test]
fn a_renamed_organization_is_followed() -> Result<()> {
    Scenario::new().run(async |world| {
        let page = connect(world).await?;
        show_scope(page, Kind::Organization, world.github().ready().renamed_org).await?;
        all_read(page, 42).await?;
        assert_eq!(page.all("alert").count().await?, 0);
        Ok(())
    })
}

#[test]
fn a_renamed_repository_is_followed() -> Result<()> {
    Scenario::new().run(async |world| {
        let page = connect(world).await?;
        show_scope(page, Kind::Repository, world.github().ready().renamed_repo).await?;
        all_read(page, 42).await
    })
}

/// What a stranger's text may not do to a page: characters that show nothing or move others about, and elements.
const TRACES: &str = r"
    const hidden = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/u;
    const texts = [document.body.innerText];
    for (const element of document.body.querySelectorAll('*')) {
        for (const attribute of element.attributes) texts.push(`${attribute.name}=${attribute.value}`);
    }
    const inside = [...document.querySelectorAll('[role=grid] *, dialog *')];
    return {
        hidden: texts.filter((text) => hidden.test(text)),
        elements: inside.map((element) => element.localName).filter((name) => ['img', 'b', 'script', 'iframe'].includes(name)),
    };
";

#[test]
fn s7_hostile_names_are_made_visible_in_the_table_and_where_a_runner_is_removed() -> Result<()> {
    Scenario::new().screen(1440, 2400).run(async |world| {
        let hostile = world.github().ready().hostile_org;
        let runners = fleet(world, &format!("orgs/{hostile}"))?;
        let page = connect(world).await?;
        show_scope(page, Kind::Organization, hostile).await?;
        all_read(page, runners.len()).await?;
        for name in [
            "plain-twin",
            "plain⟨U+200B⟩-twin",
            "prod-⟨U+202E⟩gpj.exe",
            "bell⟨U+0007⟩and⟨U+001B⟩[31mred⟨U+001B⟩[0m",
            "<img src=x onerror=alert(1)>",
            "{{constructor}} ${x} {0}",
        ] {
            table(page).get("rowheader", name).wait().await?;
        }
        assert_eq!(page.script(TRACES).await?, json!({ "hidden": [], "elements": [] }));

        for name in ["prod-⟨U+202E⟩gpj.exe", "<img src=x onerror=alert(1)>"] {
            let title = format!("Remove {name}");
            table(page).get("button", &title).click().await?;
            page.get("dialog", &title).get("button", "Force remove").wait().await?;
            assert_eq!(page.script(TRACES).await?, json!({ "hidden": [], "elements": [] }));
            page.get("dialog", &title).get("button", "Close").click().await?;
            page.get("dialog", &title).gone().await?;
            table(page).get("button", name).click().await?;
            page.get("dialog", name).get("button", &title).wait().await?;
            assert_eq!(page.script(TRACES).await?, json!({ "hidden": [], "elements": [] }));
            page.get("dialog", name).get("button", "Close").click().await?;
            page.get("dialog", name).gone().await?;
        }
        Ok(())
    })
}
