//! Whole numbers as people write them: `10,000` in English, `10.000` in Spanish.
//!
//! The browser's own `Intl` does the same, and takes a twentieth of a second for its first number while the first rows wait.
//! `tests/web_grouped.rs` compares the two.
//!
//! Invariant: as `Intl` writes them for the bare language.

/// How a language marks every third digit.
struct Marks {
    mark: char,
    /// Numbers with fewer digits have none.
    from_digits: usize,
}

/// A number in the language of this tag (`en`, `es`).
pub fn format_number(number: usize, tag: &str) -> String {
    let marks = match tag {
        // Four digits are read at a glance: so the academy, and so the CLDR (`minimumGroupingDigits`).
        "es" => Marks { mark: '.', from_digits: 5 },
        _ => Marks { mark: ',', from_digits: 4 },
    };
    let digits = number.to_string();
    if digits.len() < marks.from_digits {
        return digits;
    }
    let mut marked = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            marked.push(marks.mark);
        }
        marked.push(digit);
    }
    marked
}

#[cfg(test)]
mod tests {
    use super::format_number;

    #[test]
    fn thousands_are_marked() {
        for (number, shown) in [(0, "0"), (999, "999"), (1_000, "1,000"), (10_000, "10,000"), (1_234_567, "1,234,567")]
        {
            assert_eq!(format_number(number, "en"), shown);
        }
        for (number, shown) in [(999, "999"), (9_999, "9999"), (10_000, "10.000"), (1_234_567, "1.234.567")] {
            assert_eq!(format_number(number, "es"), shown);
        }
    }
}
