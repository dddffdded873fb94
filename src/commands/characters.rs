//! Which characters a value on a command line may have.
//!
//! Invariant: what passes here looks like what it is, in a terminal as in a browser.

/// Why a text cannot be a value on any command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// A line break or another control character: a terminal acts on it, whatever quotes stand around it.
    Control,
    /// A character that shows nothing, turns the text around, or passes for a space.
    Unseen(char),
}

/// Checks every character of a text.
///
/// # Errors
/// The first thing that is wrong with it.
pub fn check(text: &str) -> Result<(), Unfit> {
    for character in text.chars() {
        if character.is_control() || matches!(character, '\u{2028}' | '\u{2029}') {
            return Err(Unfit::Control);
        }
        if is_unseen(character) {
            return Err(Unfit::Unseen(character));
        }
    }
    Ok(())
}

/// True for format characters, default-ignorable ones, and white space other than the plain space (Unicode 16).
fn is_unseen(character: char) -> bool {
    let looks_like_a_space = character != ' ' && (character.is_whitespace() || matches!(character, '\u{2800}'));
    let format = matches!(character,
        '\u{ad}' | '\u{34f}' | '\u{600}'..='\u{605}' | '\u{61c}' | '\u{6dd}' | '\u{70f}' | '\u{890}' | '\u{891}'
        | '\u{8e2}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{110bd}' | '\u{110cd}'
        | '\u{13430}'..='\u{1343f}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}');
    looks_like_a_space || format
}

#[cfg(test)]
mod tests {
    use super::{Unfit, check};

    #[test]
    fn letters_of_any_language_pass() {
        for text in ["build-01", "Prüfstand 3", "ビルド", "сборка", "it's $HOME `x` \"y\" 👍"] {
            assert_eq!(check(text), Ok(()), "{text}");
        }
    }

    #[test]
    fn what_a_terminal_acts_on_or_nobody_sees_is_refused() {
        for text in ["a\nb", "a\rb", "\u{1b}[201~", "a\tb", "\u{7f}", "\u{85}", "a\u{2028}b"] {
            assert_eq!(check(text), Err(Unfit::Control), "{text:?}");
        }
        for unseen in ['\u{202e}', '\u{200b}', '\u{2066}', '\u{a0}', '\u{3000}', '\u{feff}', '\u{e0041}', '\u{3164}'] {
            assert_eq!(check(&format!("a{unseen}b")), Err(Unfit::Unseen(unseen)), "{unseen:?}");
        }
    }
}
