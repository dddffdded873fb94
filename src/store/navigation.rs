//! The route as a signal, kept equal to the page's query string.

use crate::route::Route;
use leptos::prelude::*;

/// What the page shows, and how to go elsewhere. Copy it freely.
#[derive(Clone, Copy)]
pub struct Navigation {
    /// The current route.
    pub route: RwSignal<Route>,
}

impl Navigation {
    /// Goes to a route with a new entry in the browser's history (a scope, an opened runner).
    pub fn push(self, change: impl FnOnce(&mut Route)) {
        self.route.update(change);
    }

    /// Changes the route in place (while someone types in the filter).
    pub fn replace(self, change: impl FnOnce(&mut Route)) {
        self.route.update(change);
    }
}
