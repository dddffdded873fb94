//! Query strings as forms write them (`application/x-www-form-urlencoded`).
//!
//! Invariant: pure; reading never fails: what is no code is itself, what is no UTF-8 becomes U+FFFD.

/// The pairs of a query string, decoded, with or without its `?`.
pub(super) fn pairs(query: &str) -> impl Iterator<Item = (String, String)> {
    let query = query.strip_prefix('?').unwrap_or(query);
    query.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        (decode(name), decode(value))
    })
}

/// Adds a pair, after a `?` or `&` as is right; `name` must need no coding.
pub(super) fn push_pair(query: &mut String, name: &str, value: &str) {
    query.push(if query.is_empty() { '?' } else { '&' });
    query.push_str(name);
    query.push('=');
    for byte in value.bytes() {
        match byte {
            b' ' => query.push('+'),
            // RFC 3986 lets a query hold `/` and `:` as they are: `octo-org/octo-repo` stays readable.
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' | b':' => {
                query.push(char::from(byte));
            }
            _ => {
                query.push('%');
                query.push(hex_digit(byte >> 4));
                query.push(hex_digit(byte & 0xf));
            }
        }
    }
}

fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        match (first, after) {
            (b'+', _) => bytes.push(b' '),
            (b'%', [high, low, behind @ ..]) if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                bytes.push(hex_value(*high) << 4 | hex_value(*low));
                rest = behind;
            }
            _ => bytes.push(*first),
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

fn hex_digit(value: u8) -> char {
    char::from(if value < 10 { b'0' + value } else { b'A' + value - 10 })
}

fn hex_value(digit: u8) -> u8 {
    match digit {
        b'0'..=b'9' => digit - b'0',
        _ => (digit | 0x20) - b'a' + 10,
    }
}

#[cfg(test)]
mod tests {
    use super::{decode, pairs};

    #[test]
    fn what_is_no_code_is_itself() {
        let table = [
            ("a+b", "a b"),
            ("%41%4a%4A", "AJJ"),
            ("%", "%"),
            ("%4", "%4"),
            ("%zz%2", "%zz%2"),
            ("%+41", "% 41"),
            ("%C3%A9", "é"),
            ("%C3", "\u{fffd}"),
            ("%2525", "%25"),
        ];
        for (coded, plain) in table {
            assert_eq!(decode(coded), plain, "{coded}");
        }
    }

    #[test]
    fn pairs_without_a_value_are_pairs() {
        let read: Vec<_> = pairs("?a=1&&b&=c&d=e=f").collect();
        let expected = [("a", "1"), ("b", ""), ("", "c"), ("d", "e=f")];
        assert_eq!(read, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
    }
}
