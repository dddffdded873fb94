//! The session in a real browser's session storage.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used)]

use runner_console::config::Times;
use runner_console::github::{AccessToken, Host, Scope, ScopeKind};
use runner_console::session::{
    Keep, Session, add_recent, forget_recents, keep_times, recents, remember, restore, sign_out, times,
};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn host(name: &str) -> Host {
    Host::parse(name).unwrap()
}

fn session(name: &str) -> Session {
    Session { host: host(name), token: AccessToken::parse("ghp_canary").unwrap() }
}

/// Everything in the tab's storages, as one text.
fn stored() -> String {
    let window = web_sys::window().unwrap();
    let storages = [window.session_storage().unwrap().unwrap(), window.local_storage().unwrap().unwrap()];
    let mut all = String::new();
    for storage in storages {
        for index in 0..storage.length().unwrap() {
            let key = storage.key(index).unwrap().unwrap();
            all.extend([key.as_str(), "=", &storage.get_item(&key).unwrap().unwrap(), "\n"]);
        }
    }
    all
}

#[wasm_bindgen_test]
fn a_reload_keeps_the_session_under_a_key_that_holds_the_host() {
    sign_out();
    remember(&session("ghe.corp.example:8443"), Keep::Session);
    assert_eq!(stored(), "runner-console/token/ghe.corp.example:8443=ghp_canary\n");
    assert_eq!(restore(None), Some(session("ghe.corp.example:8443")));
    assert_eq!(restore(Some(&host("GHE.corp.example:8443"))), Some(session("ghe.corp.example:8443")));
    sign_out();
}

#[wasm_bindgen_test]
fn a_link_to_another_host_does_not_get_this_host_s_token() {
    sign_out();
    remember(&session("ghe.corp.example"), Keep::Session);
    assert_eq!(restore(Some(&host("github.com"))), None);
    sign_out();
}

#[wasm_bindgen_test]
fn connecting_elsewhere_replaces_the_token() {
    sign_out();
    remember(&session("ghe.corp.example"), Keep::Session);
    remember(&session("github.com"), Keep::Session);
    assert_eq!(stored(), "runner-console/token/github.com=ghp_canary\n");
    sign_out();
}

#[wasm_bindgen_test]
fn a_token_for_memory_only_is_stored_nowhere() {
    sign_out();
    remember(&session("ghe.corp.example"), Keep::Session);
    remember(&session("ghe.corp.example"), Keep::Memory);
    assert!(!stored().contains("ghp_canary"));
    assert_eq!(restore(None), None);
}

#[wasm_bindgen_test]
fn when_a_session_was_used_is_kept_beside_its_token_and_nowhere_else() {
    sign_out();
    let (ghe, used) = (host("ghe.corp.example"), Times { since: 1, active: 2 });
    keep_times(&ghe, used);
    assert_eq!(stored(), "", "nothing is kept of a token in memory");
    remember(&session("ghe.corp.example"), Keep::Session);
    keep_times(&ghe, used);
    assert_eq!(times(&ghe), Some(used));
    remember(&session("ghe.corp.example"), Keep::Session);
    assert_eq!(times(&ghe), None, "a token that is typed again begins again");
    keep_times(&ghe, used);
    sign_out();
    assert_eq!(stored(), "");
}

#[wasm_bindgen_test]
fn signing_out_leaves_nothing_of_ours_and_everything_of_others() {
    let storage = web_sys::window().unwrap().session_storage().unwrap().unwrap();
    storage.set_item("another-page", "kept").unwrap();
    remember(&session("ghe.corp.example"), Keep::Session);
    add_recent(&host("ghe.corp.example"), &Scope::parse(ScopeKind::Organization, "octo-org").unwrap());
    sign_out();
    assert_eq!(stored(), "another-page=kept\n");
    storage.remove_item("another-page").unwrap();
}

#[wasm_bindgen_test]
fn a_damaged_storage_is_no_session() {
    sign_out();
    let storage = web_sys::window().unwrap().session_storage().unwrap().unwrap();
    storage.set_item("runner-console/token/not a host", "x").unwrap();
    storage.set_item("runner-console/token/ghe.corp.example", "two words").unwrap();
    assert_eq!(restore(None), None);
    sign_out();
}

#[wasm_bindgen_test]
fn recents_are_by_host_latest_first_and_forgotten_on_request() {
    sign_out();
    let ghe = host("ghe.corp.example");
    let organization = |name: &str| Scope::parse(ScopeKind::Organization, name).unwrap();
    for name in ["one", "two", "ONE"] {
        add_recent(&ghe, &organization(name));
    }
    assert_eq!(recents(&ghe), [organization("one"), organization("two")]);
    assert_eq!(recents(&host("github.com")), []);
    for number in 0..20 {
        add_recent(&ghe, &organization(&format!("org-{number}")));
    }
    assert_eq!(recents(&ghe).len(), 8);
    forget_recents(&ghe);
    assert_eq!(recents(&ghe), []);
}
