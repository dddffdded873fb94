//! The focus in a windowed list: which row has it, which one the Tab key reaches, and how keys move it.
//!
//! Invariant: the focus belongs to a key. Where its row goes, the row that took its place gets it.

use super::type_ahead::{TypeAhead, next_around};
use super::virtual_range::Geometry;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{
    Element, FocusEvent, FocusOptions, HtmlElement, KeyboardEvent, ScrollIntoViewOptions, ScrollLogicalPosition,
};

/// What a cell may hold to be pressed.
const CONTROL: &str = "button, a";
/// What a cell may hold that takes the focus for it.
const FOCUSED: &str = "button, a, input";
/// Where the focus is first: behind the cell by which a row is selected.
const FIRST_COLUMN: u32 = 1;

/// The focus of one list. Copy it freely.
pub(super) struct RowFocus<K: Send + Sync + 'static> {
    keys: Memo<Vec<K>>,
    geometry: RwSignal<Geometry>,
    body: NodeRef<html::Tbody>,
    rows_before: usize,
    /// The row that was last gone to, and where it was then.
    wanted: RwSignal<Option<(K, usize)>>,
    /// The same row where it is now, or the one in its place.
    active: Memo<Option<(usize, K)>>,
    /// Whether the focus is in the list.
    within: RwSignal<bool>,
    /// The cell in the row.
    column: StoredValue<u32>,
    /// How the name begins that is being typed.
    ahead: StoredValue<TypeAhead>,
}

impl<K: Send + Sync + 'static> Clone for RowFocus<K> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<K: Send + Sync + 'static> Copy for RowFocus<K> {}

