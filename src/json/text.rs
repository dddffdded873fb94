//! The texts in JSON: what stands between two quotes, with its escapes.
//!
//! Invariant: what is taken is UTF-8, and so it is no half of a surrogate pair. Of what is only passed over nobody asks that.

use super::{Reader, Unexpected};
use std::borrow::Cow;

/// Reads the text that begins here. One without escapes, which most are, is not copied.
pub(super) fn take<'a>(json: &mut Reader<'a>) -> Result<Cow<'a, str>, Unexpected> {
    let mut unescaped = String::new();
    json.expect(b'"')?;
    loop {
        let part = up_to_what_is_special(json)?;
        if json.take(b'"') {
            return Ok(if unescaped.is_empty() { Cow::Borrowed(part) } else { Cow::Owned(unescaped + part) });
        }
        unescaped.push_str(part);
        unescaped.push(escape(json, true)?);
    }
}

/// Passes over the text that begins here.
pub(super) fn pass_over(json: &mut Reader<'_>) -> Result<(), Unexpected> {
    json.expect(b'"')?;
    loop {
        up_to_what_is_special(json)?;
        if json.take(b'"') {
            return Ok(());
        }
        escape(json, false)?;
    }
}

/// What comes before the next quote, backslash or character that no text may have.
fn up_to_what_is_special<'a>(json: &mut Reader<'a>) -> Result<&'a str, Unexpected> {
    let from = json.at;
    while !matches!(json.here(), 0..0x20 | b'"' | b'\\') {
        json.at += 1;
    }
    json.text.get(from..json.at).ok_or(Unexpected)
}

/// A backslash and what comes after it.
fn escape(json: &mut Reader<'_>, whole: bool) -> Result<char, Unexpected> {
    if !json.take(b'\\') {
        return Err(Unexpected);
    }
    let letter = json.here();
    json.at += 1;
    Ok(match letter {
        b'"' | b'\\' | b'/' => char::from(letter),
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => {
            let unit = four_digits(json)?;
            if !whole {
                return Ok(' ');
            }
            let code = if matches!(unit, 0xd800..0xdc00) && json.take(b'\\') && json.take(b'u') {
                let low = four_digits(json)?;
                let low = if matches!(low, 0xdc00..0xe000) { low - 0xdc00 } else { return Err(Unexpected) };
                0x1_0000 + ((unit - 0xd800) << 10) + low
            } else {
                unit
            };
            // Half a pair is no character.
            char::from_u32(code).ok_or(Unexpected)?
        }
        _ => return Err(Unexpected),
    })
}

fn four_digits(json: &mut Reader<'_>) -> Result<u32, Unexpected> {
    let mut value = 0;
    for _ in 0..4 {
        let digit = char::from(json.here()).to_digit(16).ok_or(Unexpected)?;
        value = value * 16 + digit;
        json.at += 1;
    }
    Ok(value)
}
