//! What opens above the table: dialogs, and what is said at the end.

use axum::http::Method;
use serde_json::json;
use simulator::Dialect;

use super::super::scene::{ORG, Scene, Settings, Step};

const ROW: &str = "tbody [role=row]";
const ADD: &str = ".runners-actions > .primary";
const GENERATE: &str = "dialog .add-commands .primary";
const COMMAND: &str = "dialog .command-block";
const ALERT: &str = "dialog [role=alert]";
const OPENS: &str = "[role=rowheader] button";
const REMOVES: &str = "td .icon-only";
const FORCE: &str = "dialog .danger-zone .danger";
pub(super) const TOAST: &str = ".toast.shown";
/// A toast goes by itself, sooner than slow machines have looked at it in all ways, but not from under a pointer.
pub(super) const REST_ON_TOAST: &str =
    "document.querySelector('.toast').dispatchEvent(new PointerEvent('pointerenter'))";

pub(super) fn scenes() -> Vec<Scene> {
    [detail(), adding(), adding_more(), removing(), others()].concat()
}

/// A table of few runners, of every kind that dialogs tell apart.
fn few(name: &'static str) -> Scene {
    Scene::runners(name, "")
        .fleet(json!([
            { "name": "build-linux-01" },
            { "name": "build-linux-02", "busy": true, "labels": ["self-hosted", "linux", "x64", "gpu"] },
            { "name": "build-linux-03", "status": "offline" },
            { "name": "tw\u{200b}in" },
        ]))
        .wait(ROW)
}

fn detail() -> Vec<Scene> {
    let open = |name| few(name).then(Step::InRow("build-linux-02", OPENS));
    vec![
        open("detail").wait("dialog .facts").in_spanish().small(),
        open("detail-of-a-cloud").dialect(Dialect::Cloud).wait("dialog .facts"),
        few("detail-loading")
            .then(Step::Strike(json!({ "operation": "get", "hold": true })))
            .then(Step::InRow("build-linux-02", OPENS))
            .wait("dialog .waiting"),
        few("detail-gone")
            .then(Step::Control(Method::DELETE, json!({ "scope": ORG, "name": "build-linux-02" })))
            .then(Step::InRow("build-linux-02", OPENS))
            .wait(ALERT),
        few("detail-refused")
            .then(Step::Strike(json!({ "operation": "get", "status": 403 })))
            .then(Step::InRow("build-linux-02", OPENS))
            .wait(ALERT),
        few("detail-hidden-characters").then(Step::InRow("U+200B", OPENS)).wait("dialog .facts"),
    ]
}

/// The token, the command and what comes of it.
const COMMANDS: &str = "dialog .add-commands";
const END_OF_COMMANDS: &str = "dialog .add-commands > :last-child";

/// So many seconds are over, by the clock that nobody sets.
macro_rules! later {
    ($seconds:literal) => {
        Step::Script(concat!(
            "const now = performance.now.bind(performance); performance.now = () => now() + ",
            $seconds,
            "e3"
        ))
    };
}

/// States of `Add runner` beyond one command.
fn adding_more() -> Vec<Scene> {
    let open = |name| few(name).press(ADD).wait("dialog .add-switches");
    let ready = |scene: Scene| scene.press(GENERATE).wait(COMMAND);
    let named = "dialog .add-fields .field:nth-child(1) input";
    let several = "dialog .add-fields .field:nth-child(2) input";
    let copied =
        |name| ready(open(name)).press("dialog .add-commands .copy .button").wait("dialog .add-commands .banner");
    vec![
        ready(open("add-several").types(named, "ci-{01}").types(several, "20")).about(COMMANDS).in_spanish(),
        open("add-several-errors").types(named, "ci").types(several, "2").wait("dialog [aria-invalid=true]"),
        ready(open("add-user-data").press("dialog .add-commands .radio:nth-of-type(2) input"))
            .press("dialog .script-fold summary")
            .about(COMMANDS),
        ready(open("add-service").press("dialog .add-switches .checkbox:nth-child(5) input")).about(COMMANDS),
        ready(open("add-token-hidden").settings(Settings::More(json!({ "mask_tokens": true })))).about(COMMANDS),
        ready(open("add-token-replaced"))
            .then(later!("3400"))
            .wait("dialog .token-status [role=status]:not(:empty)")
            .about(COMMANDS),
        // Where the browser gives no clipboard the text is there to be copied by hand.
        ready(open("add-clipboard-refused"))
            .then(Step::Script(
                "navigator.clipboard.writeText = () => Promise.reject(new Error('refused'));
                document.execCommand = () => false",
            ))
            .press("dialog .add-commands .copy .button")
            .wait("dialog .copy-by-hand textarea")
            .about("dialog .copy-by-hand"),
        ready(open("add-token-expired"))
            .then(Step::Strike(json!({ "operation": "registration-token", "status": 500 })))
            .then(later!("3700"))
            .wait("dialog .add-commands [role=alert]")
            .about(COMMANDS),
        copied("add-registered")
            .then(Step::Control(
                Method::POST,
                json!({ "scope": ORG, "runners": [{ "name": "build-linux-04", "status": "offline" }, { "name": "build-linux-05" }] }),
            ))
            .then(Step::Script("document.querySelector('.runners-actions > button').click()"))
            .wait("dialog .banner.success")
            .about(END_OF_COMMANDS),
        copied("add-overdue").then(later!("601")).wait("dialog .banner.warning").about(END_OF_COMMANDS).in_spanish(),
    ]
}

