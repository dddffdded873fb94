//! The page's address in the browser: its path stays, its query string is the route.
//!
//! Invariant: the address is the route within [`REST`] of the last change, however many there were. Browsers refuse more
//! than 100 (Safari) or 200 changes in ten seconds, some without a word: who types fast would be left with an old one.

use super::env::{Browser, Env};
use crate::route::Route;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

/// The least time between two changes in place, in milliseconds: 75 in the thirty seconds in which older Safaris allow 100.
const REST: f64 = 400.0;

/// How the address follows the route. Copy it freely.
#[derive(Clone, Copy)]
pub struct Address {
    route: RwSignal<Route>,
    /// It has followed a moment ago, and will look again.
    is_resting: RwSignal<bool>,
}

/// What becomes of the browser's history.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// There is one more to go back to.
    New,
    /// The current one is another.
    Same,
}

impl Address {
    /// Of the route that is shown. Belongs to the current reactive owner.
    pub fn of(route: RwSignal<Route>) -> Self {
        Self { route, is_resting: RwSignal::new(false) }
    }

    /// What it says now, at first or after Back and Forward.
    pub fn read() -> Route {
        Route::parse(&window().location().search().unwrap_or_default())
    }

    /// The route has changed: the address says it in the same entry, at once or at the end of its rest.
    pub fn follow(self) {
        if !self.is_resting.get_untracked() {
            self.look();
        }
    }

    /// Makes the address say the route that is shown now; true where it did not. The page is right without it: a refusal
    /// is passed over.
    pub fn say(self, entry: Entry) -> bool {
        let Some(query) = self.route.try_with_untracked(Route::to_query) else { return false };
        let location = window().location();
        if entry == Entry::Same && location.search().is_ok_and(|said| said == query) {
            return false;
        }
        let address = location.pathname().unwrap_or_default() + &query;
        if let Ok(history) = window().history() {
            let _ = match entry {
                Entry::New => history.push_state_with_url(&JsValue::NULL, "", Some(&address)),
                Entry::Same => history.replace_state_with_url(&JsValue::NULL, "", Some(&address)),
            };
        }
        true
    }

    fn look(self) {
        let was_behind = self.say(Entry::Same);
        self.is_resting.try_set(was_behind);
        if was_behind {
            Browser.after(REST, Box::new(move || self.look()));
        }
    }
}