impl<K: Copy + PartialEq + Send + Sync + 'static> RowFocus<K> {
    pub(super) fn new(
        keys: Memo<Vec<K>>,
        geometry: RwSignal<Geometry>,
        body: NodeRef<html::Tbody>,
        rows_before: usize,
    ) -> Self {
        let wanted = RwSignal::new(None::<(K, usize)>);
        let active = Memo::new(move |_| {
            let (key, index) = wanted.get()?;
            keys.with(|keys| {
                let now = keys.iter().position(|other| *other == key);
                let index = now.unwrap_or(index).min(keys.len().checked_sub(1)?);
                Some((index, keys[index]))
            })
        });
        let focus = Self {
            keys,
            geometry,
            body,
            rows_before,
            wanted,
            active,
            within: RwSignal::new(false),
            column: StoredValue::new(FIRST_COLUMN),
            ahead: StoredValue::default(),
        };
        // Keys of the keyboard and the loss of a row end up here alike: the active row is another one.
        Effect::watch(
            move || active.with(|active| active.map(|(_, key)| key)),
            move |_, _, _| {
                if focus.within.get_untracked() {
                    focus.focus_soon();
                }
            },
            false,
        );
        focus
    }

    /// The rows near the viewport, and the one that holds the focus.
    pub(super) fn with_pinned(self, mut near: Vec<(usize, K)>) -> Vec<(usize, K)> {
        if let Some(pinned) = self.active.get().filter(|_| self.within.get()) {
            let place = near.partition_point(|(index, _)| *index < pinned.0);
            if near.get(place) != Some(&pinned) {
                near.insert(place, pinned);
            }
        }
        near
    }

    /// The row whose elements have the focus: it may be gone from the list by now.
    pub(super) fn held(self) -> Option<K> {
        self.wanted.get_untracked().filter(|_| self.within.get_untracked()).map(|(key, _)| key)
    }

    /// The row the Tab key reaches: the active one while it is on the page, else the first in sight.
    pub(super) fn tab_stop(self, on_page: Memo<Vec<(usize, K)>>) -> Memo<Option<K>> {
        Memo::new(move |_| {
            let active = self.active.get();
            on_page.with(|rows| {
                if let Some(active) = active.filter(|active| rows.contains(active)) {
                    return Some(active.1);
                }
                let first = self.geometry.get().first_visible(self.keys.with(Vec::len));
                rows.iter().find(|(index, _)| *index >= first).or(rows.last()).map(|(_, key)| *key)
            })
        })
    }

    /// Puts the focus on the active row: whoever had it lost it.
    pub(super) fn take(self) {
        self.within.set(true);
        self.focus_soon();
    }

    /// `named` makes a typed text into what tells the rows whose name begins with it.
    pub(super) fn on_key<N: Fn(K) -> bool>(self, event: &KeyboardEvent, named: impl Fn(&str) -> N) {
        if event.ctrl_key() || event.alt_key() || event.meta_key() {
            return;
        }
        let Some((index, _)) = self.active.get_untracked() else { return };
        if let Some(row) = self.typed_row(event, index, named) {
            event.prevent_default();
            return self.go_to(row);
        }
        if event.shift_key() {
            return;
        }
        let last = self.keys.with_untracked(Vec::len).saturating_sub(1);
        // One row of the last screen stays in sight.
        let screen = self.geometry.get_untracked().rows_in_viewport().saturating_sub(1).max(1);
        let row = match event.key().as_str() {
            "ArrowDown" => index + 1,
            "ArrowUp" => index.saturating_sub(1),
            "PageDown" => index + screen,
            "PageUp" => index.saturating_sub(screen),
            "Home" => 0,
            "End" => last,
            "Enter" => return self.press(event, index),
            "ArrowRight" => return self.go_to_column(event, 1),
            "ArrowLeft" => return self.go_to_column(event, -1),
            _ => return,
        };
        event.prevent_default();
        self.go_to(row.min(last));
    }

    fn go_to(self, row: usize) {
        if let Some(key) = self.keys.with_untracked(|keys| keys.get(row).copied()) {
            self.wanted.set(Some((key, row)));
        }
    }

    /// The next row, on the page or not, whose name begins with what is being typed.
    fn typed_row<N: Fn(K) -> bool>(
        self,
        event: &KeyboardEvent,
        active: usize,
        named: impl Fn(&str) -> N,
    ) -> Option<usize> {
        let (named, skip) = self.ahead.try_update_value(|ahead| {
            ahead.take(&event.key(), event.time_stamp()).map(|(text, skip)| (named(text), skip))
        })??;
        self.keys.with_untracked(|keys| next_around(keys.len(), active + skip, |row| named(keys[row])))
    }

    /// Enter on a cell that has no control of its own presses the first control of the row.
    fn press(self, event: &KeyboardEvent, index: usize) {
        let cell = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if cell.is_some_and(|cell| cell.matches(FOCUSED).unwrap_or(true)) {
            return;
        }
        let control = self.row_element(index).and_then(|row| row.query_selector(CONTROL).ok()?);
        if let Some(control) = control.and_then(|control| control.dyn_into::<HtmlElement>().ok()) {
            event.prevent_default();
            control.click();
        }
    }

    fn go_to_column(self, event: &KeyboardEvent, step: i32) {
        event.prevent_default();
        let Some((index, _)) = self.active.get_untracked() else { return };
        let Some(row) = self.row_element(index) else { return };
        let column = self.column.get_value().saturating_add_signed(step);
        self.column.set_value(column.min(row.child_element_count().saturating_sub(1)));
        self.focus_cell(index);
    }

    pub(super) fn on_focus_in(self, event: &FocusEvent) {
        let cell = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let Some((cell, row)) = cell.and_then(|target| {
            let cell = target.closest("[role=row] > *").ok()??;
            Some((cell.clone(), cell.parent_element()?))
        }) else {
            return;
        };
        let mut column = 0;
        let mut before = cell.previous_element_sibling();
        while let Some(sibling) = before {
            column += 1;
            before = sibling.previous_element_sibling();
        }
        // A list that is on its way out can still be given the focus.
        if self.column.try_set_value(column).is_some() {
            return;
        }
        let index = row.get_attribute("aria-rowindex").and_then(|index| index.parse::<usize>().ok());
        let Some(index) = index.and_then(|index| index.checked_sub(self.rows_before + 1)) else { return };
        if let Some(key) = self.keys.with_untracked(|keys| keys.get(index).copied()) {
            if self.wanted.get_untracked() != Some((key, index)) {
                self.wanted.set(Some((key, index)));
            }
            if !self.within.get_untracked() {
                self.within.set(true);
            }
        }
    }

    /// The focus left the list, unless it is only the row that is gone: that is known once the page has settled.
    pub(super) fn on_focus_out(self, event: &FocusEvent) {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        request_animation_frame(move || {
            let Some(Some(body)) = self.body.try_get_untracked() else { return };
            let now = document().active_element();
            let inside = now.as_ref().is_some_and(|now| body.contains(Some(now)));
            let nowhere = now.is_none_or(|now| now.is_instance_of::<web_sys::HtmlBodyElement>());
            let row_is_gone = target.is_some_and(|target| !target.is_connected());
            let stays = inside || (nowhere && row_is_gone);
            if !stays {
                self.within.try_set(false);
            }
        });
    }

    /// To be called just before rows are put in order on the page: an element that moves there loses the focus, and gets
    /// it back here.
    pub(super) fn hold(self) {
        if !self.within.get_untracked() {
            return;
        }
        let Some(held) = document().active_element().and_then(|held| held.dyn_into::<HtmlElement>().ok()) else {
            return;
        };
        queue_microtask(move || {
            let has_it = document().active_element().is_some_and(|now| now.is_same_node(Some(&held)));
            let inside = self.body.try_get_untracked().flatten().is_some_and(|body| body.contains(Some(&held)));
            if inside && !has_it {
                focus_in_place(&held);
            }
        });
    }

    /// Once the row is on the page, unless somebody has gone elsewhere by then.
    fn focus_soon(self) {
        request_animation_frame(move || {
            if self.is_left() {
                self.within.try_set(false);
            } else if let Some(Some((index, _))) = self.active.try_get_untracked()
                && !self.has_focus(index)
            {
                self.focus_cell(index);
            }
        });
    }

    /// Whether the row has the focus already: the browser gave it, and has scrolled where that helps. To scroll once more
    /// would take the row from under a mouse button that is still pressed, and the click would go to something else.
    fn has_focus(self, index: usize) -> bool {
        let focused = document().active_element();
        self.row_element(index).is_some_and(|row| row.contains(focused.as_deref()))
    }

    /// Whether something outside of the list has the focus.
    fn is_left(self) -> bool {
        let Some(Some(body)) = self.body.try_get_untracked() else { return false };
        let now = document().active_element();
        now.is_some_and(|now| !now.is_instance_of::<web_sys::HtmlBodyElement>() && !body.contains(Some(&now)))
    }

    fn focus_cell(self, index: usize) {
        let Some(row) = self.row_element(index) else { return };
        let Some(cell) = row.children().item(self.column.get_value()) else { return };
        let control = cell.query_selector(FOCUSED).ok().flatten().unwrap_or(cell);
        let Ok(control) = control.dyn_into::<HtmlElement>() else { return };
        focus_in_place(&control);
        let nearest = ScrollIntoViewOptions::new();
        nearest.set_block(ScrollLogicalPosition::Nearest);
        nearest.set_inline(ScrollLogicalPosition::Nearest);
        row.scroll_into_view_with_scroll_into_view_options(&nearest);
    }

    fn row_element(self, index: usize) -> Option<Element> {
        let body = self.body.try_get_untracked().flatten()?;
        let place = (index + self.rows_before + 1).to_string();
        body.query_selector(&["[aria-rowindex=\"", &place, "\"]"].concat()).ok().flatten()
    }
}

/// Without scrolling. What cannot be focused leaves the focus where it is.
fn focus_in_place(element: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.focus_with_options(&options);
}
