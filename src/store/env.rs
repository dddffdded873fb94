//! What the store needs of the browser around it: the clock, whether the tab is seen, whether there is a network.
//!
//! Invariant: a listener ends with the reactive owner that added it.

use leptos::prelude::*;
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{AbortController, VisibilityState};

/// Ends a timer before it fires.
pub type Clear = Box<dyn FnOnce()>;

/// What a [`super::RunnerStore`] needs of what is around it: the browser, or in tests a world with a time of its own.
pub trait Env {
    /// Milliseconds since the epoch.
    fn now(&self) -> f64;
    /// True while somebody may be looking.
    fn is_visible(&self) -> bool;
    /// False while there is surely no network.
    fn is_online(&self) -> bool;
    /// Calls back whenever the tab is hidden or shown, until the current reactive owner ends.
    fn on_visibility(&self, react: Rc<dyn Fn(bool)>);
    /// Calls back whenever the network goes or comes, until the current reactive owner ends.
    fn on_connectivity(&self, react: Rc<dyn Fn(bool)>);
    /// Calls back once after so many milliseconds; `None` where there are no timers.
    fn after(&self, millis: f64, react: Box<dyn FnOnce()>) -> Option<Clear>;
    /// Calls back when the next frame is drawn. A hidden tab draws none.
    fn in_next_frame(&self, react: Box<dyn FnOnce()>);
    /// What ends requests on the network; without one they are only not listened to.
    fn abort_controller(&self) -> Option<AbortController>;
}

/// The browser.
#[derive(Clone, Copy, Debug)]
pub struct Browser;

impl Env for Browser {
    fn now(&self) -> f64 {
        now()
    }

    fn is_visible(&self) -> bool {
        is_visible()
    }

    fn is_online(&self) -> bool {
        window().navigator().on_line()
    }

    fn on_visibility(&self, react: Rc<dyn Fn(bool)>) {
        on_visibility(move |visible| react(visible));
    }

    fn on_connectivity(&self, react: Rc<dyn Fn(bool)>) {
        on_connectivity(react);
    }

    fn after(&self, millis: f64, react: Box<dyn FnOnce()>) -> Option<Clear> {
        let wait = Duration::from_secs_f64((millis / 1_000.0).clamp(0.0, 86_400.0));
        let timer = set_timeout_with_handle(react, wait).ok()?;
        Some(Box::new(move || timer.clear()))
    }

    fn in_next_frame(&self, react: Box<dyn FnOnce()>) {
        request_animation_frame(react);
    }

    fn abort_controller(&self) -> Option<AbortController> {
        AbortController::new().ok()
    }
}

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

fn on_connectivity(react: Rc<dyn Fn(bool)>) {
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
