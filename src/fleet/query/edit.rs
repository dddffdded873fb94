//! Terms put into the text of the search box and taken out of it, as one click does.
//!
//! Invariant: pure; what else stands in the text stays as it was typed, also what is not understood.

use super::Qualifier;
use super::tokens::{Token, tokens};
use crate::github::RunnerId;
use crate::lower_case::lower_case;

/// Whether a text asks for this value of a key.
pub fn has(text: &str, key: Qualifier, value: &str) -> bool {
    tokens(text).iter().any(|token| asks_for(token, key) && holds(token, value))
}

/// The text with that value where it was not asked for, else without it.
///
/// A further value of the same key widens what is shown, as a runner has one status; a further label narrows it, as it has
/// many.
pub fn toggled(text: &str, key: Qualifier, value: &str) -> String {
    let tokens = tokens(text);
    if let Some(token) = tokens.iter().find(|token| asks_for(token, key) && holds(token, value)) {
        let left: Vec<&str> = token.values.iter().map(String::as_str).filter(|other| !is_same(other, value)).collect();
        return replaced(text, token, if left.is_empty() { None } else { Some(term(key, &left)) });
    }
    let known = tokens.iter().find(|token| key != Qualifier::Label && asks_for(token, key));
    if let Some(token) = known {
        let values: Vec<&str> =
            token.values.iter().map(String::as_str).filter(|value| !value.is_empty()).chain([value]).collect();
        return replaced(text, token, Some(term(key, &values)));
    }
    let text = text.trim_end();
    // A quote that is not closed would swallow the term.
    let closes = if text.matches('"').count() % 2 == 1 { "\"" } else { "" };
    [text, closes, if text.is_empty() { "" } else { " " }, &term(key, &[value])].concat()
}

/// The text without the terms that ask for a key.
pub fn without(text: &str, key: Qualifier) -> String {
    let kept = tokens(text).into_iter().filter(|token| !asks_for(token, key)).map(|token| text[token.range].to_owned());
    kept.collect::<Vec<_>>().join(" ")
}

/// `key:value`, in quotes where it needs them.
pub fn term(key: Qualifier, values: &[&str]) -> String {
    let values: Vec<String> = values.iter().map(|value| quoted(value)).collect();
    [key.word(), ":", &values.join(",")].concat()
}

/// Terms for runners with all of these labels: `label:gpu label:"two words"`.
pub fn having_labels(labels: &[String]) -> String {
    let named = labels.iter().filter(|label| !label.trim().is_empty());
    named.map(|label| term(Qualifier::Label, &[label])).collect::<Vec<_>>().join(" ")
}

/// The most runners that [`being`] names: a page's address, which servers read too, has no room for more.
pub const MOST_IDS: usize = 200;

/// A term for these runners and no others, the first [`MOST_IDS`] of them: `id:1,2,3`.
pub fn being(ids: impl Iterator<Item = RunnerId>) -> String {
    let ids: Vec<String> = ids.take(MOST_IDS).map(|id| id.to_string()).collect();
    term(Qualifier::Id, &ids.iter().map(String::as_str).collect::<Vec<_>>())
}

/// A value as it is typed. A quote in it cannot be: it stands for any text there, which the star does.
fn quoted(value: &str) -> String {
    let plain = value.replace('"', "*");
    if plain.chars().any(|character| character.is_whitespace() || character == ',') {
        ["\"", &plain, "\""].concat()
    } else {
        plain
    }
}

fn asks_for(token: &Token, key: Qualifier) -> bool {
    !token.is_negated && token.key.as_deref().and_then(Qualifier::parse) == Some(key)
}

fn holds(token: &Token, value: &str) -> bool {
    token.values.iter().any(|other| is_same(other, value))
}

fn is_same(typed: &str, value: &str) -> bool {
    lower_case(typed) == lower_case(&value.replace('"', "*"))
}

fn replaced(text: &str, token: &Token, by: Option<String>) -> String {
    let (before, after) = (&text[..token.range.start], &text[token.range.end..]);
    match by {
        Some(term) => [before, &term, after].concat(),
        None if before.is_empty() => after.trim_start().to_owned(),
        None => [before.trim_end(), after].concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST_IDS, being, has, having_labels, toggled, without};
    use crate::fleet::Row;
    use crate::fleet::query::{Qualifier, parse};
    use crate::fleet::test_support::{labelled, named};
    use crate::github::{RunnerId, Status};
    use proptest::prelude::*;

    #[test]
    fn a_click_adds_and_the_next_one_takes_away() {
        let table = [
            ("", Qualifier::Status, "offline", "status:offline"),
            ("gpu", Qualifier::Status, "offline", "gpu status:offline"),
            ("status:offline gpu", Qualifier::Status, "idle", "status:offline,idle gpu"),
            ("status:offline,idle gpu", Qualifier::Status, "offline", "status:idle gpu"),
            ("STATUS:Offline gpu", Qualifier::Status, "offline", "gpu"),
            ("label:gpu", Qualifier::Label, "two words", "label:gpu label:\"two words\""),
            ("label:gpu label:\"two words\"", Qualifier::Label, "two words", "label:gpu"),
            ("-status:offline", Qualifier::Status, "offline", "-status:offline status:offline"),
            ("\"open quote", Qualifier::Os, "linux", "\"open quote\" os:linux"),
            ("what:ever", Qualifier::Os, "a,b", "what:ever os:\"a,b\""),
        ];
        for (text, key, value, wanted) in table {
            assert_eq!(toggled(text, key, value), wanted, "{text}");
            assert_eq!(has(wanted, key, value), !has(text, key, value), "{text}");
        }
        assert_eq!(without("a status:idle -status:busy b", Qualifier::Status), "a -status:busy b");
    }

    #[test]
    fn ids_are_named_one_after_the_other_and_not_too_many() {
        assert_eq!(being([1, u64::MAX].into_iter().map(RunnerId)), "id:1,18446744073709551615");
        assert_eq!(being((0..10_000).map(RunnerId)).matches(',').count() + 1, MOST_IDS);
    }

    proptest! {
        #[test]
        fn a_runner_is_found_by_the_labels_it_has(labels in prop::collection::vec("\\PC{1,8}", 1..4)) {
            let names: Vec<&str> = labels.iter().map(String::as_str).collect();
            let row = Row::new(labelled(named(1, "a", Status::Online, false), &names));
            let query = parse(&having_labels(&labels));
            prop_assert!(query.not_understood.is_empty() && query.filter.matches(&row));
        }

        #[test]
        fn what_is_added_is_asked_for_and_understood(text in "[ a-z:\",-]{0,20}", value in "\\PC{1,8}") {
            prop_assume!(!value.trim().is_empty());
            prop_assume!(!has(&text, Qualifier::Label, &value));
            let added = toggled(&text, Qualifier::Label, &value);
            prop_assert!(has(&added, Qualifier::Label, &value), "{}", added);
            prop_assert!(!has(&toggled(&added, Qualifier::Label, &value), Qualifier::Label, &value));
            prop_assert!(parse(&added).not_understood.len() <= parse(&text).not_understood.len());
        }
    }
}
