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

mod json;
pub mod limits;
pub mod load;

pub use limits::{Ending, Limits, Times};

use crate::github::{Host, Scope, ScopeKind};
use crate::json::Reader;
use json::Json;
use std::ops::RangeInclusive;

/// The shortest wait between two timed readings, in seconds: answers stay in the browser's cache for 60.
pub const LEAST_REFRESH_SECONDS: u32 = 65;
const MOST_REFRESH_SECONDS: u32 = 86_400;
/// As many as are removed at once without being asked for less; GitHub allows more, and warns of it.
pub const MOST_REMOVALS_AT_ONCE: u32 = 4;
/// A week.
const MOST_MINUTES: u32 = 10_080;

/// The site's settings, validated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// What the page calls itself, where the site wants another name.
    pub title: Option<String>,
    /// Hosts to offer.
    pub hosts: Vec<Host>,
    /// Whether another host may be typed.
    pub allow_other_hosts: bool,
    /// REST bases that differ from what the host says: absolute addresses or paths on this site.
    pub api_bases: Vec<(Host, String)>,
    /// Scopes to offer.
    pub scopes: Vec<Scope>,
    /// The wait between two readings of a fleet, in seconds.
    pub refresh_seconds: u32,
    /// How long a session may last.
    pub limits: Limits,
    /// Whether one-time tokens are hidden on the screen until they are asked for. What is copied is the token.
    pub mask_tokens: bool,
    /// The most runners that are removed at the same time; what GitHub asks for may be slower.
    pub removals_at_once: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            title: None,
            hosts: Vec::new(),
            allow_other_hosts: true,
            api_bases: Vec::new(),
            scopes: Vec::new(),
            refresh_seconds: LEAST_REFRESH_SECONDS,
            limits: Limits::default(),
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

impl Settings {
    /// Reads and checks the text of `config.json`.
    ///
    /// # Errors
    /// The first field that cannot be used.
    pub fn parse(text: &str) -> Result<Self, SettingsError> {
        // Windows editors put a byte order mark before the text.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut reader = Reader::new(text);
        let value = reader.value().and_then(|value: Json| reader.end().map(|()| value)).map_err(|_| {
            let (line, column) = reader.place();
            SettingsError::NotJson { line, column }
        })?;
        let Json::Object(object) = value else { return Err(wrong("config.json", Problem::NotObject)) };
        let mut settings = Self::default();
        for (name, value) in &object {
            match name.as_str() {
                "title" => settings.title = Some(text_of(value, name)?),
                "hosts" => settings.hosts = each(value, name, host_of)?,
                "allow_other_hosts" => settings.allow_other_hosts = bool_of(value, name)?,
                "api_base" => settings.api_bases = bases_of(value, name)?,
                "scopes" => settings.scopes = each(value, name, scope_of)?,
                "refresh_seconds" => settings.refresh_seconds = seconds_of(value, name)?,
                "mask_tokens" => settings.mask_tokens = bool_of(value, name)?,
                "removals_at_once" => settings.removals_at_once = removals_of(value, name)?,
                "idle_lock_minutes" => settings.limits.idle_minutes = Some(minutes_of(value, name)?),
                "session_minutes" => settings.limits.session_minutes = Some(minutes_of(value, name)?),
                // For editors: docs/config.schema.json.
                "$schema" => {}
                _ => return Err(wrong(name, Problem::Unknown)),
            }
        }
        if !settings.allow_other_hosts && settings.hosts.is_empty() {
            return Err(wrong("hosts", Problem::NoHost));
        }
        Ok(settings)
    }

    /// Whether the site lets people connect to a host.
    pub fn allows(&self, host: &Host) -> bool {
        self.allow_other_hosts || self.hosts.contains(host)
    }

    /// The REST base for a host: the site's override, with `site` (the origin of this page) before a path, or the host's own.
    pub fn api_base(&self, host: &Host, site: &str) -> String {
        match self.api_bases.iter().find(|(known, _)| known == host) {
            Some((_, base)) if base.starts_with('/') => site.to_owned() + base.trim_end_matches('/'),
            Some((_, base)) => base.clone(),
            None => host.api_base(),
        }
    }
}

