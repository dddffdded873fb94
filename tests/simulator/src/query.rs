//! Query strings and forms (`application/x-www-form-urlencoded`), and percent-decoding of paths.
//!
//! Invariant: decoding never fails; what is not valid stays as it came.

/// Decoded pairs, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pairs(Vec<(String, String)>);

impl Pairs {
    /// Decodes `a=1&b=2`.
    pub fn parse(text: &str) -> Self {
        let pairs = text.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decode(&key.replace('+', " ")), decode(&value.replace('+', " ")))
        });
        Self(pairs.collect())
    }

    /// The first value of a key.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }

    /// The first value of a key, or nothing.
    pub fn text(&self, key: &str) -> &str {
        self.get(key).unwrap_or("")
    }

    /// A key with the value `true`.
    pub fn is_true(&self, key: &str) -> bool {
        self.get(key) == Some("true")
    }

    /// The pairs whose key is none of `keys`.
    pub fn without(&self, keys: &[&str]) -> impl Iterator<Item = (&str, &str)> {
        let keys: Vec<String> = keys.iter().map(|&key| key.to_owned()).collect();
        self.0.iter().filter(move |(name, _)| !keys.contains(name)).map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

/// Percent-decodes; a broken escape stays as it is, bytes that are not UTF-8 are replaced.
pub fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        // `from_str_radix` alone would take a sign.
        let hex = text.get(at + 1..at + 3).filter(|hex| byte == b'%' && hex.bytes().all(|b| b.is_ascii_hexdigit()));
        if let Some(decoded) = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            out.push(decoded);
            at += 3;
        } else {
            out.push(byte);
            at += 1;
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Percent-encodes everything but unreserved characters.
pub fn encode(text: &str) -> String {
    use std::fmt::Write;
    text.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing into a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::{Pairs, decode, encode};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_was_encoded_comes_back(text in any::<String>()) {
            prop_assert_eq!(decode(&encode(&text)), text.clone());
            let query = Pairs::parse(&format!("a={}&b=2", encode(&text)));
            prop_assert_eq!(query.text("a"), text.as_str());
        }

        #[test]
        fn any_text_is_decoded_without_a_panic(text in any::<String>()) {
            let _ = Pairs::parse(&text);
            let _ = decode(&text);
        }
    }
}
