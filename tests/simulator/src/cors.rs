//! Cross-origin rules, as measured at api.github.com (github-api.md section 3).
//!
//! Invariant: the preflight answer does not depend on what was asked for. The server lists what it allows and the
//! browser refuses the rest, so a header outside the list fails there, exactly as it does with the real host.

use axum::http::StatusCode;

use crate::answer::Answer;
use crate::dialect::Dialect;

/// What the preflight allows. AE lacks `X-GitHub-Api-Version`.
pub fn allowed_headers(dialect: Dialect) -> String {
    let mut headers = vec![
        "Authorization",
        "Content-Type",
        "If-Match",
        "If-Modified-Since",
        "If-None-Match",
        "If-Unmodified-Since",
        "Accept-Encoding",
        "X-GitHub-OTP",
        "X-Requested-With",
        "User-Agent",
        "GraphQL-Features",
        "X-Github-Next-Global-ID",
        "X-GitHub-Api-Version",
        "X-Fetch-Nonce",
    ];
    if !dialect.allows_api_version() {
        headers.retain(|name| *name != "X-GitHub-Api-Version");
    }
    headers.join(", ")
}

/// What a script may read. AE, like older GHES, exposes fewer: no `Retry-After`, `Deprecation`, `Sunset`.
pub fn exposed_headers(dialect: Dialect) -> String {
    let mut headers = vec![
        "ETag",
        "Link",
        "Location",
        "Retry-After",
        "X-GitHub-OTP",
        "X-RateLimit-Limit",
        "X-RateLimit-Remaining",
        "X-RateLimit-Used",
        "X-RateLimit-Resource",
        "X-RateLimit-Reset",
        "X-OAuth-Scopes",
        "X-Accepted-OAuth-Scopes",
        "X-Poll-Interval",
        "X-GitHub-Media-Type",
        "X-GitHub-SSO",
        "X-GitHub-Request-Id",
        "Deprecation",
        "Sunset",
    ];
    if dialect == Dialect::Ae {
        headers.retain(|name| !["Retry-After", "Deprecation", "Sunset"].contains(name));
    }
    headers.join(", ")
}

/// The answer to `OPTIONS`: asks for no token, whatever the path.
pub fn preflight(dialect: Dialect) -> Answer {
    Answer::empty(StatusCode::NO_CONTENT)
        .with("access-control-allow-origin", "*")
        .with("access-control-allow-headers", &allowed_headers(dialect))
        .with("access-control-allow-methods", "GET, POST, PATCH, PUT, DELETE")
        .with("access-control-max-age", "86400")
}

/// Adds what every other answer carries, errors included.
pub fn decorate(answer: &mut Answer, dialect: Dialect) {
    answer.set("access-control-allow-origin", "*");
    answer.set("access-control-expose-headers", &exposed_headers(dialect));
}
