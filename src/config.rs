//! `config.json` of the hosting site: what an admin of the site may set without a rebuild.
//!
//! The schema, all fields optional:
//!
//! | field | value | without it |
//! | --- | --- | --- |
//! | `title` | text | Runner Console |
//! | `hosts` | list of GitHub hosts to offer | none |
//! | `allow_other_hosts` | whether other hosts may be typed | true |
//! | `api_base` | object: a host to the REST base to use for it, a path on this site (`/api/v3`) or an `https` address | by the host |
//! | `scopes` | list of scopes to offer: `{"enterprise": "…"}`, `{"organization": "…"}` or `{"repository": "owner/name"}` | none |
//! | `refresh_seconds` | number from 65 to 86400: the wait between two readings of a fleet | 65 |
//! | `idle_lock_minutes` | number from 1 to 10080: so long without use, and the token is forgotten | no lock |
//! | `mask_tokens` | whether one-time tokens are hidden on the screen until they are asked for | false |
//! | `removals_at_once` | number from 1 to 4: the most runners that are removed at the same time | 4 |
//! | `session_minutes` | number from 1 to 10080: so long after it was typed, the token is forgotten | no limit |
//!
//! Invariant: pure. A field that is not understood is an error that names it; nothing is guessed.

mod api_base;
pub mod limits;
pub mod load;

pub use api_base::ApiBase;
pub use limits::{SessionLimits, TimeoutReason, Times};

use crate::github::{Host, Scope, from_text};
use serde::de::{Unexpected, Visitor};
use serde::{Deserialize, Deserializer};
use serde_path_to_error::{Path, Segment};
use std::collections::HashMap;
use std::fmt;

/// The shortest wait between two timed readings, in seconds: answers stay in the browser's cache for 60.
pub const LEAST_REFRESH_SECONDS: u32 = 65;
const MOST_REFRESH_SECONDS: u32 = 86_400;
/// As many as are removed at once without being asked for less; GitHub allows more, and warns of it.
pub const MOST_REMOVALS_AT_ONCE: u32 = 4;
/// A week.
const MOST_MINUTES: u32 = 10_080;

/// The site's settings, validated.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// The address of `config.schema.json`, for editors. The console does not request it.
    #[serde(rename = "$schema")]
    pub schema: Option<String>,
    /// What the page calls itself, where the site wants another name.
    #[serde(deserialize_with = "title")]
    pub title: Option<String>,
    /// Hosts to offer.
    pub hosts: Vec<Host>,
    /// Whether another host may be typed.
    pub allow_other_hosts: bool,
    /// REST bases that differ from what the host says.
    #[serde(rename = "api_base")]
    pub api_bases: HashMap<Host, ApiBase>,
    /// Scopes to offer.
    pub scopes: Vec<Scope>,
    /// The wait between two readings of a fleet, in seconds.
    #[serde(deserialize_with = "number::<LEAST_REFRESH_SECONDS, MOST_REFRESH_SECONDS, _>")]
    pub refresh_seconds: u32,
    /// Minutes without use of the page after which the token is forgotten.
    #[serde(deserialize_with = "minutes")]
    pub idle_lock_minutes: Option<u32>,
    /// Minutes after the token was typed after which it is forgotten.
    #[serde(deserialize_with = "minutes")]
    pub session_minutes: Option<u32>,
    /// Whether one-time tokens are hidden on the screen until they are asked for. What is copied is the token.
    pub mask_tokens: bool,
    /// The most runners that are removed at the same time; what GitHub asks for may be slower.
    #[serde(deserialize_with = "number::<1, MOST_REMOVALS_AT_ONCE, _>")]
    pub removals_at_once: u32,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            schema: None,
            title: None,
            hosts: Vec::new(),
            allow_other_hosts: true,
            api_bases: HashMap::new(),
            scopes: Vec::new(),
            refresh_seconds: LEAST_REFRESH_SECONDS,
            idle_lock_minutes: None,
            session_minutes: None,
            mask_tokens: false,
            removals_at_once: MOST_REMOVALS_AT_ONCE,
        }
    }
}

