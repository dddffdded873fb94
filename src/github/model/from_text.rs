//! Deserializes types that are parsed from a string: hosts, REST bases, tokens.
//!
//! `#[serde(try_from = "String")]` would do the same, but raises its error after the string: then `serde_json` reports the
//! line of whatever follows. Here the error is raised inside the visitor and has the line of the string itself.

use serde::Deserializer;
use serde::de::{Error, Unexpected, Visitor};
use std::fmt;

/// Reads a string and parses it; `None` is an error of the deserializer.
pub(crate) fn from_text<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    parse: impl FnOnce(&str) -> Option<T>,
) -> Result<T, D::Error> {
    deserializer.deserialize_str(Text(parse))
}

struct Text<F>(F);

impl<T, F: FnOnce(&str) -> Option<T>> Visitor<'_> for Text<F> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a valid string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        (self.0)(text).ok_or_else(|| E::invalid_value(Unexpected::Str("…"), &"a valid string"))
    }
}
