//! Which characters a value on a command line may have.
//!
//! Invariant: what passes here looks like what it is, in a terminal as in a browser.

use crate::is_invisible::is_invisible;

/// Why a text cannot be a value on any command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InvalidChar {
    /// A line break or another control character: a terminal acts on it, whatever quotes stand around it. So is U+FFFE
    /// or U+FFFF, which is no character, and which no reader of YAML takes.
    Control,
    /// A character that shows nothing, turns the text around, or passes for a space.
    Unseen(char),
}

/// Checks every character of a text.
///
/// # Errors
/// The first thing that is wrong with it.
pub fn check(text: &str) -> Result<(), InvalidChar> {
    for character in text.chars() {
        if character.is_control() || matches!(character, '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}') {
            return Err(InvalidChar::Control);
        }
        if is_invisible(character) {
            return Err(InvalidChar::Unseen(character));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{InvalidChar, check};

    #[test]
    fn letters_of_any_language_pass() {
        for text in ["build-01", "Prüfstand 3", "ビルド", "сборка", "it's $HOME `x` \"y\" 👍"] {
            assert_eq!(check(text), Ok(()), "{text}");
        }
    }

    #[test]
    fn what_a_terminal_acts_on_or_nobody_sees_is_refused() {
        for text in ["a\nb", "a\rb", "\u{1b}[201~", "a\tb", "\u{7f}", "\u{85}", "a\u{2028}b", "a\u{fffe}"] {
            assert_eq!(check(text), Err(InvalidChar::Control), "{text:?}");
        }
        for unseen in ['\u{202e}', '\u{200b}', '\u{2066}', '\u{a0}', '\u{3000}', '\u{feff}', '\u{e0041}', '\u{3164}'] {
            assert_eq!(check(&format!("a{unseen}b")), Err(InvalidChar::Unseen(unseen)), "{unseen:?}");
        }
    }
}
