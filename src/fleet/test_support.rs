//! What the tests of this folder make fleets of.
#![allow(clippy::unwrap_used)]

use crate::github::{ApiError, ErrorKind, Operation, Runner, RunnerPage};
use std::ops::RangeInclusive;

/// An idle runner with this id.
pub(super) fn runner(id: u64) -> Runner {
    serde_json::from_value(serde_json::json!({
        "id": id, "name": format!("runner-{id}"), "os": "linux", "status": "online", "busy": false,
        "labels": [{"id": 0, "name": "self-hosted", "type": "read-only"}],
    }))
    .unwrap()
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
