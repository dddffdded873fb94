//! The reader against `serde_json`: both must take the same texts, and find the same in them.
#![allow(clippy::unwrap_used)]

use super::{FromJson, Reader, Unexpected, is_json, read};
use proptest::prelude::*;
use serde_json::{Map, Value};

/// Any value, as `serde_json` has it. Numbers that are not whole are all the same here: nothing reads them.
#[derive(Debug, PartialEq)]
struct Any(Value);

impl FromJson for Any {
    fn from_json(json: &mut Reader<'_>) -> Result<Self, Unexpected> {
        let value = match json.peek() {
            b'{' => {
                let mut object = Map::new();
                json.object(&mut |name, json| {
                    object.insert(name.to_owned(), json.value::<Any>()?.0);
                    Ok(())
                })?;
                Value::Object(object)
            }
            b'[' => Value::Array(json.value::<Vec<Any>>()?.into_iter().map(|any| any.0).collect()),
            b'"' => Value::String(json.value()?),
            b't' | b'f' => Value::Bool(json.value()?),
            b'n' => json.value::<Option<u64>>().map(|_| Value::Null)?,
            _ => json.number()?.map_or(Value::from(0.5), Value::from),
        };
        Ok(Any(value))
    }
}

/// All numbers that are no `u64` become the one that stands for them.
fn with_plain_numbers(value: Value) -> Value {
    match value {
        Value::Number(number) => number.as_u64().map_or(Value::from(0.5), Value::from),
        Value::Array(list) => list.into_iter().map(with_plain_numbers).collect(),
        Value::Object(object) => {
            object.into_iter().map(|(name, value)| (name, with_plain_numbers(value))).collect::<Map<_, _>>().into()
        }
        other => other,
    }
}

fn check(text: &str) -> Result<(), TestCaseError> {
    let expected = serde_json::from_str::<Value>(text);
    // Of numbers that no double can hold `serde_json` says that they are no JSON, which they are.
    let too_large = expected.as_ref().is_err_and(|error| error.to_string().starts_with("number out of range"));
    if !too_large {
        let expected = expected.ok().map(|value| Any(with_plain_numbers(value)));
        prop_assert_eq!(read::<Any>(text).ok(), expected, "{}", text);
    }
    if serde_json::from_str::<Value>(text).is_ok() {
        prop_assert!(is_json(text), "{}", text);
    }
    Ok(())
}

#[test]
fn every_rule_of_the_grammar() {
    let table = [
        "",
        " ",
        "null",
        " true ",
        "false",
        "nul",
        "truex",
        "tru",
        "True",
        "0",
        "-0",
        "01",
        "-",
        "1.",
        ".5",
        "1.5",
        "1e",
        "1e5",
        "1E+5",
        "1e-",
        "-1",
        "+1",
        "1 2",
        "18446744073709551615",
        "18446744073709551616",
        "\"\"",
        "\"",
        "\"a",
        "\"\\",
        "\"\\u12\"",
        "\"\\u00e9\\n\\/\\\"\\\\\\b\\f\\r\\t\"",
        "\"\\x\"",
        "\"\\uD83E\\uDD80\"",
        "\"\\uD83E\"",
        "\"\\uDD80\"",
        "\"\\uD83Ex\"",
        "\"\\uD83E\\n\"",
        "\"\\uD83E\\u0041\"",
        "\"a\nb\"",
        "\"\u{7f}\u{e9}🦀\"",
        "[]",
        "[",
        "[1",
        "[1,",
        "[1,]",
        "[,1]",
        "[1 2]",
        "]",
        "{}",
        "{",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,}",
        "{a:1}",
        "{\"a\" : [ {\"b\":null} , 2 ] }",
        "{\"a\":1,\"a\":2}",
        "{\"a\" 1}",
        "{1:2}",
        "[]]",
        "\u{feff}1",
        "1\u{0}",
        "\u{a0}1",
        "[\"\\u0000\"]",
        "nan",
        "{\"a\":1]",
        "[1}",
    ];
    for text in table {
        check(text).unwrap();
    }
}

#[test]
fn nesting_ends_before_the_stack_does() {
    let nested = |depth: usize| ["[".repeat(depth), "]".repeat(depth)].concat();
    check(&nested(127)).unwrap();
    check(&nested(128)).unwrap();
    assert!(is_json(&nested(127)) && !is_json(&nested(1_000_000)) && !is_json(&"{\"a\":".repeat(1_000_000)));
}

#[test]
fn half_a_pair_matters_only_where_it_is_read() {
    assert!(read::<String>(r#""\uD83E""#).is_err() && is_json(r#"["\uD83E"]"#) && !is_json(r#""\uD83""#));
}

#[test]
fn the_place_of_what_was_not_expected_is_known() {
    for (text, place) in [("", (1, 1)), ("{", (1, 2)), ("[1,\n  x]", (2, 3)), ("[1]\n\n]", (3, 1))] {
        let mut reader = Reader::new(text);
        assert!(reader.skip().and_then(|()| reader.end()).is_err());
        assert_eq!(reader.place(), place, "{text:?}");
    }
}

/// Any JSON, as another library makes it.
pub(crate) fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC*|[\\x00-\\x20\"\\\\é🦀]*".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 30, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::vec(("[a-c\"\\\\é]{0,2}", inner), 0..5)
                .prop_map(|entries| Value::from(entries.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

proptest! {
    #[test]
    fn every_json_is_read(value in any_json(), pretty in any::<bool>()) {
        check(&if pretty { serde_json::to_string_pretty(&value).unwrap() } else { value.to_string() })?;
    }

    #[test]
    fn json_with_a_mistake_is_none(value in any_json(), at in any::<prop::sample::Index>(), instead in "[]\\[{}:,\"0-9a-fu\\\\. \n\\-+]{0,2}") {
        let text = value.to_string();
        let places: Vec<usize> = text.char_indices().map(|(place, _)| place).collect();
        let place = places[at.index(places.len())];
        let after = text[place..].chars().next().map_or(0, char::len_utf8);
        check(&[&text[..place], &instead, &text[place + after..]].concat())?;
    }

    #[test]
    fn no_text_panics(text in "\\PC*|[]\\[{}:,\"0-9eEtrufalsn\\\\. \n\\-+]*") {
        check(&text)?;
    }
}
