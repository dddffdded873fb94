//! The control plane: log, edits, clock, reset, life.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use simulator::route::Operation;
use simulator::{Config, Dialect};

use crate::support::{Host, until};

const LIST: &str = "orgs/octo-org/actions/runners";

#[tokio::test]
async fn the_log_tells_everything_but_the_token() {
    let host = Host::start(Dialect::Ae).await;
    let request = host.request(Method::GET, "orgs/OCTO-ORG/actions/runners?per_page=5&page=2", &host.token());
    host.send(request.header("X-Probe", "Yes")).await;
    host.send(host.request(Method::DELETE, &format!("{LIST}/3"), "ghp_nobody")).await;
    host.send(host.anonymous(Method::GET, "user")).await;
    let log = host.running.state().requests();
    assert_eq!(log.iter().map(|entry| entry.n).collect::<Vec<_>>(), [1, 2, 3]);
    let first = &log[0];
    assert_eq!((first.method.as_str(), first.path.as_str()), ("GET", "/api/v3/orgs/OCTO-ORG/actions/runners"));
    assert_eq!((first.query.as_str(), first.page, first.id), ("per_page=5&page=2", Some(2), None));
    assert_eq!((first.operation, first.scope.as_deref()), (Operation::List, Some("orgs/octo-org")));
    assert_eq!((first.status, first.token.as_deref()), (Some(200), Some("token")));
    assert_eq!(first.headers["authorization"], "token");
    assert_eq!(first.headers["x-probe"], "Yes");
    assert_eq!((log[1].id, log[1].status, log[1].headers["authorization"].as_str()), (Some(3), Some(401), "unknown"));
    assert!(!log[2].headers.contains_key("authorization"));
    let text = host.control(Method::GET, "requests", Value::Null).await.to_string();
    assert!(!text.contains(&host.token()) && !text.contains("ghp_"));
    let some = host.control(Method::GET, "requests?operation=delete", Value::Null).await;
    assert_eq!(some.as_array().unwrap().len(), 1);
    assert_eq!(host.control(Method::GET, "requests?since=2", Value::Null).await[0]["n"], 3);
    host.control(Method::DELETE, "requests", Value::Null).await;
    assert!(host.running.state().requests().is_empty());
    host.get("user").await;
    assert_eq!(host.running.state().requests()[0].n, 4, "numbers go on");
}

#[tokio::test]
async fn the_log_counts_what_is_under_way() {
    let host = Host::start(Dialect::Ae).await;
    host.control(Method::POST, "faults", json!({ "hold": true })).await;
    let calls = (1..=6).map(|page| {
        let request = host.request(Method::GET, &format!("{LIST}?per_page=5&page={page}"), &host.token());
        tokio::spawn(async move { request.send().await.unwrap().status() })
    });
    let calls: Vec<_> = calls.collect();
    let state = host.running.state().clone();
    until("six held", || state.with(|world| world.faults.standing()[0].held == 6)).await;
    host.control(Method::DELETE, "faults", Value::Null).await;
    for call in calls {
        assert_eq!(call.await.unwrap(), StatusCode::OK);
    }
    host.get("user").await;
    let counts: Vec<usize> = host.running.state().requests().iter().map(|entry| entry.in_flight).collect();
    assert_eq!(counts, [1, 2, 3, 4, 5, 6, 1]);
}

