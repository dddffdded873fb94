//! Lists, of which one bad element must not hide the others.

use super::from_object;
use super::runner::Runner;
use crate::github::ScopeKind;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

/// The elements of a list that can be read, and how many cannot. Real responses have had `null` among the runners.
#[derive(Debug)]
pub(in crate::github) struct LenientList<T> {
    pub elements: Vec<T>,
    /// Elements that are left out: `null`, no object, or without what the type requires.
    pub unreadable: usize,
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for LenientList<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let values = Vec::<Value>::deserialize(deserializer)?;
        let count = values.len();
        let elements: Vec<T> = values.into_iter().filter_map(from_object).collect();
        Ok(Self { unreadable: count - elements.len(), elements })
    }
}

/// The body of a list of runners.
#[derive(Debug, Deserialize)]
pub(in crate::github) struct RunnerList {
    pub total_count: Option<u64>,
    pub runners: Option<LenientList<Runner>>,
}

impl RunnerList {
    /// True where the fields that GitHub documents are there: both, of which an enterprise may leave out one (github-api.md
    /// section 2).
    pub(in crate::github) fn is_documented_for(&self, kind: ScopeKind) -> bool {
        let (total, runners) = (self.total_count.is_some(), self.runners.is_some());
        if kind == ScopeKind::Enterprise { total || runners } else { total && runners }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{LenientList, RunnerList};
    use crate::github::model::account::Account;

    #[test]
    fn elements_that_cannot_be_read_are_counted_and_the_others_stay() {
        let json = r#"{"total_count":6,"runners":[null,{"id":1,"name":"a"},{"id":"2","name":"b"},[3,"c"],"d",{"id":4,"name":"e"}]}"#;
        let list: RunnerList = serde_json::from_str(json).unwrap();
        let runners = list.runners.unwrap();
        let names: Vec<&str> = runners.elements.iter().map(|runner| runner.name.as_str()).collect();
        assert_eq!((names, runners.unreadable, list.total_count), (vec!["a", "e"], 4, Some(6)));
    }

    #[test]
    fn what_is_no_list_is_an_error() {
        for json in ["{}", "7", r#"{"0":{"login":"a"}}"#] {
            assert!(serde_json::from_str::<LenientList<Account>>(json).is_err(), "{json}");
        }
    }
}
