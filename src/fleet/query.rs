//! The language of the search box, in GitHub's own style: free text, and terms on single fields.
//!
//! White space separates terms, and a row is shown where all of them hold. `key:value` looks at one field, `key:one,two` for
//! any of several values, a `-` before a term turns it round, and quotes hold together what is one. [`Qualifier`] lists the fields.
//! A text without keys and minus means the same here as in [`Filter::parse`].
//!
//! [`wildcard`] compares texts with `*` in them, [`version`] the versions of runner applications; [`edit`] puts terms into a
//! text and takes them out, and [`completion`] says what could be typed next.
//!
//! Invariant: pure; every text is a filter. A term that is not understood filters nothing and is named.

pub mod edit;
pub mod facets;
pub mod secret_scan;
pub mod suggestions;
mod tokens;
mod version;
mod wildcard;

use super::filter::Test;
use super::{Filter, Row};
use crate::github::Status;
use crate::lower_case::lower_case;
use std::sync::Arc;
use tokens::{Token, tokens};
use version::VersionTest;
use wildcard::Wildcard;

/// The fields that can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Qualifier {
    /// `status:` online, offline, idle (online without a job), busy, unknown.
    Status,
    /// `busy:` true, false.
    Busy,
    /// `os:` linux, windows, macos, or as the host calls it; `*` stands for anything.
    Os,
    /// `label:` a whole label; `*` stands for anything.
    Label,
    /// `name:` the whole name; `*` stands for anything.
    Name,
    /// `id:` the number.
    Id,
    /// `group:` the runner group's number.
    Group,
    /// `ephemeral:` true, false; a host that does not say has neither.
    Ephemeral,
    /// `version:` of the runner application: `2.329` (any of that line), `<2.329`, `>=2.329.1`.
    Version,
}

impl Qualifier {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 9] = [
        Self::Status,
        Self::Busy,
        Self::Os,
        Self::Label,
        Self::Name,
        Self::Group,
        Self::Ephemeral,
        Self::Version,
        Self::Id,
    ];

    /// As it is typed, without the colon.
    pub fn word(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Busy => "busy",
            Self::Os => "os",
            Self::Label => "label",
            Self::Name => "name",
            Self::Id => "id",
            Self::Group => "group",
            Self::Ephemeral => "ephemeral",
            Self::Version => "version",
        }
    }

    fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|key| key.word().eq_ignore_ascii_case(word))
    }
}

/// Why a term was not understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QueryError {
    /// There is no such key.
    NoSuchKey,
    /// Nothing stands behind the colon.
    NoValue(Qualifier),
    /// The key has no such value.
    NoSuchValue(Qualifier),
}

/// A term that was not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidResponse {
    /// As it was typed.
    pub term: String,
    /// Why.
    pub why: QueryError,
}

/// A text, understood.
#[derive(Clone)]
pub struct Query {
    /// What filters.
    pub filter: Filter,
    /// What does not.
    pub not_understood: Vec<InvalidResponse>,
}

/// Understands a text.
pub fn parse(text: &str) -> Query {
    let (mut tests, mut not_understood) = (Vec::new(), Vec::new());
    for token in tokens(text) {
        match test(&token) {
            Ok(passes) if token.is_negated => tests.push(Arc::new(move |row: &Row| !passes(row)) as Test),
            Ok(passes) => tests.push(passes),
            Err(why) => not_understood.push(InvalidResponse { term: text[token.range.clone()].to_owned(), why }),
        }
    }
    Query { filter: Filter::of(text, tests), not_understood }
}

/// What a term asks of a row, before it is turned round.
fn test(token: &Token) -> Result<Test, QueryError> {
    let Some(word) = &token.key else {
        let text = lower_case(&token.values.concat());
        return Ok(Arc::new(move |row: &Row| row.search_key.contains(&*text)));
    };
    let key = Qualifier::parse(word).ok_or(QueryError::NoSuchKey)?;
    let values: Vec<&str> = token.values.iter().map(String::as_str).filter(|value| !value.is_empty()).collect();
    if values.is_empty() {
        return Err(QueryError::NoValue(key));
    }
    let tests: Option<Vec<Test>> = values.into_iter().map(|value| test_of_value(key, value)).collect();
    let mut tests = tests.ok_or(QueryError::NoSuchValue(key))?;
    if tests.len() == 1
        && let Some(test) = tests.pop()
    {
        return Ok(test);
    }
    Ok(Arc::new(move |row: &Row| tests.iter().any(|test| test(row))))
}

fn test_of_value(key: Qualifier, value: &str) -> Option<Test> {
    let value = lower_case(value);
    Some(match key {
        Qualifier::Status => Arc::new(status_test(&value)?),
        Qualifier::Busy => {
            let wanted = truth(&value)?;
            Arc::new(move |row| row.runner.busy == wanted)
        }
        Qualifier::Os => {
            let wildcard = Wildcard::new(usual_name(&value));
            Arc::new(move |row| wildcard.matches(usual_name(&lower_case(&row.runner.os))))
        }
        Qualifier::Label => {
            let wildcard = Wildcard::new(&value);
            Arc::new(move |row| row.runner.labels.iter().any(|label| wildcard.matches(&label.name)))
        }
        Qualifier::Name => {
            let wildcard = Wildcard::new(&value);
            Arc::new(move |row| wildcard.matches(&row.runner.name))
        }
        Qualifier::Id => {
            let id = number(&value)?;
            Arc::new(move |row| row.runner.id.0 == id)
        }
        Qualifier::Group => {
            let group = number(&value)?;
            Arc::new(move |row| row.runner.runner_group_id == Some(group))
        }
        Qualifier::Ephemeral => {
            let wanted = truth(&value)?;
            Arc::new(move |row| row.runner.ephemeral == Some(wanted))
        }
        Qualifier::Version => {
            let version = VersionTest::parse(&value)?;
            Arc::new(move |row| row.runner.version.as_deref().is_some_and(|known| version.matches(known)))
        }
    })
}

fn status_test(value: &str) -> Option<fn(&Row) -> bool> {
    Some(match value {
        "online" => |row| row.runner.status == Status::Online,
        "offline" => |row| row.runner.status == Status::Offline,
        "idle" => |row| row.runner.status == Status::Online && !row.runner.busy,
        "busy" => |row| row.runner.busy,
        "unknown" => |row| matches!(row.runner.status, Status::Other(_) | Status::Unknown),
        _ => return None,
    })
}

fn truth(value: &str) -> Option<bool> {
    match value {
        "true" | "yes" => Some(true),
        "false" | "no" => Some(false),
        _ => None,
    }
}

/// Digits only: `parse` alone would take `+7`.
fn number(value: &str) -> Option<u64> {
    let digits = value.bytes().all(|byte| byte.is_ascii_digit());
    value.parse().ok().filter(|_| digits)
}

/// Hosts call one system by several names (github-api.md section 2, "What a client must tolerate").
fn usual_name(lower: &str) -> &str {
    match lower {
        "win" => "windows",
        "osx" | "darwin" => "macos",
        other => other,
    }
}

#[cfg(test)]
mod tests;
