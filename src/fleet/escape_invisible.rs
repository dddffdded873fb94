//! A stranger's text made safe to look at: what cannot be seen, or what moves other text about, is written out.
//!
//! Invariant: pure and injective: two different texts never look the same because of characters that show nothing.
//! Rule: quality-bars.md S7.

use crate::is_invisible::is_invisible;

/// The text with every invisible, control and bidi character written as `⟨U+202E⟩`, and with them the spaces that a page
/// swallows (at the ends, and after another space).
pub fn escape_invisible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for (character, hidden) in judged(text) {
        if hidden {
            write_out(&mut shown, character);
        } else {
            shown.push(character);
        }
    }
    shown
}

/// True where [`visible`] changes the text: an admin should look twice, and types the visible form.
pub fn has_invisible(text: &str) -> bool {
    judged(text).any(|(_, hidden)| hidden)
}

/// Each character, and whether it has to be written out.
fn judged(text: &str) -> impl Iterator<Item = (char, bool)> {
    let mut before = ' ';
    text.char_indices().map(move |(at, character)| {
        let swallowed = character == ' ' && (before == ' ' || at + 1 == text.len());
        before = character;
        (character, swallowed || is_hidden(character))
    })
}

/// What nobody sees, and the bracket that [`visible`] itself writes.
fn is_hidden(character: char) -> bool {
    is_invisible(character) || character == '\u{27e8}'
}

fn write_out(shown: &mut String, character: char) {
    let code = u32::from(character);
    let digits = if code > 0xf_ffff {
        6
    } else if code > 0xffff {
        5
    } else {
        4
    };
    shown.push_str("⟨U+");
    for place in (0..digits).rev() {
        let digit = code >> (4 * place) & 0xf;
        shown.extend(char::from_digit(digit, 16).map(|digit| digit.to_ascii_uppercase()));
    }
    shown.push('⟩');
}

#[cfg(test)]
mod tests {
    use super::{escape_invisible, has_invisible};
    use proptest::prelude::*;

    #[test]
    fn ordinary_names_stay_as_they_are() {
        for name in ["runner-2", "GPU box 3", "größer", "実行機", "ранер", "🦀", "a_b.c (d)", ""] {
            assert_eq!(escape_invisible(name), name);
            assert!(!has_invisible(name), "{name}");
        }
    }

    #[test]
    fn s7_what_cannot_be_seen_is_written_out() {
        let table = [
            ("prod\u{202e}gnp", "prod⟨U+202E⟩gnp"),
            ("a\u{200b}b", "a⟨U+200B⟩b"),
            ("a\u{0}b\n", "a⟨U+0000⟩b⟨U+000A⟩"),
            ("\u{feff}x", "⟨U+FEFF⟩x"),
            ("x\u{e0041}", "x⟨U+E0041⟩"),
            ("a  b ", "a ⟨U+0020⟩b⟨U+0020⟩"),
            (" a", "⟨U+0020⟩a"),
            ("a\u{a0}b", "a⟨U+00A0⟩b"),
            ("⟨U+202E⟩", "⟨U+27E8⟩U+202E⟩"),
        ];
        for (name, shown) in table {
            assert_eq!(escape_invisible(name), shown, "{name:?}");
            assert!(has_invisible(name), "{name:?}");
        }
    }

    /// Reads what `visible` wrote.
    fn read_back(shown: &str) -> Option<String> {
        let mut text = String::new();
        let mut rest = shown;
        while let Some((before, after)) = rest.split_once("⟨U+") {
            let (digits, after) = after.split_once('⟩')?;
            text.push_str(before);
            text.push(char::from_u32(u32::from_str_radix(digits, 16).ok()?)?);
            rest = after;
        }
        text.push_str(rest);
        Some(text)
    }

    proptest! {
        #[test]
        fn s7_no_two_texts_look_the_same(text in "[ -~⟨⟩ \\u{200b}-\\u{202f}]*|.*") {
            let shown = escape_invisible(&text);
            prop_assert_eq!(read_back(&shown), Some(text.clone()));
            prop_assert_eq!(has_invisible(&text), shown != text);
            let acts = |character: char| character.is_control() || ('\u{202a}'..='\u{202e}').contains(&character);
            prop_assert!(!shown.contains(acts));
        }
    }
}
