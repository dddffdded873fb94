//! What happens should the console ever panic: the token is wiped, and the page says so.
//!
//! Invariant: nothing of the panic's message is shown or logged but its place in the code: a message may hold data.

use crate::messages;
use crate::session;
use crate::ui::Part;

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
        let main = Part::new_in(&body, "main", &[("class", "boot")]);
        let Some(main) = main else { return };
        if let Some(mut title) = Part::new_in(main.element(), "h1", &[]) {
            title.put_text(messages::common().title);
        }
        if let Some(mut sentence) = Part::new_in(main.element(), "p", &[("role", "alert")]) {
            sentence.put_text(messages::site().crashed);
        }
        // An address of nothing is that of the page: to go there is to load it anew. Nothing else of this console runs.
        if let Some(mut again) = Part::new_in(main.element(), "a", &[("class", "button"), ("href", "")]) {
            again.put_text(messages::common().reload);
        }
    }));
}
