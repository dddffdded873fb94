//! Runners that are probably left over: offline while the others of their family are online.
//!
//! A family are the names that are the same up to a number behind them: `ci-1`, `ci-2`, `ci-30`; `ci` itself belongs to it,
//! as a machine that registers again under a taken name gets a number behind it.
//!
//! Invariant: pure; what it costs grows with the number of runners. It is a suspicion and no more: nothing is removed for it.

use super::{Row, Snapshot};
use crate::github::{RunnerId, Status};
use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;
use std::sync::Arc;

/// What stands between a name and its number.
const SEPARATORS: [char; 6] = ['-', '_', '.', ' ', '(', '#'];

/// Why a runner is suspected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suspicion {
    /// There is a runner of the family's name without a number, and others with one behind it.
    SameName,
    /// All of the family have a number.
    Numbered,
}

/// Names that are the same up to a number behind them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameGroup {
    /// What all of them begin with, as the first of them spells it: `ci-`, or `ci` where one is called so without a number.
    pub name: String,
    /// How many runners there are.
    pub members: usize,
    /// How many of them are online.
    pub online: usize,
    /// Those that are offline, in GitHub's order.
    pub suspects: Vec<Arc<Row>>,
    /// Why.
    pub suspicion: Suspicion,
}

/// What is known of a family while runners are counted.
struct Members<'a> {
    name: &'a str,
    all: usize,
    online: usize,
    offline: Vec<&'a Arc<Row>>,
    has_head: bool,
}

/// The families with suspects, those with the most of them first.
pub fn stale_runners(snapshot: &Snapshot) -> Vec<NameGroup> {
    let mut families: IndexMap<&str, Members, FxBuildHasher> = IndexMap::default();
    for row in snapshot.rows() {
        if let Some(base) = base(row.search_line(0)) {
            // The lower-case name can be longer than the name, for a few letters.
            let spelled = before_number(&row.runner.name);
            let new = || Members { name: spelled, all: 0, online: 0, offline: Vec::new(), has_head: false };
            families.entry(base).or_insert_with(new).add(row);
        }
    }
    for row in snapshot.rows() {
        if let Some(family) = families.get_mut(row.search_line(0)) {
            family.has_head = true;
            family.add(row);
        }
    }
    let mut found: Vec<NameGroup> = families.into_values().filter_map(Members::suspected).collect();
    found.sort_by_key(|family| usize::MAX - family.suspects.len());
    found
}

/// The ids of all suspects, family by family.
pub fn ids(families: &[NameGroup]) -> impl Iterator<Item = RunnerId> {
    families.iter().flat_map(|family| family.suspects.iter().map(|row| row.runner.id))
}

impl<'a> Members<'a> {
    fn add(&mut self, row: &'a Arc<Row>) {
        self.all += 1;
        match row.runner.status {
            Status::Online => self.online += 1,
            Status::Offline => self.offline.push(row),
            Status::Other(_) | Status::Unknown => {}
        }
    }

    /// For each that is offline more than half of the others are online.
    fn suspected(self) -> Option<NameGroup> {
        let others = self.all - 1;
        // One with the name alone has not even what separates the number from it.
        let name = if self.has_head { self.name.trim_end_matches(SEPARATORS) } else { self.name };
        (!self.offline.is_empty() && self.online * 2 > others).then(|| NameGroup {
            name: name.to_owned(),
            members: self.all,
            online: self.online,
            suspects: self.offline.into_iter().cloned().collect(),
            suspicion: if self.has_head { Suspicion::SameName } else { Suspicion::Numbered },
        })
    }
}

/// The name before a number at its end, with what separates the two.
fn before_number(name: &str) -> &str {
    let inner = name.strip_suffix(')').unwrap_or(name);
    let before = inner.trim_end_matches(|character: char| character.is_ascii_digit());
    if before.len() == inner.len() { name } else { before }
}

/// The name before a number at its end; `None` where there is none, or nothing but the number.
fn base(name: &str) -> Option<&str> {
    let before = before_number(name);
    let base = before.trim_end_matches(SEPARATORS);
    (before.len() < name.len() && !base.is_empty()).then_some(base)
}

