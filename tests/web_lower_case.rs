//! In the browser, lower case comes from its tables: they have to agree with the ones of the tests' machine.
#![cfg(target_arch = "wasm32")]

use runner_console::lower_case::lower_case;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn letters_are_as_in_the_standard_library() {
    // Latin, Greek, Cyrillic and Armenian: what has capitals and is older than either table.
    for letter in '\u{0}'..='\u{58f}' {
        let name = ["Box-", letter.encode_utf8(&mut [0; 4]), "1"].concat();
        assert_eq!(lower_case(&name), name.to_lowercase(), "U+{:04X}", u32::from(letter));
    }
    assert_eq!(lower_case("ΟΔΟΣ 実行機 🦀"), "οδος 実行機 🦀");
}
