//! What happens should the console ever panic: the token is wiped, and the page says so.
//!
//! Invariant: nothing of the panic's message is shown or logged but its place in the code: a message may hold data.

use crate::i18n;
use crate::session;
use web_sys::{Element, Node};

/// From here on a panic ends the session and leaves a sentence on the page.
pub fn catch() {
    std::panic::set_hook(Box::new(|panic| {
        session::sign_out();
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        web_sys::console::error_2(&"runner-console: panic at".into(), &place.into());
        let Some(body) = web_sys::window().and_then(|window| window.document()).and_then(|document| document.body())
        else {
            return;
        };
        body.set_text_content(None);
        let Some(main) = append(&body, "main", &[("class", "boot")], "") else { return };
        append(&main, "h1", &[], i18n::common().title);
        append(&main, "p", &[("role", "alert")], i18n::site().crashed);
        // An address of nothing is that of the page: to go there is to load it anew. Nothing else of this console runs.
        append(&main, "a", &[("class", "button"), ("href", "")], i18n::common().reload);
    }));
}

/// Appends an element to another one, without Leptos: that may have panicked. `None` where the browser makes none.
fn append(parent: &Node, name: &str, attributes: &[(&str, &str)], text: &str) -> Option<Element> {
    let element = web_sys::window()?.document()?.create_element(name).ok()?;
    for (attribute, value) in attributes {
        element.set_attribute(attribute, value).ok()?;
    }
    element.set_text_content(Some(text));
    parent.append_child(&element).ok()?;
    Some(element)
}
