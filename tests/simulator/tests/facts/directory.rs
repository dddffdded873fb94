//! The scopes and their fleets.

use std::collections::BTreeSet;

use reqwest::{Method, StatusCode};
use serde_json::Value;
use simulator::{Config, Dialect};

use crate::support::{Host, SCOPES};

async fn runners(host: &Host, scope: &str) -> Vec<Value> {
    let list = host.get(&format!("{scope}/actions/runners?per_page=100")).await.json();
    list["runners"].as_array().unwrap().clone()
}

#[tokio::test]
async fn names_are_not_case_sensitive_and_the_enterprise_has_an_id() {
    let host = Host::start(Dialect::Ae).await;
    for scope in [
        "enterprises/OCTO-Enterprise",
        "enterprises/4201",
        "orgs/OCTO-ORG",
        "repos/Octo-Org/OCTO-repo",
        "orgs/octo%2Dorg",
    ] {
        assert_eq!(runners(&host, scope).await.len(), 42, "{scope}");
    }
}

#[tokio::test]
async fn the_seed_decides_the_fleet() {
    let names = async |seed| {
        let host = Host::with(Config { seed, ..Config::default() }).await;
        let runners = runners(&host, "orgs/octo-org").await;
        (serde_json::to_string(&runners).unwrap(), host.token())
    };
    assert_eq!(names(7).await, names(7).await);
    assert_ne!(names(7).await, names(8).await);
}

#[tokio::test]
async fn ids_are_distinct_over_scopes_and_names_within_one() {
    let host = Host::with(Config { runners: 100, ..Config::default() }).await;
    let mut ids = BTreeSet::new();
    for scope in SCOPES.iter().chain(&["orgs/octo-bigids", "orgs/octo-hostile", "repos/octo-org/octo-public"]) {
        let mut names = BTreeSet::new();
        for runner in runners(&host, scope).await {
            assert!(ids.insert(runner["id"].as_u64().unwrap()));
            assert!(names.insert(runner["name"].as_str().unwrap().to_owned()), "{scope} {}", runner["name"]);
        }
    }
}

#[tokio::test]
async fn big_fleets_look_like_fleets() {
    let host = Host::with(Config { runners: 2000, ..Config::default() }).await;
    let fleet = host.control(Method::GET, "runners?scope=orgs/octo-org", Value::Null).await;
    let fleet = fleet.as_array().unwrap();
    let share = |test: fn(&Value) -> bool| fleet.iter().filter(|runner| test(runner)).count() * 100 / fleet.len();
    assert!((7..=14).contains(&share(|runner| runner["busy"] == true)));
    assert!((11..=19).contains(&share(|runner| runner["status"] == "offline")));
    assert!(fleet.iter().all(|runner| runner["busy"] == false || runner["status"] == "online"));
    let spellings: BTreeSet<&str> = fleet.iter().map(|runner| runner["os"].as_str().unwrap()).collect();
    assert_eq!(
        spellings.into_iter().collect::<Vec<_>>(),
        ["Linux", "Windows", "linux", "macOS", "macos", "unknown", "win"]
    );
}

#[tokio::test]
async fn ids_beyond_two_to_the_53_can_be_read_and_deleted() {
    let host = Host::start(Dialect::Ae).await;
    let all = runners(&host, "orgs/octo-bigids").await;
    let beyond: Vec<u64> = all.iter().map(|runner| runner["id"].as_u64().unwrap()).filter(|&id| id > 1 << 53).collect();
    assert!(beyond.len() >= 12 && beyond.windows(2).any(|pair| pair[1] == pair[0] + 1), "neighbours that f64 mixes up");
    let odd = beyond.iter().find(|&&id| id % 2 == 1).unwrap();
    let path = format!("orgs/octo-bigids/actions/runners/{odd}");
    host.control(
        Method::PATCH,
        "runners",
        serde_json::json!({ "scope": "orgs/octo-bigids", "id": odd, "set": { "busy": false } }),
    )
    .await;
    assert_eq!(host.get(&path).await.json()["id"].as_u64(), Some(*odd));
    assert_eq!(host.call(Method::DELETE, &path).await.status, StatusCode::NO_CONTENT);
    let left = runners(&host, "orgs/octo-bigids").await;
    assert_eq!(left.len(), all.len() - 1);
}

#[tokio::test]
async fn hostile_names_arrive_as_they_are() {
    let host = Host::start(Dialect::Ae).await;
    let names: Vec<String> = runners(&host, "orgs/octo-hostile")
        .await
        .iter()
        .map(|runner| runner["name"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(names, simulator::fleet::hostile::names());
    for trap in ['\u{202e}', '\u{200b}', '\u{7}', '\n', '"', '`', '<', '$'] {
        assert!(names.iter().any(|name| name.contains(trap)), "{trap:?}");
    }
    assert!(names.iter().any(|name| name.len() == 64) && names.iter().any(|name| name.len() > 64));
}

#[tokio::test]
async fn the_empty_organization_is_empty() {
    let host = Host::start(Dialect::Ae).await;
    let list = host.get("orgs/octo-empty/actions/runners").await;
    assert_eq!(list.json(), serde_json::json!({ "total_count": 0, "runners": [] }));
    assert_eq!(list.header("link"), "");
}
