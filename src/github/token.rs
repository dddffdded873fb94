//! The admin's access token.
//!
//! Invariant: no secret is shown by `Debug`, `Display` or an error; whoever needs one calls a method that says so.

use std::fmt;

/// The token of the admin, sent as `Authorization` to one host only.
#[derive(Clone, PartialEq, Eq)]
pub struct AccessToken(Box<str>);

/// Why a text cannot be an access token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccessTokenError {
    /// Nothing was typed.
    Empty,
    /// Spaces, line ends or letters that no token has: probably a wrong paste.
    Characters,
}

impl AccessToken {
    /// Takes a token as pasted; white space around it is dropped.
    ///
    /// # Errors
    /// [`AccessTokenError`] where the text could not go into a header or is no token of any kind.
    pub fn parse(text: &str) -> Result<Self, AccessTokenError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(AccessTokenError::Empty);
        }
        if text.bytes().all(|byte| byte.is_ascii_graphic()) {
            Ok(Self(text.into()))
        } else {
            Err(AccessTokenError::Characters)
        }
    }

    /// The secret itself, for the `Authorization` header and the session storage.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for AccessToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AccessToken(…)")
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{AccessToken, AccessTokenError};

    #[test]
    fn a_token_is_not_printed() {
        let token = AccessToken::parse(" ghp_canary\n").unwrap();
        assert_eq!(token.reveal(), "ghp_canary");
        assert!(!format!("{token:?}").contains("canary"));
    }

    #[test]
    fn what_no_header_can_hold_is_no_token() {
        assert_eq!(AccessToken::parse(" \t"), Err(AccessTokenError::Empty));
        for text in ["two words", "line\nend", "na\u{ef}ve"] {
            assert_eq!(AccessToken::parse(text), Err(AccessTokenError::Characters), "{text}");
        }
    }
}
