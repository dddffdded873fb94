//! Whether a text of the search box may be kept, and why not.
//!
//! Invariant: pure; what looks like a token is never kept.

/// How GitHub's tokens begin (GitHub, "About authentication", token formats), and how long one is at least.
const TOKENS: [&str; 7] = ["ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "v1."];
const SHORTEST_TOKEN: usize = 20;

/// Why a view was not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveError {
    /// It has no name.
    NoName,
    /// Its name is longer than 60 characters.
    LongName,
    /// Its text or name looks like a token.
    Secret,
    /// There are 50 already.
    TooMany,
    /// The browser keeps nothing.
    NoStorage,
}

/// Whether a text holds what looks like a token.
pub fn looks_secret(text: &str) -> bool {
    let is_token = |word: &str| {
        word.len() >= SHORTEST_TOKEN && TOKENS.iter().any(|beginning| word.starts_with(beginning))
            // A classic token of an old server: 40 hexadecimal digits.
            || word.len() == 40 && word.bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    text.split(|character: char| !character.is_ascii_alphanumeric() && !"_.".contains(character)).any(is_token)
}
