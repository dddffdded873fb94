//! What a reader likes: language, theme, contrast, density. Chosen at once, kept in the browser, nothing lost on the way.

use anyhow::{Result, ensure};
use harness::browser::{Key, Page, Scenario, until};
use serde_json::json;

use crate::steps::{Kind, table};
use crate::steps::{all_read, connect, fill_in, row_headers, rows, runners_of};

/// The colours of the browser's bar: one, where all is well.
const BAR: &str =
    "return [...document.querySelectorAll('[name=theme-color]')].filter((one) => matchMedia(one.media).matches)
    .map((one) => one.content)";
/// What is kept, as the boot script reads it.
const KEPT: &str = "return JSON.parse(localStorage.getItem('runner-console/preferences'))";
/// The attributes of the page that the style sheets look at.
const ROOT: &str = "const { lang, dataset } = document.documentElement; \
    return [lang, dataset.theme, dataset.contrast, dataset.density].join(' ')";
/// A browser whose reader prefers Mexican Spanish.
const SPANISH: &str = "Object.defineProperty(Navigator.prototype, 'languages', { get: () => ['es-MX', 'en-US'] })";

async fn root_is(page: &Page, wanted: &str) -> Result<()> {
    until(&format!("<html> to say {wanted}"), async || Ok((page.script(ROOT).await? == wanted).then_some(()))).await
}

#[test]
fn the_browsers_language_is_spoken() -> Result<()> {
    Scenario::new().run(async |world| {
        world.page().run_in_each_document(SPANISH).await?;
        let page = world.open("").await?;
        page.get("form", "Conectar").wait().await?;
        root_is(page, "es   ").await?;
        let ready = world.github().ready();
        page.get("textbox", "Host de GitHub").fill(&ready.web).await?;
        page.get("textbox", "Token de acceso").fill(&ready.token).await?;
        page.get("button", "Conectar").click().await?;
        page.get("combobox", "Nombre de la organización").fill(ready.org).await?;
        page.get("button", "Mostrar runners").click().await?;
        page.shows("42 runners").await?;
        page.get("button", "Agregar runner").click().await?;
        let dialog = page.get("dialog", "Agregar runner");
        dialog.get("button", "Generar token de registro").click().await?;
        dialog.get("region", "Comando de configuración").shows("./config.sh").await
    })
}

#[test]
fn a_language_is_chosen_at_once_and_the_session_the_scope_and_the_filter_stay() -> Result<()> {
    Scenario::new().run(async |world| {
        // In memory alone: a reload would end this session.
        let page = world.open("").await?;
        page.get("checkbox", "Forget the token when this page is reloaded").set_checked(true).await?;
        let ready = world.github().ready();
        fill_in(page, &ready.web, &ready.token).await?;
        crate::steps::show_scope(page, Kind::Organization, ready.org).await?;
        all_read(page, 42).await?;
        page.get("searchbox", "Filter runners").fill("linux").await?;
        rows(page, 30).await?;
        let names = row_headers(page).names().await?;

        page.get("button", "Preferences").click().await?;
        let dialog = page.get("dialog", "Preferences");
        dialog.get("radiogroup", "Language").get("radio", "Español").click().await?;
        let dialog = page.get("dialog", "Preferencias");
        let spanish = dialog.get("radiogroup", "Idioma").get("radio", "Español");
        until("the focus to stay on the choice", async || {
            Ok((spanish.property("focused").await?.as_deref() == Some("true")).then_some(()))
        })
        .await?;
        page.press(Key::Escape).await?;
        dialog.gone().await?;
        let button = page.get("button", "Preferencias");
        until("the focus to be on the button", async || {
            Ok((button.property("focused").await?.as_deref() == Some("true")).then_some(()))
        })
        .await?;
        assert_eq!(page.get("searchbox", "Filtrar runners").value().await?, "linux");
        until("the same rows", async || Ok((row_headers(page).names().await? == names).then_some(()))).await?;
        assert_eq!(page.get("columnheader", "Estado").count().await?, 1);
        assert_eq!(page.script(KEPT).await?["language"], "es");

        button.click().await?;
        page.get("dialog", "Preferencias").get("radio", "English").click().await?;
        page.get("dialog", "Preferences").wait().await?;
        page.press(Key::Escape).await?;
        page.get("button", "Refresh").wait().await?;
        all_read(page, 30).await
    })
}

