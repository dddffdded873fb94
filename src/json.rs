//! JSON read from its text, value by value: each type of an answer takes what it knows and passes over the rest.
//!
//! A general library would bring numbers of all kinds, messages for every mistake and a copy of its code for each type:
//! 10 KB in the page. `json/tests.rs` compares this reader with such a library, text by text.
//!
//! Invariant: takes what RFC 8259 calls JSON, and nothing else; no text makes it panic; a whole number never passes through
//! a floating-point one. Nesting ends at [`DEEPEST`]. Of a name that comes twice the last value counts, as in a browser.

mod text;
mod values;

use std::borrow::Cow;

/// Values inside values inside values: deeper ones are refused, so that no text uses up the stack.
const DEEPEST: u8 = 127;

/// The text is no JSON, or another value than the one that was promised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unexpected;

/// A type that can be read out of JSON.
pub trait FromJson: Sized {
    /// Reads the value that comes next, to its end.
    ///
    /// # Errors
    /// Another value than the type needs.
    fn from_json(json: &mut Reader<'_>) -> Result<Self, Unexpected>;
}

/// Reads a text that is one value and nothing else.
///
/// # Errors
/// No JSON, or another value than the type needs.
pub fn read<T: FromJson>(text: &str) -> Result<T, Unexpected> {
    let mut reader = Reader::new(text);
    let value = reader.value()?;
    reader.end()?;
    Ok(value)
}

/// True where the text is one value of any kind.
pub fn is_json(text: &str) -> bool {
    let mut reader = Reader::new(text);
    reader.skip().and_then(|()| reader.end()).is_ok()
}

/// How far a text was read.
#[derive(Debug)]
pub struct Reader<'a> {
    text: &'a str,
    /// The byte to be read next.
    at: usize,
    depth: u8,
}

impl<'a> Reader<'a> {
    /// At the beginning of a text.
    pub fn new(text: &'a str) -> Self {
        Self { text, at: 0, depth: 0 }
    }

    /// Line and column (in bytes) of what is to be read next, counted from 1: after an error, of what was not expected.
    pub fn place(&self) -> (usize, usize) {
        let before = &self.text.as_bytes()[..self.at.min(self.text.len())];
        let mut lines = before.split(|byte| *byte == b'\n');
        (lines.clone().count(), lines.next_back().map_or(0, <[u8]>::len) + 1)
    }

    /// The first byte of the next value, which tells its kind; 0 at the end.
    pub fn peek(&mut self) -> u8 {
        while matches!(self.here(), b' ' | b'\n' | b'\t' | b'\r') {
            self.at += 1;
        }
        self.here()
    }

    /// The next value, as a type.
    ///
    /// # Errors
    /// Another value than the type needs.
    pub fn value<T: FromJson>(&mut self) -> Result<T, Unexpected> {
        T::from_json(self)
    }

    /// The next value, where null is as good as none.
    ///
    /// # Errors
    /// Another value than the type needs.
    pub fn value_or_default<T: FromJson + Default>(&mut self) -> Result<T, Unexpected> {
        Ok(self.value::<Option<T>>()?.unwrap_or_default())
    }

    /// An object: `each` gets every name and must read the value that belongs to it.
    ///
    /// # Errors
    /// No object, or an error of `each`.
    pub fn object(
        &mut self,
        each: &mut dyn FnMut(&str, &mut Self) -> Result<(), Unexpected>,
    ) -> Result<(), Unexpected> {
        self.enclosed(b'{', b'}', &mut |json| {
            json.peek();
            let name = text::take(json)?;
            json.expect(b':')?;
            each(&name, json)
        })
    }

    /// An object of which only one text is wanted.
    ///
    /// # Errors
    /// No object, or one without this text.
    pub fn only_text(&mut self, name: &str) -> Result<String, Unexpected> {
        let mut text = None;
        self.object(&mut |field, json| {
            if field == name {
                text = Some(json.value()?);
                Ok(())
            } else {
                json.skip()
            }
        })?;
        text.ok_or(Unexpected)
    }

