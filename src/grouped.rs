//! Whole numbers as people write them: `10,000` in English, `10.000` in Spanish.
//!
//! Invariant: the browser's own `Intl` puts the marks where the language has them. Outside of a browser, in tests, every
//! third digit has a comma before it.

/// A number in the language of this tag (`en`, `es`).
pub fn grouped(number: usize, tag: &str) -> String {
    // No language marks these, and `Intl` takes its time at first.
    if number < 1_000 { number.to_string() } else { marked(number, tag) }
}

#[cfg(target_arch = "wasm32")]
fn marked(number: usize, tag: &str) -> String {
    #[allow(clippy::cast_precision_loss, reason = "no fleet has 2^53 runners")]
    let number = number as f64;
    js_sys::Number::from(number).to_locale_string(tag).into()
}

#[cfg(not(target_arch = "wasm32"))]
fn marked(number: usize, _: &str) -> String {
    let digits = number.to_string();
    let mut marked = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            marked.push(',');
        }
        marked.push(digit);
    }
    marked
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn thousands_are_marked() {
        for (number, shown) in [(0, "0"), (999, "999"), (1_000, "1,000"), (10_000, "10,000"), (1_234_567, "1,234,567")]
        {
            assert_eq!(grouped(number, "en"), shown);
        }
    }
}