fn wrong(field: &str, problem: Problem) -> SettingsError {
    SettingsError::Field { field: field.to_owned(), problem }
}

fn each<T>(
    value: &Json,
    field: &str,
    read: impl Fn(&Json, &str) -> Result<T, SettingsError>,
) -> Result<Vec<T>, SettingsError> {
    let Json::List(list) = value else { return Err(wrong(field, Problem::NotList)) };
    list.iter().enumerate().map(|(index, value)| read(value, &format!("{field}[{index}]"))).collect()
}

fn text_of(value: &Json, field: &str) -> Result<String, SettingsError> {
    match value {
        Json::Text(text) if !text.trim().is_empty() => Ok(text.trim().to_owned()),
        _ => Err(wrong(field, Problem::NotText)),
    }
}

fn seconds_of(value: &Json, field: &str) -> Result<u32, SettingsError> {
    number_of(value, LEAST_REFRESH_SECONDS..=MOST_REFRESH_SECONDS).ok_or_else(|| wrong(field, Problem::NotSeconds))
}

fn bool_of(value: &Json, field: &str) -> Result<bool, SettingsError> {
    match value {
        Json::Bool(value) => Ok(*value),
        _ => Err(wrong(field, Problem::NotBool)),
    }
}

fn removals_of(value: &Json, field: &str) -> Result<u32, SettingsError> {
    number_of(value, 1..=MOST_REMOVALS_AT_ONCE).ok_or_else(|| wrong(field, Problem::NotRemovals))
}

fn minutes_of(value: &Json, field: &str) -> Result<u32, SettingsError> {
    number_of(value, 1..=MOST_MINUTES).ok_or_else(|| wrong(field, Problem::NotMinutes))
}

fn number_of(value: &Json, range: RangeInclusive<u32>) -> Option<u32> {
    let Json::Whole(number) = value else { return None };
    u32::try_from(*number).ok().filter(|number| range.contains(number))
}

fn host_of(value: &Json, field: &str) -> Result<Host, SettingsError> {
    Host::parse(&text_of(value, field)?).map_err(|_| wrong(field, Problem::NotHost))
}

fn bases_of(value: &Json, field: &str) -> Result<Vec<(Host, String)>, SettingsError> {
    let Json::Object(object) = value else { return Err(wrong(field, Problem::NotObject)) };
    object
        .iter()
        .map(|(name, value)| {
            let field = format!("{field}.{name}");
            let host = Host::parse(name).map_err(|_| wrong(&field, Problem::NotHost))?;
            let base = text_of(value, &field)?;
            Ok((host, usable_base(&base).ok_or_else(|| wrong(&field, Problem::NotBase))?))
        })
        .collect()
}

/// A path on this site, or an address whose host passes the same checks as a typed one; as browsers write it, since
/// answers are compared with it: no capitals in the host, no usual port, no slash at the end.
fn usable_base(base: &str) -> Option<String> {
    let clean = !base.contains(['?', '#', '\\', '@', '%']) && base.bytes().all(|byte| byte.is_ascii_graphic());
    let climbs = base.split('/').any(|segment| segment == ".." || segment == ".");
    if !clean || climbs || base.starts_with("//") {
        return None;
    }
    let base = base.trim_end_matches('/');
    if base.is_empty() {
        return Some("/".to_owned());
    }
    if base.starts_with('/') {
        return Some(base.to_owned());
    }
    let (_, rest) = base.split_once("://")?;
    let path = rest.find('/').map_or("", |at| &rest[at..]);
    let host = Host::parse(base).ok()?;
    // Who types the API of the cloud means its host; here it is the API that is meant.
    let is_api = host.is_cloud() && rest.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("api."));
    Some(if is_api { host.api_base() } else { host.web_base() } + path)
}

