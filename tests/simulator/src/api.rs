//! From a decoded request to the answer with all its headers.
//!
//! Invariant: every answer of the API carries CORS headers and a request id, errors and faults included, because a
//! browser shows a script nothing otherwise.

use axum::body::Bytes;
use axum::http::header::{HeaderName, HeaderValue};
use axum::http::{Method, StatusCode};
use serde_json::Value;

use crate::answer::{Answer, DOCS, JSON};
use crate::auth::{Account, Grant, Validity, accepted, authorise};
use crate::dialect::Dialect;
use crate::directory::Kind;
use crate::faults::{Cors, Fault};
use crate::operations::{Call, perform, pickers};
use crate::route::Operation;
use crate::world::World;
use crate::{caching, clock, cors, machine, rate_limit};

/// The answer to a call, with what a fault makes of it.
pub fn respond(world: &mut World, call: &Call, fault: Option<&Fault>) -> Answer {
    machine::session::sweep(world);
    let mut answer = match fault {
        Some(fault) if fault.replaces_operation() => Answer::empty(StatusCode::OK),
        _ => plain(world, call),
    };
    if let Some(fault) = fault {
        replace(&mut answer, fault, world.config.dialect);
    }
    if call.method == Method::OPTIONS {
        answer.set("x-github-request-id", &request_id(world));
    } else if call.target.operation.is_api() {
        finish(world, call, &mut answer);
    }
    answer.set("date", &clock::http_date(world.clock.now_ms()));
    if let Some(fault) = fault {
        override_headers(&mut answer, fault);
    }
    answer
}

fn plain(world: &mut World, call: &Call) -> Answer {
    let dialect = world.config.dialect;
    if call.method == Method::OPTIONS {
        return cors::preflight(dialect);
    }
    if !call.target.operation.is_api() {
        return machine::answer(world, call);
    }
    let account = match world.accounts.authenticate(&call.headers, dialect) {
        Ok(account) => Some(account.clone()),
        Err(refusal) => {
            let anonymous = call.target.operation == Operation::Meta
                && dialect == Dialect::Cloud
                && !call.headers.contains_key("authorization");
            if !anonymous {
                return *refusal;
            }
            None
        }
    };
    if let Some(refusal) = unsupported_version(call, dialect).or_else(|| exhausted(world, call, account.as_ref())) {
        return refusal;
    }
    perform(world, call, account.as_ref())
}

/// Hosts that know API versions refuse those that they do not.
fn unsupported_version(call: &Call, dialect: Dialect) -> Option<Answer> {
    let version = call.headers.get("x-github-api-version").filter(|_| dialect.allows_api_version())?;
    if version == "2022-11-28" {
        return None;
    }
    let message = format!("\"{}\" is not a supported version.", String::from_utf8_lossy(version.as_bytes()));
    Some(Answer::error(dialect, StatusCode::BAD_REQUEST, &message, "/about-the-rest-api/api-versions"))
}

/// The primary rate limit is used up.
fn exhausted(world: &mut World, call: &Call, account: Option<&Account>) -> Option<Answer> {
    let account =
        account.filter(|_| world.config.dialect.has_rate_limits() && call.target.operation != Operation::RateLimit)?;
    let now = world.clock.now_ms();
    let window = world.limits.window(&account.name, now);
    (window.remaining() == 0).then(|| {
        let message = format!("API rate limit exceeded for user ID {}.", pickers::user_id(account));
        Answer::error(world.config.dialect, StatusCode::FORBIDDEN, &message, "/overview/rate-limits-for-the-rest-api")
    })
}

