//! The route as a signal, kept equal to the page's query string in both directions.
//!
//! Invariant: the path never changes, only the query string does; the token is in neither.

use super::leaving_memo;
use crate::route::Route;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

/// What the page shows, and how to go elsewhere. Copy it freely.
#[derive(Clone, Copy)]
pub struct Navigation {
    route: RwSignal<Route>,
    /// Whether a view wants to stay here.
    hold: RwSignal<Hold>,
}

/// What Back and Forward do.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Hold {
    /// They go where they lead.
    Free,
    /// They stay here.
    Held,
    /// The same, and somebody tried.
    Tried,
}

/// What becomes of the browser's history.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Entry {
    New,
    Same,
}

impl Navigation {
    /// Reads the route off the page's address, and follows Back and Forward. Belongs to the current reactive owner.
    pub fn new() -> Self {
        let route = RwSignal::new(current());
        let navigation = Self { route, hold: RwSignal::new(Hold::Free) };
        let listener = window_event_listener(leptos::ev::popstate, move |_| navigation.follow());
        on_cleanup(move || listener.remove());
        navigation
    }

    /// The current route, to be read reactively.
    pub fn route(self) -> Signal<Route> {
        self.route.into()
    }

    /// A part of the route that changes only when that part does. Ends with the current reactive owner.
    pub fn part<T: PartialEq + Send + Sync + 'static>(
        self,
        part: impl Fn(&Route) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        leaving_memo(move || self.route.with(&part))
    }

    /// The whole address of the page as it is now: what a copied link holds.
    pub fn link(self) -> Signal<String> {
        Signal::derive(move || {
            let location = window().location();
            let page = location.origin().unwrap_or_default() + &location.pathname().unwrap_or_default();
            page + &self.route.with(Route::to_query)
        })
    }

    /// Goes to a route with a new entry in the browser's history (a scope, an opened runner).
    pub fn push(self, change: impl FnOnce(&mut Route)) {
        self.go(change, Entry::New);
    }

    /// Changes the route in place (while someone types in the filter).
    pub fn replace(self, change: impl FnOnce(&mut Route)) {
        self.go(change, Entry::Same);
    }

    /// Makes Back and Forward stay here until the current reactive owner ends. Whether they were tried since.
    pub fn hold(self) -> impl Fn() -> bool {
        self.hold.set(Hold::Held);
        on_cleanup(move || {
            self.hold.try_set(Hold::Free);
        });
        move || self.hold.get() == Hold::Tried
    }

    /// Back or Forward was pressed: the address is another one already.
    fn follow(self) {
        if self.hold.get_untracked() == Hold::Free {
            self.route.set(current());
        } else {
            write(&self.route.get_untracked(), Entry::New);
            self.hold.set(Hold::Tried);
        }
    }

    fn go(self, change: impl FnOnce(&mut Route), entry: Entry) {
        let Some(mut route) = self.route.try_get_untracked() else { return };
        let before = route.clone();
        change(&mut route);
        if route == before {
            return;
        }
        write(&route, entry);
        self.route.try_set(route);
    }
}

impl Default for Navigation {
    fn default() -> Self {
        Self::new()
    }
}

fn current() -> Route {
    Route::parse(&window().location().search().unwrap_or_default())
}

/// Some browsers limit how often the history may change; the page is right without it, so a refusal is passed over.
fn write(route: &Route, entry: Entry) {
    let path = window().location().pathname().unwrap_or_default();
    let address = path + &route.to_query();
    let Ok(history) = window().history() else { return };
    let _ = match entry {
        Entry::New => history.push_state_with_url(&JsValue::NULL, "", Some(&address)),
        Entry::Same => history.replace_state_with_url(&JsValue::NULL, "", Some(&address)),
    };
}
