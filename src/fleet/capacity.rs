//! Which jobs the fleet can take: for each set of labels that a runner offers, how many runners could take a job that asks for
//! all of them, and how many of those are free.
//!
//! A runner takes a job that asks for some or all of its labels, so that one with more labels counts for smaller sets, too.
//! Invariant: pure; labels are compared without case, as GitHub does. What it costs grows with the number of runners: only
//! so many sets are counted, those first of whose own runners none is online.

use super::{Row, Snapshot};
use crate::github::{Runner, Status};
use crate::lower_case::lower_case;
use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

/// The most sets whose numbers are counted.
const MOST_COUNTED: usize = 400;

/// What can be found by hashing.
type Map<K, V> = IndexMap<K, V, FxBuildHasher>;

/// A set of labels, and who could take a job that asks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelSet {
    /// The labels, in the spelling and order of the first runner that has just these.
    pub labels: Vec<String>,
    /// Runners that have all of them.
    pub total: usize,
    /// Of those, the ones that are connected.
    pub online: usize,
    /// Of those, the ones without a job.
    pub free: usize,
}

/// The sets of a fleet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Capacity {
    /// The worst first: those with nobody online, then those with nobody free, then those with the fewest free.
    pub sets: Vec<LabelSet>,
    /// How many different sets there are, those that are left out included.
    pub of: usize,
}

/// The runners with just the same labels.
struct Group<'a> {
    /// The labels by number, ascending.
    labels: Vec<u32>,
    /// A bit for each of them, to rule others out fast.
    mask: u64,
    first: &'a Runner,
    numbers: Numbers,
}

#[derive(Clone, Copy, Default)]
struct Numbers {
    total: usize,
    online: usize,
    free: usize,
}

impl Numbers {
    fn add(&mut self, row: &Row) {
        let is_online = row.runner.status == Status::Online;
        self.total += 1;
        self.online += usize::from(is_online);
        self.free += usize::from(is_online && !row.runner.busy);
    }

    fn add_all(&mut self, other: Self) {
        self.total += other.total;
        self.online += other.online;
        self.free += other.free;
    }
}

impl Capacity {
    /// Counts a fleet; at most so many sets are kept.
    pub fn of(snapshot: &Snapshot, most: usize) -> Self {
        let groups = groups(snapshot);
        // For each label the groups that have it: who has a whole set is among those with its rarest label.
        let mut having: Vec<Vec<u32>> = Vec::new();
        for (place, group) in (0_u32..).zip(&groups) {
            for label in &group.labels {
                let label = *label as usize;
                if having.len() <= label {
                    having.resize_with(label + 1, Vec::new);
                }
                having[label].push(place);
            }
        }
        // Where nobody of the group is online somebody with more labels may be, but not the other way round.
        let mut candidates: Vec<&Group> = groups.iter().collect();
        candidates.sort_by_key(|group| {
            let Numbers { total, online, free } = group.numbers;
            (online > 0, free > 0, usize::MAX - total)
        });
        candidates.truncate(MOST_COUNTED.max(most));
        let mut sets: Vec<LabelSet> = candidates.into_iter().map(|group| group.counted(&groups, &having)).collect();
        sets.sort_by(|one, other| {
            let badness = |set: &LabelSet| (set.online > 0, set.free);
            badness(one).cmp(&badness(other)).then_with(|| other.total.cmp(&one.total))
        });
        sets.truncate(most);
        Self { sets, of: groups.len() }
    }
}

impl Group<'_> {
    fn counted(&self, groups: &[Self], having: &[Vec<u32>]) -> LabelSet {
        let rarest = self.labels.iter().map(|label| &having[*label as usize]).min_by_key(|places| places.len());
        let mut numbers = Numbers::default();
        for place in rarest.into_iter().flatten() {
            let other = &groups[*place as usize];
            if self.is_within(other) {
                numbers.add_all(other.numbers);
            }
        }
        let Numbers { total, online, free } = numbers;
        LabelSet { labels: self.first.labels.iter().map(|label| label.name.clone()).collect(), total, online, free }
    }

    fn is_within(&self, other: &Self) -> bool {
        if self.mask & !other.mask != 0 {
            return false;
        }
        let mut others = other.labels.iter();
        self.labels.iter().all(|label| others.by_ref().any(|other| other == label))
    }
}

