//! `Cache-Control`, `Vary`, `ETag` and conditional requests (github-api.md section 3).
//!
//! Invariant: the `ETag` follows from the body alone, so that an unchanged fleet answers 304 however often it is read.

use axum::http::header::IF_NONE_MATCH;
use axum::http::{HeaderMap, StatusCode};

use crate::answer::Answer;
use crate::dialect::Dialect;
use crate::rng::hash;

/// Adds the caching headers to a success, and turns it into a 304 where the client has it already.
pub fn apply(answer: &mut Answer, is_read: bool, request: &HeaderMap, dialect: Dialect) {
    answer.set("vary", "Accept, Authorization, Cookie, X-GitHub-OTP");
    if !answer.status.is_success() || answer.status == StatusCode::NO_CONTENT {
        return;
    }
    answer.set("cache-control", "private, max-age=60, s-maxage=60");
    let tag = etag(&answer.body, dialect);
    answer.set("etag", &tag);
    if is_read && answer.status == StatusCode::OK && matches(request, &tag) {
        answer.status = StatusCode::NOT_MODIFIED;
        answer.body.clear();
        answer.headers.remove("content-type");
    }
}

fn etag(body: &[u8], dialect: Dialect) -> String {
    let digest = [1, 2, 3, 4].map(|seed| format!("{:016x}", hash(body, seed))).concat();
    let prefix = if dialect.has_weak_etags() { "W/" } else { "" };
    format!("{prefix}\"{digest}\"")
}

/// Weak comparison, lists and `*` included (RFC 9110 section 13.1.2).
fn matches(request: &HeaderMap, tag: &str) -> bool {
    let opaque = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let wanted = opaque(tag);
    request
        .get_all(IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|candidate| candidate.trim() == "*" || opaque(candidate) == wanted)
}
