//! The order of the rows.
//!
//! Invariant: a total order: what is equal in the column goes by name, then by id, so that rows do not
//! jump from one reading to the next.

use super::name_ranks::sort_places;
use super::natural::natural;
use super::{Filter, Row, Snapshot};
use crate::github::{RunnerId, Status};
use std::cmp::Ordering;

/// What the rows are sorted by: the columns of the table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SortKey {
    /// By name, numbers in names by value (`runner-2` before `runner-10`).
    #[default]
    Name,
    /// By what needs attention: offline, then what is not known, then online.
    Status,
    /// Busy ones first, then the others.
    Busy,
    /// By operating system.
    Os,
    /// By labels.
    Labels,
}

/// Up or down.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// Smallest first.
    #[default]
    Ascending,
    /// Largest first.
    Descending,
}

/// A column and a direction. `None` in a route means GitHub's own order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sort {
    /// The column.
    pub key: SortKey,
    /// The direction.
    pub direction: Direction,
}

/// The ids of the rows that pass the filter, in order; without a sort in GitHub's own.
///
/// Only the column is turned around by [`Direction::Descending`]: what is equal in it goes by name, then by id, upwards.
pub fn view(snapshot: &Snapshot, filter: &Filter, sort: Option<Sort>) -> Vec<RunnerId> {
    let rows = snapshot.rows();
    // Room for all at once: to grow to ten thousand by doubling takes 128 KB in one piece, for which memory that was used
    // before has no hole, and WebAssembly memory never shrinks.
    let mut places: Vec<u32> = Vec::with_capacity(rows.len());
    let passing = (0..).zip(rows).filter(|(_, row)| filter.is_empty() || filter.matches(row));
    places.extend(passing.map(|(place, _)| place));
    let row = |place: u32| &*rows[place as usize];
    if let Some(Sort { key, direction }) = sort {
        let ranks = snapshot.name_ranks();
        let by_name = |one: u32, other: u32| ranks[one as usize].cmp(&ranks[other as usize]);
        sort_places(&mut places, &|one, other| {
            let by_key = if key == SortKey::Name { by_name(one, other) } else { key.compare(row(one), row(other)) };
            let by_key = match direction {
                Direction::Ascending => by_key,
                Direction::Descending => by_key.reverse(),
            };
            by_key.then_with(|| by_name(one, other)).then_with(|| row(one).runner.id.cmp(&row(other).runner.id))
        });
    }
    places.into_iter().map(|place| row(place).runner.id).collect()
}

impl SortKey {
    /// Which row comes first, by this column alone. Names are compared by [`Snapshot::name_ranks`] instead.
    fn compare(self, one: &Row, other: &Row) -> Ordering {
        match self {
            Self::Name => Ordering::Equal,
            Self::Status => urgency(&one.runner.status).cmp(&urgency(&other.runner.status)),
            Self::Busy => other.runner.busy.cmp(&one.runner.busy),
            Self::Os => natural(one.search_line(2), other.search_line(2)),
            Self::Labels => natural(labels(one), labels(other)),
        }
    }
}

/// The lines of the search key that hold the labels. Rows without labels come first.
fn labels(row: &Row) -> &str {
    row.search_key.splitn(4, '\n').nth(3).unwrap_or_default()
}