/// The runners by their labels. Those without labels take no job that asks for one.
fn groups(snapshot: &Snapshot) -> Vec<Group<'_>> {
    // By spelling, so that nothing is brought to lower case twice.
    let mut spellings: Map<&str, u32> = Map::default();
    let mut numbers: Map<String, u32> = Map::default();
    let mut places: Map<Vec<u32>, usize> = Map::default();
    let mut groups: Vec<Group> = Vec::new();
    for row in snapshot.rows().iter().filter(|row| !row.runner.labels.is_empty()) {
        let mut labels: Vec<u32> = Vec::with_capacity(row.runner.labels.len());
        for label in &row.runner.labels {
            let name = label.name.as_str();
            let number = spellings.get(name).copied().unwrap_or_else(|| {
                let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
                *numbers.entry(lower_case(name)).or_insert(next)
            });
            spellings.insert(name, number);
            labels.push(number);
        }
        labels.sort_unstable();
        labels.dedup();
        let place = if let Some(place) = places.get(&labels) {
            *place
        } else {
            let mask = labels.iter().fold(0, |mask, label| mask | 1 << (label % 64));
            places.insert(labels.clone(), groups.len());
            groups.push(Group { labels, mask, first: &row.runner, numbers: Numbers::default() });
            groups.len() - 1
        };
        groups[place].numbers.add(row);
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::{Capacity, LabelSet};
    use crate::fleet::Snapshot;
    use crate::fleet::test_support::{labelled, named, snapshot};
    use crate::github::{Runner, Status};
    use proptest::prelude::*;
    use std::collections::BTreeSet;
    use std::time::{Duration, Instant};

    fn runner(id: u64, labels: &[&str], status: Status, busy: bool) -> Runner {
        labelled(named(id, &format!("r-{id}"), status, busy), labels)
    }

    fn set(labels: &[&str], total: usize, online: usize, free: usize) -> LabelSet {
        LabelSet { labels: labels.iter().map(|label| (*label).to_owned()).collect(), total, online, free }
    }

    #[test]
    fn a_runner_counts_for_every_set_it_has_all_labels_of() {
        let fleet = snapshot([
            runner(1, &["self-hosted", "Linux"], Status::Online, true),
            runner(2, &["self-hosted", "Linux"], Status::Offline, false),
            runner(3, &["self-hosted", "linux", "GPU"], Status::Online, false),
            runner(4, &["gpu", "Linux", "self-hosted"], Status::Online, true),
            runner(5, &["self-hosted", "windows"], Status::Offline, false),
            runner(6, &["self-hosted", "macos"], Status::Online, true),
            runner(7, &[], Status::Offline, false),
        ]);
        let capacity = Capacity::of(&fleet, 10);
        assert_eq!(
            capacity.sets,
            [
                set(&["self-hosted", "windows"], 1, 0, 0),
                set(&["self-hosted", "macos"], 1, 1, 0),
                set(&["self-hosted", "Linux"], 4, 3, 1),
                set(&["self-hosted", "linux", "GPU"], 2, 2, 1),
            ]
        );
        assert_eq!(capacity.of, 4);
        let worst = Capacity::of(&fleet, 1);
        assert_eq!((worst.sets, worst.of), (vec![set(&["self-hosted", "windows"], 1, 0, 0)], 4));
        assert_eq!(Capacity::of(&snapshot([]), 10), Capacity::default());
    }

    #[test]
    fn a_set_without_its_own_runners_online_is_not_bad_where_others_can_take_its_jobs() {
        let fleet = snapshot([
            runner(1, &["a"], Status::Offline, false),
            runner(2, &["a", "b"], Status::Online, false),
            runner(3, &["c"], Status::Offline, false),
        ]);
        assert_eq!(Capacity::of(&fleet, 1).sets, [set(&["c"], 1, 0, 0)]);
    }

    /// A hundred thousand runners, each with a label of its own, or of every combination of some: what costs most.
    #[test]
    fn a_hundred_thousand_label_sets_do_not_freeze_the_page() {
        let letters: Vec<String> = (0..17).map(|letter| format!("label-{letter}")).collect();
        let own = |id: u64| vec!["self-hosted".to_owned(), "linux".to_owned(), format!("host-{id}")];
        let combined =
            |id: u64| (0..17).filter(|bit| (id >> bit) & 1 == 1).map(|bit| letters[bit].clone()).collect::<Vec<_>>();
        let fleet = |labels: &dyn Fn(u64) -> Vec<String>| -> Snapshot {
            snapshot((1..=100_000).map(|id| {
                let labels = labels(id);
                let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
                runner(id, &labels, Status::Online, false)
            }))
        };
        for fleet in [fleet(&own), fleet(&combined)] {
            let begun = Instant::now();
            assert_eq!(Capacity::of(&fleet, 100).of, 100_000);
            // Unoptimised, on a machine that does other things as well: a square of it would take hours.
            assert!(begun.elapsed() < Duration::from_secs(30), "{:?}", begun.elapsed());
        }
    }

    fn any_runners() -> impl Strategy<Value = Vec<Runner>> {
        let one = (prop::collection::vec("[aAbBcd]", 0..4), any::<bool>(), any::<bool>());
        prop::collection::vec(one, 0..30).prop_map(|all| {
            (1..)
                .zip(all)
                .map(|(id, (labels, is_online, busy))| {
                    let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
                    runner(id, &labels, if is_online { Status::Online } else { Status::Offline }, busy)
                })
                .collect()
        })
    }

    proptest! {
        #[test]
        fn the_numbers_are_those_of_looking_at_every_runner(runners in any_runners()) {
            let lower = |labels: &mut dyn Iterator<Item = &str>| labels.map(str::to_lowercase).collect::<BTreeSet<_>>();
            let of = |runner: &Runner| lower(&mut runner.labels.iter().map(|label| label.name.as_str()));
            let capacity = Capacity::of(&snapshot(runners.clone()), 1_000);
            let sets: BTreeSet<_> = runners.iter().map(of).filter(|set| !set.is_empty()).collect();
            prop_assert_eq!(capacity.of, sets.len());
            prop_assert_eq!(capacity.sets.len(), sets.len());
            for set in &capacity.sets {
                let asked = lower(&mut set.labels.iter().map(String::as_str));
                let able: Vec<_> = runners.iter().filter(|runner| asked.is_subset(&of(runner))).collect();
                let online = able.iter().filter(|runner| runner.status == Status::Online);
                prop_assert_eq!(set.total, able.len());
                prop_assert_eq!(set.online, online.clone().count());
                prop_assert_eq!(set.free, online.filter(|runner| !runner.busy).count());
            }
            let badness: Vec<_> = capacity.sets.iter().map(|set| (set.online > 0, set.free)).collect();
            prop_assert!(badness.is_sorted());
        }
    }
}
