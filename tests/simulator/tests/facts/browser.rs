//! What a browser stands on: CORS, caching, rate-limit headers, redirects (github-api.md sections 2 and 3).

use reqwest::{Method, StatusCode};
use serde_json::json;
use simulator::Dialect;

use crate::support::{DIALECTS, Host, SCOPES};

#[tokio::test]
async fn preflights_list_what_is_allowed_and_need_no_token() {
    for dialect in DIALECTS {
        let host = Host::start(dialect).await;
        let request = host
            .anonymous(Method::OPTIONS, "orgs/octo-org/actions/runners/7")
            .header("origin", "http://console.example")
            .header("access-control-request-method", "DELETE")
            .header("access-control-request-headers", "authorization,cache-control");
        let reply = host.send(request).await;
        assert_eq!(reply.status, StatusCode::NO_CONTENT);
        assert_eq!(reply.header("access-control-allow-origin"), "*");
        assert_eq!(reply.header("access-control-allow-methods"), "GET, POST, PATCH, PUT, DELETE");
        assert_eq!(reply.header("access-control-max-age"), "86400");
        let allowed: Vec<&str> = reply.header("access-control-allow-headers").split(", ").collect();
        assert!(allowed.contains(&"Authorization") && allowed.contains(&"If-None-Match"));
        assert!(!allowed.contains(&"Cache-Control"), "GitHub refuses it");
        assert_eq!(allowed.contains(&"X-GitHub-Api-Version"), dialect != Dialect::Ae);
        assert_eq!(allowed.len(), if dialect == Dialect::Ae { 13 } else { 14 });
        let logged = host.running.state().requests();
        assert_eq!(logged[0].method, "OPTIONS");
        assert_eq!(logged[0].operation, simulator::route::Operation::Delete);
    }
}

#[tokio::test]
async fn only_the_listed_headers_are_exposed() {
    for dialect in DIALECTS {
        let host = Host::start(dialect).await;
        let reply = host.get("user").await;
        let exposed: Vec<&str> = reply.header("access-control-expose-headers").split(", ").collect();
        for name in ["ETag", "Link", "X-OAuth-Scopes", "X-GitHub-Request-Id", "X-RateLimit-Reset"] {
            assert!(exposed.contains(&name), "{name}");
        }
        assert!(!exposed.contains(&"Date"));
        assert_eq!(exposed.contains(&"Retry-After"), dialect != Dialect::Ae);
    }
}

#[tokio::test]
async fn errors_can_be_read_across_origins_too() {
    let host = Host::start(Dialect::Ae).await;
    for path in ["orgs/nobody/actions/runners", "orgs/octo-sso/actions/runners", "nonsense"] {
        let reply = host.get(path).await;
        assert!(reply.status.is_client_error());
        assert_eq!(reply.header("access-control-allow-origin"), "*");
        assert!(!reply.header("x-github-request-id").is_empty());
    }
}

#[tokio::test]
async fn an_unchanged_answer_is_304_with_strong_and_weak_tags() {
    for dialect in DIALECTS {
        let host = Host::start(dialect).await;
        for path in SCOPES.map(|scope| format!("{scope}/actions/runners?per_page=100")) {
            let first = host.get(&path).await;
            assert_eq!(first.header("cache-control"), "private, max-age=60, s-maxage=60");
            assert_eq!(first.header("vary"), "Accept, Authorization, Cookie, X-GitHub-OTP");
            let tag = first.header("etag").to_owned();
            assert_eq!(tag.starts_with("W/\""), dialect == Dialect::Cloud, "{tag}");
            let weak = format!("W/{}", tag.trim_start_matches("W/"));
            for condition in [tag.clone(), weak, format!("\"other\", {tag}"), "*".to_owned()] {
                let request = host.request(Method::GET, &path, &host.token()).header("if-none-match", &condition);
                let reply = host.send(request).await;
                assert_eq!((reply.status, reply.text.as_str()), (StatusCode::NOT_MODIFIED, ""), "{condition}");
                assert_eq!(reply.header("etag"), tag);
            }
            let other = host.request(Method::GET, &path, &host.token()).header("if-none-match", "\"other\"");
            assert_eq!(host.send(other).await.status, StatusCode::OK);
        }
        let stale = host.get("orgs/octo-org/actions/runners").await.header("etag").to_owned();
        host.control(Method::POST, "runners", json!({ "scope": "orgs/octo-org", "runners": [{ "name": "new" }] }))
            .await;
        assert_ne!(host.get("orgs/octo-org/actions/runners").await.header("etag"), stale);
    }
}

