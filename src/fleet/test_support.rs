//! What the tests of this folder make fleets of.

use super::{Completeness, Row, Snapshot};
use crate::github::{ApiError, ErrorKind, Label, Operation, Runner, RunnerId, RunnerPage, Status};
use std::ops::RangeInclusive;
use std::sync::Arc;

/// An idle runner with this id.
pub(super) fn runner(id: u64) -> Runner {
    Runner {
        id: RunnerId(id),
        name: format!("runner-{id}"),
        os: "linux".to_owned(),
        status: Status::Online,
        busy: false,
        labels: vec![Label { name: "self-hosted".to_owned(), is_read_only: true }],
        runner_group_id: None,
        ephemeral: None,
        version: None,
    }
}

/// Page `number` (of 100) of a fleet with these ids.
pub(super) fn page(ids: RangeInclusive<u64>, number: u32, total_count: Option<u64>) -> RunnerPage {
    let runners = ids.skip((number as usize - 1) * 100).take(100).map(runner).collect();
    RunnerPage { runners, total_count, ..RunnerPage::default() }
}

/// A failed reading of a page.
pub(super) fn failure(kind: ErrorKind) -> ApiError {
    ApiError::without_answer(Operation::ListRunners, kind)
}

/// A failed reading of one runner.
pub(super) fn runner_failure(kind: ErrorKind) -> ApiError {
    ApiError::without_answer(Operation::GetRunner, kind)
}

/// A Linux runner without labels.
pub(super) fn named(id: u64, name: &str, status: Status, busy: bool) -> Runner {
    Runner { id: RunnerId(id), name: name.to_owned(), status, busy, labels: Vec::new(), ..runner(id) }
}

/// The same runner with these labels.
pub(super) fn labelled(runner: Runner, labels: &[&str]) -> Runner {
    let labels = labels.iter().map(|name| Label { name: (*name).to_owned(), is_read_only: false }).collect();
    Runner { labels, ..runner }
}

/// A complete fleet of these.
pub(super) fn snapshot(runners: impl IntoIterator<Item = Runner>) -> Snapshot {
    Snapshot::new(runners.into_iter().map(|runner| Arc::new(Row::new(runner))), None, Completeness::Complete)
}