    /// A text, or null. Copied only where it has escapes.
    ///
    /// # Errors
    /// Something else.
    pub fn text_or_null(&mut self) -> Result<Option<Cow<'a, str>>, Unexpected> {
        if self.peek() == b'n' { self.word("null").map(|()| None) } else { text::take(self).map(Some) }
    }

    /// A list: `each` must read one element.
    ///
    /// # Errors
    /// No list, or an error of `each`.
    pub fn list(&mut self, each: &mut dyn FnMut(&mut Self) -> Result<(), Unexpected>) -> Result<(), Unexpected> {
        self.enclosed(b'[', b']', each)
    }

    /// A number, whole and not below zero where that is what it is; `None` for all others.
    ///
    /// # Errors
    /// No number.
    pub fn number(&mut self) -> Result<Option<u64>, Unexpected> {
        self.peek();
        let negative = self.take(b'-');
        let begins_with_zero = self.here() == b'0';
        let from = self.at;
        let mut whole = Some(0);
        self.digits(&mut |digit| {
            whole = whole.and_then(|whole: u64| whole.checked_mul(10)?.checked_add(u64::from(digit)));
        })?;
        if begins_with_zero && self.at > from + 1 {
            return Err(Unexpected);
        }
        let mut is_whole = !negative;
        if self.take(b'.') {
            is_whole = false;
            self.digits(&mut |_| ())?;
        }
        if self.take(b'e') || self.take(b'E') {
            is_whole = false;
            let _sign = self.take(b'+') || self.take(b'-');
            self.digits(&mut |_| ())?;
        }
        Ok(whole.filter(|_| is_whole))
    }

    /// Passes over the next value, whatever it is.
    ///
    /// # Errors
    /// No JSON.
    pub fn skip(&mut self) -> Result<(), Unexpected> {
        match self.peek() {
            b'{' => self.object(&mut |_, json| json.skip()),
            b'[' => self.list(&mut Self::skip),
            b'"' => text::pass_over(self),
            b't' => self.word("true"),
            b'f' => self.word("false"),
            b'n' => self.word("null"),
            _ => self.number().map(|_| ()),
        }
    }

    /// Nothing more comes.
    ///
    /// # Errors
    /// Something does.
    pub fn end(&mut self) -> Result<(), Unexpected> {
        self.peek();
        if self.at == self.text.len() { Ok(()) } else { Err(Unexpected) }
    }

    /// The byte to be read next; 0 at the end, which is nothing in JSON either.
    fn here(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    fn take(&mut self, byte: u8) -> bool {
        let is_here = self.here() == byte;
        self.at += usize::from(is_here);
        is_here
    }

    fn expect(&mut self, byte: u8) -> Result<(), Unexpected> {
        if self.peek() == byte {
            self.at += 1;
            Ok(())
        } else {
            Err(Unexpected)
        }
    }

    fn word(&mut self, word: &str) -> Result<(), Unexpected> {
        word.bytes().all(|byte| self.take(byte)).then_some(()).ok_or(Unexpected)
    }

    /// At least one digit.
    fn digits(&mut self, each: &mut dyn FnMut(u8)) -> Result<(), Unexpected> {
        let from = self.at;
        while self.here().is_ascii_digit() {
            each(self.here() - b'0');
            self.at += 1;
        }
        if self.at > from { Ok(()) } else { Err(Unexpected) }
    }

    /// What objects and lists have in common: two brackets, and commas between.
    fn enclosed(
        &mut self,
        open: u8,
        close: u8,
        each: &mut dyn FnMut(&mut Self) -> Result<(), Unexpected>,
    ) -> Result<(), Unexpected> {
        self.expect(open)?;
        if self.depth == DEEPEST {
            return Err(Unexpected);
        }
        self.depth += 1;
        if self.peek() != close {
            each(self)?;
            while self.peek() == b',' {
                self.at += 1;
                each(self)?;
            }
        }
        self.depth -= 1;
        self.expect(close)
    }
}

#[cfg(test)]
pub(crate) mod tests;
