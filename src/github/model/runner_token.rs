//! The one-hour tokens that GitHub makes: a machine registers with one, and leaves with another.
//!
//! Invariant: neither `Debug` nor an error shows the secret; [`RunnerToken::reveal`] does.

use super::from_text;
use crate::github::Timestamp;
use serde::{Deserialize, Deserializer};
use std::fmt;

/// A registration or remove token. Both live one hour (github-api.md section 2).
#[derive(Clone, PartialEq, Eq, Deserialize)]
pub struct RunnerToken {
    #[serde(deserialize_with = "bearer_text")]
    token: Box<str>,
    /// When it ends, by GitHub's clock.
    pub expires_at: Timestamp,
}

impl RunnerToken {
    /// How long GitHub lets such a token live, in seconds.
    pub const LIFETIME_SECONDS: u32 = 3_600;

    /// The secret itself, for a command or script: never empty, without `-` in front, and of nothing but letters, digits
    /// and `-._~+/=` (the `b64token` of RFC 6750 section 2.1). No shell on the way to the runner acts on any of these,
    /// `cmd.exe` included.
    pub fn reveal(&self) -> &str {
        &self.token
    }
}

/// Refuses any other text: a token stands in a command that an admin runs.
fn bearer_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Box<str>, D::Error> {
    let known = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~+/=".contains(&byte);
    let is_bearer_text = |text: &str| !text.is_empty() && !text.starts_with('-') && text.bytes().all(known);
    from_text(deserializer, |text| is_bearer_text(text).then(|| text.into()))
}

impl fmt::Debug for RunnerToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OneTimeToken(…, {:?})", self.expires_at)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::RunnerToken;
    use crate::github::model::from_object;
    use serde_json::json;

    const MOMENT: &str = "2020-01-22T12:13:35.123-08:00";

    #[test]
    fn a_token_is_not_printed() {
        let json = json!({"token": "canary", "expires_at": MOMENT, "permissions": {}});
        let token: RunnerToken = from_object(json).unwrap();
        assert_eq!(token.reveal(), "canary");
        assert!(!format!("{token:?}").contains("canary"));
    }

    #[test]
    fn what_a_shell_could_act_on_is_no_one_time_token() {
        let read = |token: &str| from_object::<RunnerToken>(json!({"token": token, "expires_at": MOMENT}));
        for token in ["", "-x", "a b", "a&b", "a%b", "a\"b", "a'b", "a\nb", "a\u{202e}b", "na\u{ef}ve", "$(id)", "a,b"]
        {
            assert_eq!(read(token), None, "{token}");
        }
        assert!(read("AABF3JGZDX3P5PMEXLND6TS6FCWO6").is_some() && read("v1.a_b-c~+/==").is_some());
    }

    #[test]
    fn no_error_holds_the_token() {
        let json = json!({"token": "cana ry", "expires_at": MOMENT}).to_string();
        let error = serde_json::from_str::<RunnerToken>(&json).unwrap_err();
        assert!(!format!("{error} {error:?}").contains("cana"), "{error}");
    }
}
