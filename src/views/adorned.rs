//! What the second part puts into the rows of the runner table, which is in the first: a checkbox, the mark of a change.
//!
//! Invariant: without the second part rows are whole, only without it.

use crate::fleet::Row;
use leptos::prelude::*;
use web_sys::Element;

/// Fills its own element in the first cell of a row, which may have shown another runner before; true for the row that the
/// Tab key reaches. It finds its element by a class of its own and leaves those of others alone.
///
/// It is called where the table is brought up to date: what it reads of signals brings the table up to date again.
pub type Adornment = Box<dyn Fn(&Element, &Row, bool)>;

/// The place of the adornments. Copy it freely.
#[derive(Clone, Copy)]
pub struct Adorned {
    adornments: StoredValue<Vec<(u32, Adornment)>, LocalStorage>,
    /// Counts the changes of them.
    changes: RwSignal<u32>,
}

impl Adorned {
    /// Rows without any. Belongs to the current reactive owner.
    pub fn new() -> Self {
        Self { adornments: StoredValue::new_local(Vec::new()), changes: RwSignal::new(0) }
    }

    /// From now on every row is adorned so, too, until the current reactive owner ends. What it put into rows stays there.
    pub fn add(self, adornment: Adornment) {
        let number = self.changes.get_untracked();
        self.adornments.update_value(|all| all.push((number, adornment)));
        self.changes.set(number + 1);
        on_cleanup(move || {
            self.adornments.try_update_value(|all| all.retain(|(other, _)| *other != number));
        });
    }

    /// Adorns a row. Reactive.
    pub(super) fn adorn(self, cell: &Element, row: &Row, is_tab_stop: bool) {
        self.changes.track();
        self.adornments.with_value(|all| all.iter().for_each(|(_, adorn)| adorn(cell, row, is_tab_stop)));
    }
}

impl Default for Adorned {
    fn default() -> Self {
        Self::new()
    }
}
