//! The six operations on runners, the same for the three kinds of scope (github-api.md section 2).
//!
//! Invariant: lists are serialised from the fleet itself, a page at a time.

use axum::http::StatusCode;
use serde::Serialize;

use crate::answer::{Answer, DOCS};
use crate::directory::{Scope, ScopeId};
use crate::fleet::{Runner, View};
use crate::issued::Purpose;
use crate::paging::Page;
use crate::query::Pairs;
use crate::world::{DownloadAccess, TEMP_DOWNLOAD_TOKEN, World};

#[derive(Serialize)]
struct List<'a> {
    total_count: usize,
    runners: Vec<View<'a>>,
}

/// `GET B/actions/runners`
pub fn list(world: &World, scope: &Scope, query: &Pairs) -> Answer {
    let dialect = world.config.dialect;
    let page = Page::of(query);
    let wanted = query.get("name").filter(|_| dialect.filters_by_name());
    let (total, runners): (usize, Vec<&Runner>) = match wanted {
        None => (scope.fleet.len(), scope.fleet.slice(page.skip(), page.size)),
        Some(name) => {
            let named: Vec<&Runner> = scope.fleet.iter().filter(|runner| runner.name == name).collect();
            (named.len(), named.into_iter().skip(page.skip()).take(page.size).collect())
        }
    };
    let runners = runners.into_iter().map(|runner| View(runner, dialect)).collect();
    let mut answer = Answer::json(StatusCode::OK, &List { total_count: total, runners });
    let url = format!("{}/{}/actions/runners", world.base.api, scope.link_path());
    if let Some(link) = page.link(&url, query, total) {
        answer.set("link", &link);
    }
    answer
}

/// `GET B/actions/runners/{runner_id}`
pub fn get(world: &World, scope: &Scope, id: u64) -> Answer {
    let dialect = world.config.dialect;
    match scope.fleet.get(id) {
        Some(runner) => Answer::json(StatusCode::OK, &View(runner, dialect)),
        None => Answer::not_found(dialect),
    }
}

/// `DELETE B/actions/runners/{runner_id}`
pub fn delete(world: &mut World, scope: ScopeId, id: u64) -> Answer {
    let dialect = world.config.dialect;
    let Some(scope) = world.directory.get_mut(scope) else { return Answer::not_found(dialect) };
    match scope.fleet.get(id) {
        None => Answer::not_found(dialect),
        Some(runner) if runner.busy => {
            let message = format!("Runner \"{}\" is currently running a job and cannot be deleted.", runner.name);
            Answer::error(dialect, StatusCode::UNPROCESSABLE_ENTITY, &message, DOCS)
        }
        Some(_) => {
            scope.fleet.remove(id);
            Answer::empty(StatusCode::NO_CONTENT)
        }
    }
}

/// `POST B/actions/runners/registration-token` and `…/remove-token`
pub fn token(world: &mut World, scope: ScopeId, purpose: Purpose) -> Answer {
    let now = world.clock.now_ms();
    let body = world.issued.issue(&mut world.rng, purpose, scope, now);
    Answer::json(StatusCode::CREATED, &body)
}

/// `GET B/actions/runners/downloads`
pub fn downloads(world: &World) -> Answer {
    let temporary = (world.download_access == DownloadAccess::Token).then_some(TEMP_DOWNLOAD_TOKEN);
    Answer::json(StatusCode::OK, &world.archives.list(&world.base.web, world.config.dialect, temporary))
}
