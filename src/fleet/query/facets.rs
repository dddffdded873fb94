//! What values a fleet has of the fields, and how many runners have each.
//!
//! Invariant: pure; a value is there because a runner has it, in the spelling of the first that has it.

use super::{Qualifier, edit, parse, status_test, usual_name};
use crate::fleet::{Row, Snapshot};
use crate::lower_case::lower_case;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// The keys whose values are offered to be clicked.
pub const FACETS: [Qualifier; 4] = [Qualifier::Status, Qualifier::Os, Qualifier::Label, Qualifier::Group];

/// The words of `status:` that are offered; `online` is two of them.
const STATUS: [&str; 4] = ["busy", "idle", "offline", "unknown"];

/// A value, and how many runners would be shown with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// As it is typed behind the key.
    pub word: String,
    /// How many runners have it, of those that the rest of the text shows.
    pub count: usize,
}

/// The values of a key, the most frequent of the fleet first, with their numbers under a text. A value that no runner under the text has
/// is still there, with none, as long as one of the fleet has it.
///
/// For keys of which a runner has one value the text's own terms on that key do not count: each number says what a click
/// would show. Labels narrow, so there they do.
pub fn facet(snapshot: &Snapshot, text: &str, key: Qualifier) -> Vec<Value> {
    let text = if key == Qualifier::Label { text.to_owned() } else { edit::without(text, key) };
    let filter = parse(&text).filter;
    let rows = || snapshot.rows().iter().map(|row| &**row);
    let mut values = counted(rows(), key);
    let shown = counted(rows().filter(|row| filter.matches(row)), key);
    let shown: FxHashMap<String, usize> =
        shown.into_iter().map(|value| (same_as(key, &value.word), value.count)).collect();
    for value in &mut values {
        value.count = shown.get(&same_as(key, &value.word)).copied().unwrap_or_default();
    }
    values
}

/// The values of a key among these rows, the most frequent first.
pub fn counted<'a>(rows: impl Iterator<Item = &'a Row>, key: Qualifier) -> Vec<Value> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut groups: BTreeMap<u64, usize> = BTreeMap::new();
    let mut add = |word: &'a str| *counts.entry(word).or_default() += 1;
    for row in rows {
        let runner = &row.runner;
        match key {
            // As each word finds them: who is busy may be offline as well.
            Qualifier::Status => STATUS.into_iter().filter(|word| is_of_status(word, row)).for_each(&mut add),
            Qualifier::Busy => add(if runner.busy { "true" } else { "false" }),
            Qualifier::Os => add(&runner.os),
            Qualifier::Label => runner.labels.iter().for_each(|label| add(&label.name)),
            Qualifier::Name => add(&runner.name),
            Qualifier::Ephemeral => runner.ephemeral.iter().for_each(|is| add(if *is { "true" } else { "false" })),
            Qualifier::Version => runner.version.iter().for_each(|version| add(version)),
            Qualifier::Group => runner.runner_group_id.iter().for_each(|group| *groups.entry(*group).or_default() += 1),
            Qualifier::Id => {}
        }
    }
    let mut values: BTreeMap<String, Value> = BTreeMap::new();
    for (word, count) in counts.into_iter().filter(|(word, _)| !word.trim().is_empty()) {
        let value = values.entry(same_as(key, word)).or_insert_with(|| Value { word: word.to_owned(), count: 0 });
        value.count += count;
    }
    let groups = groups.into_iter().map(|(group, count)| Value { word: group.to_string(), count });
    let mut values: Vec<Value> = values.into_values().chain(groups).collect();
    values.sort_by_key(|value| std::cmp::Reverse(value.count));
    values
}

fn is_of_status(word: &str, row: &Row) -> bool {
    status_test(word).is_some_and(|test| test(row))
}

/// What two words have in common that one term finds: GitHub tells labels apart without regard to case, and hosts call one
/// system by several names.
fn same_as(key: Qualifier, word: &str) -> String {
    let lower = lower_case(word);
    if key == Qualifier::Os { usual_name(&lower).to_owned() } else { lower }
}

#[cfg(test)]
mod tests {
    use super::{Qualifier, facet};
    use crate::fleet::test_support::{labelled, named, snapshot};
    use crate::github::Status;

    #[test]
    fn each_number_is_what_a_click_would_show() {
        let fleet = snapshot([
            labelled(named(1, "a", Status::Online, false), &["GPU", "x64"]),
            labelled(named(2, "b", Status::Offline, false), &["gpu"]),
            labelled(named(3, "c", Status::Online, true), &["x64"]),
        ]);
        let told = |text: &str, key| {
            facet(&fleet, text, key).into_iter().map(|value| (value.word, value.count)).collect::<Vec<_>>()
        };
        let owned = |pairs: &[(&str, usize)]| {
            pairs.iter().map(|(word, count)| ((*word).to_owned(), *count)).collect::<Vec<_>>()
        };
        assert_eq!(told("", Qualifier::Label), owned(&[("GPU", 2), ("x64", 2)]));
        assert_eq!(told("", Qualifier::Status), owned(&[("busy", 1), ("idle", 1), ("offline", 1)]));
        let both = snapshot([named(1, "a", Status::Offline, true)]);
        assert_eq!(facet(&both, "", Qualifier::Status).len(), 2, "status:offline finds it, and so does status:busy");
        // Its own terms do not count, those of others do.
        assert_eq!(
            told("status:offline label:gpu", Qualifier::Status),
            owned(&[("busy", 0), ("idle", 1), ("offline", 1)])
        );
        assert_eq!(told("label:x64", Qualifier::Label), owned(&[("GPU", 1), ("x64", 2)]));
        assert_eq!(told("nothing", Qualifier::Status).iter().map(|(_, count)| count).sum::<usize>(), 0);
        assert!(told("", Qualifier::Group).is_empty());
    }

    #[test]
    fn a_system_is_one_value_whatever_hosts_call_it() {
        let of = |id, os: &str| crate::github::Runner { os: os.to_owned(), ..named(id, "a", Status::Online, false) };
        let fleet = snapshot([of(1, "win"), of(2, "Windows"), of(3, "linux")]);
        let told = facet(&fleet, "", Qualifier::Os);
        assert_eq!(told.len(), 2, "{told:?}");
        assert_eq!((told[0].count, told[1].word.as_str()), (2, "linux"));
    }
}