/// The answer as a fault wants it, before the common headers.
fn replace(answer: &mut Answer, fault: &Fault, dialect: Dialect) {
    let redirect = fault.redirect.as_ref().map(|_| 302);
    if let Some(status) = fault.status.or(redirect).and_then(|status| StatusCode::from_u16(status).ok()) {
        let message = status.canonical_reason().unwrap_or("Error");
        *answer = match status {
            StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED => Answer::empty(status),
            _ => Answer::error(dialect, status, message, DOCS),
        };
    }
    if let Some(to) = &fault.redirect {
        answer.set("location", to);
    }
    match &fault.body {
        None => {}
        Some(Value::String(text)) => answer.body = Bytes::from(text.clone()),
        Some(value) => answer.body = Bytes::from(value.to_string()),
    }
    if fault.body.is_some() && !answer.headers.contains_key("content-type") {
        answer.set("content-type", JSON);
    }
}

fn override_headers(answer: &mut Answer, fault: &Fault) {
    if fault.cors == Cors::Drop {
        let dropped: Vec<HeaderName> =
            answer.headers.keys().filter(|name| name.as_str().starts_with("access-control-")).cloned().collect();
        for name in dropped {
            answer.headers.remove(name);
        }
    }
    for (name, value) in &fault.headers {
        let Ok(name) = HeaderName::from_bytes(name.as_bytes()) else { continue };
        match value.as_deref().map(HeaderValue::from_str) {
            Some(Ok(value)) => {
                answer.headers.insert(name, value);
            }
            Some(Err(_)) => {}
            None => {
                answer.headers.remove(name);
            }
        }
    }
}

/// Adds what every answer of the API carries.
fn finish(world: &mut World, call: &Call, answer: &mut Answer) {
    let dialect = world.config.dialect;
    let is_read = call.method == Method::GET || call.method == Method::HEAD;
    caching::apply(answer, is_read, &call.headers, dialect);
    cors::decorate(answer, dialect);
    answer.set("x-github-request-id", &request_id(world));
    answer.set("x-github-media-type", "github.v3; format=json");
    match dialect {
        Dialect::Ae => answer.set("x-github-enterprise-version", "GitHub AE"),
        Dialect::Ghes => answer.set("x-github-enterprise-version", dialect.installed_version().unwrap_or_default()),
        Dialect::Cloud => answer.set("x-github-api-version-selected", "2022-11-28"),
    }
    let valid = |account: &&Account| account.validity == Validity::Valid;
    let Some(account) = world.accounts.shown(&call.headers).filter(valid).cloned() else { return };
    if let Grant::Scopes(scopes) = &account.grant {
        answer.set("x-oauth-scopes", &scopes.join(", "));
        answer.set("x-accepted-oauth-scopes", accepted_scopes(world, call));
    }
    if dialect.has_rate_limits() {
        let now = world.clock.now_ms();
        let window = world.limits.window(&account.name, now);
        if answer.status != StatusCode::NOT_MODIFIED && call.target.operation != Operation::RateLimit {
            window.used = window.limit.min(window.used + 1);
        }
        rate_limit::decorate(answer, *window);
    }
}

fn accepted_scopes(world: &World, call: &Call) -> &'static str {
    let scope = call.target.scope.as_deref().and_then(|path| world.scope(path)).and_then(|id| world.directory.get(id));
    match (call.target.operation, scope.map(|scope| scope.kind)) {
        (Operation::UserOrgs | Operation::OrgRepos, _) => "admin:org, read:org, repo, user, write:org",
        (_, Some(kind)) => accepted(kind),
        (_, None) => "",
    }
}

/// Whether a token may use the runner operations of a scope at this moment; for the control plane's `state`.
pub fn may(world: &World, account: &Account, kind: Kind) -> bool {
    let scope = world.directory.iter().map(|(_, scope)| scope).find(|scope| scope.kind == kind);
    account.validity == Validity::Valid
        && scope.is_some_and(|scope| authorise(account, scope, world.config.dialect, "").is_ok())
}

fn request_id(world: &mut World) -> String {
    let mut part = |length| world.rng.text(b"0123456789ABCDEF", length);
    format!("{}:{}:{}:{}:{}", part(4), part(5), part(6), part(6), part(8))
}