/// Why `config.json` cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SettingsError {
    /// It is no JSON; where that shows, both counted from 1.
    NotJson {
        /// The line.
        line: usize,
        /// The byte in it.
        column: usize,
    },
    /// A field's value is not what it must be.
    Field {
        /// The path of the field: `hosts[2]`.
        field: String,
        /// The line of the value, or where it ends, counted from 1; `None` where it is about two fields.
        line: Option<usize>,
        /// What is wrong with it.
        problem: Problem,
    },
    /// It could not be read, though it is there: the HTTP status, or none where the browser got no answer.
    NotRead(Option<u16>),
}

/// What a field's value must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// No field has this name.
    Unknown,
    /// The field is there twice.
    Repeated,
    /// The whole file, or this field, must be an object.
    NotObject,
    /// Must be a list.
    NotList,
    /// Must be a text, and not an empty one.
    NotText,
    /// Must be true or false.
    NotBool,
    /// Must be a whole number from 65 to 86400.
    NotSeconds,
    /// Must be a whole number from 1 to 10080.
    NotMinutes,
    /// Must be a whole number from 1 to 4.
    NotRemovals,
    /// Must be a GitHub host.
    NotHost,
    /// Must be a path that begins with one slash, or an `https` address.
    NotBase,
    /// Must be an object with one of `enterprise`, `organization`, `repository`, and a valid name.
    NotScope,
    /// Other hosts are forbidden, and none is offered.
    NoHost,
}

impl Config {
    /// Reads and checks the text of `config.json`.
    ///
    /// # Errors
    /// The first field that cannot be used.
    pub fn parse(text: &str) -> Result<Self, SettingsError> {
        // Windows editors put a byte order mark before the text.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut json = serde_json::Deserializer::from_str(text);
        let settings: Self =
            serde_path_to_error::deserialize(&mut json).map_err(|error| explain(text, error.path(), error.inner()))?;
        json.end().map_err(|error| not_json(&error))?;
        // A derived struct is read from a list of its values, too.
        if !text.trim_start().starts_with('{') {
            return Err(SettingsError::Field {
                field: "config.json".to_owned(),
                line: None,
                problem: Problem::NotObject,
            });
        }
        if !settings.allow_other_hosts && settings.hosts.is_empty() {
            return Err(SettingsError::Field { field: "hosts".to_owned(), line: None, problem: Problem::NoHost });
        }
        Ok(settings)
    }

    /// Whether the site lets people connect to a host.
    pub fn allows(&self, host: &Host) -> bool {
        self.allow_other_hosts || self.hosts.contains(host)
    }

    /// The REST base for a host: the site's override, with `site` (the origin of this page) before a path, or the host's own.
    pub fn api_base(&self, host: &Host, site: &str) -> String {
        self.api_bases.get(host).map_or_else(|| host.api_base(), |base| base.on(site))
    }

    /// How long a session may last.
    pub fn limits(&self) -> SessionLimits {
        SessionLimits { idle_minutes: self.idle_lock_minutes, session_minutes: self.session_minutes }
    }
}

/// The error in the console's own terms. Its field says what was expected there, so serde's sentence is not needed.
fn explain(text: &str, path: &Path, error: &serde_json::Error) -> SettingsError {
    if !error.is_data() {
        return not_json(error);
    }
    let (field, problem) = match problem_at(path) {
        Some(found) => found,
        None if text.trim_start().starts_with('{') => (name_before(text, error), Problem::Repeated),
        None => ("config.json".to_owned(), Problem::NotObject),
    };
    SettingsError::Field { field, line: Some(error.line()), problem }
}

fn not_json(error: &serde_json::Error) -> SettingsError {
    SettingsError::NotJson { line: error.line(), column: error.column().max(1) }
}

