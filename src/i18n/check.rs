//! `Connection check`.

use crate::github::{ScopeKind, TokenKind};

/// What a missing answer can mean, and whom to ask for what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// What may be wrong.
    pub cause: &'static str,
    /// What to do, or to ask the administrator of the host for. Code stands between backticks.
    pub remedy: &'static str,
}

/// Texts of the look at the connection. Code stands between backticks in sentences.
#[derive(Debug)]
pub struct CheckTexts {
    /// The dialog, and the button that opens it.
    pub title: &'static str,
    /// While GitHub is asked.
    pub checking: &'static str,
    /// When that was done, by the time of day.
    pub checked: fn(time: &str) -> String,
    /// The button that asks anew.
    pub again: &'static str,
    /// Above the lines: how many of them say that something is wrong.
    pub verdict: fn(problems: usize) -> String,
    /// For screen readers, before what is well, wrong and not known.
    pub marks: [&'static str; 3],
    /// The lines.
    pub lines: CheckLines,
    /// The site has another address for the host than GitHub's own.
    pub api_base_of_site: &'static str,
    /// GitHub answers.
    pub reached: &'static str,
    /// GitHub asked for a pause.
    pub paused: &'static str,
    /// Nothing came back.
    pub not_reached: &'static str,
    /// What that can mean, the likeliest first.
    pub meanings: &'static [Meaning],
    /// A request without the token is answered, one with it is not.
    pub preflight_refused: &'static str,
    /// What to ask for then.
    pub preflight_remedy: &'static str,
    /// What the administrator has to allow: where this page is served from.
    pub origin: fn(origin: &str) -> String,
    /// Nothing was asked any more.
    pub not_asked: &'static str,
    /// The server tells no version.
    pub no_version: &'static str,
    /// The cloud has none.
    pub no_version_in_cloud: &'static str,
    /// What kind of token it is, and what that means.
    pub token: fn(TokenKind) -> &'static str,
    /// Who it belongs to.
    pub owner: fn(login: &str) -> String,
    /// GitHub does not tell whose token it is.
    pub no_owner: &'static str,
    /// GitHub does not tell the scopes of the token.
    pub no_scopes: &'static str,
    /// Which scopes hold which.
    pub hierarchy: &'static str,
    /// The table of operations.
    pub needs: fn(ScopeKind) -> &'static str,
    /// The heads of that table: operation, needed scopes, how the token stands to them.
    pub heads: [&'static str; 3],
    /// Between needed scopes of which one is enough.
    pub or: &'static str,
    /// The token has what is needed.
    pub has: &'static str,
    /// The token has it through a wider scope.
    pub through: fn(held: &str) -> String,
    /// The token lacks it.
    pub lacks: &'static str,
    /// Nobody says.
    pub unknown: &'static str,
    /// What else is needed: the role of the token's owner, and what tokens without scopes need.
    pub role: fn(ScopeKind) -> &'static str,
    /// The runners can be read, so many, where GitHub says how many.
    pub readable: fn(count: Option<u64>) -> String,
    /// The line below says why not.
    pub needs_sso: &'static str,
    /// Nothing to authorize.
    pub sso_not_missing: &'static str,
    /// GitHub said nothing about it.
    pub sso_unknown: &'static str,
    /// The budget: requests left, of how many, the time of day and minutes until it is whole again.
    pub budget: fn(left: u32, of: u32, time: &str, minutes: &str) -> String,
    /// No budget was told.
    pub no_budget: &'static str,
}

/// The names of the lines.
#[derive(Debug)]
pub struct CheckLines {
    /// Host and REST base.
    pub address: &'static str,
    /// Whether it can be reached.
    pub reach: &'static str,
    /// The version of the server.
    pub version: &'static str,
    /// The kind of token, and whose it is.
    pub token: &'static str,
    /// Its scopes.
    pub scopes: &'static str,
    /// Whether the runners can be read; the name of the scope.
    pub runners: fn(scope: &str) -> String,
    /// Single sign-on.
    pub sso: &'static str,
    /// The rate limit.
    pub budget: &'static str,
}
