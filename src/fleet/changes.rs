//! What is different from one reading of the fleet to the next: who appeared, who is gone, who went offline, who came back.
//!
//! Invariant: pure. Only complete readings are compared: a runner that was on a page that did not come is not gone. What
//! this page removed itself is no news.

use super::{Completeness, Row, Snapshot};
use crate::github::{RunnerId, Status};
use indexmap::IndexMap;
use rustc_hash::{FxBuildHasher, FxHashSet};
use std::sync::Arc;

/// What happened to a runner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It was online and is not any more.
    WentOffline,
    /// It was offline and is online.
    CameBack,
    /// It was not there before.
    Appeared,
    /// It is not there any more.
    Gone,
}

impl Change {
    /// All, with what needs attention first.
    pub const ALL: [Self; 4] = [Self::WentOffline, Self::Gone, Self::Appeared, Self::CameBack];
}

/// All that happened between two readings, in GitHub's order. By default nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    rows: IndexMap<RunnerId, (Change, Arc<Row>), FxBuildHasher>,
}

impl Changes {
    /// What is different. A row that stayed as it was is the same allocation, so that most cost a look.
    pub fn between(before: &Snapshot, after: &Snapshot) -> Self {
        let mut rows = IndexMap::default();
        for row in after.rows() {
            let change = match before.get(row.runner.id) {
                Some(earlier) if Arc::ptr_eq(earlier, row) => None,
                Some(earlier) => turned(&earlier.runner.status, &row.runner.status),
                None => Some(Change::Appeared),
            };
            if let Some(change) = change {
                rows.insert(row.runner.id, (change, Arc::clone(row)));
            }
        }
        for row in before.rows() {
            if after.get(row.runner.id).is_none() {
                rows.insert(row.runner.id, (Change::Gone, Arc::clone(row)));
            }
        }
        Self { rows }
    }

    /// True where nothing happened.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// How many runners something happened to.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// What happened to a runner.
    pub fn of(&self, id: RunnerId) -> Option<Change> {
        self.rows.get(&id).map(|(change, _)| *change)
    }

    /// Those to whom this happened, as they are now; as they were, where they are gone.
    pub fn with(&self, change: Change) -> impl Iterator<Item = &Arc<Row>> {
        self.rows.values().filter(move |(other, _)| *other == change).map(|(_, row)| row)
    }

    /// To how many this happened.
    pub fn count(&self, change: Change) -> usize {
        self.with(change).count()
    }
}

fn turned(before: &Status, after: &Status) -> Option<Change> {
    match (before, after) {
        (Status::Offline, Status::Offline) => None,
        (_, Status::Offline) => Some(Change::WentOffline),
        (Status::Offline, Status::Online) => Some(Change::CameBack),
        _ => None,
    }
}

/// Watches the snapshots of a fleet go by and compares those that are complete.
#[derive(Debug, Default)]
pub struct FleetComparison {
    last: Option<Last>,
}

/// The last complete reading.
#[derive(Debug)]
struct Last {
    /// What it brought.
    before: Arc<Snapshot>,
    /// When it ended (ms).
    refreshed_at: f64,
}

/// What came of a comparison.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FleetDiff {
    /// What happened.
    pub changes: Arc<Changes>,
    /// When the earlier reading ended (ms).
    pub since: f64,
    /// When the later one did (ms).
    pub until: f64,
}

