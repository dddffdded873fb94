//! Registration and remove tokens.
//!
//! Invariant: a token serves one purpose in one scope, for one hour (github-api.md sections 2 and 4).

use serde_json::{Value, json};

use crate::clock;
use crate::directory::ScopeId;
use crate::rng::Rng;

/// What a token is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// `config.sh`
    Registration,
    /// `config.sh remove`
    Removal,
}

/// One token given out.
#[derive(Clone, Debug)]
struct Issued {
    token: String,
    purpose: Purpose,
    scope: ScopeId,
    expires_ms: i64,
}

/// All tokens given out.
#[derive(Clone, Debug, Default)]
pub struct IssuedTokens(Vec<Issued>);

impl IssuedTokens {
    /// Gives out a token: GitHub's answer, with fields that clients must ignore.
    pub fn issue(&mut self, rng: &mut Rng, purpose: Purpose, scope: ScopeId, now_ms: i64) -> Value {
        let token = format!("A{}", rng.text(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 28));
        let expires_ms = now_ms + 3_600_000;
        self.0.push(Issued { token: token.clone(), purpose, scope, expires_ms });
        json!({
            "token": token,
            "expires_at": clock::with_offset(expires_ms),
            "permissions": { "organization_self_hosted_runners": "write" },
            "repository_selection": "all",
            "single_file": null,
        })
    }

    /// Whether a token serves this purpose here and now.
    pub fn honours(&self, token: &str, purpose: Purpose, scope: ScopeId, now_ms: i64) -> bool {
        self.0.iter().any(|issued| {
            issued.token == token && issued.purpose == purpose && issued.scope == scope && now_ms < issued.expires_ms
        })
    }
}
