//! Secrets: the admin's access token, and the one-hour tokens a machine registers or leaves with.
//!
//! Invariant: no secret is shown by `Debug`, `Display` or an error; whoever needs one calls a method that says so.

use super::Timestamp;
use crate::json::{FromJson, Reader, Unexpected};
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

/// A registration or remove token. Both live one hour (github-api.md section 2).
#[derive(Clone, PartialEq, Eq)]
pub struct OneTimeToken {
    token: Box<str>,
    /// When it ends, by GitHub's clock.
    pub expires_at: Timestamp,
}

impl OneTimeToken {
    /// How long GitHub lets such a token live, in seconds.
    pub const LIFETIME_SECONDS: u32 = 3_600;

    /// The secret itself, for a command or script: never empty, without `-` in front, and of nothing but letters, digits
    /// and `-._~+/=` (the `b64token` of RFC 6750 section 2.1). No shell on the way to the runner acts on any of these,
    /// `cmd.exe` included.
    pub fn reveal(&self) -> &str {
        &self.token
    }
}

impl FromJson for OneTimeToken {
    fn from_json(json: &mut Reader<'_>) -> Result<Self, Unexpected> {
        let (mut token, mut expires_at) = (None::<String>, None);
        json.object(&mut |field, json| {
            match field {
                "token" => token = Some(json.value()?),
                "expires_at" => expires_at = Some(json.value()?),
                _ => json.skip()?,
            }
            Ok(())
        })?;
        let token = token.filter(|token| is_bearer_text(token)).ok_or(Unexpected)?.into_boxed_str();
        Ok(Self { token, expires_at: expires_at.ok_or(Unexpected)? })
    }
}

/// Whatever else a server calls a token would stand in a command that somebody runs.
fn is_bearer_text(text: &str) -> bool {
    let known = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~+/=".contains(&byte);
    !text.is_empty() && !text.starts_with('-') && text.bytes().all(known)
}

impl fmt::Debug for OneTimeToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OneTimeToken(…, {:?})", self.expires_at)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{AccessToken, AccessTokenError, OneTimeToken};
    use crate::json::{Unexpected, read as read_json};

    #[test]
    fn secrets_are_not_printed() {
        let token = AccessToken::parse(" ghp_canary\n").unwrap();
        assert_eq!(token.reveal(), "ghp_canary");
        let json = r#"{"token":"canary","expires_at":"2020-01-22T12:13:35.123-08:00","permissions":{}}"#;
        let registration: OneTimeToken = read_json(json).unwrap();
        assert_eq!(registration.reveal(), "canary");
        assert!(!format!("{token:?}{registration:?}").contains("canary"));
    }

    #[test]
    fn what_a_shell_could_act_on_is_no_one_time_token() {
        let read = |token: &str| {
            let json = serde_json::json!({"token": token, "expires_at": "2020-01-22T12:13:35.123-08:00"});
            read_json::<OneTimeToken>(&json.to_string())
        };
        for token in ["", "-x", "a b", "a&b", "a%b", "a\"b", "a'b", "a\nb", "a\u{202e}b", "na\u{ef}ve", "$(id)", "a,b"]
        {
            assert_eq!(read(token), Err(Unexpected), "{token}");
        }
        assert!(read("AABF3JGZDX3P5PMEXLND6TS6FCWO6").is_ok() && read("v1.a_b-c~+/==").is_ok());
    }

    #[test]
    fn what_no_header_can_hold_is_no_token() {
        assert_eq!(AccessToken::parse(" \t"), Err(AccessTokenError::Empty));
        for text in ["two words", "line\nend", "na\u{ef}ve"] {
            assert_eq!(AccessToken::parse(text), Err(AccessTokenError::Characters), "{text}");
        }
    }
}
