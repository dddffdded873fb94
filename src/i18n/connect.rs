//! The screen where an admin connects to a GitHub host.

use crate::config::TimeoutReason;
use crate::github::HostError;
use crate::github::token::AccessTokenError;

/// Texts of the connect screen.
#[derive(Debug)]
pub struct Connect {
    /// What the console is, in a sentence under its name.
    pub about: &'static str,
    /// What the console promises, each with a tick.
    pub promises: [&'static str; 3],
    /// The name of the form and of its button. Fixed by product.md.
    pub connect: &'static str,
    /// The button while the host is asked.
    pub connecting: &'static str,
    /// The name of the text box for the host. Fixed by product.md.
    pub host: &'static str,
    /// What may be typed there.
    pub host_hint: &'static str,
    /// What may be typed there where the site allows only its own hosts: their names, comma-separated.
    pub host_hint_only: fn(hosts: &str) -> String,
    /// An example of a host.
    pub host_placeholder: &'static str,
    /// The host is not one of those the site allows: their names, comma-separated.
    pub host_not_offered: fn(hosts: &str) -> String,
    /// What is wrong with a host.
    pub host_error: fn(HostError) -> &'static str,
    /// The name of the box for the token. Fixed by product.md.
    pub token: &'static str,
    /// Where the token goes.
    pub token_hint: &'static str,
    /// What is wrong with a token.
    pub token_error: fn(AccessTokenError) -> &'static str,
    /// The checkbox that keeps the token in memory only.
    pub memory_only: &'static str,
    /// What that means.
    pub memory_only_hint: &'static str,
    /// The link to the host's page of tokens.
    pub create_token: fn(host: &str) -> String,
    /// A limit of the site ended the session: which, and that nothing but the token is to be typed again.
    pub locked: fn(TimeoutReason) -> String,
    /// The session was ended by hand.
    pub signed_out: &'static str,
    /// The help on tokens.
    pub help: TokenHelp,
}

/// Which token for which scope (github-api.md section 2).
#[derive(Debug)]
pub struct TokenHelp {
    /// What opens the help.
    pub summary: &'static str,
    /// Before the list.
    pub lead: &'static str,
    /// What a classic token is called.
    pub classic: &'static str,
    /// What the other kinds are called.
    pub fine_grained: &'static str,
    /// For each kind of scope, its name, what a classic token needs, and what the others need.
    pub scopes: [[&'static str; 3]; 3],
}
