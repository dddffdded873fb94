//! What GitHub sends: a type for each kind of object, as serde reads it.
//!
//! Unknown fields are ignored, `null` counts as absent, ids are `u64`, and words that GitHub may add to are kept as text.
//! Bodies are read through [`Value`]: of a repeated name the last value counts, and an element of a list that cannot be
//! read does not take the others with it ([`LenientList`]).
//!
//! Invariant: no text makes it panic, and no id passes through a floating-point number.

pub mod account;
pub mod application;
mod from_text;
mod list;
pub mod runner;
pub mod runner_token;

pub(crate) use from_text::from_text;
pub(super) use list::{LenientList, RunnerList};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

/// Reads an object. By itself a derived struct would be read from a list of its fields' values, too.
pub(super) fn from_object<T: DeserializeOwned>(value: Value) -> Option<T> {
    if value.is_object() { T::deserialize(value).ok() } else { None }
}

/// Reads `null` as the default; for an absent field `#[serde(default)]` does the same.
fn null_as_default<'de, D: Deserializer<'de>, T: Deserialize<'de> + Default>(deserializer: D) -> Result<T, D::Error> {
    Option::deserialize(deserializer).map(Option::unwrap_or_default)
}
