//! Names for several machines, counted from a pattern: `ci-{01}` is `ci-01`, `ci-02` and so on.
//!
//! Invariant: the number in braces is the first one, and its digits are the least that each number has; so what is typed
//! is the first name but for the braces.

/// The most machines at once. GitHub takes 1,500 registrations of a scope in five minutes (github-api.md section 4).
pub const MOST_MACHINES: u32 = 1_000;

/// The longest number in a pattern, in digits.
const MOST_DIGITS: usize = 6;

/// A pattern with how many names are made of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbered {
    pub(super) before: String,
    pub(super) after: String,
    pub(super) first: u32,
    pub(super) digits: usize,
    pub(super) count: u32,
}

impl Numbered {
    /// Reads a pattern: a text with one number in braces; `{n}` is `{1}`.
    pub fn parse(pattern: &str, count: u32) -> Option<Self> {
        let (before, rest) = pattern.split_once('{')?;
        let (number, after) = rest.split_once('}')?;
        let number = if number == "n" { "1" } else { number };
        let fits = (1..=MOST_DIGITS).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
        if !fits || after.contains(['{', '}']) || before.contains('}') {
            return None;
        }
        let first = number.parse().ok()?;
        Some(Self { before: before.to_owned(), after: after.to_owned(), first, digits: number.len(), count })
    }

    /// The name of the machine in this place, from 0.
    pub fn name(&self, place: u32) -> String {
        let number = self.first.saturating_add(place).to_string();
        let zeros = "0".repeat(self.digits.saturating_sub(number.len()));
        [&self.before, zeros.as_str(), &number, &self.after].concat()
    }

    /// How many names there are.
    pub fn count(&self) -> u32 {
        self.count
    }

    /// The number of the last one.
    pub(super) fn last(&self) -> u32 {
        self.first.saturating_add(self.count.saturating_sub(1))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::Numbered;
    use proptest::prelude::*;

    #[test]
    fn the_number_in_braces_is_where_counting_begins_and_how_wide() {
        let table = [
            ("ci-{01}", ["ci-01", "ci-02", "ci-12"]),
            ("ci-{1}", ["ci-1", "ci-2", "ci-12"]),
            ("{n}", ["1", "2", "12"]),
            ("gpu{098}.eu", ["gpu098.eu", "gpu099.eu", "gpu109.eu"]),
            ("a{0} b", ["a0 b", "a1 b", "a11 b"]),
        ];
        for (pattern, names) in table {
            let numbered = Numbered::parse(pattern, 12).unwrap();
            assert_eq!([0, 1, 11].map(|place| numbered.name(place)), names, "{pattern}");
        }
    }

    #[test]
    fn what_is_not_one_number_in_braces_is_no_pattern() {
        for pattern in ["", "ci", "ci-{}", "ci-{x}", "ci-{-1}", "{1}{2}", "}{1}", "{{1}}", "{1234567}", "{ 1}", "{1"] {
            assert_eq!(Numbered::parse(pattern, 2), None, "{pattern}");
        }
    }

    proptest! {
        #[test]
        fn no_two_names_are_the_same(before in "[a-z0-9-]{0,4}", number in "[0-9]{1,6}", count in 1_u32..200) {
            let numbered = Numbered::parse(&format!("{before}{{{number}}}"), count).unwrap();
            prop_assert_eq!(numbered.name(0), format!("{before}{number}"));
            let names: std::collections::HashSet<String> = (0..count).map(|place| numbered.name(place)).collect();
            prop_assert_eq!(names.len(), count as usize);
        }
    }
}
