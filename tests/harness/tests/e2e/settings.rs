//! `config.json` of the hosting site: what it changes, and what the page says where it is broken.

use anyhow::{Context, Result};
use harness::browser::{Name, Page, Scenario};
use serde_json::json;

use crate::steps::{Kind, all_read, connect, fill_in, show_scope};

#[test]
fn without_the_file_the_defaults_hold() -> Result<()> {
    Scenario::new().without_file("config.json").run(async |world| {
        world.allow_in_console("/config.json - Failed to load resource: the server responded with a status of 404");
        let page = connect(world).await?;
        page.shows("Runner Console").await
    })
}

#[test]
fn the_built_site_ships_a_file_that_changes_nothing() -> Result<()> {
    Scenario::new().run(async |world| {
        let page = world.open("").await?;
        page.get("form", "Connect").wait().await?;
        let asked = page.script("return fetch('config.json').then((answer) => answer.json())").await?;
        assert_eq!(asked, json!({}));
        assert_eq!(page.get("textbox", "GitHub host").value().await?, "");
        Ok(())
    })
}

#[test]
fn a_site_can_have_a_title_of_its_own() -> Result<()> {
    Scenario::new().file("config.json", r#"{ "title": "Octo <b>runners</b>" }"#).run(async |world| {
        let page = world.open("").await?;
        page.get("heading", "Octo <b>runners</b>").wait().await?;
        fill_in(page, &world.github().ready().web, &world.github().ready().token).await?;
        page.get("radiogroup", "Scope").wait().await?;
        page.shows("Octo <b>runners</b>").await
    })
}

#[test]
fn the_first_host_that_a_site_offers_is_filled_in_and_others_may_be_typed() -> Result<()> {
    let hosts = r#"{ "hosts": ["https://GHE.corp.example/", "github.com"] }"#;
    Scenario::new().file("config.json", hosts).run(async |world| {
        let page = world.open("").await?;
        let host = page.get("form", "Connect").get("combobox", "GitHub host");
        assert_eq!(host.value().await?, "ghe.corp.example");
        let offered =
            page.script("return [...document.querySelectorAll('datalist option')].map((one) => one.value)").await?;
        assert_eq!(offered, json!(["ghe.corp.example", "github.com"]));
        host.fill(&world.github().ready().web).await?;
        page.get("textbox", "Access token").fill(&world.github().ready().token).await?;
        page.get("button", "Connect").click().await?;
        page.get("radiogroup", "Scope").wait().await
    })
}

#[test]
fn a_site_can_forbid_other_hosts() -> Result<()> {
    let only = r#"{ "hosts": ["ghe.corp.example"], "allow_other_hosts": false }"#;
    Scenario::new().file("config.json", only).run(async |world| {
        let page = world.open("").await?;
        page.shows("This site connects to: ghe.corp.example.").await?;
        page.get("combobox", "GitHub host").fill(&world.github().ready().web).await?;
        page.get("textbox", "Access token").fill(&world.github().ready().token).await?;
        page.get("button", "Connect").click().await?;
        page.all("alert").shows("This site connects only to: ghe.corp.example. Choose one of them.").await?;
        assert_eq!(world.github().state().requests().len(), 0);
        Ok(())
    })
}

#[test]
fn a_link_to_a_host_that_the_site_forbids_restores_no_session_there() -> Result<()> {
    let only = r#"{ "hosts": ["ghe.corp.example"], "allow_other_hosts": false }"#;
    Scenario::new().file("config.json", only).run(async |world| {
        let page = world.open("").await?;
        page.get("form", "Connect").wait().await?;
        let host = world.github().ready().web.trim_start_matches("http://");
        // As it could have been before the site changed its mind.
        page.script(&format!("sessionStorage.setItem('runner-console/token/{host}', 'ghp_before')")).await?;
        world.open(&format!("?host={host}&organization=octo-org")).await?;
        page.get("form", "Connect").wait().await?;
        assert_eq!(world.github().state().requests().len(), 0);
        Ok(())
    })
}

#[test]
fn the_scopes_that_a_site_offers_are_one_click_away() -> Result<()> {
    let presets = r#"{ "scopes": [
        { "enterprise": "octo-enterprise" }, { "organization": "octo-org" }, { "repository": "octo-org/octo-repo" }
    ] }"#;
    Scenario::new().file("config.json", presets).run(async |world| {
        let page = connect(world).await?;
        page.get("heading", "Offered by this site").wait().await?;
        let (ready, starting) = (world.github().ready(), |name: &str| Name::Starting(name.to_owned()));
        for kind in [Kind::Enterprise, Kind::Organization, Kind::Repository] {
            page.get("button", starting(&format!("{} {}", kind.name(ready), kind.radio()))).nth(0).click().await?;
            all_read(page, 42).await?;
            assert!(page.url().await?.ends_with(&format!("&{}={}", kind.word(), kind.name(ready))));
            page.get("button", "Change scope").click().await?;
        }
        Ok(())
    })
}

#[test]
fn the_api_of_a_host_can_be_elsewhere_while_commands_name_the_host() -> Result<()> {
    let elsewhere = |github: &simulator::Ready| json!({ "api_base": { "ghe.corp.example": github.api } }).to_string();
    Scenario::new().file_of("config.json", elsewhere).run(async |world| {
        let page = world.open("").await?;
        fill_in(page, "ghe.corp.example", &world.github().ready().token).await?;
        show_scope(page, Kind::Organization, world.github().ready().org).await?;
        all_read(page, 42).await?;
        page.get("button", "Add runner").click().await?;
        let dialog = page.get("dialog", "Add runner");
        dialog.get("button", "Generate registration token").click().await?;
        let command = dialog.get("region", "Configuration command");
        command.shows("--url https://ghe.corp.example/octo-org ").await
    })
}

