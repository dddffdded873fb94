//! Selecting runners, and removing many of them.

use axum::http::Method;
use serde_json::json;
use simulator::Dialect;

use super::super::scene::{ORG, Scene, Step};

const ALL: &str = ".select-all input";
const OPENS: &str = ".desk-tools > .danger";
const NUMBER: &str = "dialog input[type=text]";
const BEGINS: &str = "dialog .danger-zone .danger";

/// Until it is said that GitHub asked for a pause, in either language.
const PAUSED: &str = "return new Promise((done) => {
    const look = () => /paus/.test(document.querySelector('.bulk-phase').innerText) ? done() : requestAnimationFrame(look);
    look();
})";

pub(super) fn scenes() -> Vec<Scene> {
    let preview = |name| selected(name).press(OPENS).wait("dialog .bulk-group");
    let confirmed = |name| preview(name).types(NUMBER, "2").press(BEGINS);
    let came_to_life = json!({ "scope": ORG, "name": "build-linux-01", "set": { "status": "online" } });
    vec![
        selected("selected").in_spanish(),
        preview("bulk-preview").in_spanish().small(),
        confirmed("bulk-running")
            .before(Step::Strike(json!({ "operation": "delete", "hold": true })))
            .wait("dialog progress")
            .in_spanish(),
        // A host that lets pages see `Retry-After`.
        confirmed("bulk-paused")
            .dialect(Dialect::Cloud)
            .before(Step::Strike(json!({ "operation": "delete", "status": 403, "headers": { "retry-after": "60" } })))
            .wait("dialog .bulk-phase:not(:empty)")
            .then(Step::Script(PAUSED)),
        preview("bulk-exceptions")
            .then(Step::Control(Method::PATCH, came_to_life))
            .types(NUMBER, "2")
            .press(BEGINS)
            .wait("dialog .bulk-anew"),
        confirmed("bulk-stopped")
            .before(Step::Strike(json!({ "operation": "delete", "status": 401 })))
            .wait("dialog [role=alert]"),
        // One alone: with two, the second is tried a second after the first.
        preview("bulk-busy")
            .fleet(json!([{ "name": "build-linux-01", "status": "offline" }, { "name": "build-linux-02" }]))
            .types(NUMBER, "1")
            .press(BEGINS)
            .before(Step::Strike(json!({ "operation": "delete", "status": 422 })))
            .wait("dialog .button-row .button:nth-of-type(4)"),
        confirmed("bulk-finished").wait("dialog .bulk-anew").in_spanish(),
    ]
}

/// Five runners, of which two are dead, all selected.
fn selected(name: &'static str) -> Scene {
    Scene::runners(name, "")
        .fleet(json!([
            { "name": "build-linux-01", "status": "offline" },
            { "name": "build-linux-02", "status": "offline" },
            { "name": "build-linux-03" },
            { "name": "build-linux-04" },
            { "name": "build-linux-05", "busy": true },
        ]))
        .press(ALL)
        .wait(OPENS)
}
