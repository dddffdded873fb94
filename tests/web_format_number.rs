//! In the browser: numbers have their marks where the browser's own `Intl` puts them.
#![cfg(target_arch = "wasm32")]

use runner_console::format_number::format_number;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn numbers_are_as_the_browser_writes_them() {
    for tag in ["en", "es"] {
        for number in (0..12_000).step_by(7).chain([999, 1_000, 9_999, 10_000, 99_999, 100_000, 1_234_567]) {
            let browsers = js_sys::Number::from(f64::from(number)).to_locale_string(tag);
            assert_eq!(
                format_number(usize::try_from(number).unwrap_or_default(), tag),
                String::from(browsers),
                "{tag}"
            );
        }
    }
}
