//! Faults: every kind, over HTTP.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use simulator::{Dialect, Fault};

use crate::support::{Host, until};

const LIST: &str = "orgs/octo-org/actions/runners";

#[tokio::test]
async fn a_status_with_githubs_body_once_and_only_where_aimed() {
    let host = Host::start(Dialect::Ae).await;
    let fault = json!({ "operation": "list", "scope": "orgs/octo-org", "page": 2, "times": 1, "status": 503 });
    host.control(Method::POST, "faults", fault).await;
    assert_eq!(host.get(LIST).await.status, StatusCode::OK);
    let struck = host.get(&format!("{LIST}?page=2")).await;
    assert_eq!((struck.status, struck.message().as_str()), (StatusCode::SERVICE_UNAVAILABLE, "Service Unavailable"));
    assert_eq!(struck.header("access-control-allow-origin"), "*");
    assert_eq!(host.get(&format!("{LIST}?page=2")).await.status, StatusCode::OK);
    let standing = host.control(Method::GET, "faults", Value::Null).await;
    assert_eq!(standing[0]["hits"], 1);
}

#[tokio::test]
async fn bodies_headers_and_redirects() {
    let host = Host::start(Dialect::Cloud).await;
    host.control(Method::POST, "faults", json!([
        { "operation": "user", "times": 1, "body": "<html>proxy</html>", "headers": { "content-type": "text/html" } },
        { "operation": "user", "times": 1, "body": { "login": 7 } },
        { "operation": "user", "times": 1, "status": 429, "headers": { "Retry-After": "7", "X-RateLimit-Remaining": null } },
        { "operation": "user", "times": 1, "redirect": "http://127.0.0.1:1/elsewhere", "status": 307 },
        { "operation": "user", "times": 1, "status": 200, "body": "", "cors": "drop" },
    ])).await;
    let html = host.get("user").await;
    assert_eq!((html.text.as_str(), html.header("content-type")), ("<html>proxy</html>", "text/html"));
    assert_eq!(host.get("user").await.json(), json!({ "login": 7 }));
    let limited = host.get("user").await;
    assert_eq!((limited.status.as_u16(), limited.header("retry-after")), (429, "7"));
    assert!(!limited.headers.contains_key("x-ratelimit-remaining"));
    let redirect = host.get("user").await;
    assert_eq!((redirect.status.as_u16(), redirect.header("location")), (307, "http://127.0.0.1:1/elsewhere"));
    let bare = host.get("user").await;
    assert_eq!(bare.text, "");
    assert!(!bare.headers.keys().any(|name| name.as_str().starts_with("access-control")));
    assert_eq!(host.get("user").await.json()["login"], "octo-admin");
}

#[tokio::test]
async fn a_reset_leaves_the_operation_undone_or_loses_its_answer() {
    let host = Host::start(Dialect::Ae).await;
    let free: Vec<u64> = host.running.state().with(|world| {
        let id = world.scope("orgs/octo-org").unwrap();
        let fleet = &world.directory.get(id).unwrap().fleet;
        fleet.iter().filter(|runner| !runner.busy).map(|runner| runner.id).collect()
    });
    let delete = |id: u64| host.request(Method::DELETE, &format!("{LIST}/{id}"), &host.token()).send();
    host.control(Method::POST, "faults", json!({ "operation": "delete", "times": 1, "reset": true })).await;
    assert!(delete(free[0]).await.is_err());
    assert_eq!(host.get(&format!("{LIST}/{}", free[0])).await.status, StatusCode::OK, "undone");
    host.control(Method::POST, "faults", json!({ "operation": "delete", "times": 1, "reset": true, "when": "after" }))
        .await;
    assert!(delete(free[1]).await.is_err());
    assert_eq!(host.get(&format!("{LIST}/{}", free[1])).await.status, StatusCode::NOT_FOUND, "done, but unanswered");
}

#[tokio::test]
async fn a_truncated_body_ends_too_early() {
    let host = Host::start(Dialect::Ae).await;
    host.control(Method::POST, "faults", json!({ "operation": "list", "times": 2, "truncate": 100 })).await;
    for _ in 0..2 {
        let mut response = host.request(Method::GET, LIST, &host.token()).send().await.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        assert!(response.content_length().unwrap() > 100);
        let mut got = Vec::new();
        let ended = loop {
            match response.chunk().await {
                Ok(Some(chunk)) => got.extend_from_slice(&chunk),
                Ok(None) => break Ok(()),
                Err(error) => break Err(error),
            }
        };
        assert!(ended.is_err() && got.len() == 100, "{} bytes", got.len());
    }
}

#[tokio::test]
async fn a_held_request_waits_for_its_release() {
    let host = Host::start(Dialect::Ae).await;
    for release in ["release", "delete"] {
        let id = host.running.state().add_fault(Fault { hold: true, times: Some(1), ..Fault::default() });
        let request = host.request(Method::GET, LIST, &host.token());
        let waiting = tokio::spawn(async move { request.send().await.unwrap().status() });
        let state = host.running.state().clone();
        let held =
            move || state.with(|world| world.faults.standing().iter().any(|fault| fault.id == id && fault.held == 1));
        until("held", held).await;
        assert!(!waiting.is_finished());
        assert_eq!(host.get("user").await.status, StatusCode::OK, "others pass");
        if release == "release" {
            host.control(Method::POST, "faults/release", json!({ "id": id })).await;
        } else {
            host.control(Method::DELETE, "faults", json!({ "id": id })).await;
        }
        assert_eq!(waiting.await.unwrap(), StatusCode::OK);
    }
}

#[tokio::test]
async fn a_delay_delays() {
    let host = Host::start(Dialect::Ae).await;
    host.control(Method::POST, "faults", json!({ "operation": "user", "delay_ms": 60 })).await;
    host.get("user").await;
    let took = host.running.state().requests().iter().find_map(|entry| entry.took_ms).unwrap();
    assert!(took >= 60, "{took} ms");
}

#[tokio::test]
async fn preflights_fail_by_name() {
    let host = Host::start(Dialect::Ae).await;
    let fault = json!({ "operation": "preflight", "redirect": "http://127.0.0.1:1/login", "cors": "drop" });
    host.control(Method::POST, "faults", fault).await;
    let preflight = host.send(host.anonymous(Method::OPTIONS, LIST)).await;
    assert_eq!(preflight.status, StatusCode::FOUND);
    assert_eq!(host.get(LIST).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_misspelt_fault_is_refused() {
    let host = Host::start(Dialect::Ae).await;
    for body in [json!({ "operation": "lists" }), json!({ "stauts": 500 }), json!({ "when": "later" })] {
        let url = format!("{}/faults", host.running.ready().control);
        let reply = host.send(host.client.post(url).body(body.to_string())).await;
        assert_eq!(reply.status, StatusCode::BAD_REQUEST, "{body}");
    }
}
