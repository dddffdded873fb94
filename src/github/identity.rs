//! Who a token belongs to and what it was granted, as far as GitHub says.
//!
//! Invariant: what is not said is unknown, not missing: installation and fine-grained tokens list no scopes.

/// What the probe learned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The login of the token's owner; `None` where the token may not read `/user`.
    pub login: Option<String>,
    /// The scopes of a classic token.
    pub token_scopes: TokenScopes,
}

/// The OAuth scopes of a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TokenScopes {
    /// No `X-OAuth-Scopes` header, or an empty one: fine-grained, installation, or simply not said.
    Unknown,
    /// A classic token with these scopes.
    Listed(Vec<String>),
}

impl TokenScopes {
    /// Reads the `X-OAuth-Scopes` header.
    pub fn from_header(header: Option<&str>) -> Self {
        let scopes: Vec<String> = header
            .unwrap_or_default()
            .split(',')
            .map(str::trim)
            .filter(|scope| !scope.is_empty())
            .map(str::to_owned)
            .collect();
        if scopes.is_empty() { Self::Unknown } else { Self::Listed(scopes) }
    }

    /// Whether the token holds a scope, directly or through one that implies it; `None` where GitHub does not say.
    pub fn allow(&self, needed: &str) -> Option<bool> {
        match self {
            Self::Unknown => None,
            Self::Listed(held) => Some(held.iter().any(|scope| implies(scope, needed))),
        }
    }
}

impl TokenScopes {
    /// The scope through which the token holds another, or that one itself; `None` where it does not, or GitHub does not say.
    pub fn holder(&self, needed: &str) -> Option<&str> {
        let Self::Listed(held) = self else { return None };
        let itself = held.iter().find(|scope| *scope == needed);
        itself.or_else(|| held.iter().find(|scope| implies(scope, needed))).map(String::as_str)
    }
}

/// The hierarchy of the scopes that matter here (GitHub's documentation of OAuth scopes).
fn implies(held: &str, needed: &str) -> bool {
    held == needed
        || match held {
            "admin:enterprise" => {
                matches!(needed, "manage_runners:enterprise" | "manage_billing:enterprise" | "read:enterprise")
            }
            "admin:org" => matches!(needed, "write:org" | "read:org" | "manage_runners:org"),
            "write:org" => needed == "read:org",
            "repo" => {
                matches!(needed, "repo:status" | "repo_deployment" | "public_repo" | "repo:invite" | "security_events")
            }
            _ => false,
        }
}

#[cfg(test)]
mod tests {
    use super::TokenScopes;

    #[test]
    fn an_absent_or_empty_list_is_unknown() {
        assert_eq!(TokenScopes::from_header(None), TokenScopes::Unknown);
        assert_eq!(TokenScopes::from_header(Some(" ")), TokenScopes::Unknown);
        assert_eq!(TokenScopes::Unknown.allow("repo"), None);
    }

    #[test]
    fn wider_scopes_hold_the_narrower() {
        let token_scopes = TokenScopes::from_header(Some("admin:org, repo"));
        assert_eq!(token_scopes.allow("read:org"), Some(true));
        assert_eq!(token_scopes.allow("repo"), Some(true));
        assert_eq!(token_scopes.allow("admin:enterprise"), Some(false));
        assert_eq!(token_scopes.holder("manage_runners:org"), Some("admin:org"));
        assert_eq!(token_scopes.holder("repo"), Some("repo"));
        assert_eq!((token_scopes.holder("admin:enterprise"), TokenScopes::Unknown.holder("repo")), (None, None));
        assert_eq!(TokenScopes::from_header(Some("admin:org, read:org")).holder("read:org"), Some("read:org"));
    }
}
