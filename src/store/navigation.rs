//! The route as a signal, kept equal to the page's query string in both directions.
//!
//! Invariant: the path never changes, only the query string does; the token is in neither.

use super::address::{Address, Entry};
use super::scoped_memo;
use crate::route::Route;
use leptos::prelude::*;

/// What the page shows, and how to go elsewhere. Copy it freely.
#[derive(Clone, Copy)]
pub struct Navigation {
    route: RwSignal<Route>,
    address: Address,
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

impl Navigation {
    /// Reads the route off the page's address, and follows Back and Forward. Belongs to the current reactive owner.
    pub fn new() -> Self {
        let route = RwSignal::new(Address::read());
        let navigation = Self { route, address: Address::of(route), hold: RwSignal::new(Hold::Free) };
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
        scoped_memo(move || self.route.with(&part))
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
        self.change(change, Entry::New);
    }

    /// Changes the route in place (while someone types in the filter).
    pub fn replace(self, change: impl FnOnce(&mut Route)) {
        self.change(change, Entry::Same);
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
            self.route.set(Address::read());
        } else {
            self.address.say(Entry::New);
            self.hold.set(Hold::Tried);
        }
    }

    fn change(self, change: impl FnOnce(&mut Route), entry: Entry) {
        let Some(mut route) = self.route.try_get_untracked() else { return };
        change(&mut route);
        self.go(route, entry);
    }

    /// Apart from what changes the route, which is another program at each place.
    fn go(self, route: Route, entry: Entry) {
        if self.route.with_untracked(|shown| *shown == route) {
            return;
        }
        if entry == Entry::New {
            // What is gone back to has all that was shown.
            self.address.say(Entry::Same);
        }
        self.route.set(route);
        match entry {
            Entry::New => drop(self.address.say(Entry::New)),
            Entry::Same => self.address.follow(),
        }
    }
}

/// The navigation of the page.
pub fn use_navigation() -> Navigation {
    expect_context()
}

impl Default for Navigation {
    fn default() -> Self {
        Self::new()
    }
}
