//! The 18 operations (github-api.md section 2): statuses and bodies, in each dialect.

use reqwest::{Method, StatusCode};
use serde_json::Value;
use simulator::Dialect;

use crate::support::{DIALECTS, Host, SCOPES};

/// Method, path below the scope, status. `{free}` and `{busy}` stand for runners.
const SIX: [(&str, &str, u16); 6] = [
    ("GET", "", 200),
    ("GET", "/downloads", 200),
    ("POST", "/registration-token", 201),
    ("POST", "/remove-token", 201),
    ("GET", "/{free}", 200),
    ("DELETE", "/{free}", 204),
];

#[tokio::test]
async fn all_18_operations_in_three_dialects() {
    for dialect in DIALECTS {
        let host = Host::start(dialect).await;
        for scope in SCOPES {
            let free = host.runner(scope, |runner| runner["busy"] == false).await["id"].to_string();
            for (method, end, status) in SIX {
                let path = format!("{scope}/actions/runners{}", end.replace("{free}", &free));
                let reply = host.call(method.parse().unwrap(), &path).await;
                assert_eq!(reply.status.as_u16(), status, "{dialect:?} {method} {path}");
                assert_eq!(reply.header("access-control-allow-origin"), "*", "{dialect:?} {method} {path}");
                assert!(!reply.header("x-github-request-id").is_empty());
                match (method, end) {
                    ("GET", "") => assert_list(&reply.json(), dialect),
                    ("GET", "/downloads") => assert!(reply.json().as_array().unwrap().len() >= 6),
                    ("GET", _) => assert_runner(&reply.json(), dialect),
                    ("POST", _) => assert!(reply.json()["expires_at"].is_string()),
                    _ => assert_eq!(reply.text, ""),
                }
            }
            let gone = host.get(&format!("{scope}/actions/runners/{free}")).await;
            assert_eq!(gone.status, StatusCode::NOT_FOUND);
        }
    }
}

fn assert_list(list: &Value, dialect: Dialect) {
    assert_eq!(list["total_count"], 42);
    assert_eq!(list.as_object().unwrap().len(), 2);
    let runners = list["runners"].as_array().unwrap();
    assert_eq!(runners.len(), 30);
    for runner in runners {
        assert_runner(runner, dialect);
    }
}

/// The fields of a runner: what the table of dialects says, and nothing else.
fn assert_runner(runner: &Value, dialect: Dialect) {
    let mut fields: Vec<&str> = runner.as_object().unwrap().keys().map(String::as_str).collect();
    fields.sort_unstable();
    let expected: &[&str] = match dialect {
        Dialect::Ae => &["busy", "id", "labels", "name", "os", "status"],
        Dialect::Ghes | Dialect::Cloud => {
            &["busy", "ephemeral", "id", "labels", "name", "os", "runner_group_id", "status", "version"]
        }
    };
    assert_eq!(fields, expected);
    assert!(runner["id"].is_u64());
    let kinds: Vec<&Value> = runner["labels"].as_array().unwrap().iter().map(|label| &label["type"]).collect();
    assert_eq!(kinds[..3], ["read-only"; 3]);
    assert!(kinds[3..].iter().all(|kind| *kind == "custom"));
    let ids = runner["labels"].as_array().unwrap().iter().map(|label| label["id"].as_u64().unwrap());
    assert!(ids.into_iter().all(|id| (id == 0) == (dialect == Dialect::Ghes)));
}

#[tokio::test]
async fn tokens_live_one_hour_and_say_so_with_milliseconds_and_offset() {
    let host = Host::start(Dialect::Ae).await;
    let before = host.running.state().with(|world| world.clock.now_ms());
    let answer = host.call(Method::POST, "orgs/octo-org/actions/runners/registration-token").await.json();
    let after = host.running.state().with(|world| world.clock.now_ms());
    let text = answer["expires_at"].as_str().unwrap();
    assert_eq!(text.len(), "2020-01-22T12:13:35.123-08:00".len());
    assert!(text.ends_with("-08:00"));
    let possible = (before..=after).map(|now| simulator::clock::with_offset(now + 3_600_000));
    assert!(possible.into_iter().any(|time| time == text), "{text}");
    assert!(answer.as_object().unwrap().len() > 2, "clients must tolerate other fields");
}

