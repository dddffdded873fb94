//! Selecting runners, and removing many of them.

use serde_json::json;

use super::super::scene::{Scene, Step};

const ALL: &str = ".select-all input";
const OPENS: &str = ".desk-tools > .danger";
const NUMBER: &str = "dialog input[type=text]";
const BEGINS: &str = "dialog .danger-zone .danger";

pub(super) fn scenes() -> Vec<Scene> {
    let preview = |name| selected(name).press(OPENS).wait("dialog .bulk-group");
    let confirmed = |name| preview(name).types(NUMBER, "2").press(BEGINS);
    vec![
        selected("selected").in_spanish(),
        preview("bulk-preview").in_spanish(),
        confirmed("bulk-running")
            .before(Step::Strike(json!({ "operation": "delete", "hold": true })))
            .wait("dialog progress")
            .in_spanish(),
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