#[test]
fn the_api_of_a_host_can_be_on_the_site_itself() -> Result<()> {
    let proxied = r#"{ "api_base": { "ghe.corp.example": "/gh/api/v3" } }"#;
    Scenario::new().file("config.json", proxied).run(async |world| {
        // There is no proxy here: it is enough to see where the request went.
        world.allow_in_console("/gh/api/v3/");
        let page = world.open("").await?;
        fill_in(page, "ghe.corp.example", "ghp_anything").await?;
        page.all("alert").shows("The answer is not what GitHub's API documents.").await?;
        let asked = page.script("return performance.getEntriesByType('resource').map((one) => one.name)").await?;
        let wanted = json!(format!("{}gh/api/v3/user", world.site_url()));
        assert!(asked.as_array().context("no list")?.contains(&wanted), "{asked}");
        Ok(())
    })
}

#[test]
fn a_longer_wait_between_readings_is_kept() -> Result<()> {
    Scenario::new().file("config.json", r#"{ "refresh_seconds": 86400 }"#).run(async |world| {
        let page = connect(world).await?;
        show_scope(page, Kind::Organization, world.github().ready().org).await?;
        all_read(page, 42).await?;
        // A day later is the same time of day; the usual 65 seconds are not.
        let text = page.text().await?;
        let (read, next) = (time_after(&text, "Read at ")?, time_after(&text, "next refresh at ")?);
        assert!((next - read).rem_euclid(TWELVE_HOURS) <= 2, "{text}");
        Ok(())
    })
}

/// In seconds. The page shows times as the browser's language has them: `9:27:38 PM`.
const TWELVE_HOURS: i64 = 12 * 3_600;

/// The time of day behind these words, in seconds, without regard to morning and afternoon.
fn time_after(text: &str, words: &str) -> Result<i64> {
    let (_, rest) = text.split_once(words).with_context(|| format!("no {words:?} in {text:?}"))?;
    let time: String = rest.chars().take_while(|one| one.is_ascii_digit() || *one == ':').collect();
    let parts: Vec<i64> = time.split(':').map(str::parse).collect::<Result<_, _>>()?;
    Ok(parts.iter().fold(0, |seconds, part| seconds * 60 + part))
}

/// A row for each way to break the file: the test's name, the file, and what the page says.
macro_rules! broken {
    ($($name:ident: $file:expr => $says:expr;)*) => {$(
        #[test]
        fn $name() -> Result<()> {
            Scenario::new().file("config.json", $file).run(async |world| is_refused(world.open("").await?, $says).await)
        }
    )*};
}

broken! {
    a_file_that_is_no_json_is_named: "{" => "config.json is not valid JSON: ";
    a_file_that_is_a_page_of_html_is_named: "<!doctype html>" => "config.json is not valid JSON: ";
    a_setting_that_does_not_exist_is_named_with_its_line: "\u{feff}{\n  \"hosts\": [],\n  \"titel\": \"x\"\n}" => "config.json, line 3: titel is not a setting.";
    a_setting_that_comes_twice_is_named:
        r#"{ "title": "x", "title": "y" }"# => "config.json, line 1: title is there twice.";
    a_host_that_is_none_is_named_with_its_place:
        r#"{ "hosts": ["github.com", "a b"] }"# => "config.json, line 1: hosts[1] must be a GitHub host such as github.example.com.";
    a_wait_that_is_too_short_is_named:
        r#"{ "refresh_seconds": 10 }"# => "config.json, line 1: refresh_seconds must be a whole number of seconds from 65 to 86400.";
    more_removals_at_once_than_four_are_named:
        r#"{ "removals_at_once": 5 }"# => "config.json, line 1: removals_at_once must be a whole number from 1 to 4.";
    a_base_on_a_strangers_host_over_plain_http_is_named:
        r#"{ "api_base": { "github.com": "http://proxy.example" } }"# => "config.json, line 1: api_base.github.com must be a path on this site";
    a_scope_without_a_kind_is_named: r#"{ "scopes": [{ "team": "x" }] }"# => "config.json, line 1: scopes[0] must be an object with one of";
    forbidden_hosts_without_allowed_ones_are_named:
        r#"{ "allow_other_hosts": false }"# => "config.json: hosts must name at least one host";
}

/// The page says what is wrong, and offers nothing else: it does not guess.
async fn is_refused(page: &Page, says: &str) -> Result<()> {
    page.all("alert").shows(says).await?;
    page.shows("The console does not guess settings").await?;
    let controls: Vec<String> =
        [page.all("textbox").names().await?, page.all("button").names().await?].into_iter().flatten().collect();
    assert_eq!(controls, [""; 0]);
    Ok(())
}

#[test]
fn a_file_that_the_site_cannot_read_is_no_missing_file() -> Result<()> {
    Scenario::new().run(async |world| {
        world.allow_in_console("config.json");
        let page = world.open("").await?;
        page.get("form", "Connect").wait().await?;
        // The site is out of reach for this one file.
        page.cut_off(&format!("{}config.json", world.site_url())).await?;
        page.reload().await?;
        is_refused(page, "config.json could not be read: the site did not answer.").await
    })
}