#[tokio::test]
async fn a_busy_runner_is_not_deleted() {
    let host = Host::start(Dialect::Ae).await;
    for scope in SCOPES {
        let busy = host.runner(scope, |runner| runner["busy"] == true).await;
        assert_eq!(busy["status"], "online");
        let path = format!("{scope}/actions/runners/{}", busy["id"]);
        let reply = host.call(Method::DELETE, &path).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        let name = busy["name"].as_str().unwrap();
        assert_eq!(reply.message(), format!("Runner \"{name}\" is currently running a job and cannot be deleted."));
        assert_eq!(host.get(&path).await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn the_second_delete_is_404_and_the_total_falls() {
    let host = Host::start(Dialect::Ae).await;
    let free = host.runner("orgs/octo-org", |runner| runner["busy"] == false).await["id"].to_string();
    let path = format!("orgs/octo-org/actions/runners/{free}");
    assert_eq!(host.call(Method::DELETE, &path).await.status, StatusCode::NO_CONTENT);
    let again = host.call(Method::DELETE, &path).await;
    assert_eq!((again.status, again.message()), (StatusCode::NOT_FOUND, "Not Found".to_owned()));
    assert_eq!(host.get("orgs/octo-org/actions/runners").await.json()["total_count"], 41);
}

#[tokio::test]
async fn a_runner_of_one_scope_is_unknown_in_another() {
    let host = Host::start(Dialect::Ae).await;
    let id = host.runner("orgs/octo-org", |_| true).await["id"].to_string();
    for scope in ["enterprises/octo-enterprise", "repos/octo-org/octo-repo", "orgs/octo-empty"] {
        assert_eq!(host.get(&format!("{scope}/actions/runners/{id}")).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn other_paths_and_methods_are_404_with_githubs_body() {
    let host = Host::start(Dialect::Ae).await;
    for (method, path) in [
        (Method::GET, "orgs/nobody/actions/runners"),
        (Method::GET, "enterprises/nothing/actions/runners"),
        (Method::GET, "repos/octo-org/nothing/actions/runners"),
        (Method::PUT, "orgs/octo-org/actions/runners"),
        (Method::GET, "orgs/octo-org/actions/runners/x"),
        (Method::GET, "orgs/octo-org/actions/runner-groups"),
        (Method::POST, "orgs/octo-org/actions/runners/generate-jitconfig"),
        (Method::GET, "nonsense"),
    ] {
        let reply = host.call(method.clone(), path).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{method} {path}");
        assert_eq!(reply.message(), "Not Found");
        assert!(reply.json()["documentation_url"].as_str().unwrap().starts_with("https://docs.github.com/"));
    }
}

#[tokio::test]
async fn only_hosts_with_checksums_and_a_switch_show_the_optional_fields_of_applications() {
    for dialect in DIALECTS {
        let host = Host::start(dialect).await;
        let path = "orgs/octo-org/actions/runners/downloads";
        let first = host.get(path).await.json()[0].clone();
        assert_eq!(first["os"], "osx");
        assert_eq!(first.get("sha256_checksum").is_some(), dialect != Dialect::Ae);
        assert!(first.get("temp_download_token").is_none());
        host.control(Method::POST, "settings", serde_json::json!({ "temp_download_token": true })).await;
        let first = host.get(path).await.json()[0].clone();
        let (token, url) = (first["temp_download_token"].as_str().unwrap(), first["download_url"].as_str().unwrap());
        assert_eq!(host.send(host.client.get(url)).await.status, StatusCode::UNAUTHORIZED);
        let with = host.client.get(url).header("authorization", format!("Bearer {token}"));
        assert_eq!(host.send(with).await.status, StatusCode::FOUND);
    }
}

#[tokio::test]
async fn the_name_filter_exists_beyond_ae_only() {
    for dialect in DIALECTS {
        let host = Host::start(dialect).await;
        let name = host.runner("orgs/octo-org", |_| true).await["name"].as_str().unwrap().to_owned();
        let list = host.get(&format!("orgs/octo-org/actions/runners?name={name}")).await.json();
        assert_eq!(list["total_count"], if dialect == Dialect::Ae { 42 } else { 1 });
    }
}
