//! What a bulk removal did, for the file that is kept: one line for each runner.
//!
//! The words in it are fixed and English, for programs: `done` is one of `removed`, `already_gone`, `skipped`, `failed`,
//! `not_tried`; `reason` says why. Invariant: every runner that was confirmed has one line, in the order of confirmation.

use super::{BulkRemoval, Item, Outcome};
use crate::fleet::RunnerState;
use crate::fleet::export::{Cell, Table};
use crate::github::ErrorKind;

impl BulkRemoval {
    /// The table of all runners. `time` writes milliseconds since the epoch.
    pub fn report(&self, time: impl Fn(f64) -> String) -> Table {
        let head = vec!["id", "name", "confirmed_as", "done", "reason", "status", "request_id", "time"];
        Table { head, rows: self.items.iter().map(|item| line(item, &time)).collect() }
    }
}

fn line(item: &Item, time: impl Fn(f64) -> String) -> Vec<Cell> {
    let confirmed = &item.confirmed;
    let confirmed_as = match confirmed.state {
        RunnerState::Offline => "offline",
        RunnerState::Unknown => "unknown",
        RunnerState::Idle => "idle",
        RunnerState::Busy => "busy",
    };
    let ended = item.ended.as_ref();
    let (done, reason) = ended.map_or_else(|| ("not_tried", unfinished(item)), |ended| words(&ended.outcome));
    vec![
        Cell::Number(confirmed.id.0),
        Cell::Text(confirmed.name.clone()),
        confirmed_as.into(),
        done.into(),
        reason,
        ended.and_then(|ended| ended.status).map_or(Cell::Nothing, |status| Cell::Number(status.into())),
        ended.and_then(|ended| ended.request_id.clone()).into(),
        ended.map_or(Cell::Nothing, |ended| Cell::Text(time(ended.at))),
    ]
}

/// Why there is no end yet, where something is known.
fn unfinished(item: &Item) -> Cell {
    if item.in_doubt {
        "answer_lost".into()
    } else if item.refusals > 0 {
        "runs_a_job".into()
    } else {
        Cell::Nothing
    }
}

fn words(outcome: &Outcome) -> (&'static str, Cell) {
    match outcome {
        Outcome::Removed => ("removed", Cell::Nothing),
        Outcome::RemovedInDoubt => ("removed", "answer_lost".into()),
        Outcome::AlreadyGone => ("already_gone", Cell::Nothing),
        Outcome::BecameActive => ("left_alone", "came_to_life".into()),
        Outcome::OtherName(name) => ("left_alone", Cell::Text(["other_name: ", name].concat())),
        Outcome::SkippedBusy => ("left_alone", "runs_a_job".into()),
        Outcome::Failed(kind) => ("failed", why(kind).into()),
    }
}

fn why(kind: &ErrorKind) -> &'static str {
    match kind {
        ErrorKind::Server => "server_error",
        ErrorKind::Rejected => "rejected",
        ErrorKind::Forbidden => "forbidden",
        ErrorKind::Gone => "gone_from_host",
        ErrorKind::TimedOut => "timed_out",
        ErrorKind::Contradiction => "contradictory_answers",
        _ => "not_understood",
    }
}
