//! The numbers of online and busy runners in each scope this tab has shown: as long as the page is open, in memory only.
//!
//! A context of the app: it outlives the screen of a scope.
//!
//! Invariant: a session never sees the numbers of another one.

use super::RunnerStore;
use crate::fleet::usage_history::Activity;
use crate::github::{Host, Scope};
use crate::session::SessionKey;
use leptos::prelude::*;

/// The history of one session. Copy it freely.
#[derive(Clone, Copy, Debug)]
pub struct UsageHistory {
    kept: StoredValue<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    session: Option<SessionKey>,
    scopes: Vec<OfScope>,
}

/// The activity of one scope.
#[derive(Debug)]
struct OfScope {
    host: Host,
    scope: Scope,
    activity: Activity,
}

impl UsageHistory {
    /// An empty history. Belongs to the current reactive owner.
    pub fn new() -> Self {
        Self { kept: StoredValue::new(Kept::default()) }
    }

    /// Continues the history of this session. Begins an empty one for another session.
    pub fn keep_for(self, session: SessionKey) {
        self.kept.update_value(|kept| {
            if kept.session.as_ref() != Some(&session) {
                *kept = Kept { session: Some(session), scopes: Vec::new() };
            }
        });
    }

    /// The known activity of the store's scope.
    pub fn known(self, store: RunnerStore) -> Activity {
        self.kept.with_value(|kept| {
            kept.scopes.iter().find(|of| of.is_of(store)).map(|of| of.activity.clone()).unwrap_or_default()
        })
    }

    /// Keeps the activity of the store's scope.
    pub fn keep(self, store: RunnerStore, activity: &Activity) {
        self.kept.update_value(|kept| match kept.scopes.iter_mut().find(|of| of.is_of(store)) {
            Some(of) => of.activity.clone_from(activity),
            None => kept.scopes.push(OfScope {
                host: store.host.get_value(),
                scope: store.scope.get_value(),
                activity: activity.clone(),
            }),
        });
    }
}

impl Default for UsageHistory {
    fn default() -> Self {
        Self::new()
    }
}

/// The history of the page.
pub fn use_usage_history() -> UsageHistory {
    expect_context()
}

impl OfScope {
    fn is_of(&self, store: RunnerStore) -> bool {
        store.host.with_value(|host| *host == self.host) && store.scope.with_value(|scope| *scope == self.scope)
    }
}
