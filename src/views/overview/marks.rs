//! The mark of a change in the row of the runner it happened to.
//!
//! Invariant: a mark has a name, and goes when the changes do; a row without one costs nothing before the first change.

use super::changes::style_of;
use crate::fleet::Row;
use crate::fleet::changes::{Change, News};
use crate::messages;
use crate::views::adorned::Adorned;
use leptos::prelude::*;
use std::cell::Cell;
use web_sys::Element;

const CLASS: &str = "change-mark";
const SELECTOR: &str = ".change-mark";

/// From now on every row shows what changed.
pub(super) fn put_into_rows(adorned: Adorned, news: RwSignal<Option<News>>) {
    let has_marked = Cell::new(false);
    adorned.add(Box::new(move |cell: &Element, row: &Row, _| {
        // The table may outlive what is above it by a moment.
        let change = news.try_with(|news| news.as_ref().and_then(|news| news.changes.of(row.runner.id))).flatten();
        if change.is_some() || has_marked.get() {
            has_marked.set(true);
            mark(cell, change);
        }
    }));
}

fn mark(cell: &Element, change: Option<Change>) {
    let there = cell.query_selector(SELECTOR).ok().flatten();
    let Some(change) = change else {
        if let Some(mark) = there {
            mark.remove();
        }
        return;
    };
    let Some(mark) = there.or_else(|| new_in(cell)) else { return };
    let style = style_of(change);
    if mark.get_attribute("data-change").as_deref() != Some(style) {
        let m = &messages::overview().changes;
        let word = match change {
            Change::WentOffline => m.went_offline,
            Change::CameBack => m.came_back,
            Change::Appeared => m.appeared,
            Change::Gone => m.gone,
        };
        for (name, value) in [("data-change", style), ("aria-label", word), ("title", word)] {
            // Refused for names that are none alone.
            let _ = mark.set_attribute(name, value);
        }
    }
}

/// A new mark in a cell. `None` where the browser makes no elements.
fn new_in(cell: &Element) -> Option<Element> {
    let mark = document().create_element("span").ok()?;
    mark.set_attribute("class", CLASS).ok()?;
    mark.set_attribute("role", "img").ok()?;
    cell.append_child(&mark).ok()?;
    Some(mark)
}
