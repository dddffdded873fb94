//! The moving picture of README: connecting, looking about, adding a runner.
//!
//! Invariant: it is the built page that is shown, with the simulated GitHub behind it; nothing is drawn.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use axum::http::Method;
use serde_json::json;

use super::picture::{Picture, write_moving};
use super::scene::{HOST, ORG, Scene, Step};
use super::studio::Studio;
use super::variant::Language;
use crate::browser::Scenario;
use crate::serve::Site;

const WIDTH: u32 = 1080;
const HEIGHT: u32 = 720;
/// Hundredths of a second: to read a screen, and to see that something happens.
const LONG: u16 = 220;
const SHORT: u16 = 90;

const HOST_BOX: &str = "form input:not([type=password]):not([type=checkbox])";
const TOKEN_BOX: &str = "input[type=password]";
const SCOPE_BOX: &str = "form [role=combobox]";
const SUBMIT: &str = "form [type=submit]";
const COPY: &str = "dialog .add-commands .copy .button";

/// What happens, and how long it is looked at then. Steps without a time lead on to the next picture.
fn steps() -> Vec<(Step, u16)> {
    let wait = |what| (Step::Await(what), SHORT);
    let quiet = |step| (step, 0);
    let types = |into, text: &str| Step::Type(into, text.to_owned());
    let arrives = json!({ "scope": ORG, "runners": [{ "name": "build-linux-x64-new" }] });
    let scroll = "document.querySelector('dialog .add-commands').scrollIntoView()";
    let to_the_end = "for (const one of document.querySelectorAll('dialog, .dialog-body')) one.scrollTo(0, 1e6)";
    vec![
        (Step::Await(TOKEN_BOX), LONG),
        (types(HOST_BOX, HOST), SHORT),
        (types(TOKEN_BOX, "TOKEN"), SHORT),
        quiet(Step::Press(SUBMIT)),
        (Step::Await(SCOPE_BOX), LONG),
        (types(SCOPE_BOX, "octo-org"), SHORT),
        quiet(Step::Press(SUBMIT)),
        quiet(Step::Await("tbody [role=row]")),
        (Step::Await(".runners-actions > button:not([aria-busy=true])"), LONG),
        (types("input[type=search]", "off"), SHORT),
        (types("input[type=search]", "offline"), LONG),
        quiet(types("input[type=search]", "")),
        quiet(Step::Press(".runners-actions > .primary")),
        (Step::Await("dialog .add-machine .field-hint:not([role=status])"), LONG),
        (types("dialog .add-fields input", "build-linux-x64-new"), SHORT),
        quiet(Step::Press("dialog .add-commands .primary")),
        quiet(Step::Await("dialog .command-block")),
        (Step::Script(scroll), LONG),
        quiet(Step::Press(COPY)),
        quiet(Step::Await("dialog .add-commands .banner")),
        (Step::Script(to_the_end), LONG),
        quiet(Step::Control(Method::POST, arrives)),
        wait("dialog .banner.success"),
        (Step::Script(to_the_end), LONG),
        quiet(Step::Script("document.querySelector('dialog .dialog-header button').click()")),
        quiet(types("input[type=search]", "x64-new")),
        (Step::InRow("build-linux-x64-new", "button"), 0),
        (Step::Await("dialog .facts"), LONG),
    ]
}

/// Walks the tour and writes its moving picture.
pub(super) fn take(built: Site, file: &Path) -> Result<()> {
    Scenario::new().run(async |world| {
        let bytes = film(&Studio::new(world, built.clone())).await?;
        fs::write(file, bytes).with_context(|| format!("cannot write {}", file.display()))
    })
}

async fn film(studio: &Studio<'_>) -> Result<Vec<u8>> {
    let frames = studio.film(&Scene::new("tour"), Language::English, (WIDTH, HEIGHT), &steps()).await?;
    let pictures: Result<Vec<_>> = frames.iter().map(|(shown, time)| Ok((Picture::read(shown)?, *time))).collect();
    write_moving(&pictures?)
}