#[tokio::test]
async fn runners_can_be_added_changed_and_taken_away() {
    let host = Host::start(Dialect::Ae).await;
    let added = host.control(Method::POST, "runners", json!({
        "scope": "orgs/octo-org", "place": "front",
        "runners": [{ "name": "first", "labels": ["x", { "name": "y", "type": "read-only" }], "busy": true, "shape": "round" }],
    })).await;
    let id = &added["ids"][0];
    let list = host.get(LIST).await.json();
    assert_eq!((&list["total_count"], &list["runners"][0]["id"]), (&json!(43), id));
    assert_eq!(list["runners"][0]["shape"], "round");
    assert_eq!(list["runners"][0]["labels"][1], json!({ "id": 0, "name": "y", "type": "read-only" }));
    let set = json!({ "status": "resting", "raw": { "labels": null, "os": 7, "id": "x" } });
    host.control(Method::PATCH, "runners", json!({ "scope": "orgs/octo-org", "name": "FIRST", "set": set })).await;
    let odd = host.get(&format!("{LIST}/{id}")).await.json();
    assert_eq!(
        (&odd["labels"], &odd["os"], &odd["status"], &odd["id"]),
        (&Value::Null, &json!(7), &json!("resting"), &json!("x"))
    );
    let gone = host.control(Method::DELETE, "runners", json!({ "scope": "orgs/octo-org", "id": id })).await;
    assert_eq!(gone["removed"], 1);
    host.control(Method::POST, "runners", json!({ "scope": "orgs/octo-org", "generate": 777 })).await;
    assert_eq!(host.get(LIST).await.json()["total_count"], 777);
    host.control(Method::DELETE, "runners", json!({ "scope": "orgs/octo-org", "all": true })).await;
    assert_eq!(host.get(LIST).await.json()["total_count"], 0);
}

#[tokio::test]
async fn reset_brings_the_first_moment_back() {
    let host = Host::start(Dialect::Ae).await;
    let before = host.get(LIST).await.text;
    host.control(Method::DELETE, "runners", json!({ "scope": "orgs/octo-org", "all": true })).await;
    host.control(Method::POST, "faults", json!({ "status": 500 })).await;
    host.control(Method::POST, "clock", json!({ "offset_seconds": 9000 })).await;
    host.control(Method::POST, "reset", Value::Null).await;
    assert_eq!(host.get(LIST).await.text, before);
    let state = host.control(Method::GET, "state", Value::Null).await;
    assert_eq!(state["clock"]["offset_seconds"], 0);
    let org = state["scopes"].as_array().unwrap().iter().find(|scope| scope["scope"] == "orgs/octo-org").unwrap();
    assert_eq!(org["runners"], 42);
}

#[tokio::test]
async fn the_date_header_follows_the_clock() {
    let host = Host::start(Dialect::Ae).await;
    host.control(Method::POST, "clock", json!({ "advance_seconds": 86_400 })).await;
    let before = host.running.state().with(|world| world.clock.now_ms());
    let date = host.get("user").await.header("date").to_owned();
    let after = host.running.state().with(|world| world.clock.now_ms());
    assert!((before / 1000..=after / 1000).any(|second| simulator::clock::http_date(second * 1000) == date), "{date}");
}

#[tokio::test]
async fn life_is_the_same_for_the_same_seed_and_changes_the_fleet() {
    let lived = async |steps: u64| {
        let host = Host::with(Config { runners: 300, ..Config::default() }).await;
        host.control(Method::POST, "tick", json!({ "steps": steps })).await;
        host.control(Method::GET, "runners?scope=orgs/octo-org", Value::Null).await.to_string()
    };
    assert_eq!(lived(40).await, lived(40).await);
    assert_ne!(lived(40).await, lived(0).await);
    let fleet: Value = serde_json::from_str(&lived(400).await).unwrap();
    let states = |status: &str, busy: bool| {
        fleet.as_array().unwrap().iter().filter(|runner| runner["status"] == status && runner["busy"] == busy).count()
    };
    assert!(states("online", true) > 10 && states("online", false) > 100 && states("offline", false) > 10);
    assert_eq!(states("offline", true), 0);
}

#[tokio::test]
async fn the_control_plane_answers_every_origin() {
    let host = Host::start(Dialect::Ae).await;
    let url = format!("{}/faults", host.running.ready().control);
    let preflight = host.send(host.client.request(Method::OPTIONS, &url).header("origin", "http://x")).await;
    assert_eq!(preflight.status, StatusCode::NO_CONTENT);
    assert_eq!(preflight.header("access-control-allow-origin"), "*");
    let unknown = host.send(host.client.get(format!("{}/nothing", host.running.ready().control))).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn stopping_frees_the_port() {
    let host = Host::start(Dialect::Ae).await;
    let api = host.running.ready().api.clone();
    let listen = api.trim_start_matches("http://").split('/').next().unwrap().parse().unwrap();
    host.get("user").await;
    host.running.stop().await;
    let again = simulator::start(Config { listen, ..Config::default() }).await.unwrap();
    assert_eq!(again.ready().api, api);
    again.stop().await;
}
