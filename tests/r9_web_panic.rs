//! Bar R9: should the console ever panic, the token is wiped and the page says so.
//!
//! The panic is a real one: it happens in a function that the browser calls, as those of buttons and timers are, so that
//! the trap ends that function and not the test. A file of its own, because nothing may run here after it.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used)]

use js_sys::Function;
use runner_console::github::{AccessToken, Host, Scope, ScopeKind};
use runner_console::session::{Keep, Session, add_recent, remember};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn r9_a_panic_wipes_the_token_and_says_so_without_the_panic_s_words() -> Result<(), String> {
    let window = web_sys::window().unwrap();
    let body = window.document().unwrap().body().unwrap();
    let storage = window.session_storage().unwrap().unwrap();
    // The test's own report is in this page, and a panic replaces all of it.
    let report = window.document().unwrap().create_document_fragment();
    while let Some(child) = body.first_child() {
        report.append_child(&child).unwrap();
    }
    let host = Host::parse("ghe.corp.example").unwrap();
    let token = AccessToken::parse("ghp_canary_of_a_panic").unwrap();
    add_recent(&host, &Scope::parse(ScopeKind::Organization, "octo-org").unwrap());
    remember(&Session { host, token }, Keep::Session);
    assert!(storage.length().unwrap() >= 2);

    // A page without the console's place: only what catches panics is set up.
    runner_console::start();
    let panicking = Closure::<dyn Fn()>::new(|| panic!("a message with ghp_canary_of_a_panic in it"));
    let call = Function::new_with_args(
        "panicking",
        "const error = console.error, logged = [];
         console.error = (...all) => logged.push(all.join(' '));
         try { panicking(); return 'it went on'; }
         catch (trap) { return trap.constructor.name + ': ' + logged.join('; '); }
         finally { console.error = error; }",
    );
    let outcome = call.call1(&JsValue::NULL, panicking.as_ref().unchecked_ref()).unwrap();
    let alert = window.document().unwrap().query_selector("main > [role=alert]").unwrap();
    let said = alert.and_then(|alert| alert.text_content()).unwrap_or_default();
    body.set_text_content(None);
    body.append_child(&report).unwrap();
    let outcome = outcome.as_string().unwrap_or_default();
    let left = storage.length().unwrap();
    // No assertion from here on: the next panic would wipe the report, and the hook cannot be taken back after a panic.
    let all_is_well = outcome.starts_with("RuntimeError: runner-console: panic at tests/r9_web_panic.rs:")
        && !outcome.contains("canary")
        && said == runner_console::i18n::site().crashed
        && left == 0;
    if all_is_well { Ok(()) } else { Err(format!("{outcome}; {said}; {left} things still stored")) }
}
