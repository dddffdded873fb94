//! What could be typed next: keys, and values that the fleet has.
//!
//! Invariant: pure; an offer taken is a text that is understood where the one before it was.

use super::facets::counted;
use super::tokens::{Token, tokens};
use super::{Qualifier, edit};
use crate::fleet::Snapshot;
use crate::lower_case::lower_case;
use std::sync::{Arc, Weak};

/// More are not looked through: one types another letter.
const MOST: usize = 8;

/// One offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// What is offered: `status:`, `label:gpu`.
    pub shown: String,
    /// The whole text once it is taken.
    pub text: String,
}

/// The values of a fleet, gathered once: to look at every runner for each letter typed would be felt.
#[derive(Clone, Debug, Default)]
pub struct SuggestionIndex {
    /// Where names are looked up; it is not kept for that alone.
    fleet: Weak<Snapshot>,
    /// Keys that some runner has anything of.
    keys: Vec<Qualifier>,
    words: Vec<(Qualifier, Vec<String>)>,
}

impl SuggestionIndex {
    /// Of a fleet.
    pub fn of(fleet: &Arc<Snapshot>) -> Self {
        let gather = |key| {
            let values = counted(fleet.rows().iter().map(|row| &**row), key);
            (key, values.into_iter().map(|value| value.word).collect::<Vec<_>>())
        };
        let words = [Qualifier::Os, Qualifier::Label, Qualifier::Group, Qualifier::Ephemeral, Qualifier::Version]
            .map(gather)
            .to_vec();
        let is_there = |key: &Qualifier| words.iter().all(|(other, words)| other != key || !words.is_empty());
        Self { fleet: Arc::downgrade(fleet), keys: Qualifier::ALL.into_iter().filter(is_there).collect(), words }
    }

    /// Becomes that of a fleet, unless it is already.
    pub fn learn(&mut self, fleet: &Arc<Snapshot>) {
        if !Weak::ptr_eq(&self.fleet, &Arc::downgrade(fleet)) {
            *self = Self::of(fleet);
        }
    }

    /// The values of a key, the most frequent first.
    fn words(&self, key: Qualifier) -> &[String] {
        self.words.iter().find(|(other, _)| *other == key).map_or(&[], |(_, words)| words)
    }
}

/// The offers for a text whose end is being typed.
pub fn offers(vocabulary: &SuggestionIndex, text: &str) -> Vec<Suggestion> {
    let last = tokens(text).pop().filter(|token| token.range.end == text.len());
    let Some(token) = last else {
        return keys(vocabulary, text, "", "");
    };
    let sign = if token.is_negated { "-" } else { "" };
    let before = &text[..token.range.start];
    match &token.key {
        Some(word) => {
            Qualifier::parse(word).map(|key| values(vocabulary, before, sign, key, &token)).unwrap_or_default()
        }
        None if text.ends_with('"') => Vec::new(),
        None => {
            let typed = lower_case(&token.values.concat());
            let mut offers = keys(vocabulary, before, sign, typed.trim_start_matches('-'));
            let labels =
                vocabulary.words(Qualifier::Label).iter().filter(|label| lower_case(label).starts_with(&typed));
            offers.extend(
                labels.take(MOST).map(|label| offer(before, sign, &edit::term(Qualifier::Label, &[label]), " ")),
            );
            offers.truncate(MOST);
            offers
        }
    }
}

/// The keys that begin so and that some runner has anything of.
fn keys(vocabulary: &SuggestionIndex, before: &str, sign: &str, typed: &str) -> Vec<Suggestion> {
    let keys = vocabulary.keys.iter().filter(|key| key.word().starts_with(typed));
    keys.map(|key| offer(before, sign, &[key.word(), ":"].concat(), "")).collect()
}

