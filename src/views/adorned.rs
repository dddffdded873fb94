//! What others put into the rows of the runner table: a checkbox, the mark of a change.
//!
//! Invariant: without it rows are whole.

use crate::fleet::Row;
use leptos::prelude::*;
use web_sys::Element;

/// Fills its own element in the first cell of a row, which may have shown another runner before; true for the row that the
/// Tab key reaches. It finds its element by a class of its own and leaves those of others alone.
///
/// It is called where the table is brought up to date: what it reads of signals brings the table up to date again.
pub type Adornment = Box<dyn Fn(&Element, &Row, bool)>;

/// What is done with rows that leave the table, before they do.
pub type Leaving = fn(Vec<Element>);

/// The place of the adornments. Copy it freely.
#[derive(Clone, Copy)]
pub struct Adorned {
    kept: StoredValue<Kept, LocalStorage>,
    /// Counts the changes of them.
    changes: RwSignal<u32>,
}

/// What was given. One value rather than two: each kind of stored value is a program of its own.
#[derive(Default)]
struct Kept {
    adornments: Vec<(u32, Adornment)>,
    leaving: Option<Leaving>,
}

impl Adorned {
    /// Rows without any. Belongs to the current reactive owner.
    pub fn new() -> Self {
        Self { kept: StoredValue::new_local(Kept::default()), changes: RwSignal::new(0) }
    }

    /// From now on every row is adorned so, too, until the current reactive owner ends. What it put into rows stays there.
    pub fn add(self, adornment: Adornment) {
        let number = self.changes.get_untracked();
        self.kept.update_value(|kept| kept.adornments.push((number, adornment)));
        self.changes.set(number + 1);
        on_cleanup(move || {
            self.kept.try_update_value(|kept| kept.adornments.retain(|(other, _)| *other != number));
        });
    }

    /// From now on this is done with rows that leave.
    pub fn on_leave(self, leaving: Leaving) {
        self.kept.update_value(|kept| kept.leaving = Some(leaving));
    }

    /// Rows leave.
    pub(super) fn leave(self, rows: Vec<Element>) {
        if let Some(leaving) = self.kept.with_value(|kept| kept.leaving) {
            leaving(rows);
        }
    }

    /// Adorns a row. Reactive.
    pub(super) fn adorn(self, cell: &Element, row: &Row, is_tab_stop: bool) {
        self.changes.track();
        self.kept.with_value(|kept| kept.adornments.iter().for_each(|(_, adorn)| adorn(cell, row, is_tab_stop)));
    }
}

impl Default for Adorned {
    fn default() -> Self {
        Self::new()
    }
}
