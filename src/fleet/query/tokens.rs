//! A text as terms: where each begins and ends, whether it is turned round, its key and its values.
//!
//! Invariant: pure; the terms' ranges are in order, do not overlap, and hold everything but white space.

use std::ops::Range;

/// One term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it is in the text, in bytes.
    pub range: Range<usize>,
    /// A minus stands before it.
    pub is_negated: bool,
    /// What stands before the first colon, if that is outside of quotes.
    pub key: Option<String>,
    /// What stands behind it, between commas that are outside of quotes; for free text one value.
    pub values: Vec<String>,
}

/// The terms of a text. A quote that is not closed holds the rest together.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut reading = Reading::default();
    for (place, character) in text.char_indices() {
        if character.is_whitespace() && !reading.is_quoted {
            tokens.extend(reading.end(place));
        } else {
            reading.take(place, character);
        }
    }
    tokens.extend(reading.end(text.len()));
    tokens
}

/// The term that is being read.
#[derive(Default)]
struct Reading {
    start: Option<usize>,
    is_negated: bool,
    is_quoted: bool,
    key: Option<String>,
    values: Vec<String>,
    part: String,
}

impl Reading {
    fn take(&mut self, place: usize, character: char) {
        let is_first = self.start.is_none();
        self.start.get_or_insert(place);
        match character {
            '"' => self.is_quoted = !self.is_quoted,
            _ if self.is_quoted => self.part.push(character),
            '-' if is_first => self.is_negated = true,
            ':' if self.key.is_none() && !self.part.is_empty() => self.key = Some(std::mem::take(&mut self.part)),
            ',' if self.key.is_some() => self.values.push(std::mem::take(&mut self.part)),
            _ => self.part.push(character),
        }
    }

    fn end(&mut self, place: usize) -> Option<Token> {
        let mut read = std::mem::take(self);
        let range = read.start?..place;
        read.values.push(read.part);
        if read.key.is_none() && read.values.iter().all(String::is_empty) {
            if !read.is_negated {
                // Quotes with nothing in them.
                return None;
            }
            // A minus alone is a text, too.
            return Some(Token { range, is_negated: false, key: None, values: vec!["-".to_owned()] });
        }
        Some(Token { range, is_negated: read.is_negated, key: read.key, values: read.values })
    }
}
