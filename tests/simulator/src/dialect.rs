//! What differs between GitHub AE, GitHub Enterprise Server and the cloud.
//!
//! Invariant: nobody else compares dialects; they ask a question of this type (github-api.md sections 1 to 3).

use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Which GitHub the simulator speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Dialect {
    /// GitHub AE: the reference host.
    #[default]
    Ae,
    /// GitHub Enterprise Server (3.19).
    Ghes,
    /// github.com and `*.ghe.com`.
    Cloud,
}

/// The dialect's name was none of `ae`, `ghes`, `cloud`.
#[derive(Debug, PartialEq, Eq)]
pub struct UnknownDialect(String);

impl std::fmt::Display for UnknownDialect {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "unknown dialect {:?}: expected ae, ghes or cloud", self.0)
    }
}

impl std::error::Error for UnknownDialect {}

impl FromStr for Dialect {
    type Err = UnknownDialect;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "ae" => Ok(Self::Ae),
            "ghes" => Ok(Self::Ghes),
            "cloud" => Ok(Self::Cloud),
            other => Err(UnknownDialect(other.to_owned())),
        }
    }
}

/// An operating system, whose spelling in answers depends on the dialect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Os {
    /// Linux.
    Linux,
    /// macOS.
    Mac,
    /// Windows.
    Windows,
    /// The runner never connected, so the server does not know.
    Unknown,
}

impl Dialect {
    /// Runners carry `runner_group_id`, `ephemeral` and `version` (AE has none of them).
    pub fn has_new_runner_fields(self) -> bool {
        self != Self::Ae
    }

    /// The runner applications carry `sha256_checksum`.
    pub fn has_checksums(self) -> bool {
        self != Self::Ae
    }

    /// `?name=` filters the list (GHES 3.11 and newer, cloud).
    pub fn filters_by_name(self) -> bool {
        self != Self::Ae
    }

    /// `X-GitHub-Api-Version` may be sent by a browser.
    pub fn allows_api_version(self) -> bool {
        self != Self::Ae
    }

    /// Rate limits are on: headers in every answer, and `GET /rate_limit`.
    pub fn has_rate_limits(self) -> bool {
        self == Self::Cloud
    }

    /// `ETag`s are weak (`W/"…"`), because a proxy in front compresses.
    pub fn has_weak_etags(self) -> bool {
        self == Self::Cloud
    }

    /// Error bodies repeat the status as a string.
    pub fn repeats_status(self) -> bool {
        self != Self::Ae
    }

    /// Every label says `"id": 0` (some real answers do).
    pub fn hides_label_ids(self) -> bool {
        self == Self::Ghes
    }

    /// The version told by `GET /meta`, GHES only.
    pub fn installed_version(self) -> Option<&'static str> {
        (self == Self::Ghes).then_some("3.19.1")
    }

    /// The documentation that error bodies link to.
    pub fn docs(self) -> &'static str {
        match self {
            Self::Ae => "https://docs.github.com/github-ae@latest/rest",
            Self::Ghes => "https://docs.github.com/enterprise-server@3.19/rest",
            Self::Cloud => "https://docs.github.com/rest",
        }
    }

    /// How an operating system is spelt; hosts of one kind disagree with themselves, which `variant` decides.
    pub fn os_name(self, os: Os, variant: bool) -> &'static str {
        let lower = match self {
            Self::Ae => !variant,
            Self::Ghes => variant,
            Self::Cloud => false,
        };
        match (os, lower) {
            (Os::Linux, true) => "linux",
            (Os::Linux, false) => "Linux",
            (Os::Mac, true) => "macos",
            (Os::Mac, false) => "macOS",
            (Os::Windows, true) => "win",
            (Os::Windows, false) => "Windows",
            (Os::Unknown, _) => "unknown",
        }
    }
}
