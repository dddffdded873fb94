//! Where the focus goes when what had it is gone.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{FocusOptions, HtmlElement};

/// Gives the focus to a thing, unless something has it, once the page shows what a press of a button has changed. Nothing is
/// scrolled for it: what is higher than a phone would take what stands above it out of sight.
pub fn focus_where_it_was_lost(selector: &'static str) {
    request_animation_frame(move || {
        let has_it = document().active_element().is_some_and(|one| !matches!(&*one.tag_name(), "BODY" | "DIALOG"));
        let thing = document().query_selector(selector).ok().flatten().filter(|_| !has_it);
        if let Some(thing) = thing.and_then(|thing| thing.dyn_into::<HtmlElement>().ok()) {
            let options = FocusOptions::new();
            options.set_prevent_scroll(true);
            // What cannot be focused leaves the focus where it is.
            let _ = thing.focus_with_options(&options);
        }
    });
}
