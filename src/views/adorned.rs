//! What the second part puts into the rows of the runner table, which is in the first: a checkbox, the mark of a change.
//!
//! Invariant: without the second part rows are whole, only without it.

use crate::fleet::Row;
use leptos::prelude::*;
use web_sys::Element;

/// Fills the first cell of a row, which may have shown another runner before; true for the row that the Tab key reaches.
///
/// It is called where the table is brought up to date: what it reads of signals brings the table up to date again.
pub type Adornment = Box<dyn Fn(&Element, &Row, bool)>;

/// The place of the adornment. Copy it freely.
#[derive(Clone, Copy)]
pub struct Adorned {
    adornment: StoredValue<Option<Adornment>, LocalStorage>,
    /// Counts the changes of it.
    changes: RwSignal<u32>,
}

impl Adorned {
    /// Rows without any. Belongs to the current reactive owner.
    pub fn new() -> Self {
        Self { adornment: StoredValue::new_local(None), changes: RwSignal::new(0) }
    }

    /// From now on every row is adorned so.
    pub fn set(self, adornment: Adornment) {
        self.adornment.set_value(Some(adornment));
        self.changes.update(|changes| *changes += 1);
    }

    /// Adorns a row. Reactive.
    pub(super) fn adorn(self, cell: &Element, row: &Row, is_tab_stop: bool) {
        self.changes.track();
        self.adornment.with_value(|adornment| {
            if let Some(adornment) = adornment {
                adornment(cell, row, is_tab_stop);
            }
        });
    }
}

impl Default for Adorned {
    fn default() -> Self {
        Self::new()
    }
}
