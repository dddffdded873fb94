//! The types that have a value of JSON of their own.
//!
//! Invariant: nothing is turned into another type: a number in quotes is a text.

use super::{FromJson, Reader, Unexpected, text};
use std::borrow::Cow;

impl FromJson for String {
    fn from_json(json: &mut Reader<'_>) -> Result<Self, Unexpected> {
        text::take(json).map(Cow::into_owned)
    }
}

impl FromJson for bool {
    fn from_json(json: &mut Reader<'_>) -> Result<Self, Unexpected> {
        let value = json.peek() == b't';
        json.word(if value { "true" } else { "false" })?;
        Ok(value)
    }
}

impl FromJson for u64 {
    fn from_json(json: &mut Reader<'_>) -> Result<Self, Unexpected> {
        json.number()?.ok_or(Unexpected)
    }
}

/// A null is as good as nothing.
impl<T: FromJson> FromJson for Option<T> {
    fn from_json(json: &mut Reader<'_>) -> Result<Self, Unexpected> {
        if json.peek() == b'n' { json.word("null").map(|()| None) } else { json.value().map(Some) }
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn from_json(json: &mut Reader<'_>) -> Result<Self, Unexpected> {
        let mut list = Self::new();
        json.list(&mut |json| {
            list.push(json.value()?);
            Ok(())
        })?;
        Ok(list)
    }
}
