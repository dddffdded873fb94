//! What explains: the look at the connection, the list of changes, and changes as commands for a terminal.

use serde_json::json;
use simulator::Dialect;

use super::super::scene::{Scene, Session, Step};
use super::overlays::{REST_ON_TOAST, TOAST};

const CHECK: &str = ".desk-check";
const JOURNAL: &str = ".desk-journal";
const LINES: &str = "dialog .check-lines";
const REMOVES: &str = "td .icon-only";
const FORCE: &str = "dialog .danger-zone .danger";

pub(super) fn scenes() -> Vec<Scene> {
    let opens_check = |scene: Scene| scene.press(CHECK).wait(LINES);
    vec![
        opens_check(few("check").dialect(Dialect::Ghes)).in_spanish().small(),
        opens_check(few("check-with-budget").dialect(Dialect::Cloud)).about("dialog .check-line:last-child"),
        opens_check(few("check-unreachable").then(Step::Strike(json!({ "operation": "*", "reset": true }))))
            .in_spanish(),
        opens_check(
            few("check-preflight-refused")
                .then(Step::Strike(json!({ "operation": "preflight", "status": 403, "cors": "drop" }))),
        ),
        opens_check(few("check-lacks-scopes").session(Session::ReadOnly).wait("[role=alert]")),
        opens_check(few("check-single-sign-on").then(Step::Strike(json!({
            "operation": "list", "status": 403,
            "headers": { "x-github-sso": "required; url=https://github.example.com/orgs/octo-org/sso" },
        })))),
        few("check-waiting")
            .then(Step::Strike(json!({ "operation": "user", "hold": true })))
            .press(CHECK)
            .wait("dialog .check"),
        few("journal-empty").press(JOURNAL).wait("dialog .journal-nothing"),
        few("journal")
            .then(Step::InRow("build-linux-03", REMOVES))
            .press(FORCE)
            .wait(TOAST)
            .then(Step::Script(REST_ON_TOAST))
            .then(Step::InRow("build-linux-02", REMOVES))
            .types("dialog .danger-zone input", "build-linux-02")
            .press(FORCE)
            .wait("dialog [role=alert]")
            .then(Step::Script("document.querySelector('dialog').close()"))
            // No person is so quick that the one opens while the other is on its way out.
            .wait("body:not(:has(dialog))")
            .press(JOURNAL)
            .wait("dialog .journal > li")
            .in_spanish(),
        few("equivalent")
            .then(Step::InRow("build-linux-03", REMOVES))
            .press("dialog .danger-zone .equivalent summary")
            .wait("dialog .equivalent .command-block")
            .about("dialog .danger-zone .equivalent")
            .in_spanish(),
    ]
}

fn few(name: &'static str) -> Scene {
    Scene::runners(name, "").fleet(json!([
        { "name": "build-linux-01" },
        { "name": "build-linux-02", "busy": true },
        { "name": "build-linux-03", "status": "offline" },
    ]))
}
