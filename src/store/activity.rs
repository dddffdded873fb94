//! How many were online and busy in each scope this tab has shown: as long as the page is open, in memory only.
//!
//! It outlives the screen of a scope: who comes back to one finds its lines as long as the page has known it.
//!
//! Invariant: nobody sees what was read in another session: whoever connects begins anew.

use super::RunnerStore;
use crate::fleet::activity::Activity;
use crate::github::{Host, Scope};
use leptos::prelude::{GetValue, WithValue};
use std::sync::{Mutex, PoisonError};

static KEPT: Mutex<Kept> = Mutex::new(Kept { connection: 0, scopes: Vec::new() });

/// What is kept.
struct Kept {
    /// Of which of the page's connections.
    connection: u32,
    scopes: Vec<OfScope>,
}

/// The activity of one scope.
struct OfScope {
    host: Host,
    scope: Scope,
    activity: Activity,
}

/// What is known of the activity of the store's scope; `connection` counts how often somebody connected on this page.
pub fn known(connection: u32, store: RunnerStore) -> Activity {
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    if kept.connection != connection {
        *kept = Kept { connection, scopes: Vec::new() };
    }
    kept.scopes.iter().find(|of| of.is_of(store)).map(|of| of.activity.clone()).unwrap_or_default()
}

/// Keeps it for who comes back to the scope.
pub fn keep(store: RunnerStore, activity: &Activity) {
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    match kept.scopes.iter_mut().find(|of| of.is_of(store)) {
        Some(of) => of.activity.clone_from(activity),
        None => kept.scopes.push(OfScope {
            host: store.host.get_value(),
            scope: store.scope.get_value(),
            activity: activity.clone(),
        }),
    }
}

impl OfScope {
    fn is_of(&self, store: RunnerStore) -> bool {
        store.host.with_value(|host| *host == self.host) && store.scope.with_value(|scope| *scope == self.scope)
    }
}
