//! What a look at the connection found: host, token, scope and budget, each as GitHub itself told it just now.
//!
//! Invariant: what was not told is unknown, and no guess fills it. No token is in here, only its kind.

use super::{ApiError, ErrorKind, Identity, RateLimitHeaders};

/// The kind of an access token, by the beginning of its text (GitHub's token formats).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// A classic personal access token: the only kind that lists its scopes and reaches enterprises.
    Classic,
    /// A fine-grained personal access token.
    FineGrained,
    /// Of an OAuth app.
    OAuth,
    /// Of a GitHub App that acts as a person.
    AppUser,
    /// Of a GitHub App's installation: it has no person.
    Installation,
    /// None of these.
    Unknown,
}

impl TokenKind {
    /// The kind of a token's text.
    pub(super) fn of(token: &str) -> Self {
        let begins = |start: &str| token.starts_with(start);
        let is_old = || token.len() == 40 && token.bytes().all(|byte| byte.is_ascii_hexdigit());
        match () {
            () if begins("github_pat_") => Self::FineGrained,
            () if begins("ghp_") || is_old() => Self::Classic,
            () if begins("gho_") => Self::OAuth,
            () if begins("ghu_") => Self::AppUser,
            () if begins("ghs_") || begins("v1.") => Self::Installation,
            () => Self::Unknown,
        }
    }
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostics {
    /// Where the requests went.
    pub api_base: String,
    /// What kind of token they carried.
    pub token: TokenKind,
    /// Whether a GitHub answers a request without a token.
    pub reach: Result<(), ApiError>,
    /// Who the token belongs to; none where that was not asked any more.
    pub user: Option<Result<Identity, ApiError>>,
    /// The version of the server, where it tells one.
    pub version: Option<String>,
    /// How many runners the scope says that it has; none where that was not asked any more.
    pub scope: Option<Result<Option<u64>, ApiError>>,
    /// The budget; none where the host has none, or does not let the page see it.
    pub rate_limit: Option<RateLimitHeaders>,
}

/// Whether GitHub can be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reachability {
    /// With the token, too.
    Reached,
    /// GitHub asked to be left alone for a while: it was not asked now.
    Paused,
    /// A request without a token is answered, and none with one: what the browser asks before it (`OPTIONS`) is refused.
    PreflightRefused,
    /// Nothing came back, or nothing that the browser lets the page read.
    NotReached,
    /// Something answered that is no GitHub.
    NotGitHub,
}

/// Whether the token must be authorized for single sign-on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SingleSignOn {
    /// The scope was read: nothing is missing.
    NotMissing,
    /// It must, for this scope; there, if GitHub named the page.
    Missing(Option<String>),
    /// GitHub said nothing about it.
    Unknown,
}

impl Diagnostics {
    /// Whether GitHub can be reached.
    pub fn reachability(&self) -> Reachability {
        match (&self.reach, &self.user) {
            (Err(error), _) => match error.kind {
                ErrorKind::PrimaryLimit { .. } | ErrorKind::SecondaryLimit { .. } | ErrorKind::Unavailable { .. } => {
                    Reachability::Paused
                }
                ErrorKind::Unreachable | ErrorKind::TimedOut | ErrorKind::Cancelled => Reachability::NotReached,
                _ => Reachability::NotGitHub,
            },
            (Ok(()), Some(Err(ApiError { kind: ErrorKind::Unreachable, .. }))) => Reachability::PreflightRefused,
            (Ok(()), _) => Reachability::Reached,
        }
    }

    /// Whether the token must be authorized for single sign-on.
    pub fn single_sign_on(&self) -> SingleSignOn {
        match &self.scope {
            Some(Ok(_)) => SingleSignOn::NotMissing,
            Some(Err(ApiError { kind: ErrorKind::SsoRequired { url }, .. })) => SingleSignOn::Missing(url.clone()),
            Some(Err(_)) | None => SingleSignOn::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Diagnostics, Reachability, SingleSignOn, TokenKind};
    use crate::github::{ApiError, ErrorKind, Operation};

    fn error(kind: ErrorKind) -> ApiError {
        ApiError::without_answer(Operation::GetUser, kind)
    }

    fn found() -> Diagnostics {
        Diagnostics {
            api_base: "https://ghe.corp.example/api/v3".to_owned(),
            token: TokenKind::Classic,
            reach: Ok(()),
            user: None,
            version: None,
            scope: None,
            rate_limit: None,
        }
    }

    #[test]
    fn a_token_tells_its_kind_by_how_it_begins() {
        for (token, kind) in [
            ("ghp_16C7e42F292c6912E7710c838347Ae178B4a", TokenKind::Classic),
            ("0123456789abcdef0123456789abcdef01234567", TokenKind::Classic),
            ("github_pat_11AAAAAAA0", TokenKind::FineGrained),
            ("gho_16C7", TokenKind::OAuth),
            ("ghu_16C7", TokenKind::AppUser),
            ("ghs_16C7", TokenKind::Installation),
            ("v1.1f699f1069f60xxx", TokenKind::Installation),
            ("ghr_16C7", TokenKind::Unknown),
            ("0123456789abcdef", TokenKind::Unknown),
        ] {
            assert_eq!(TokenKind::of(token), kind, "{token}");
        }
    }

    #[test]
    fn an_answer_without_the_token_and_none_with_it_is_about_the_preflight() {
        let of = |reach, user| Diagnostics { reach, user, ..found() }.reachability();
        assert_eq!(of(Ok(()), None), Reachability::Reached);
        assert_eq!(of(Ok(()), Some(Err(error(ErrorKind::BadCredentials)))), Reachability::Reached);
        assert_eq!(of(Ok(()), Some(Err(error(ErrorKind::Unreachable)))), Reachability::PreflightRefused);
        assert_eq!(of(Err(error(ErrorKind::Unreachable)), None), Reachability::NotReached);
        assert_eq!(of(Err(error(ErrorKind::TimedOut)), None), Reachability::NotReached);
        assert_eq!(of(Err(error(ErrorKind::InvalidResponse)), None), Reachability::NotGitHub);
        assert_eq!(of(Err(error(ErrorKind::CrossOriginRedirect)), None), Reachability::NotGitHub);
        assert_eq!(of(Err(error(ErrorKind::SecondaryLimit { retry_after: 9 })), None), Reachability::Paused);
    }

    #[test]
    fn only_a_refusal_that_names_it_is_about_single_sign_on() {
        let of = |scope| Diagnostics { scope, ..found() }.single_sign_on();
        let url = Some("https://github.com/orgs/o/sso".to_owned());
        assert_eq!(of(Some(Ok(Some(3)))), SingleSignOn::NotMissing);
        assert_eq!(of(Some(Err(error(ErrorKind::SsoRequired { url: url.clone() })))), SingleSignOn::Missing(url));
        assert_eq!(of(Some(Err(error(ErrorKind::NotFound)))), SingleSignOn::Unknown);
        assert_eq!(of(None), SingleSignOn::Unknown);
    }
}
