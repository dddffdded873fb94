//! Versions of runner applications: numbers with dots between them.

use std::cmp::Ordering;

/// What is asked of a version.
#[derive(Clone, Debug)]
pub struct VersionTest {
    wanted: Vec<Ordering>,
    /// The numbers that were given: further ones of a runner are not looked at.
    numbers: Vec<u64>,
}

impl VersionTest {
    /// Reads `2.329`, `<2.329.1`, `>=2`; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let (wanted, rest) = if let Some(rest) = text.strip_prefix("<=") {
            (vec![Ordering::Less, Ordering::Equal], rest)
        } else if let Some(rest) = text.strip_prefix(">=") {
            (vec![Ordering::Greater, Ordering::Equal], rest)
        } else if let Some(rest) = text.strip_prefix('<') {
            (vec![Ordering::Less], rest)
        } else if let Some(rest) = text.strip_prefix('>') {
            (vec![Ordering::Greater], rest)
        } else {
            (vec![Ordering::Equal], text.strip_prefix('=').unwrap_or(text))
        };
        Some(Self { wanted, numbers: numbers(rest)? })
    }

    /// Whether a runner's version is as asked; one that is no version never is.
    pub fn matches(&self, version: &str) -> bool {
        let Some(mut known) = numbers(version.split(['-', '+']).next().unwrap_or_default()) else { return false };
        known.resize(self.numbers.len(), 0);
        self.wanted.contains(&known.cmp(&self.numbers))
    }
}

fn numbers(text: &str) -> Option<Vec<u64>> {
    text.split('.').map(super::number).collect()
}

#[cfg(test)]
mod tests {
    use super::VersionTest;

    #[test]
    fn only_the_numbers_that_were_given_count() {
        let table = [
            ("2.329", "2.329.0", true),
            ("2.329", "2.329.7", true),
            ("2.329", "2.32.9", false),
            ("<2.329", "2.328.9", true),
            ("<2.329", "2.329.9", false),
            ("<=2.329", "2.329.9", true),
            (">2.329", "2.329.9", false),
            (">2.329", "2.330.0", true),
            (">=2.329.1", "2.329", false),
            ("=2.329.1", "2.329.1", true),
            ("<3", "2.329.1-beta", true),
            ("<3", "unknown", false),
        ];
        for (asked, known, fits) in table {
            assert_eq!(VersionTest::parse(asked).is_some_and(|test| test.matches(known)), fits, "{asked} {known}");
        }
        for nonsense in ["", "<", "x", "2..3", "2.x", "<<2", "+2"] {
            assert!(VersionTest::parse(nonsense).is_none(), "{nonsense}");
        }
    }
}