fn adding() -> Vec<Scene> {
    let open = |name| few(name).press(ADD).wait("dialog .add-switches");
    let ready = |name| open(name).press(GENERATE).wait(COMMAND);
    let answered = "dialog .add-machine .field-hint:not([role=status])";
    vec![
        open("add").wait(answered).in_spanish().small(),
        few("add-reading")
            .then(Step::Strike(json!({ "operation": "downloads", "hold": true })))
            .press(ADD)
            .wait("dialog [role=status]"),
        ready("add-with-token").about(COMMANDS).in_spanish(),
        ready("add-script").press("dialog .script-fold summary").about("dialog .script-fold"),
        ready("add-copied")
            .press("dialog .add-commands .copy .button")
            .wait("dialog .add-commands .banner")
            .about(END_OF_COMMANDS),
        open("add-field-errors")
            .wait(answered)
            .types("dialog .add-fields input", "two\u{2028}lines")
            .wait("dialog [aria-invalid=true]"),
        open("add-windows").wait(answered).press("dialog .radio:nth-of-type(3) input").press(GENERATE).wait(COMMAND),
        few("add-applications-refused")
            .then(Step::Strike(json!({ "operation": "downloads", "status": 403 })))
            .press(ADD)
            .wait(ALERT),
        open("add-token-refused")
            .then(Step::Strike(json!({ "operation": "registration-token", "status": 404 })))
            .press(GENERATE)
            .wait(ALERT)
            .about(COMMANDS),
    ]
}

fn removing() -> Vec<Scene> {
    let open = |name, runner| few(name).then(Step::InRow(runner, REMOVES)).wait(FORCE);
    let confirmed =
        |name, runner: &'static str| open(name, runner).types("dialog .danger-zone input", runner).press(FORCE);
    vec![
        open("remove-offline", "build-linux-03").in_spanish(),
        open("remove-online", "build-linux-01").wait("dialog .danger-zone input").in_spanish().small(),
        few("remove-reading")
            .then(Step::Strike(json!({ "operation": "get", "hold": true })))
            .then(Step::InRow("build-linux-03", REMOVES))
            .wait("dialog .remove-runner p[role=status]"),
        // Between the question and the answer it came to life.
        open("remove-came-to-life", "build-linux-03")
            .then(Step::Control(
                Method::PATCH,
                json!({ "scope": ORG, "name": "build-linux-03", "set": { "status": "online" } }),
            ))
            .press(FORCE)
            .wait(ALERT)
            .about(ALERT),
        open("remove-answer-lost", "build-linux-03")
            .then(Step::Strike(json!({ "operation": "delete", "reset": true })))
            .press(FORCE)
            .wait(ALERT)
            .about(ALERT),
        open("remove-hidden-characters", "U+200B").wait("dialog .danger-zone input"),
        open("remove-with-token", "build-linux-01").press("dialog .remove-on-machine .button").wait(COMMAND),
        confirmed("remove-busy", "build-linux-02").wait(ALERT).about(ALERT),
        open("remove-refused", "build-linux-03")
            .then(Step::Strike(json!({ "operation": "delete", "status": 403 })))
            .press(FORCE)
            .wait(ALERT)
            .about(ALERT),
        confirmed("removed", "build-linux-01").wait(TOAST).then(Step::Script(REST_ON_TOAST)),
        open("removed-already", "build-linux-03")
            .then(Step::Control(Method::DELETE, json!({ "scope": ORG, "name": "build-linux-03" })))
            .press(FORCE)
            .wait(TOAST)
            .then(Step::Script(REST_ON_TOAST)),
    ]
}

fn others() -> Vec<Scene> {
    let applications = |name| few(name).press(".runners-actions > button:nth-of-type(2)");
    vec![
        applications("applications").wait("dialog table").in_spanish(),
        applications("applications-with-checksums").dialect(Dialect::Cloud).wait("dialog table"),
        few("applications-refused")
            .then(Step::Strike(json!({ "operation": "downloads", "status": 500 })))
            .press(".runners-actions > button:nth-of-type(2)")
            .wait(ALERT),
        few("applications-loading")
            .then(Step::Strike(json!({ "operation": "downloads", "hold": true })))
            .press(".runners-actions > button:nth-of-type(2)")
            .wait("dialog [role=status]"),
        few("applications-none")
            .then(Step::Strike(json!({ "operation": "downloads", "status": 200, "body": [] })))
            .press(".runners-actions > button:nth-of-type(2)")
            .wait("dialog .applications > p:not([role], .field-hint)"),
        few("signed-out").press(".shell-account .button:last-child").wait("input[type=password]"),
    ]
}