#[tokio::test]
async fn rate_limits_exist_in_the_cloud_only_and_a_304_is_free() {
    for dialect in [Dialect::Ae, Dialect::Ghes] {
        let host = Host::start(dialect).await;
        let reply = host.get("user").await;
        assert!(!reply.headers.keys().any(|name| name.as_str().starts_with("x-ratelimit")));
        assert_eq!(host.get("rate_limit").await.status, StatusCode::NOT_FOUND);
    }
    let host = Host::start(Dialect::Cloud).await;
    let first = host.get("orgs/octo-org/actions/runners").await;
    assert_eq!((first.header("x-ratelimit-limit"), first.header("x-ratelimit-remaining")), ("5000", "4999"));
    assert_eq!((first.header("x-ratelimit-used"), first.header("x-ratelimit-resource")), ("1", "core"));
    let request = host.request(Method::GET, "orgs/octo-org/actions/runners", &host.token());
    let cached = host.send(request.header("if-none-match", first.header("etag"))).await;
    assert_eq!((cached.status, cached.header("x-ratelimit-remaining")), (StatusCode::NOT_MODIFIED, "4999"));
    let told = host.get("rate_limit").await.json();
    assert_eq!(told["resources"]["core"]["used"], 1);
    assert_eq!(host.get("user").await.header("x-ratelimit-remaining"), "4998");
}

#[tokio::test]
async fn a_used_up_limit_is_403_until_the_hour_is_over() {
    let host = Host::start(Dialect::Cloud).await;
    host.control(Method::POST, "rate", json!({ "used": 4999, "reset_in_seconds": 120 })).await;
    assert_eq!(host.get("user").await.status, StatusCode::OK);
    let refused = host.get("user").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert_eq!(refused.header("x-ratelimit-remaining"), "0");
    assert!(refused.message().starts_with("API rate limit exceeded for user ID"));
    host.control(Method::POST, "clock", json!({ "advance_seconds": 121 })).await;
    assert_eq!(host.get("user").await.header("x-ratelimit-remaining"), "4999");
}

#[tokio::test]
async fn renamed_scopes_redirect_on_the_same_host() {
    let host = Host::start(Dialect::Ae).await;
    let api = host.running.ready().api.clone();
    for (method, from, status, to) in [
        (Method::GET, "orgs/Octo-Renamed/actions/runners?page=2", 301, "orgs/octo-org/actions/runners?page=2"),
        (
            Method::GET,
            "repos/octo-org/octo-old-repo/actions/runners/downloads",
            301,
            "repos/octo-org/octo-repo/actions/runners/downloads",
        ),
        (
            Method::GET,
            "repos/octo-renamed/octo-repo/actions/runners/5",
            301,
            "repos/octo-org/octo-repo/actions/runners/5",
        ),
        (
            Method::POST,
            "orgs/octo-renamed/actions/runners/remove-token",
            307,
            "orgs/octo-org/actions/runners/remove-token",
        ),
        (Method::DELETE, "orgs/octo-renamed/actions/runners/1", 307, "orgs/octo-org/actions/runners/1"),
    ] {
        let reply = host.call(method, from).await;
        assert_eq!(reply.status.as_u16(), status, "{from}");
        assert_eq!(reply.header("location"), format!("{api}/{to}"));
        assert_eq!(reply.header("access-control-allow-origin"), "*");
    }
}

#[tokio::test]
async fn unknown_api_versions_are_refused_where_versions_exist() {
    for dialect in DIALECTS {
        let host = Host::start(dialect).await;
        let request = host.request(Method::GET, "user", &host.token()).header("x-github-api-version", "1999-01-01");
        let expected = if dialect == Dialect::Ae { StatusCode::OK } else { StatusCode::BAD_REQUEST };
        assert_eq!(host.send(request).await.status, expected);
    }
}
