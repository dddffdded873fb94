//! Going to a row by typing how its name begins, as in the lists of every desktop (ARIA APG, "type-ahead").
//!
//! Invariant: pure; keys and their times in, a row out.

/// A pause that ends a text, in milliseconds.
const PAUSE: f64 = 1_000.0;

/// What was typed so far.
#[derive(Debug, Default)]
pub(super) struct TypeAhead {
    typed: String,
    last: f64,
}

impl TypeAhead {
    /// Takes a key of the keyboard and when it was pressed, in milliseconds. Returns how the name begins that is looked
    /// for, and how far below the active row the search begins; nothing for a key that types nothing.
    pub(super) fn take(&mut self, key: &str, now: f64) -> Option<(&str, usize)> {
        let mut characters = key.chars();
        // Other keys have names of several letters. Space presses the control that has the focus.
        let first = characters.next().filter(|first| *first != ' ')?;
        if characters.next().is_some() {
            return None;
        }
        if now - self.last >= PAUSE {
            self.typed.clear();
        }
        self.last = now;
        self.typed.push(first);
        // The same letter again and again goes from one row to the next.
        let is_one = self.typed.chars().all(|other| other.eq_ignore_ascii_case(&first));
        // A longer text may still be that of the active row.
        Some(if is_one { (&self.typed[..first.len_utf8()], 1) } else { (&self.typed, 0) })
    }
}

/// The first of `count` rows that fits, from one of them on and around.
pub(super) fn next_around(count: usize, from: usize, fits: impl Fn(usize) -> bool) -> Option<usize> {
    (0..count).map(|step| (from + step) % count).find(|index| fits(*index))
}

#[cfg(test)]
mod tests {
    use super::{TypeAhead, next_around};
    use proptest::prelude::*;

    /// What the keys, one each 200 ms, look for in the end.
    fn after(keys: &str) -> Option<(String, usize)> {
        let mut ahead = TypeAhead::default();
        let mut found = None;
        for (index, key) in (0_u32..).zip(keys.chars()) {
            let now = 5_000.0 + f64::from(index) * 200.0;
            found = ahead.take(&key.to_string(), now).map(|(text, skip)| (text.to_owned(), skip));
        }
        found
    }

    #[test]
    fn letters_make_a_text_and_one_letter_alone_steps() {
        for (keys, text, skip) in [
            ("l", "l", 1),
            ("li", "li", 0),
            ("LL", "L", 1),
            ("lLl", "l", 1),
            ("llx", "llx", 0),
            ("éé", "é", 1),
            ("-7", "-7", 0),
        ] {
            assert_eq!(after(keys), Some((text.to_owned(), skip)), "{keys}");
        }
    }

    #[test]
    fn a_pause_begins_a_new_text() {
        let mut ahead = TypeAhead::default();
        assert_eq!(ahead.take("a", 1.0), Some(("a", 1)));
        assert_eq!(ahead.take("b", 1_000.0), Some(("ab", 0)));
        assert_eq!(ahead.take("c", 2_000.0), Some(("c", 1)));
    }

    #[test]
    fn keys_that_type_nothing_are_not_part_of_a_text() {
        let mut ahead = TypeAhead::default();
        assert_eq!(ahead.take("a", 0.0), Some(("a", 1)));
        for key in ["", " ", "Enter", "F5", "Dead", "Process"] {
            assert_eq!(ahead.take(key, 10.0), None, "{key:?}");
        }
        assert_eq!(ahead.take("b", 20.0), Some(("ab", 0)));
    }

    proptest! {
        #[test]
        fn the_first_that_fits_is_found_from_the_active_row_on(
            rows in proptest::collection::vec(any::<bool>(), 0..30), from in 0..60_usize,
        ) {
            let found = next_around(rows.len(), from, |index| rows[index]);
            prop_assert_eq!(found.is_some(), rows.contains(&true));
            if let Some(found) = found {
                prop_assert!(rows[found]);
                let way = (found + rows.len() - from % rows.len()) % rows.len();
                prop_assert!((0..way).all(|step| !rows[(from + step) % rows.len()]));
            }
        }

        #[test]
        fn what_is_looked_for_is_how_the_typed_text_begins(keys in "[a-cA-Cä]{1,12}") {
            let (text, skip) = after(&keys).unwrap_or_default();
            prop_assert!(keys.starts_with(&text));
            prop_assert!(text == keys || text.chars().count() == 1);
            prop_assert_eq!(skip, usize::from(text.chars().count() == 1));
        }
    }
}
