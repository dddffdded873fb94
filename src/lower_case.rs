//! Text in lower case: one way for whoever searches, sorts or compares without regard to capitals.
//!
//! Invariant: pure. The tables of all letters are the browser's own: the standard library's would weigh 3 KB in the page.
//! Both follow Unicode's default case conversion, a final sigma included.

/// The text in lower case.
pub fn lower_case(text: &str) -> String {
    // Nearly all names are of these: nothing to ask for.
    if text.is_ascii() { text.to_ascii_lowercase() } else { with_tables(text) }
}

#[cfg(target_arch = "wasm32")]
fn with_tables(text: &str) -> String {
    js_sys::JsString::from(text).to_lower_case().into()
}

#[cfg(not(target_arch = "wasm32"))]
fn with_tables(text: &str) -> String {
    text.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::lower_case;

    #[test]
    fn letters_of_all_kinds() {
        for (text, lower) in [("", ""), ("GPU-Box_3", "gpu-box_3"), ("ÜNÏ Σ ΟΔΟΣ", "ünï σ οδος"), ("İ", "i\u{307}")]
        {
            assert_eq!(lower_case(text), lower);
        }
    }
}