fn values(vocabulary: &SuggestionIndex, before: &str, sign: &str, key: Qualifier, token: &Token) -> Vec<Suggestion> {
    let (typed, earlier) = token.values.split_last().map_or(("", &[][..]), |(last, earlier)| (last.as_str(), earlier));
    let typed = lower_case(typed);
    let fixed = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let words = match key {
        Qualifier::Status => fixed(&["online", "offline", "idle", "busy"]),
        Qualifier::Busy | Qualifier::Ephemeral => fixed(&["true", "false"]),
        Qualifier::Name => vocabulary.fleet.upgrade().map(|fleet| names(&fleet, &typed)).unwrap_or_default(),
        _ => vocabulary.words(key).to_vec(),
    };
    let is_new = |word: &String| {
        let lower = lower_case(word);
        lower.contains(&typed) && lower != typed && !earlier.iter().any(|value| lower_case(value) == lower)
    };
    let earlier: Vec<&str> = earlier.iter().map(String::as_str).collect();
    let whole = |word: &str| edit::term(key, &[earlier.as_slice(), &[word]].concat());
    words.iter().filter(|word| is_new(word)).take(MOST).map(|word| offer(before, sign, &whole(word), " ")).collect()
}

/// Some names that hold a text.
fn names(fleet: &Snapshot, typed: &str) -> Vec<String> {
    let fitting = fleet.rows().iter().filter(|row| row.search_line(0).contains(typed));
    fitting.take(MOST).map(|row| row.runner.name.clone()).collect()
}

fn offer(before: &str, sign: &str, term: &str, end: &str) -> Suggestion {
    Suggestion { shown: [sign, term].concat(), text: [before, sign, term, end].concat() }
}

#[cfg(test)]
mod tests {
    use super::{Qualifier, Suggestion, SuggestionIndex, offers};
    use crate::fleet::Snapshot;
    use crate::fleet::query::parse;
    use crate::fleet::test_support::{labelled, named, snapshot};
    use crate::github::Status;
    use proptest::prelude::*;
    use std::sync::Arc;

    fn fleet() -> Arc<Snapshot> {
        Arc::new(snapshot([
            labelled(named(1, "ci-1", Status::Online, false), &["gpu", "two words", "stable"]),
            labelled(named(2, "ci-2", Status::Online, false), &["gpu"]),
        ]))
    }

    fn offered(text: &str) -> Vec<Suggestion> {
        let fleet = fleet();
        offers(&SuggestionIndex::of(&fleet), text)
    }

    fn shown(text: &str) -> Vec<String> {
        offered(text).into_iter().map(|offer| offer.shown).collect()
    }

    #[test]
    fn a_fleet_is_learnt_once_and_not_kept() {
        let (first, mut vocabulary) = (fleet(), SuggestionIndex::default());
        vocabulary.learn(&first);
        assert_eq!(vocabulary.words(Qualifier::Label), ["gpu", "stable", "two words"]);
        vocabulary.learn(&Arc::new(snapshot([labelled(named(1, "ci-1", Status::Online, false), &["arm"])])));
        assert_eq!(vocabulary.words(Qualifier::Label), ["arm"]);
        assert_eq!(Arc::strong_count(&first), 1);
        assert!(offers(&vocabulary, "name:").is_empty(), "that fleet is gone");
    }

    #[test]
    fn keys_and_values_of_the_fleet_are_offered() {
        assert_eq!(shown(""), ["status:", "busy:", "os:", "label:", "name:", "id:"]);
        assert_eq!(shown("gpu "), shown(""));
        assert_eq!(shown("sta"), ["status:", "label:stable"]);
        assert_eq!(shown("x -st"), ["-status:", "-label:stable"]);
        assert_eq!(shown("status:o"), ["status:online", "status:offline"]);
        assert_eq!(shown("status:online,"), ["status:online,offline", "status:online,idle", "status:online,busy"]);
        assert_eq!(shown("label:w"), ["label:\"two words\""]);
        assert_eq!(shown("name:"), ["name:ci-1", "name:ci-2"]);
        assert_eq!(shown("status:online"), [""; 0]);
        assert_eq!(shown("colour:"), [""; 0]);
        let taken = offered("x label:\"tw").remove(0).text;
        assert_eq!(taken, "x label:\"two words\" ");
    }

    proptest! {
        #[test]
        fn what_is_taken_is_understood(text in "[a-z:, \"-]{0,16}") {
            let before = parse(&text).not_understood.len();
            for offer in offered(&text) {
                let left = parse(&offer.text).not_understood;
                // A key waits for its value.
                prop_assert!(left.len() <= before + usize::from(offer.text.ends_with(':')), "{:?}", offer);
            }
        }
    }
}
