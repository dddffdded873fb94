//! Texts with `*` for anything in them, compared without regard to case.

use crate::lower_case::lower_case;

/// A text to compare others with as a whole.
#[derive(Clone, Debug)]
pub struct Wildcard {
    /// What stands between the stars, in lower case: one part where there is no star.
    parts: Vec<Box<str>>,
}

impl Wildcard {
    /// Reads a pattern.
    pub fn new(pattern: &str) -> Self {
        Self { parts: lower_case(pattern).split('*').map(Into::into).collect() }
    }

    /// Whether the whole text is as the pattern says.
    pub fn matches(&self, text: &str) -> bool {
        let lower;
        let text = if text.bytes().any(|byte| byte.is_ascii_uppercase() || !byte.is_ascii()) {
            lower = lower_case(text);
            &lower
        } else {
            text
        };
        let [first, middle @ .., last] = &*self.parts else {
            return self.parts.first().is_none_or(|only| **only == *text);
        };
        let Some(rest) = text.strip_prefix(&**first).and_then(|rest| rest.strip_suffix(&**last)) else { return false };
        let mut rest = rest;
        for part in middle {
            let Some(place) = rest.find(&**part) else { return false };
            rest = &rest[place + part.len()..];
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::Wildcard;
    use proptest::prelude::*;

    #[test]
    fn stars_stand_for_anything() {
        let table = [
            ("ci-*", "CI-17", true),
            ("ci-*", "ci-", true),
            ("ci-*", "xci-1", false),
            ("*gpu", "linux-gpu", true),
            ("*gpu*", "a-gpu-b", true),
            ("a*b*c", "a-b-b-c", true),
            ("a*a", "a", false),
            ("*", "", true),
            ("", "", true),
            ("", "a", false),
            ("GPU", "gpu", true),
            ("gpu", "gpu-1", false),
            ("ünï*", "ÜNÏ-1", true),
        ];
        for (pattern, text, fits) in table {
            assert_eq!(Wildcard::new(pattern).matches(text), fits, "{pattern} {text}");
        }
    }

    proptest! {
        #[test]
        fn a_pattern_made_of_a_text_fits_it(parts in prop::collection::vec("[a-zA-Z0-9.-]{0,6}", 1..6)) {
            prop_assert!(Wildcard::new(&parts.join("*")).matches(&parts.join("anything")));
            prop_assert!(Wildcard::new(&parts.join("*")).matches(&parts.concat()));
        }
    }
}
