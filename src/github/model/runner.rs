//! Runners and labels as GitHub describes them.
//!
//! Invariant: only `id` and `name` are required of an answer; every other field may be missing, null or of a value not
//! known today (github-api.md section 2, "What a client must tolerate"). All texts are a stranger's.

use super::{LenientList, null_as_default};
use serde::{Deserialize, Deserializer};
use std::fmt;

/// The number that names a runner in its scope. Real ones pass 2^53, so it never travels through a JavaScript number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
pub struct RunnerId(pub u64);

impl fmt::Display for RunnerId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// One self-hosted runner.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Runner {
    /// The id in its scope.
    pub id: RunnerId,
    /// The name its machine registered with.
    pub name: String,
    /// The operating system in GitHub's spelling of that day: `linux`, `Linux`, `macOS`, `win`, `unknown`…
    #[serde(default, deserialize_with = "null_as_default")]
    pub os: String,
    /// Whether its machine is connected.
    #[serde(default, deserialize_with = "null_as_default")]
    pub status: Status,
    /// Whether it runs a job at this moment.
    #[serde(default, deserialize_with = "null_as_default")]
    pub busy: bool,
    /// Its labels; missing on old GHES. One that cannot be read is left out.
    #[serde(default, deserialize_with = "readable_labels")]
    pub labels: Vec<Label>,
    /// The runner group (enterprise and organization only, where the host says).
    pub runner_group_id: Option<u64>,
    /// Whether it takes one job only; absent on AE and GHES before 3.13.
    pub ephemeral: Option<bool>,
    /// The version of the runner application; absent on AE and GHES before 3.17.
    pub version: Option<String>,
}

/// Whether a runner's machine is connected to GitHub.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(from = "String")]
pub enum Status {
    /// Connected.
    Online,
    /// Not connected.
    Offline,
    /// A word that is not known today, as it came.
    Other(Box<str>),
    /// The answer did not say.
    #[default]
    Unknown,
}

impl From<String> for Status {
    fn from(word: String) -> Self {
        match word {
            word if word.eq_ignore_ascii_case("online") => Self::Online,
            word if word.eq_ignore_ascii_case("offline") => Self::Offline,
            word => Self::Other(word.into()),
        }
    }
}

fn readable_labels<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Label>, D::Error> {
    let labels = Option::<LenientList<Label>>::deserialize(deserializer)?;
    Ok(labels.map(|labels| labels.elements).unwrap_or_default())
}

/// One label. Its `id` is left out on purpose: some hosts answer 0 for all.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Label {
    /// The text, at most 256 characters, compared without case.
    pub name: String,
    /// True for those that GitHub itself gives (`self-hosted`, the system, the architecture; type `read-only`), and not for
    /// those of an admin (type `custom`).
    #[serde(rename = "type", default, deserialize_with = "is_read_only")]
    pub is_read_only: bool,
}

fn is_read_only<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    let kind = Option::<String>::deserialize(deserializer)?;
    Ok(kind.as_deref() == Some("read-only"))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{Runner, RunnerId, Status};

    fn decode(json: &str) -> Runner {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn a_runner_needs_an_id_and_a_name_only() {
        let runner = decode(r#"{"id": 5, "name": "iMac"}"#);
        assert_eq!((runner.id, runner.name.as_str(), runner.busy), (RunnerId(5), "iMac", false));
        assert_eq!(runner.status, Status::Unknown);
        assert!(runner.labels.is_empty() && runner.ephemeral.is_none() && runner.version.is_none());
        let nulls = r#"{"id":5,"name":"iMac","os":null,"status":null,"busy":null,"labels":null,"version":null,"ephemeral":null,"runner_group_id":null}"#;
        assert_eq!(decode(nulls), runner);
    }

    #[test]
    fn ids_beyond_the_numbers_of_javascript_survive() {
        assert_eq!(decode(r#"{"id": 18446744073709551615, "name": "x"}"#).id.to_string(), "18446744073709551615");
    }

    #[test]
    fn unknown_words_and_fields_are_kept_or_passed_over() {
        let runner = decode(
            r#"{"id":1,"name":"x","status":"idle?","os":"plan9","labels":[{"name":"a","id":0,"type":"new"}],"more":{}}"#,
        );
        assert_eq!(runner.status, Status::Other("idle?".into()));
        assert_eq!(runner.os, "plan9");
        assert!(!runner.labels[0].is_read_only);
        assert_eq!(decode(r#"{"id":1,"name":"x","status":"ONLINE"}"#).status, Status::Online);
    }

    #[test]
    fn a_label_that_cannot_be_read_leaves_the_others() {
        let labels = r#"[null, {"name":"a","type":"read-only"}, {"id":7}, "b", ["c"], {"name":"d","type":null}]"#;
        let runner = decode(&format!(r#"{{"id":1,"name":"x","labels":{labels}}}"#));
        let read: Vec<_> = runner.labels.iter().map(|label| (label.name.as_str(), label.is_read_only)).collect();
        assert_eq!(read, [("a", true), ("d", false)]);
    }

    #[test]
    fn what_is_no_runner_is_refused() {
        for json in [
            r#"{"id":1}"#,
            r#"{"name":"x"}"#,
            r#"{"id":null,"name":"x"}"#,
            r#"{"id":-1,"name":"x"}"#,
            r#"{"id":1.0,"name":"x"}"#,
            r#"{"id":18446744073709551616,"name":"x"}"#,
            r#"{"id":1,"name":"x","busy":"yes"}"#,
        ] {
            assert!(serde_json::from_str::<Runner>(json).is_err(), "{json}");
        }
    }
}
