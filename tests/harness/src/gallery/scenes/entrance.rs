//! Before the runners: starting, connecting, choosing a scope.

use serde_json::json;

use super::super::scene::{HOST, Scene, Session, Settings, Step, UNREACHABLE};

const HOST_BOX: &str = "form input:not([type=password]):not([type=checkbox])";
const TOKEN_BOX: &str = "input[type=password]";
const SUBMIT: &str = "form [type=submit]";
const SCOPE_BOX: &str = "form [role=combobox]";
const ALERT: &str = "[role=alert]";

pub(super) fn scenes() -> Vec<Scene> {
    [starting(), connecting(), scopes()].concat()
}

fn starting() -> Vec<Scene> {
    // What it looks like in a frame is that sentence alone; that it comes is the business of S5.
    let framed =
        "document.querySelector('#not-started').hidden = true; document.querySelector('#framed').hidden = false";
    vec![
        Scene::new("boot-not-started").without_program().wait("#not-started").in_spanish(),
        Scene::new("boot-framed").without_program().wait("#not-started").then(Step::Script(framed)),
        Scene::new("boot-broken-settings")
            .settings(Settings::Whole(r#"{ "hosts": ["github.com", "a b"] }"#))
            .wait(ALERT)
            .in_spanish(),
        // That a panic ends so is the business of R9; no honest way leads there.
        Scene::new("crashed").wait(TOKEN_BOX).then(Step::Script(
            "const [main, title, said, again] = ['main', 'h1', 'p', 'a'].map((name) => document.createElement(name));
             main.className = 'boot'; main.append(title, said, again); again.className = 'button'; again.href = '';
             again.textContent = 'Reload the page'; title.textContent = 'Runner Console';
             said.setAttribute('role', 'alert');
             said.textContent = 'Runner Console ran into an error of its own and stopped. You are signed out; the \
             token is gone from this tab. Reload the page to connect again. What was removed stays removed; nothing \
             else was changed.';
             document.body.replaceChildren(main)",
        )),
    ]
}

fn connecting() -> Vec<Scene> {
    let form = |name| Scene::new(name).wait(TOKEN_BOX);
    let sent = |name, host: &str, token: &str| {
        form(name).types(HOST_BOX, host).types(TOKEN_BOX, token).press(SUBMIT).wait(ALERT)
    };
    vec![
        form("connect").in_spanish().small(),
        form("connect-token-help").press("details summary").wait("details[open] .token-needed"),
        form("connect-field-errors").press(SUBMIT).wait("[aria-invalid=true]").in_spanish(),
        form("connect-waiting")
            .before(Step::Strike(json!({ "operation": "user", "hold": true })))
            .types(HOST_BOX, HOST)
            .types(TOKEN_BOX, "TOKEN")
            .press(SUBMIT)
            .wait("form [type=submit][aria-disabled=true]"),
        sent("connect-refused", HOST, "EXPIRED"),
        sent("connect-unreachable", UNREACHABLE, "TOKEN"),
        sent("connect-preflight-refused", HOST, "TOKEN")
            .before(Step::Strike(json!({ "operation": "preflight", "status": 403, "cors": "drop" }))),
        Scene::new("connect-locked")
            .settings(Settings::More(json!({ "session_minutes": 60 })))
            .session(Session::Old)
            .query("&organization=octo-org")
            .wait(TOKEN_BOX)
            .wait(".connect-side .banner")
            .in_spanish(),
        form("connect-hosts-offered").settings(Settings::More(json!({
            "title": "Octo runners",
            "hosts": [HOST, "github.com"],
            "allow_other_hosts": false,
        }))),
    ]
}

fn scopes() -> Vec<Scene> {
    let picker = |name| Scene::new(name).session(Session::Connected).wait(SCOPE_BOX);
    let presets = json!({ "scopes": [
        { "enterprise": "octo-enterprise" }, { "organization": "octo-org" }, { "repository": "octo-org/octo-repo" },
    ] });
    vec![
        picker("scope").in_spanish(),
        picker("scope-enterprise").press(".radio:first-of-type input"),
        picker("scope-repository").press(".radio:nth-of-type(3) input"),
        picker("scope-suggestions")
            .wait(".grant-note")
            .then(Step::Focus(SCOPE_BOX))
            .types(SCOPE_BOX, "octo")
            .wait("[role=option]"),
        picker("scope-presets").settings(Settings::More(presets)).wait(".scope-shortcuts"),
        picker("scope-error").press(SUBMIT).wait("[aria-invalid=true]"),
        picker("scope-without-permission").session(Session::ReadOnly).wait(".grant-note.bad"),
    ]
}
