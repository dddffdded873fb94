//! Runners and labels as GitHub describes them.
//!
//! Invariant: only `id` and `name` are required of an answer; every other field may be missing, null or of a value not
//! known today (github-api.md section 2, "What a client must tolerate"). All texts are a stranger's.

use crate::json::{FromJson, Reader, Unexpected};
use std::fmt;

/// The number that names a runner in its scope. Real ones pass 2^53, so it never travels through a JavaScript number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RunnerId(pub u64);

impl fmt::Display for RunnerId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// One self-hosted runner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Runner {
    /// The id in its scope.
    pub id: RunnerId,
    /// The name its machine registered with.
    pub name: String,
    /// The operating system in GitHub's spelling of that day: `linux`, `Linux`, `macOS`, `win`, `unknown`…
    pub os: String,
    /// Whether its machine is connected.
    pub status: Status,
    /// Whether it runs a job at this moment.
    pub busy: bool,
    /// Its labels; missing on old GHES.
    pub labels: Vec<Label>,
    /// The runner group (enterprise and organization only, where the host says).
    pub runner_group_id: Option<u64>,
    /// Whether it takes one job only; absent on AE and GHES before 3.13.
    pub ephemeral: Option<bool>,
    /// The version of the runner application; absent on AE and GHES before 3.17.
    pub version: Option<String>,
}

/// Whether a runner's machine is connected to GitHub.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
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

impl FromJson for RunnerId {
    fn from_json(json: &mut Reader<'_>) -> Result<Self, Unexpected> {
        json.value().map(Self)
    }
}

impl FromJson for Runner {
    fn from_json(json: &mut Reader<'_>) -> Result<Self, Unexpected> {
        let (mut id, mut name, mut os, mut status) = (None, None, String::new(), Status::Unknown);
        let (mut busy, mut labels) = (false, Vec::new());
        let (mut runner_group_id, mut ephemeral, mut version) = (None, None, None);
        json.object(&mut |field, json| {
            match field {
                "id" => id = Some(json.value()?),
                "name" => name = Some(json.value()?),
                "os" => os = json.value_or_default()?,
                "status" => status = json.value()?,
                "busy" => busy = json.value_or_default()?,
                "labels" => labels = json.value_or_default()?,
                "runner_group_id" => runner_group_id = json.value()?,
                "ephemeral" => ephemeral = json.value()?,
                "version" => version = json.value()?,
                _ => json.skip()?,
            }
            Ok(())
        })?;
        let (id, name) = id.zip(name).ok_or(Unexpected)?;
        Ok(Self { id, name, os, status, busy, labels, runner_group_id, ephemeral, version })
    }
}

impl FromJson for Status {
    fn from_json(json: &mut Reader<'_>) -> Result<Self, Unexpected> {
        Ok(match json.text_or_null()? {
            None => Self::Unknown,
            Some(word) if word.eq_ignore_ascii_case("online") => Self::Online,
            Some(word) if word.eq_ignore_ascii_case("offline") => Self::Offline,
            Some(word) => Self::Other(word.into()),
        })
    }
}

impl FromJson for Label {
    fn from_json(json: &mut Reader<'_>) -> Result<Self, Unexpected> {
        let (mut name, mut is_read_only) = (None, false);
        json.object(&mut |field, json| {
            match field {
                "name" => name = Some(json.value()?),
                "type" => is_read_only = json.text_or_null()?.as_deref() == Some("read-only"),
                _ => json.skip()?,
            }
            Ok(())
        })?;
        Ok(Self { name: name.ok_or(Unexpected)?, is_read_only })
    }
}

/// One label. Its `id` is left out on purpose: some hosts answer 0 for all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The text, at most 256 characters, compared without case.
    pub name: String,
    /// True for those that GitHub itself gives (`self-hosted`, the system, the architecture; type `read-only`), and not for
    /// those of an admin (type `custom`).
    pub is_read_only: bool,
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{Runner, RunnerId, Status};
    use crate::json::read;

    fn decode(json: &str) -> Runner {
        read(json).unwrap()
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
}
