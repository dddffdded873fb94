//! Who may do what (github-api.md section 2): tokens, scopes, single sign-on, and what GitHub says.

use reqwest::{Method, StatusCode};
use simulator::Dialect;

use crate::support::{Host, SCOPES};

const ENTERPRISE: &str = SCOPES[0];
const ORG: &str = SCOPES[1];
const REPO: &str = SCOPES[2];
const PUBLIC: &str = "repos/octo-org/octo-public";
const SSO: &str = "orgs/octo-sso";
const NO_RIGHTS: &str = "Must have admin rights to Repository.";
const BAD: &str = "Bad credentials";
const MISSING: &str = "Not Found";

const SSO_REQUIRED: &str = "Resource protected by organization SAML enforcement.";
const NO_APPS: &str = "Resource not accessible by integration";
const NO_PATS: &str = "Resource not accessible by personal access token";

/// What a token gets in the five scopes, in the order of [`FIVE`]. `ok` means that it may.
const TABLE: [(&str, [&str; 5]); 10] = [
    ("token", ["ok", "ok", "ok", "ok", "sso"]),
    ("read_only_token", ["404", "rights", "404", "rights", "sso"]),
    ("expired_token", ["401", "401", "401", "401", "401"]),
    ("enterprise_token", ["ok", "rights", "404", "rights", "sso"]),
    ("org_token", ["404", "ok", "404", "rights", "sso"]),
    ("repo_token", ["404", "rights", "ok", "ok", "sso"]),
    ("member_token", ["rights", "rights", "rights", "rights", "sso"]),
    ("sso_token", ["ok", "ok", "ok", "ok", "ok"]),
    ("fine_grained_token", ["pats", "ok", "ok", "ok", "sso"]),
    ("installation_token", ["apps", "ok", "ok", "ok", "sso"]),
];

const FIVE: [&str; 5] = [ENTERPRISE, ORG, REPO, PUBLIC, SSO];

#[tokio::test]
async fn every_token_against_every_scope() {
    let host = Host::start(Dialect::Ae).await;
    for (name, row) in TABLE {
        let value = host.running.state().with(|world| world.accounts.value(name));
        for (scope, expected) in FIVE.into_iter().zip(row) {
            // A read, a token that would let a machine in, a removal: rights are the same for all operations.
            for (method, end, success) in [("GET", "", 200), ("POST", "/remove-token", 201), ("DELETE", "/1", 404)] {
                let path = format!("{scope}/actions/runners{end}");
                let reply = host.send(host.request(method.parse().unwrap(), &path, &value)).await;
                let (status, message) = match expected {
                    "ok" => (success, ""),
                    "401" => (401, BAD),
                    "404" => (404, MISSING),
                    "sso" => (403, SSO_REQUIRED),
                    "apps" => (403, NO_APPS),
                    "pats" => (403, NO_PATS),
                    _ => (403, NO_RIGHTS),
                };
                assert_eq!(reply.status.as_u16(), status, "{name} {method} {path}");
                assert!(reply.text.contains(message), "{name} {method} {path}: {}", reply.text);
            }
        }
    }
}

#[tokio::test]
async fn both_schemes_in_any_case_and_no_other() {
    let host = Host::start(Dialect::Ae).await;
    let token = host.token();
    for (value, status) in [
        (format!("Bearer {token}"), 200),
        (format!("bearer {token}"), 200),
        (format!("token {token}"), 200),
        (format!("Token {token}"), 200),
        (format!("Basic {token}"), 401),
        (format!("Bearer {token}x"), 401),
        (token.clone(), 401),
        ("Bearer ".to_owned(), 401),
    ] {
        let request = host.anonymous(Method::GET, "user").header("authorization", &value);
        assert_eq!(host.send(request).await.status.as_u16(), status, "{}", value.replace(&token, "TOKEN"));
    }
}

#[tokio::test]
async fn without_a_token_it_is_401_in_the_words_of_the_host() {
    for (dialect, message) in [
        (Dialect::Ae, "Must authenticate to access this API."),
        (Dialect::Ghes, "Must authenticate to access this API."),
        (Dialect::Cloud, "Requires authentication"),
    ] {
        let host = Host::start(dialect).await;
        let reply = host.send(host.anonymous(Method::GET, "orgs/octo-org/actions/runners")).await;
        assert_eq!((reply.status, reply.message().as_str()), (StatusCode::UNAUTHORIZED, message));
        assert_eq!(reply.json().get("status").is_some(), dialect != Dialect::Ae);
    }
}

#[tokio::test]
async fn scopes_are_told_for_classic_tokens_only() {
    let host = Host::start(Dialect::Ae).await;
    let ready = host.running.ready();
    let path = "orgs/octo-org/actions/runners";
    let classic = host.get(path).await;
    assert_eq!(classic.header("x-oauth-scopes"), "admin:enterprise, admin:org, repo, user");
    assert_eq!(classic.header("x-accepted-oauth-scopes"), "admin:org");
    let refused = host.send(host.request(Method::GET, path, &ready.read_only_token)).await;
    assert_eq!(refused.header("x-oauth-scopes"), "read:org");
    for token in [&ready.fine_grained_token, &ready.installation_token] {
        let reply = host.send(host.request(Method::GET, path, token)).await;
        assert_eq!(reply.status, StatusCode::OK);
        assert!(!reply.headers.contains_key("x-oauth-scopes"));
    }
    let expired = host.send(host.request(Method::GET, path, &ready.expired_token)).await;
    assert!(!expired.headers.contains_key("x-oauth-scopes"));
}

#[tokio::test]
async fn single_sign_on_names_the_page_to_go_to() {
    let host = Host::start(Dialect::Cloud).await;
    let reply = host.get("orgs/octo-sso/actions/runners").await;
    assert_eq!(reply.status, StatusCode::FORBIDDEN);
    let expected = format!("required; url={}/orgs/octo-sso/sso?", host.running.ready().web);
    assert!(reply.header("x-github-sso").starts_with(&expected), "{}", reply.header("x-github-sso"));
}

#[tokio::test]
async fn tests_can_make_tokens() {
    let host = Host::start(Dialect::Ae).await;
    let body = serde_json::json!({ "name": "half", "grant": { "scopes": ["read:enterprise"] } });
    let made = host.control(Method::POST, "tokens", body).await;
    let request =
        host.request(Method::GET, "enterprises/octo-enterprise/actions/runners", made["token"].as_str().unwrap());
    let reply = host.send(request).await;
    assert_eq!((reply.status, reply.message().as_str()), (StatusCode::FORBIDDEN, NO_RIGHTS));
    let state = host.control(Method::GET, "tokens", serde_json::Value::Null).await;
    let all = state.as_array().unwrap().iter().find(|entry| entry["account"]["name"] == "token").unwrap();
    assert_eq!(all["may"], serde_json::json!(["enterprise", "org", "repo"]));
}