/// The field to name for a path, and what its value must be; `None` for the file as a whole.
fn problem_at(path: &Path) -> Option<(String, Problem)> {
    let mut segments = path.iter();
    let Segment::Map { key: name } = segments.next()? else { return None };
    Some(match (name.as_str(), segments.next()) {
        ("hosts", Some(Segment::Seq { index })) => (format!("hosts[{index}]"), Problem::NotHost),
        ("scopes", Some(Segment::Seq { index })) => (format!("scopes[{index}]"), Problem::NotScope),
        ("api_base", Some(Segment::Map { key: host })) => {
            let problem = if Host::parse(host).is_ok() { Problem::NotBase } else { Problem::NotHost };
            (format!("api_base.{host}"), problem)
        }
        (name, _) => (name.to_owned(), problem_of(name)),
    })
}

fn problem_of(name: &str) -> Problem {
    match name {
        "$schema" | "title" => Problem::NotText,
        "hosts" | "scopes" => Problem::NotList,
        "api_base" => Problem::NotObject,
        "allow_other_hosts" | "mask_tokens" => Problem::NotBool,
        "refresh_seconds" => Problem::NotSeconds,
        "idle_lock_minutes" | "session_minutes" => Problem::NotMinutes,
        "removals_at_once" => Problem::NotRemovals,
        _ => Problem::Unknown,
    }
}

/// The name that ends where an error is: serde reports a repeated field behind its second name.
fn name_before(text: &str, error: &serde_json::Error) -> String {
    let line = text.lines().nth(error.line().saturating_sub(1)).unwrap_or_default();
    let before = line.get(..error.column()).unwrap_or(line);
    before.rsplit('"').nth(1).unwrap_or("config.json").to_owned()
}

fn title<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    from_text(deserializer, |text| Some(text.trim()).filter(|text| !text.is_empty()).map(str::to_owned)).map(Some)
}

fn minutes<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u32>, D::Error> {
    number::<1, MOST_MINUTES, _>(deserializer).map(Some)
}

/// A whole number within bounds. Checked inside the visitor, so that the error has the number's own line.
fn number<'de, const LEAST: u32, const MOST: u32, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    deserializer.deserialize_u32(WholeNumber::<LEAST, MOST>)
}

struct WholeNumber<const LEAST: u32, const MOST: u32>;

