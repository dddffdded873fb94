//! How removals ended that no screen waits for any more.
//!
//! A context of the whole page: a removal that was sent ends, whatever was closed meanwhile, and its end is told.

use crate::fleet::bulk::Progress;
use crate::fleet::removal::Removal;
use crate::github::{ApiError, RunnerId, ScopeKind};
use leptos::prelude::*;

/// A message that stays until it is dismissed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Tells it from the others.
    pub number: u32,
    /// What it is about.
    pub event: NoticeEvent,
}

/// What a notice tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoticeEvent {
    /// The end of one removal.
    Removal {
        /// Which runner.
        id: RunnerId,
        /// Its name, as GitHub has it.
        name: String,
        /// The kind of scope the runner was in.
        scope: ScopeKind,
        /// The result of the removal.
        result: Result<Removal, ApiError>,
    },
    /// A bulk removal was left before its end.
    BulkRemovalLeft(Progress),
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

    /// Adds a notice.
    pub fn add(self, event: NoticeEvent) {
        let number = self.count.try_update_value(|count| {
            *count = count.wrapping_add(1);
            *count
        });
        if let Some(number) = number {
            self.list.try_update(|list| list.push(Notice { number, event }));
        }
    }

    /// Takes one away.
    pub fn dismiss(self, number: u32) {
        self.list.try_update(|list| list.retain(|notice| notice.number != number));
    }

    /// All of them, to be read reactively.
    pub fn all(self) -> Signal<Vec<Notice>> {
        self.list.into()
    }
}

impl Default for Notices {
    fn default() -> Self {
        Self::new()
    }
}
