//! What happens should the console ever panic: the token is wiped, and the page says so.
//!
//! Invariant: nothing of the panic's message is shown or logged but its place in the code: a message may hold data.

use crate::messages;
use crate::session;

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
        body.set_text_content(Some(messages::site().crashed));
        // A page that cannot carry the role still says the sentence.
        let _ = body.set_attribute("role", "alert");
    }));
}
