//! The order in which people expect names: numbers by value, everything else by letter.
//!
//! Invariant: no allocation; a total preorder (texts that differ in leading zeros only are equal: break the tie elsewhere).

use std::cmp::Ordering;

/// Compares two texts that are already in one case: `runner-2` before `runner-10`.
pub fn natural(one: &str, other: &str) -> Ordering {
    // Names of one fleet mostly begin alike. A number that does counts from its first digit.
    let same = one.bytes().zip(other.bytes()).take_while(|(one, other)| one == other).count();
    let number = one.as_bytes()[..same].iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let (mut one, mut other) = (&one.as_bytes()[same - number..], &other.as_bytes()[same - number..]);
    loop {
        match (one, other) {
            ([], []) => return Ordering::Equal,
            ([], _) => return Ordering::Less,
            (_, []) => return Ordering::Greater,
            ([a, ..], [b, ..]) if a.is_ascii_digit() && b.is_ascii_digit() => {
                let (first, second);
                (first, one) = split_number(one);
                (second, other) = split_number(other);
                // Without leading zeros the longer number is the larger.
                match first.len().cmp(&second.len()).then_with(|| first.cmp(second)) {
                    Ordering::Equal => {}
                    decided => return decided,
                }
            }
            ([a, rest_of_one @ ..], [b, rest_of_other @ ..]) => {
                if a != b {
                    return a.cmp(b);
                }
                (one, other) = (rest_of_one, rest_of_other);
            }
        }
    }
}

/// The digits at the beginning, without leading zeros, and what is after them.
fn split_number(text: &[u8]) -> (&[u8], &[u8]) {
    let end = text.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(text.len());
    let (number, rest) = text.split_at(end);
    let zeros = number.iter().position(|byte| *byte != b'0').unwrap_or(number.len());
    (&number[zeros..], rest)
}

#[cfg(test)]
mod tests {
    use super::natural;
    use proptest::prelude::*;
    use std::cmp::Ordering;

    #[test]
    fn numbers_count_by_value() {
        let sorted = ["", "10", "a", "a-2", "a-10", "a-10-b", "a2b1", "a2b10", "a10b1", "b", "ä"];
        for (place, one) in sorted.iter().enumerate() {
            for (other_place, other) in sorted.iter().enumerate() {
                assert_eq!(natural(one, other), place.cmp(&other_place), "{one} {other}");
            }
        }
        assert_eq!(natural("a007", "a7"), Ordering::Equal);
        assert_eq!(natural("a0", "a00"), Ordering::Equal);
        assert_eq!(natural("a99999999999999999999999", "a100000000000000000000000"), Ordering::Less);
    }

    proptest! {
        #[test]
        fn numbers_of_any_size(one in any::<u64>(), other in any::<u64>()) {
            prop_assert_eq!(natural(&one.to_string(), &other.to_string()), one.cmp(&other));
        }

        #[test]
        fn it_is_an_order(one in "[a0-2é]{0,6}", two in "[a0-2é]{0,6}", three in "[a0-2é]{0,6}") {
            prop_assert_eq!(natural(&one, &two), natural(&two, &one).reverse());
            if natural(&one, &two).is_le() && natural(&two, &three).is_le() {
                prop_assert!(natural(&one, &three).is_le());
            }
        }
    }
}