fn urgency(status: &Status) -> u8 {
    match status {
        Status::Offline => 0,
        Status::Other(_) | Status::Unknown => 1,
        Status::Online => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::{Direction, Sort, SortKey, view};
    use crate::fleet::natural::natural;
    use crate::fleet::test_support::{labelled, named, snapshot};
    use crate::fleet::{Filter, Row, Snapshot};
    use crate::github::{Runner, RunnerId, Status};
    use proptest::prelude::*;
    use std::cmp::Ordering;
    use std::collections::HashSet;

    fn names<'a>(fleet: &'a Snapshot, filter: &str, key: SortKey, direction: Direction) -> Vec<&'a str> {
        let ids = view(fleet, &Filter::parse(filter), Some(Sort { key, direction }));
        ids.into_iter().filter_map(|id| fleet.get(id)).map(|row| row.runner.name.as_str()).collect()
    }

    fn fleet() -> Snapshot {
        let windows = Runner { os: "Windows".to_owned(), ..named(4, "Runner-1", Status::Online, true) };
        snapshot([
            labelled(named(1, "runner-10", Status::Online, false), &["self-hosted", "gpu-10"]),
            labelled(named(2, "runner-2", Status::Offline, false), &["self-hosted", "gpu-9"]),
            named(3, "runner-1", Status::Unknown, false),
            windows,
        ])
    }

    #[test]
    fn each_column_in_both_directions() {
        use Direction::{Ascending, Descending};
        let fleet = fleet();
        let table = [
            (SortKey::Name, Ascending, ["Runner-1", "runner-1", "runner-2", "runner-10"]),
            (SortKey::Name, Descending, ["runner-10", "runner-2", "runner-1", "Runner-1"]),
            (SortKey::Status, Ascending, ["runner-2", "runner-1", "Runner-1", "runner-10"]),
            (SortKey::Status, Descending, ["Runner-1", "runner-10", "runner-1", "runner-2"]),
            (SortKey::Busy, Ascending, ["Runner-1", "runner-1", "runner-2", "runner-10"]),
            (SortKey::Os, Ascending, ["runner-1", "runner-2", "runner-10", "Runner-1"]),
            (SortKey::Labels, Ascending, ["Runner-1", "runner-1", "runner-2", "runner-10"]),
        ];
        for (key, direction, expected) in table {
            assert_eq!(names(&fleet, "", key, direction), expected, "{key:?} {direction:?}");
        }
    }

    #[test]
    fn without_a_sort_the_order_is_that_of_github() {
        let ids = view(&fleet(), &Filter::parse("runner-1"), None);
        assert_eq!(ids, [RunnerId(1), RunnerId(3), RunnerId(4)]);
    }

    fn any_key() -> impl Strategy<Value = SortKey> {
        use SortKey::{Busy, Labels, Name, Os, Status};
        prop_oneof![Just(Name), Just(Status), Just(Busy), Just(Os), Just(Labels)]
    }

    fn any_runner() -> impl Strategy<Value = Runner> {
        let status = prop_oneof![Just(Status::Online), Just(Status::Offline), Just(Status::Unknown)];
        (0_u64..40, "[aA0-2\n]{0,4}", status, any::<bool>(), "[lw]?", prop::collection::vec("[ab1]{0,2}", 0..3))
            .prop_map(|(id, name, status, busy, os, labels)| {
                let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
                Runner { os, ..labelled(named(id, &name, status, busy), &labels) }
            })
    }

    /// The order told once more, row by row, without ranks.
    fn expected(Sort { key, direction }: Sort, one: &Row, other: &Row) -> Ordering {
        let by_name =
            || natural(one.search_line(0), other.search_line(0)).then_with(|| one.runner.name.cmp(&other.runner.name));
        let by_key = if key == SortKey::Name { by_name() } else { key.compare(one, other) };
        let by_key = if direction == Direction::Descending { by_key.reverse() } else { by_key };
        by_key.then_with(by_name).then_with(|| one.runner.id.cmp(&other.runner.id))
    }

    proptest! {
        #[test]
        fn it_is_an_order_that_loses_no_row_and_does_not_depend_on_githubs(
            mut runners in prop::collection::vec(any_runner(), 0..40), key in any_key(), down in any::<bool>(),
        ) {
            let mut seen = HashSet::new();
            runners.retain(|runner| seen.insert(runner.id));
            let sort = Sort { key, direction: if down { Direction::Descending } else { Direction::Ascending } };
            let there = snapshot(runners.clone());
            let ids = view(&there, &Filter::default(), Some(sort));
            prop_assert_eq!(ids.iter().copied().collect::<HashSet<_>>(), seen);
            let rows: Vec<_> = ids.iter().filter_map(|id| there.get(*id)).collect();
            for (place, one) in rows.iter().enumerate() {
                for other in &rows[place + 1..] {
                    prop_assert!(expected(sort, one, other).is_lt());
                }
            }
            runners.reverse();
            prop_assert_eq!(view(&snapshot(runners), &Filter::default(), Some(sort)), ids);
        }
    }
}
