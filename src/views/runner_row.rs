//! One row of the runner table.
//!
//! Its elements are copied from a pattern and filled by hand with whichever runner the row shows. With a view for each cell a
//! row is fourteen effects; as one view all its attributes are taken off and put on again (tachys 0.2, `erase_components`),
//! and a leap through the table takes longer than a frame either way.
//!
//! Invariant: what did not change is not touched on the page. Presses are heard by the row, not by its controls, so that
//! nothing hangs on them when the cells show another runner. The row header holds one button with the runner's name, nothing
//! else (product.md, "how they behave").

use crate::fleet::{Row, visible};
use crate::github::Runner;
use crate::messages;
use crate::ui::{Glyph, Part};
use crate::views::states::{busy_style, busy_word, label_style, shown_name, status_style, status_word, system_name};
use leptos::prelude::document;
use std::sync::Arc;
use web_sys::{DocumentFragment, Element};

/// Labels that are shown in a row; the others are counted.
const LABELS_IN_A_ROW: usize = 6;
/// The class of the cell whose button opens the detail.
const OPENS_DETAIL: &str = "runner-name";

thread_local! {
    static PATTERN: Option<DocumentFragment> = pattern();
}

/// The cells of a row that shows nothing, to be copied. `None` where the browser makes no elements.
fn pattern() -> Option<DocumentFragment> {
    let pattern = document().create_document_fragment();
    Part::new_in(&pattern, "td", &[("role", "gridcell"), ("tabindex", "-1"), ("class", "runner-select")])?;
    let head = Part::new_in(&pattern, "th", &[("role", "rowheader"), ("scope", "row"), ("class", OPENS_DETAIL)])?;
    Part::new_in(head.element(), "button", &[("type", "button"), ("class", "link")])?;
    let cell = |class| Part::new_in(&pattern, "td", &[("role", "gridcell"), ("tabindex", "-1"), ("class", class)]);
    for class in ["runner-status", "runner-busy"] {
        Part::new_in(cell(class)?.element(), "span", &[("class", "state")])?;
    }
    cell("runner-os")?;
    cell("runner-labels")?;
    let actions = Part::new_in(&pattern, "td", &[("role", "gridcell"), ("class", "runner-actions")])?;
    let remove = Part::new_in(actions.element(), "button", &[("type", "button"), ("class", "button icon-only quiet")])?;
    let drawing = Glyph::Trash.drawn()?;
    remove.element().append_child(&drawing).ok()?;
    Some(pattern)
}

/// The cells of a row, and what they show.
pub struct RunnerCells {
    /// The cell by which the row is selected: filled by others ([`adorned`](super::adorned)).
    select: Element,
    name: Part,
    status: Part,
    busy: Part,
    system: Part,
    labels: Part,
    chips: Vec<Part>,
    remove: Part,
    /// What is shown, to tell that there is nothing to do.
    shown: Option<(Arc<Row>, bool)>,
}

impl RunnerCells {
    /// Puts cells into an empty row. `None` where the browser makes no elements.
    pub fn within(row: &Element) -> Option<Self> {
        let copy = PATTERN.with(|pattern| pattern.as_ref()?.clone_node_with_deep(true).ok())?;
        row.append_child(&copy).ok()?;
        let mut next = row.first_element_child();
        let mut cell = || {
            let cell = next.take()?;
            next = cell.next_element_sibling();
            Some(cell)
        };
        let inside = |cell: Option<Element>| Some(Part::of(cell?.first_element_child()?));
        Some(Self {
            select: cell()?,
            name: inside(cell())?,
            status: inside(cell())?,
            busy: inside(cell())?,
            system: Part::of(cell()?),
            labels: Part::of(cell()?),
            chips: Vec::new(),
            remove: inside(cell())?,
            shown: None,
        })
    }

    /// The first cell, which others fill.
    pub fn select(&self) -> &Element {
        &self.select
    }

    /// Shows a runner. `is_tab_stop` where the Tab key reaches this row.
    pub fn show(&mut self, row: &Arc<Row>, is_tab_stop: bool) {
        if self.shown.as_ref().is_some_and(|(shown, stop)| Arc::ptr_eq(shown, row) && *stop == is_tab_stop) {
            return;
        }
        self.shown = Some((Arc::clone(row), is_tab_stop));
        let runner = &row.runner;
        let tab_index = if is_tab_stop { "0" } else { "-1" };
        self.name.put("tabindex", tab_index);
        self.remove.put("tabindex", tab_index);
        let name = shown_name(runner);
        self.name.put_text(&name);
        let remove = (messages::runners().remove)(&name);
        self.remove.put("aria-label", &remove);
        self.remove.put("title", &remove);
        self.status.put("data-state", status_style(&runner.status));
        self.status.put_text(&status_word(&runner.status));
        self.busy.put("data-state", busy_style(runner));
        self.busy.put_text(busy_word(runner));
        self.system.put_text(&system_and_version(runner));
        self.show_labels(runner);
    }

    /// The first labels as chips, and how many more there are.
    fn show_labels(&mut self, runner: &Runner) {
        self.labels.put("title", &all_labels(runner));
        let mut places = 0;
        let mut chip = |class: &str, text: &str| {
            if self.chips.len() == places {
                self.chips.extend(Part::new_in(self.labels.element(), "span", &[]));
            }
            if let Some(chip) = self.chips.get_mut(places) {
                chip.put("class", class);
                chip.put_text(text);
            }
            places += 1;
        };
        if runner.ephemeral == Some(true) {
            chip("badge", messages::detail().ephemeral);
        }
        for label in runner.labels.iter().take(LABELS_IN_A_ROW) {
            chip(label_style(label), &visible(&label.name));
        }
        let more = runner.labels.len().saturating_sub(LABELS_IN_A_ROW);
        if more > 0 {
            chip("chip-more", &(messages::runners().more_labels)(more));
        }
        for left_over in self.chips.drain(places.min(self.chips.len())..) {
            left_over.element().remove();
        }
    }
}

/// Whether a control of a row opens the runner's detail; the other one removes the runner.
pub fn opens_detail(control: &Element) -> bool {
    control.parent_element().is_some_and(|cell| cell.class_name() == OPENS_DETAIL)
}

/// `Linux`, and behind it the version of the runner application where the host says it.
fn system_and_version(runner: &Runner) -> String {
    let mut text = system_name(&runner.os);
    if let Some(version) = &runner.version {
        text.push_str(" · ");
        text.push_str(&visible(version));
    }
    text
}

fn all_labels(runner: &Runner) -> String {
    runner.labels.iter().map(|label| visible(&label.name)).collect::<Vec<_>>().join(", ")
}
