//! Quoting one value for the shell it goes to.
//!
//! Invariant: the shell passes on exactly the value, as one argument, whatever is in it. What needs no quotes gets none,
//! so that a command looks like the documentation's.

use crate::github::Os;

/// One value as a word of the system's shell: POSIX on Linux and macOS, PowerShell on Windows.
pub fn for_system(system: Os, value: &str) -> String {
    match system {
        Os::Linux | Os::MacOs => posix(value),
        Os::Windows => powershell(value),
    }
}

/// One value as a word of `sh`, `dash`, `bash` and `zsh`.
///
/// Inside single quotes nothing is special to any of them, not even `!` to an interactive one; a single quote itself
/// ends the quotes, stands escaped, and begins them again, which also holds under zsh's `RC_QUOTES`.
pub fn posix(value: &str) -> String {
    // Not here though harmless in the middle of a word: `=` and `~`, which zsh expands at its start.
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_-./:,@+%".contains(&byte);
    if !value.is_empty() && value.bytes().all(plain) {
        return value.to_owned();
    }
    let mut word = String::with_capacity(value.len() + 2);
    word.push('\'');
    for character in value.chars() {
        match character {
            '\'' => word.push_str("'\\''"),
            _ => word.push(character),
        }
    }
    word.push('\'');
    word
}

/// One value as a word of PowerShell, 5.1 and later.
///
/// PowerShell takes the typographic quotes ‘ ’ ‚ ‛ for single quotes: each of the five is doubled. Without quotes stays
/// only what starts with a letter (a number would become one) and holds no comma (which would make a list).
pub fn powershell(value: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_-./:".contains(&byte);
    let starts_plain = value.bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic() || byte == b'_');
    if starts_plain && value.bytes().all(plain) {
        return value.to_owned();
    }
    let mut word = String::with_capacity(value.len() + 2);
    word.push('\'');
    for character in value.chars() {
        word.push(character);
        if matches!(character, '\'' | '\u{2018}'..='\u{201b}') {
            word.push(character);
        }
    }
    word.push('\'');
    word
}

/// One value as a text where PowerShell expects an expression, in which a bare word would be a command.
pub fn powershell_text(value: &str) -> String {
    let word = powershell(value);
    if word == value { ["'", &word, "'"].concat() } else { word }
}

#[cfg(test)]
mod tests {
    use super::{posix, powershell, powershell_text};
    use proptest::prelude::*;

    #[test]
    fn what_is_plain_stays_as_it_is() {
        for value in ["https://ghe.corp.example:8443/octo-org", "_work", "AABF3JGZDX3P5PMEXLND6TS6FCWO6"] {
            assert_eq!((posix(value).as_str(), powershell(value).as_str()), (value, value));
        }
        assert_eq!(posix("gpu,large"), "gpu,large");
    }

    #[test]
    fn the_rest_is_quoted_for_its_shell() {
        let table = [
            ("", "''", "''"),
            ("two words", "'two words'", "'two words'"),
            ("it's", r"'it'\''s'", "'it''s'"),
            ("$(id)`id`", "'$(id)`id`'", "'$(id)`id`'"),
            ("gpu,large", "gpu,large", "'gpu,large'"),
            ("1kb", "1kb", "'1kb'"),
            ("=ls", "'=ls'", "'=ls'"),
            ("~root", "'~root'", "'~root'"),
            (
                "a\u{2019}b\u{2018}\u{201a}\u{201b}",
                "'a\u{2019}b\u{2018}\u{201a}\u{201b}'",
                "'a\u{2019}\u{2019}b\u{2018}\u{2018}\u{201a}\u{201a}\u{201b}\u{201b}'",
            ),
            ("http://[::1]:80/o", "'http://[::1]:80/o'", "'http://[::1]:80/o'"),
        ];
        for (value, for_posix, for_powershell) in table {
            assert_eq!(posix(value), for_posix, "{value}");
            assert_eq!(powershell(value), for_powershell, "{value}");
        }
    }

    /// PowerShell's tokenizer for one word, written from its language specification (2.3.5.2, verbatim strings): every
    /// one of five characters opens and closes, two of them in a row stand for the first.
    fn read_powershell_word(text: &str) -> Option<String> {
        let is_quote = |character| ['\'', '\u{2018}', '\u{2019}', '\u{201a}', '\u{201b}'].contains(&character);
        let mut rest = text.chars().peekable();
        if !rest.peek().copied().is_some_and(is_quote) {
            let special = |character: char| character.is_whitespace() || "'\"`$@#(){};,|&<>=~".contains(character);
            return (!text.is_empty() && !text.chars().any(|character| is_quote(character) || special(character)))
                .then(|| text.to_owned());
        }
        rest.next();
        let mut value = String::new();
        loop {
            match rest.next()? {
                quote if is_quote(quote) => match rest.next() {
                    Some(second) if is_quote(second) => value.push(quote),
                    Some(_) => return None,
                    None => return Some(value),
                },
                character => value.push(character),
            }
        }
    }

    #[test]
    fn a_text_of_powershell_is_always_quoted() {
        for (value, text) in [("calc", "'calc'"), ("it's", "'it''s'"), ("", "''"), ("1", "'1'")] {
            assert_eq!(powershell_text(value), text);
        }
    }

    proptest! {
        #[test]
        fn powershell_reads_back_the_value(value in "(\\PC|['\u{2018}-\u{201b}\"`$,]){0,20}") {
            prop_assert_eq!(read_powershell_word(&powershell(&value)), Some(value));
        }
    }
}
