//! What the store needs of the browser around it: the clock, whether the tab is seen, whether there is a network.
//!
//! Invariant: a listener ends with the reactive owner that added it.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::VisibilityState;

/// Milliseconds since the epoch by the browser's clock.
pub fn now() -> f64 {
    js_sys::Date::now()
}

/// True while somebody may be looking at the tab.
pub fn is_visible() -> bool {
    document().visibility_state() != VisibilityState::Hidden
}

/// Calls back whenever the tab is hidden or shown.
pub fn on_visibility(react: impl Fn(bool) + 'static) {
    let listener = Closure::<dyn Fn()>::new(move || react(is_visible()));
    let target = document();
    // A browser that refuses a listener leaves the console with its timer: no reason to stop.
    let _ = target.add_event_listener_with_callback("visibilitychange", listener.as_ref().unchecked_ref());
    let listener = StoredValue::new_local(listener);
    on_cleanup(move || {
        listener.try_with_value(|listener| {
            let _ =
                document().remove_event_listener_with_callback("visibilitychange", listener.as_ref().unchecked_ref());
        });
    });
}

/// Calls back whenever the browser goes offline or online.
pub fn on_connectivity(react: impl Fn(bool) + Clone + 'static) {
    let lost = react.clone();
    let online = window_event_listener(leptos::ev::online, move |_| react(true));
    let offline = window_event_listener(leptos::ev::offline, move |_| lost(false));
    on_cleanup(move || {
        online.remove();
        offline.remove();
    });
}

/// How much time has passed, whatever is done to the clock meanwhile.
#[derive(Clone, Copy, Debug)]
pub struct Stopwatch {
    steady: f64,
    wall: f64,
}

impl Stopwatch {
    /// Starts at nothing.
    pub fn start() -> Self {
        Self { steady: steady(), wall: now() }
    }

    /// Seconds since the start: the larger of what two clocks say. The steady one may stand still while the machine
    /// sleeps, and the other may be set back.
    pub fn seconds(self) -> f64 {
        (steady() - self.steady).max(now() - self.wall) / 1_000.0
    }
}

/// Milliseconds since the page was opened, by a clock that nobody sets.
fn steady() -> f64 {
    window().performance().map_or(0.0, |performance| performance.now())
}