fn scope_of(value: &Json, field: &str) -> Result<Scope, SettingsError> {
    let scope = || {
        let Json::Object(object) = value else { return None };
        let [(word, Json::Text(name))] = object.as_slice() else { return None };
        let kind = ScopeKind::ALL.into_iter().find(|kind| kind.as_word() == word)?;
        Scope::parse(kind, name).ok()
    };
    scope().ok_or_else(|| wrong(field, Problem::NotScope))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{Problem, Settings, SettingsError};
    use crate::github::Host;
    use crate::settings::Limits;
    use proptest::prelude::*;

    #[test]
    fn the_schema_for_editors_says_what_is_read() {
        let schema: serde_json::Value = serde_json::from_str(include_str!("../docs/config.schema.json")).unwrap();
        let fields = schema["properties"].as_object().unwrap();
        // The table at the head of this file has a line for each, but the one that is for editors alone.
        let table = include_str!("settings.rs").lines().filter(|line| line.starts_with("//! | `")).count();
        assert_eq!(fields.len(), table + 1);
        for (name, field) in fields {
            let example = &field["examples"][0];
            assert!(Settings::parse(&serde_json::json!({ name: example }).to_string()).is_ok(), "{name}: {example}");
            let range = ["minimum", "maximum"].map(|end| field[end].as_i64());
            for (end, beyond) in range.into_iter().zip([-1, 1]) {
                let Some(end) = end else { continue };
                assert!(Settings::parse(&serde_json::json!({ name: end }).to_string()).is_ok(), "{name}: {end}");
                let beyond = serde_json::json!({ name: end + beyond });
                assert!(Settings::parse(&beyond.to_string()).is_err(), "{beyond}");
            }
            let wrong = serde_json::json!({ name: [[]] });
            assert!(name == "$schema" || Settings::parse(&wrong.to_string()).is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_shipped_file_changes_nothing() {
        assert_eq!(Settings::parse(include_str!("settings/config.json")).unwrap(), Settings::default());
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
        let settings = Settings::parse(text).unwrap();
        assert_eq!(
            (settings.title.as_deref(), settings.allow_other_hosts, settings.refresh_seconds),
            (Some("Octo runners"), false, 300)
        );
        assert_eq!(settings.limits, Limits { idle_minutes: Some(15), session_minutes: Some(480) });
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
            Settings::parse(&text).unwrap().api_base(&host, "https://tools.corp.example")
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
            ("[]", "config.json", Problem::NotObject),
            (r#"{"title": ""}"#, "title", Problem::NotText),
            (r#"{"hosts": "github.com"}"#, "hosts", Problem::NotList),
            (r#"{"hosts": ["github.com", "a b"]}"#, "hosts[1]", Problem::NotHost),
            (r#"{"hosts": ["http://ghe.corp.example"]}"#, "hosts[0]", Problem::NotHost),
            (r#"{"allow_other_hosts": "no"}"#, "allow_other_hosts", Problem::NotBool),
            (r#"{"allow_other_hosts": false}"#, "hosts", Problem::NoHost),
            (r#"{"api_base": "/api"}"#, "api_base", Problem::NotObject),
            (r#"{"api_base": {"github.com": "//evil.example"}}"#, "api_base.github.com", Problem::NotBase),
            (r#"{"api_base": {"github.com": "http://proxy.example"}}"#, "api_base.github.com", Problem::NotBase),
            (r#"{"api_base": {"github.com": "/a/../b"}}"#, "api_base.github.com", Problem::NotBase),
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
            assert_eq!(Settings::parse(text), Err(SettingsError::Field { field: field.to_owned(), problem }), "{text}");
        }
        assert_eq!(Settings::parse("{\n <html>"), Err(SettingsError::NotJson { line: 2, column: 2 }));
    }

    proptest! {
        #[test]
        fn never_panics(text in "\\PC*|\\{\"(hosts|scopes|api_base)\":.*\\}") {
            let _ = Settings::parse(&text);
        }
    }
}
