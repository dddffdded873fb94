//! How removals ended that no screen waits for any more.
//!
//! A context of the whole page: a removal that was sent ends, whatever was closed meanwhile, and its end is told.

use crate::fleet::removal::Removal;
use crate::github::{ApiError, RunnerId, ScopeKind};
use leptos::prelude::*;

/// The end of a removal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Tells it from the others.
    pub number: u32,
    /// Which runner.
    pub id: RunnerId,
    /// Its name, as GitHub has it.
    pub name: String,
    /// The kind of scope the runner was in.
    pub scope: ScopeKind,
    /// What came of it.
    pub result: Result<Removal, ApiError>,
}

/// The notices of the page, the oldest first. Copy it freely.
#[derive(Clone, Copy, Debug)]
pub struct Notices {
    list: RwSignal<Vec<Notice>>,
    count: StoredValue<u32>,
}

impl Notices {
    /// None yet. Belongs to the current reactive owner.
    pub fn new() -> Self {
        Self { list: RwSignal::new(Vec::new()), count: StoredValue::new(0) }
    }

    /// Those of the page; where it has none, as in tests of a part, new ones that are not shown.
    pub fn of_page() -> Self {
        use_context().unwrap_or_else(Self::new)
    }

    /// Adds the end of a removal.
    pub fn add(self, id: RunnerId, name: String, scope: ScopeKind, result: Result<Removal, ApiError>) {
        let number = self.count.try_update_value(|count| {
            *count = count.wrapping_add(1);
            *count
        });
        if let Some(number) = number {
            self.list.try_update(|list| list.push(Notice { number, id, name, scope, result }));
        }
    }

    /// Takes one away.
    pub fn dismiss(self, number: u32) {
        self.list.try_update(|list| list.retain(|notice| notice.number != number));
    }

    /// All of them. Reactive.
    pub fn all(self) -> Vec<Notice> {
        self.list.get()
    }
}

impl Default for Notices {
    fn default() -> Self {
        Self::new()
    }
}