#[test]
fn what_was_typed_into_the_form_stays_in_another_language() -> Result<()> {
    Scenario::new().run(async |world| {
        let page = world.open("").await?;
        let ready = world.github().ready();
        page.get("textbox", "GitHub host").fill("ghe.corp.example").await?;
        page.get("textbox", "Access token").fill(&ready.token).await?;
        page.get("button", "Preferences").click().await?;
        page.get("dialog", "Preferences").get("radio", "Español").click().await?;
        page.get("dialog", "Preferencias").wait().await?;
        page.press(Key::Escape).await?;
        assert_eq!(page.get("textbox", "Host de GitHub").value().await?, "ghe.corp.example");
        page.get("textbox", "Host de GitHub").fill(&ready.web).await?;
        page.get("button", "Conectar").click().await?;
        page.get("button", "Cerrar sesión").click().await?;
        // Signed out, nothing of it is left.
        let token = page.get("textbox", "Token de acceso");
        token.wait().await?;
        assert_eq!(token.value().await?, "");
        Ok(())
    })
}

#[test]
fn theme_contrast_and_density_are_seen_at_once_and_kept() -> Result<()> {
    Scenario::new().run(async |world| {
        let page = runners_of(world, Kind::Organization).await?;
        let height = "return document.querySelector('tbody tr').getBoundingClientRect().height";
        let comfortable = page.script(height).await?.as_f64().unwrap_or_default();
        page.get("button", "Preferences").click().await?;
        let dialog = page.get("dialog", "Preferences");
        for (group, choice) in [("Theme", "Dark"), ("Contrast", "High"), ("Density", "Compact")] {
            dialog.get("radiogroup", group).get("radio", choice).set_checked(true).await?;
        }
        root_is(page, "en dark more compact").await?;
        let kept = json!({ "theme": "dark", "contrast": "more", "density": "compact", "letters": "shortcuts" });
        assert_eq!(page.script(KEPT).await?, kept, "no language was chosen");
        page.press(Key::Escape).await?;
        until("lower rows", async || {
            Ok(page.script(height).await?.as_f64().is_some_and(|height| height < comfortable).then_some(()))
        })
        .await?;
        page.reload().await?;
        root_is(page, "en dark more compact").await?;
        table(page).wait().await?;
        let ground = page.script("return getComputedStyle(document.body).colorScheme").await?;
        ensure!(ground == "dark", "the theme does not reach the style sheet: {ground}");
        assert_eq!(page.script(BAR).await?, json!(["#151a21"]), "after a reload");
        page.get("button", "Preferences").click().await?;
        for (choice, bar) in [("Light", "#f5f7f9"), ("Dark", "#151a21"), ("System", "#f5f7f9")] {
            dialog.get("radiogroup", "Theme").get("radio", choice).set_checked(true).await?;
            page.script_until(choice, &format!("{BAR}.join() === {bar:?}")).await?;
        }
        Ok(())
    })
}

/// What a browser keeps that has nothing to say to this version.
const NO_PREFERENCES: [&str; 5] = [
    "= theme=pink language=tlh \u{0} ==",
    // As it was kept before it was JSON.
    "language=es theme=dark contrast=more density=compact",
    "null",
    "\"dark\"",
    r#"{ "theme": "pink", "language": { "es": 1 }, "contrast": 1, "density": null }"#,
];

#[test]
fn kept_preferences_that_are_not_understood_are_dropped_in_silence() -> Result<()> {
    Scenario::new().run(async |world| {
        let page = connect(world).await?;
        for kept in NO_PREFERENCES {
            page.script(&format!("localStorage.setItem('runner-console/preferences', {})", json!(kept))).await?;
            page.reload().await?;
            page.get("button", "Sign out").wait().await?;
            root_is(page, "en   ").await?;
        }
        Ok(())
    })
}

#[test]
fn one_preference_that_is_not_understood_leaves_the_others() -> Result<()> {
    Scenario::new().run(async |world| {
        let kept = json!({ "theme": "sepia", "contrast": "more", "later": {} }).to_string();
        world
            .page()
            .run_in_each_document(&format!("localStorage.setItem('runner-console/preferences', {})", json!(kept)))
            .await?;
        let page = connect(world).await?;
        root_is(page, "en  more ").await
    })
}

#[test]
fn a_browser_that_keeps_nothing_is_no_trouble() -> Result<()> {
    Scenario::new().run(async |world| {
        let refused = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })";
        world.page().run_in_each_document(refused).await?;
        let page = connect(world).await?;
        page.get("button", "Preferences").click().await?;
        page.get("dialog", "Preferences").get("radio", "Dark").set_checked(true).await?;
        root_is(page, "en dark  ").await
    })
}
