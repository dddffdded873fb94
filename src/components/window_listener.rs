//! What the whole window hears, for as long as a view is there.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::Event;

/// Calls back whenever an event of this name reaches the window, until the current reactive owner ends.
///
/// The closure ends then, too. That of Leptos' own listeners is left to the garbage collector of the browser, and with it
/// whatever it holds: a page that is open for days would grow.
pub fn window_listener(name: &'static str, react: impl Fn(Event) + 'static) {
    listen(name, false, Box::new(react));
}

/// The same before anything on the page hears it.
pub fn window_capture_listener(name: &'static str, react: impl Fn(Event) + 'static) {
    listen(name, true, Box::new(react));
}

fn listen(name: &'static str, first: bool, react: Box<dyn Fn(Event)>) {
    let listener = Closure::<dyn Fn(Event)>::new(react);
    let target = window();
    // A browser that refuses a listener has none of these keys and presses: the rest works.
    let _ = target.add_event_listener_with_callback_and_bool(name, listener.as_ref().unchecked_ref(), first);
    let listener = StoredValue::new_local(listener);
    on_cleanup(move || {
        listener.try_with_value(|listener| {
            let listener = listener.as_ref().unchecked_ref();
            let _ = window().remove_event_listener_with_callback_and_bool(name, listener, first);
        });
    });
}
