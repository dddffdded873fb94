//! What each API operation answers, before the common headers.
//!
//! Invariant: authorisation comes before existence: a token without rights learns nothing about runners.

pub mod pickers;
pub mod runners;

use axum::http::{HeaderMap, Method, StatusCode};

use crate::answer::Answer;
use crate::auth::{Account, authorise};
use crate::directory::Found;
use crate::query::Pairs;
use crate::route::{Operation, Target};
use crate::world::World;

/// One request, decoded.
#[derive(Clone, Debug)]
pub struct Call {
    /// The method.
    pub method: Method,
    /// What it is about.
    pub target: Target,
    /// The query.
    pub query: Pairs,
    /// The query as it was sent.
    pub raw_query: String,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: axum::body::Bytes,
}

/// Performs an API operation for an authenticated token (`None` only where anonymous access is allowed).
pub fn perform(world: &mut World, call: &Call, account: Option<&Account>) -> Answer {
    let dialect = world.config.dialect;
    let Some(account) = account else { return pickers::meta(world) };
    match call.target.operation {
        Operation::User => pickers::user(world, account),
        Operation::UserOrgs => pickers::user_orgs(world, account, call),
        Operation::UserRepos => pickers::user_repos(world, account, call),
        Operation::Meta => pickers::meta(world),
        Operation::RateLimit => pickers::rate_limit(world, account),
        _ => match call.target.scope.as_deref().map(|scope| world.directory.find(scope)) {
            Some(Found::Moved(to)) => moved(world, call, &to),
            Some(Found::Scope(id)) => on_scope(world, call, account, id),
            Some(Found::Nothing) | None => Answer::not_found(dialect),
        },
    }
}

fn on_scope(world: &mut World, call: &Call, account: &Account, id: crate::directory::ScopeId) -> Answer {
    let dialect = world.config.dialect;
    let Some(scope) = world.directory.get(id) else { return Answer::not_found(dialect) };
    match call.target.operation {
        Operation::OrgRepos => return pickers::org_repos(world, account, call, scope),
        Operation::Unknown => return Answer::not_found(dialect),
        _ => {}
    }
    if let Err(refusal) = authorise(account, scope, dialect, &world.base.web) {
        return *refusal;
    }
    match (call.target.operation, call.target.runner) {
        (Operation::Scope, _) => pickers::scope(scope),
        (Operation::List, _) => runners::list(world, scope, &call.query),
        (Operation::Downloads, _) => runners::downloads(world),
        (Operation::Get, Some(runner)) => runners::get(world, scope, runner),
        (Operation::Delete, Some(runner)) => runners::delete(world, id, runner),
        (Operation::RegistrationToken, _) => runners::token(world, id, crate::issued::Purpose::Registration),
        (Operation::RemoveToken, _) => runners::token(world, id, crate::issued::Purpose::Removal),
        _ => Answer::not_found(dialect),
    }
}

/// 301 for reads and 307 for writes, on the same host (github-api.md section 2).
fn moved(world: &World, call: &Call, to: &str) -> Answer {
    let (status, message) = if call.method == Method::GET || call.method == Method::HEAD {
        (StatusCode::MOVED_PERMANENTLY, "Moved Permanently")
    } else {
        (StatusCode::TEMPORARY_REDIRECT, "Temporary Redirect")
    };
    let query = if call.raw_query.is_empty() { String::new() } else { format!("?{}", call.raw_query) };
    let url = format!("{}/{to}{}{query}", world.base.api, call.target.rest);
    let docs = format!("{}/guides/best-practices-for-using-the-rest-api#follow-redirects", world.config.dialect.docs());
    let body = serde_json::json!({ "message": message, "url": url, "documentation_url": docs });
    Answer::json(status, &body).with("location", &url)
}