#[cfg(test)]
mod tests {
    use super::{NameGroup, Suspicion, base, stale_runners};
    use crate::fleet::test_support::{named, snapshot};
    use crate::fleet::{Snapshot, stale_runners::ids};
    use crate::github::Status;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn fleet(runners: &[(&str, bool)]) -> Snapshot {
        snapshot((1..).zip(runners).map(|(id, (name, is_online))| {
            named(id, name, if *is_online { Status::Online } else { Status::Offline }, false)
        }))
    }

    fn names(families: &[NameGroup]) -> Vec<Vec<&str>> {
        families.iter().map(|family| family.suspects.iter().map(|row| row.runner.name.as_str()).collect()).collect()
    }

    #[test]
    fn a_name_ends_with_a_number_or_not() {
        for (name, expected) in [
            ("ci-1", Some("ci")),
            ("ci12", Some("ci")),
            ("ci-1-2", Some("ci-1")),
            ("worker (2)", Some("worker")),
            ("worker_#3", Some("worker")),
            ("ü.7", Some("ü")),
            ("ci", None),
            ("ci-", None),
            ("worker)", None),
            ("12", None),
            ("-12", None),
            ("", None),
        ] {
            assert_eq!(base(name), expected, "{name:?}");
        }
    }

    #[test]
    fn who_is_offline_while_the_others_are_online_is_suspected() {
        let families = stale_runners(&fleet(&[
            ("CI-1", true),
            ("ci-2", false),
            ("ci-3", true),
            ("gpu-1", false),
            ("gpu-2", false),
            ("gpu-3", true),
            ("alone-1", false),
            ("other", false),
        ]));
        assert_eq!(names(&families), [["ci-2"]]);
        let ci = &families[0];
        assert_eq!((ci.name.as_str(), ci.members, ci.online), ("CI-", 3, 2));
        assert_eq!(ci.suspicion, Suspicion::Numbered);
    }

    #[test]
    fn the_same_name_with_a_number_behind_it_is_of_the_family() {
        let families = stale_runners(&fleet(&[
            ("Build", false),
            ("build-2", true),
            ("mac-1", true),
            ("mac-1-2", false),
            ("box-1", true),
            ("box-12", true),
        ]));
        assert_eq!(names(&families), [["Build"], ["mac-1-2"]]);
        assert!(families.iter().all(|family| family.suspicion == Suspicion::SameName && family.members == 2));
        assert_eq!(families[1].name, "mac-1");
    }

    #[test]
    fn the_family_with_the_most_comes_first_and_all_ids_are_told() {
        let families = stale_runners(&fleet(&[
            ("a-1", false),
            ("a-2", true),
            ("b-1", false),
            ("b-2", true),
            ("b-3", false),
            ("b-4", true),
            ("b-5", true),
        ]));
        assert_eq!(names(&families), [vec!["b-1", "b-3"], vec!["a-1"]]);
        assert_eq!(ids(&families).map(|id| id.0).collect::<Vec<_>>(), [3, 5, 1]);
    }

    #[test]
    fn what_is_neither_online_nor_offline_is_no_suspect_and_does_not_speak_against_one() {
        let maintenance = Status::Other("maintenance".into());
        let families = stale_runners(&snapshot([
            named(1, "m-1", maintenance, false),
            named(2, "m-2", Status::Offline, false),
            named(3, "m-3", Status::Online, false),
        ]));
        assert!(families.is_empty(), "one of two others is not most of them");
    }

    proptest! {
        #[test]
        fn a_suspect_is_offline_and_most_others_are_not(
            runners in prop::collection::btree_map("[ab](-?[0-2]){0,2}", any::<bool>(), 0..20),
        ) {
            let runners: Vec<_> = runners.iter().map(|(name, is_online)| (name.as_str(), *is_online)).collect();
            let online: BTreeSet<&str> = runners.iter().filter(|(_, online)| *online).map(|(name, _)| *name).collect();
            for family in stale_runners(&fleet(&runners)) {
                prop_assert!(!family.suspects.is_empty() && family.online * 2 > family.members - 1);
                prop_assert!(family.online + family.suspects.len() <= family.members);
                prop_assert!(family.suspects.iter().all(|row| !online.contains(row.runner.name.as_str())));
            }
        }
    }
}
