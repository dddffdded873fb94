//! What a scope picker reads, per dialect.

use reqwest::{Method, StatusCode};
use simulator::Dialect;

use crate::support::{DIALECTS, Host};

#[tokio::test]
async fn the_user_is_known_except_for_installations() {
    let host = Host::start(Dialect::Ae).await;
    assert_eq!(host.get("user").await.json()["login"], "octo-admin");
    let reply = host.send(host.request(Method::GET, "user", &host.running.ready().installation_token)).await;
    assert_eq!(reply.status, StatusCode::FORBIDDEN);
    assert_eq!(reply.message(), "Resource not accessible by integration");
}

#[tokio::test]
async fn organizations_behind_single_sign_on_are_missing_and_hinted_at() {
    let host = Host::start(Dialect::Ae).await;
    let logins = |text: &str| -> Vec<String> {
        let orgs: Vec<serde_json::Value> = serde_json::from_str(text).unwrap();
        orgs.iter().map(|org| org["login"].as_str().unwrap().to_owned()).collect()
    };
    let plain = host.get("user/orgs").await;
    assert_eq!(logins(&plain.text), ["octo-org", "octo-bigids", "octo-empty", "octo-hostile"]);
    assert_eq!(plain.header("x-github-sso"), "partial-results; organizations=9923");
    let authorised = host.send(host.request(Method::GET, "user/orgs", &host.running.ready().sso_token)).await;
    assert!(logins(&authorised.text).contains(&"octo-sso".to_owned()));
    let without = host.send(host.request(Method::GET, "user/orgs", &host.running.ready().repo_token)).await;
    assert_eq!(without.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn repositories_have_two_pages_and_private_ones_need_the_scope() {
    let host = Host::start(Dialect::Ae).await;
    let all = host.get("orgs/OCTO-ORG/repos?per_page=100").await.json();
    assert_eq!(all.as_array().unwrap().len(), 42);
    let second = host.get("orgs/octo-org/repos?page=2").await;
    assert_eq!(second.json().as_array().unwrap().len(), 12);
    assert!(second.header("link").contains("rel=\"prev\""));
    let public = host.send(host.request(Method::GET, "user/repos", &host.running.ready().read_only_token)).await;
    let names: Vec<String> =
        public.json().as_array().unwrap().iter().map(|repo| repo["full_name"].as_str().unwrap().to_owned()).collect();
    assert_eq!(names, ["octo-org/octo-public", "octo-admin/dotfiles"]);
}

#[tokio::test]
async fn only_ghes_tells_its_version() {
    for dialect in DIALECTS {
        let host = Host::start(dialect).await;
        let meta = host.get("meta").await;
        assert_eq!(meta.status, StatusCode::OK);
        assert_eq!(meta.json().get("installed_version").is_some(), dialect == Dialect::Ghes);
        let anonymous = host.send(host.anonymous(Method::GET, "meta")).await;
        assert_eq!(anonymous.status == StatusCode::OK, dialect == Dialect::Cloud);
    }
}