impl<const LEAST: u32, const MOST: u32> Visitor<'_> for WholeNumber<LEAST, MOST> {
    type Value = u32;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a number from {LEAST} to {MOST}")
    }

    fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<u32, E> {
        let within = u32::try_from(number).ok().filter(|number| (LEAST..=MOST).contains(number));
        within.ok_or_else(|| E::invalid_value(Unexpected::Unsigned(number), &self))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{Config, Problem, SettingsError};
    use crate::github::Host;
    use proptest::prelude::*;

    #[test]
    fn the_schema_for_editors_says_what_is_read() {
        let schema: serde_json::Value = serde_json::from_str(include_str!("../docs/config.schema.json")).unwrap();
        let fields = schema["properties"].as_object().unwrap();
        // The table at the head of this file has a line for each, but the one that is for editors alone.
        let table = include_str!("config.rs").lines().filter(|line| line.starts_with("//! | `")).count();
        assert_eq!(fields.len(), table + 1);
        for (name, field) in fields {
            let example = &field["examples"][0];
            assert!(Config::parse(&serde_json::json!({ name: example }).to_string()).is_ok(), "{name}: {example}");
            let range = ["minimum", "maximum"].map(|end| field[end].as_i64());
            for (end, beyond) in range.into_iter().zip([-1, 1]) {
                let Some(end) = end else { continue };
                assert!(Config::parse(&serde_json::json!({ name: end }).to_string()).is_ok(), "{name}: {end}");
                let beyond = serde_json::json!({ name: end + beyond });
                assert!(Config::parse(&beyond.to_string()).is_err(), "{beyond}");
            }
            let wrong = serde_json::json!({ name: [[]] });
            assert!(name == "$schema" || Config::parse(&wrong.to_string()).is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_shipped_file_changes_nothing() {
        assert_eq!(Config::parse(include_str!("config/config.json")).unwrap(), Config::default());
    }

    #[test]
    fn every_field_is_read() {
        let text = r#"{
            "title": "Octo runners",
            "hosts": ["GHE.corp.example", "github.com"],
            "allow_other_hosts": false,
            "api_base": {"ghe.corp.example": "/api/v3/", "github.com": "https://proxy.example/gh"},
            "scopes": [{"enterprise": "octo"}, {"organization": "octo-org"}, {"repository": "octo-org/octo-repo.git"}],
            "refresh_seconds": 300,
            "mask_tokens": true,
            "removals_at_once": 2,
            "idle_lock_minutes": 15,
            "session_minutes": 480
        }"#;
        let settings = Config::parse(text).unwrap();
        assert_eq!(
            (settings.title.as_deref(), settings.allow_other_hosts, settings.refresh_seconds),
            (Some("Octo runners"), false, 300)
        );
        assert_eq!((settings.idle_lock_minutes, settings.session_minutes), (Some(15), Some(480)));
        assert!(settings.mask_tokens);
        assert_eq!(settings.removals_at_once, 2);
        assert_eq!(settings.scopes[2].name(), "octo-org/octo-repo");
        let site = "https://tools.corp.example";
        assert_eq!(settings.api_base(&settings.hosts[0], site), "https://tools.corp.example/api/v3");
        assert_eq!(settings.api_base(&settings.hosts[1], site), "https://proxy.example/gh");
        let other = Host::parse("other.example").unwrap();
        assert!(settings.allows(&settings.hosts[0]) && !settings.allows(&other));
        assert_eq!(settings.api_base(&other, site), "https://other.example/api/v3");
    }

    #[test]
    fn a_base_is_kept_as_browsers_write_it() {
        let base = |base: &str| {
            let text = format!(r#"{{"api_base": {{"ghe.corp.example": "{base}"}}}}"#);
            let host = Host::parse("ghe.corp.example").unwrap();
            Config::parse(&text).unwrap().api_base(&host, "https://tools.corp.example")
        };
        for (typed, used) in [
            ("/", "https://tools.corp.example"),
            ("/api/v3/", "https://tools.corp.example/api/v3"),
            ("https://PROXY.example:443/Gh/", "https://proxy.example/Gh"),
            ("HTTPS://proxy.example", "https://proxy.example"),
            ("https://API.github.com/", "https://api.github.com"),
            ("https://api.octo.ghe.com", "https://api.octo.ghe.com"),
            ("https://proxy.example:8443/", "https://proxy.example:8443"),
        ] {
            assert_eq!(base(typed), used, "{typed}");
        }
    }

    #[test]
    fn what_is_wrong_is_named() {
        let table = [
            (r#"{"titel": "x"}"#, "titel", Problem::Unknown),
            (r#"{"title": "x", "hosts": [], "title": "y"}"#, "title", Problem::Repeated),
            ("[]", "config.json", Problem::NotObject),
            (r#"["config.schema.json"]"#, "config.json", Problem::NotObject),
            ("[7]", "config.json", Problem::NotObject),
            ("null", "config.json", Problem::NotObject),
            (r#"{"title": ""}"#, "title", Problem::NotText),
            (r#"{"hosts": "github.com"}"#, "hosts", Problem::NotList),
            (r#"{"hosts": ["github.com", "a b"]}"#, "hosts[1]", Problem::NotHost),
            (r#"{"hosts": ["http://ghe.corp.example"]}"#, "hosts[0]", Problem::NotHost),
            (r#"{"allow_other_hosts": "no"}"#, "allow_other_hosts", Problem::NotBool),
            (r#"{"allow_other_hosts": false}"#, "hosts", Problem::NoHost),
            (r#"{"api_base": "/api"}"#, "api_base", Problem::NotObject),
            (r#"{"api_base": {"a b": "/api"}}"#, "api_base.a b", Problem::NotHost),
            (r#"{"api_base": {"github.com": 7}}"#, "api_base.github.com", Problem::NotBase),
            (r#"{"api_base": {"github.com": "//evil.example"}}"#, "api_base.github.com", Problem::NotBase),
            (r#"{"api_base": {"github.com": "http://proxy.example"}}"#, "api_base.github.com", Problem::NotBase),
            (r#"{"api_base": {"github.com": "/a/../b"}}"#, "api_base.github.com", Problem::NotBase),
            (r#"{"title": null}"#, "title", Problem::NotText),
            (r#"{"title": " "}"#, "title", Problem::NotText),
            (r#"{"hosts": [null]}"#, "hosts[0]", Problem::NotHost),
            (r#"{"scopes": {}}"#, "scopes", Problem::NotList),
            (r#"{"scopes": ["organization"]}"#, "scopes[0]", Problem::NotScope),
            (r#"{"scopes": [{"organization": "a", "enterprise": "b"}]}"#, "scopes[0]", Problem::NotScope),
            (r#"{"scopes": [{"org": "x"}]}"#, "scopes[0]", Problem::NotScope),
            (r#"{"scopes": [{"repository": "x"}]}"#, "scopes[0]", Problem::NotScope),
            (r#"{"refresh_seconds": 5}"#, "refresh_seconds", Problem::NotSeconds),
            (r#"{"idle_lock_minutes": 0}"#, "idle_lock_minutes", Problem::NotMinutes),
            (r#"{"session_minutes": 10081}"#, "session_minutes", Problem::NotMinutes),
            (r#"{"mask_tokens": 1}"#, "mask_tokens", Problem::NotBool),
            (r#"{"removals_at_once": 5}"#, "removals_at_once", Problem::NotRemovals),
            (r#"{"api_base": {"github.com": "//"}}"#, "api_base.github.com", Problem::NotBase),
            (r#"{"refresh_seconds": 65.5}"#, "refresh_seconds", Problem::NotSeconds),
        ];
        for (text, field, problem) in table {
            let Err(SettingsError::Field { field: named, problem: told, .. }) = Config::parse(text) else {
                panic!("{text} is used")
            };
            assert_eq!((named.as_str(), told), (field, problem), "{text}");
        }
    }

    #[test]
    fn the_line_of_what_is_wrong_is_named() {
        let table = [
            ("{\n  \"titel\": \"x\"\n}", 2),
            ("\u{feff}{\r\n  \"title\": 7\r\n}", 2),
            ("{\n  \"title\": null\n\n}", 2),
            ("{\n  \"refresh_seconds\": 10\n}\n", 2),
            ("{\n  \"hosts\": [\n    \"github.com\",\n    \"a b\"\n  ]\n}", 4),
            ("{\n  \"scopes\": [\n    { \"team\": \"x\" }\n  ]\n}", 3),
            ("{\n  \"api_base\": {\n    \"a b\": \"/\"\n  }\n}", 3),
            ("{\n  \"api_base\": {\n    \"github.com\": \"api\"\n  }\n}", 3),
            ("{\n  \"title\": \"x\",\n  \"title\": \"y\"\n}", 3),
            ("\n7", 2),
        ];
        for (text, expected) in table {
            let Err(SettingsError::Field { line, .. }) = Config::parse(text) else { panic!("{text} is used") };
            assert_eq!(line, Some(expected), "{text}");
        }
        assert_eq!(
            Config::parse(r#"{"allow_other_hosts": false}"#),
            Err(SettingsError::Field { field: "hosts".to_owned(), line: None, problem: Problem::NoHost })
        );
    }

    #[test]
    fn what_is_no_json_is_told_with_its_place() {
        for (text, line, column) in [
            ("{\n <html>", 2, 2),
            ("", 1, 1),
            ("<!doctype html>", 1, 1),
            ("{}\n{}", 2, 1),
            ("{\"title\": \"x\",}", 1, 15),
        ] {
            assert_eq!(Config::parse(text), Err(SettingsError::NotJson { line, column }), "{text}");
        }
    }

    proptest! {
        #[test]
        fn never_panics(text in "\\PC*|\\{\"(hosts|scopes|api_base)\":.*\\}") {
            let _ = Config::parse(&text);
        }
    }
}
