//! `config.json` as a value, before anything is known about it: the JSON that settings can be made of, and no more.
//!
//! Invariant: of a name that comes twice in an object the last value counts, as in JavaScript. A value that no setting can
//! have (null, a fraction, a number below zero) is [`Json::Other`].

use crate::json::{FromJson, Reader, Unexpected};

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Json {
    Bool(bool),
    Whole(u64),
    Text(String),
    List(Vec<Json>),
    /// In the order of the file.
    Object(Vec<(String, Json)>),
    Other,
}

impl FromJson for Json {
    fn from_json(json: &mut Reader<'_>) -> Result<Self, Unexpected> {
        Ok(match json.peek() {
            b'{' => {
                let mut object: Vec<(String, Self)> = Vec::new();
                json.object(&mut |name, json| {
                    object.retain(|(known, _)| known != name);
                    object.push((name.to_owned(), json.value()?));
                    Ok(())
                })?;
                Self::Object(object)
            }
            b'[' => Self::List(json.value()?),
            b'"' => Self::Text(json.value()?),
            b't' | b'f' => Self::Bool(json.value()?),
            b'n' => json.skip().map(|()| Self::Other)?,
            _ => json.number()?.map_or(Self::Other, Self::Whole),
        })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::Json;
    use crate::json::read;
    use crate::json::tests::any_json;
    use proptest::prelude::*;
    use serde_json::Value;

    /// What another reader made of the same text.
    fn by_serde_json(value: &Value) -> Json {
        match value {
            Value::Bool(value) => Json::Bool(*value),
            Value::Number(number) => number.as_u64().map_or(Json::Other, Json::Whole),
            Value::String(text) => Json::Text(text.clone()),
            Value::Array(list) => Json::List(list.iter().map(by_serde_json).collect()),
            Value::Object(object) => {
                Json::Object(object.iter().map(|(name, value)| (name.clone(), by_serde_json(value))).collect())
            }
            Value::Null => Json::Other,
        }
    }

    #[test]
    fn the_last_of_two_values_counts() {
        let object: Json = read(r#"{"a": 1, "b": true, "a": 2}"#).unwrap();
        let expected = [("b", Json::Bool(true)), ("a", Json::Whole(2))];
        assert_eq!(object, Json::Object(expected.map(|(name, value)| (name.to_owned(), value)).into()));
    }

    proptest! {
        #[test]
        fn every_json_is_read(value in any_json()) {
            prop_assert_eq!(read::<Json>(&value.to_string()).unwrap(), by_serde_json(&value));
        }
    }
}
