//! The table of runners, and what stands in its place.

use serde_json::json;
use simulator::Dialect;

use super::super::scene::{Scene, Session, Step};

const ROW: &str = "tbody [role=row]";
const ALERT: &str = "[role=alert]";
const REFRESH: &str = ".runners-actions > button";
/// The tools above the table come with the first answer.
const TOOLS: &str = ".desk-tools";
/// The last reading came to its end.
const READ: &str = ".runners-actions > button:first-child:not([aria-busy=true])";

pub(super) fn scenes() -> Vec<Scene> {
    [rows(), overview(), nothing(), troubles()].concat()
}

/// All rows are there.
fn table(name: &'static str, query: &str) -> Scene {
    Scene::runners(name, query).wait(ROW).wait(READ).wait(TOOLS)
}

fn rows() -> Vec<Scene> {
    vec![
        table("runners", "").in_spanish().small(),
        table("runners-one", "").count(1),
        table("runners-many", "").count(10_000).then(Step::Scroll(0.5)).wait(ROW),
        table("runners-enterprise", "").query("&enterprise=octo-enterprise"),
        table("runners-filtered", "&q=linux&sort=-name"),
        table("runners-focused-row", "").then(Step::Focus("tbody [role=row]:nth-of-type(3) button")).then(Step::Key('↓')).about(":focus"),
        table("runners-columns-of-a-cloud", "").dialect(Dialect::Cloud),
        table("runners-columns-of-a-server", "").dialect(Dialect::Ghes),
        table("runners-hostile-names", "").query("&organization=octo-hostile"),
        table("runners-long-values", "").fleet(json!([
            { "name": "a-runner-with-a-name-that-is-as-long-as-github-lets-it-be-00001", "status": "offline",
              "labels": ["self-hosted", "linux", "x64", "a-label-that-goes-on-and-on-and-on", "gpu", "big", "eu-west"] },
            { "name": "maintenance-1", "status": "maintenance", "labels": [] },
            { "name": "plain-1", "busy": true },
        ])).small(),
        Scene::runners("runners-first-page-of-many", "")
            .count(2_500)
            .before(Step::Strike(json!({ "operation": "list", "page": 2, "hold": true })))
            .wait(ROW)
            // Every other page.
            .wait("progress[value='24']")
            .wait(TOOLS),
        // The six pages that are asked for behind the first one.
        (2..=7)
            .fold(Scene::runners("runners-hundred-thousand", "").count(100_000), |scene, page| {
                scene.before(Step::Strike(json!({ "operation": "list", "page": page, "hold": true })))
            })
            .wait(ROW)
            .wait("progress[value='1']")
            .wait(TOOLS),
        Scene::runners("runners-loading", "")
            .before(Step::Strike(json!({ "operation": "list", "hold": true })))
            .wait(".skeleton")
            .in_spanish(),
    ]
}

/// What is above the table, each part open, and the marks of changes.
fn overview() -> Vec<Scene> {
    let fleet = |name| {
        table(name, "").fleet(json!([
            { "name": "ci-1", "labels": ["self-hosted", "linux", "x64"] },
            { "name": "ci-2", "labels": ["self-hosted", "linux", "x64"], "busy": true },
            { "name": "ci-3", "labels": ["self-hosted", "linux", "x64"], "status": "offline" },
            { "name": "gpu-1", "labels": ["self-hosted", "linux", "x64", "gpu"], "busy": true },
            { "name": "mac", "os": "macos", "labels": ["self-hosted", "macOS", "ARM64", "xcode 16"], "status": "offline" },
            { "name": "mac-2", "os": "macos", "labels": ["self-hosted", "macOS", "ARM64", "xcode 16", "signing"] },
            { "name": "win-1", "os": "windows", "labels": ["self-hosted", "windows", "x64"], "status": "offline" },
        ]))
    };
    let open = |name, button: &'static str| fleet(name).press(button).wait(".popup-panel");
    let patch = |name: &str, set: serde_json::Value| {
        Step::Control(axum::http::Method::PATCH, json!({ "scope": "orgs/octo-org", "name": name, "set": set }))
    };
    let changed = |name| {
        fleet(name)
            .then(patch("ci-1", json!({ "status": "offline" })))
            .then(patch("ci-3", json!({ "status": "online" })))
            .then(Step::Control(
                axum::http::Method::POST,
                json!({ "scope": "orgs/octo-org", "runners": [{ "name": "new" }] }),
            ))
            .then(Step::Control(axum::http::Method::DELETE, json!({ "scope": "orgs/octo-org", "name": "win-1" })))
            .press(REFRESH)
            .wait(".change-mark")
            .wait(READ)
    };
    vec![
        open("overview-capacity", ".of-capacity > .button").in_spanish(),
        open("overview-activity-too-soon", ".of-activity > .button"),
        changed("overview-activity").press(".of-activity > .button").wait(".activity-lines"),
        open("overview-changes-none", ".of-changes > .button"),
        changed("overview-changes").press(".of-changes > .button").wait(".change-group").in_spanish(),
        changed("overview-marks"),
        open("overview-suspects", ".of-suspects > .button").in_spanish(),
        table("overview-suspects-none", "").count(3).press(".of-suspects > .button").wait(".popup-panel"),
    ]
}

fn nothing() -> Vec<Scene> {
    vec![
        Scene::runners("runners-none", "").query("&organization=octo-empty").wait(".nothing").in_spanish(),
        Scene::runners("runners-no-match", "&q=there-is-none").wait(".nothing").wait(READ),
    ]
}

fn troubles() -> Vec<Scene> {
    let first = |name, fault: serde_json::Value| {
        Scene::runners(name, "").before(Step::Strike(fault)).wait(".runners-page [role=alert]")
    };
    let stale = |name, fault: serde_json::Value| {
        table(name, "")
            // Something new, so that the answer is not one that the browser has already.
            .then(Step::Control(
                axum::http::Method::POST,
                json!({ "scope": "orgs/octo-org", "runners": [{ "name": "new" }] }),
            ))
            .then(Step::Strike(fault))
            .press(REFRESH)
            .wait(".runners-page [role=alert]")
    };
    let admin = "Must have admin rights to Repository.";
    vec![
        table("runners-a-page-missing", "")
            .count(350)
            .before(Step::Strike(json!({ "operation": "list", "page": 3, "status": 502 })))
            .wait(ALERT),
        // Pages that tell of another number of runners than the first one.
        table("runners-changed-while-reading", "")
            .count(350)
            .before(Step::Strike(json!({
                "operation": "list", "page": 4, "status": 200, "body": { "total_count": 349, "runners": [] },
            })))
            .wait(".reading-trouble .banner"),
        stale("runners-stale", json!({ "operation": "list", "reset": true })).in_spanish(),
        stale("runners-stale-500", json!({ "operation": "list", "status": 500 })),
        stale("runners-slowed", json!({ "operation": "list", "status": 429, "headers": { "retry-after": "3000" } }))
            .dialect(Dialect::Cloud),
        stale(
            "runners-single-sign-on",
            json!({ "operation": "list", "status": 403, "headers": {
                "x-github-sso": "required; url=https://github.example.com/orgs/octo-org/sso?authorization_request=AABB" } }),
        ),
        table("runners-offline", "").then(Step::Offline),
        first("runners-403", json!({ "operation": "list", "status": 403, "body": { "message": admin } })),
        first("runners-404", json!({ "operation": "list", "status": 404 })),
        first("runners-unreachable", json!({ "operation": "list", "cors": "drop" })),
        Scene::runners("runners-token-expired", "").session(Session::Expired).wait(ALERT),
    ]
}
