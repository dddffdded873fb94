//! Made-up runners for the tests of this folder.

use super::{Completeness, Row, Snapshot};
use crate::github::{Label, Runner, RunnerId, Status};
use std::sync::Arc;

/// A Linux runner without labels.
pub(crate) fn runner(id: u64, name: &str, status: Status, busy: bool) -> Runner {
    Runner {
        id: RunnerId(id),
        name: name.to_owned(),
        os: "linux".to_owned(),
        status,
        busy,
        labels: Vec::new(),
        runner_group_id: None,
        ephemeral: None,
        version: None,
    }
}

/// The same runner with these labels.
pub(crate) fn labelled(runner: Runner, labels: &[&str]) -> Runner {
    let labels = labels.iter().map(|name| Label { name: (*name).to_owned(), kind: None }).collect();
    Runner { labels, ..runner }
}

/// A complete fleet of these.
pub(crate) fn snapshot(runners: impl IntoIterator<Item = Runner>) -> Snapshot {
    Snapshot::new(runners.into_iter().map(|runner| Arc::new(Row::new(runner))), None, Completeness::Complete)
}