impl FleetComparison {
    /// Takes in what is known and when the last reading of all pages ended; says what happened since the one before, once
    /// for each reading that something happened before.
    ///
    /// `removed` are the runners that this page removed, or found gone: their leaving is no news.
    pub fn take(
        &mut self,
        snapshot: &Arc<Snapshot>,
        refreshed_at: Option<f64>,
        removed: &FxHashSet<RunnerId>,
    ) -> Option<FleetDiff> {
        // Where counts lastingly differ, what is listed can be compared all the same.
        let is_whole = matches!(snapshot.completeness, Completeness::Complete | Completeness::CountsDiffer { .. });
        let until = refreshed_at.filter(|_| is_whole)?;
        // Between two readings somebody looked at a runner: what was seen so is still to be told.
        if self.last.as_ref().is_some_and(|last| last.refreshed_at.to_bits() == until.to_bits()) {
            return None;
        }
        let last = self.last.replace(Last { before: Arc::clone(snapshot), refreshed_at: until })?;
        if Arc::ptr_eq(&last.before, snapshot) {
            return None;
        }
        let mut changes = Changes::between(&last.before, snapshot);
        changes.rows.retain(|id, (change, _)| *change != Change::Gone || !removed.contains(id));
        (!changes.is_empty()).then(|| FleetDiff { changes: Arc::new(changes), since: last.refreshed_at, until })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{Change, Changes, FleetComparison};
    use crate::fleet::test_support::{named, snapshot};
    use crate::fleet::{Completeness, Snapshot};
    use crate::github::{RunnerId, Status};
    use proptest::prelude::*;
    use rustc_hash::FxHashSet;
    use std::sync::Arc;

    fn none() -> FxHashSet<RunnerId> {
        FxHashSet::default()
    }

    fn fleet(runners: &[(u64, Status)]) -> Arc<Snapshot> {
        Arc::new(snapshot(runners.iter().map(|(id, status)| named(*id, &format!("r-{id}"), status.clone(), false))))
    }

    fn ids(changes: &Changes, change: Change) -> Vec<u64> {
        changes.with(change).map(|row| row.runner.id.0).collect()
    }

    #[test]
    fn each_runner_is_told_what_happened_to_it() {
        let other = || Status::Other("maintenance".into());
        let before = fleet(&[
            (1, Status::Online),
            (2, Status::Online),
            (3, Status::Offline),
            (4, Status::Offline),
            (5, other()),
            (6, Status::Offline),
            (7, Status::Online),
        ]);
        let after = fleet(&[
            (9, Status::Offline),
            (1, Status::Online),
            (2, Status::Offline),
            (3, Status::Online),
            (4, Status::Offline),
            (5, Status::Offline),
            (6, other()),
        ]);
        let changes = Changes::between(&before, &after);
        assert_eq!(ids(&changes, Change::Appeared), [9]);
        assert_eq!(ids(&changes, Change::Gone), [7]);
        assert_eq!(ids(&changes, Change::WentOffline), [2, 5]);
        assert_eq!(ids(&changes, Change::CameBack), [3]);
        assert_eq!((changes.len(), changes.count(Change::WentOffline)), (5, 2));
        assert_eq!((changes.of(RunnerId(2)), changes.of(RunnerId(4))), (Some(Change::WentOffline), None));
    }

    #[test]
    fn a_reading_that_lacks_something_is_no_change() {
        let mut comparing = FleetComparison::default();
        let all = fleet(&[(1, Status::Online), (2, Status::Online)]);
        assert_eq!(comparing.take(&all, None, &none()), None, "the first pages");
        assert_eq!(comparing.take(&all, Some(1.0), &none()), None, "nothing to compare with");
        for lacks in [Completeness::ChangedWhileReading, Completeness::PagesMissing(vec![1]), Completeness::Reading] {
            let part = Arc::new(Snapshot::new(all.rows().iter().take(1).cloned(), None, lacks));
            assert_eq!(comparing.take(&part, Some(2.0), &none()), None);
        }
        assert_eq!(comparing.take(&all, Some(2.0), &none()), None, "all are there");
        let news = comparing.take(&fleet(&[(1, Status::Offline)]), Some(3.0), &none()).unwrap();
        assert_eq!((news.since.to_bits(), news.until.to_bits()), (2_f64.to_bits(), 3_f64.to_bits()));
        assert_eq!(ids(&news.changes, Change::WentOffline), [1]);
        assert_eq!(ids(&news.changes, Change::Gone), [2]);
    }

    #[test]
    fn an_unchanged_fleet_and_one_that_only_works_bring_no_news() {
        let mut comparing = FleetComparison::default();
        let idle = fleet(&[(1, Status::Online)]);
        comparing.take(&idle, Some(1.0), &none());
        assert_eq!(comparing.take(&idle, Some(2.0), &none()), None);
        let busy = Arc::new(snapshot([named(1, "r-1", Status::Online, true)]));
        assert_eq!(comparing.take(&busy, Some(3.0), &none()), None);
    }

    #[test]
    fn what_this_page_removed_is_no_news_and_what_it_looked_at_is() {
        let mut comparing = FleetComparison::default();
        let all = fleet(&[(1, Status::Online), (2, Status::Online), (3, Status::Online)]);
        let removed: FxHashSet<RunnerId> = [RunnerId(1)].into_iter().collect();
        comparing.take(&all, Some(1.0), &none());
        let without = Arc::new(all.without(RunnerId(1)));
        assert_eq!(comparing.take(&without, Some(1.0), &removed), None);
        let looked_at = Arc::new(without.with(named(2, "r-2", Status::Offline, false)));
        assert_eq!(comparing.take(&looked_at, Some(1.0), &removed), None);
        // A reading while the fleet changed is none to compare with, and does not make it news.
        let rows = looked_at.rows().iter().cloned();
        let shaken = Arc::new(Snapshot::new(rows, None, Completeness::ChangedWhileReading));
        assert_eq!(comparing.take(&shaken, Some(2.0), &removed), None);
        // The same rows, but another reading: the snapshot the page shows is the one that was looked at.
        let news = comparing.take(&looked_at, Some(3.0), &removed).unwrap();
        assert_eq!((ids(&news.changes, Change::WentOffline), news.changes.len()), (vec![2], 1));
    }

    fn any_fleet() -> impl Strategy<Value = Arc<Snapshot>> {
        let status = prop_oneof![Just(Status::Online), Just(Status::Offline), Just(Status::Unknown)];
        prop::collection::btree_map(0_u64..30, status, 0..20)
            .prop_map(|runners| fleet(&runners.into_iter().collect::<Vec<_>>()))
    }

    proptest! {
        #[test]
        fn the_changes_are_those_of_the_two_sets(before in any_fleet(), after in any_fleet()) {
            let changes = Changes::between(&before, &after);
            for id in (0..30).map(RunnerId) {
                let expected = match (before.get(id), after.get(id)) {
                    (None, None) => None,
                    (None, Some(_)) => Some(Change::Appeared),
                    (Some(_), None) => Some(Change::Gone),
                    (Some(one), Some(other)) => match (&one.runner.status, &other.runner.status) {
                        (Status::Offline, Status::Online) => Some(Change::CameBack),
                        (Status::Online | Status::Unknown, Status::Offline) => Some(Change::WentOffline),
                        _ => None,
                    },
                };
                prop_assert_eq!(changes.of(id), expected);
            }
            prop_assert!(Changes::between(&before, &before).is_empty());
        }
    }
}
