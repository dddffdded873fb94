//! One row of the runner table.
//!
//! Invariant: what did not change is not touched on the page. Presses are heard by the row, not by its controls, so that
//! nothing hangs on them when the cells show another runner. The row header holds one button with the runner's name, nothing
//! else (product.md, "how they behave").

use crate::fleet::visible;
use crate::github::Runner;
use crate::messages;
use crate::ui::{Glyph, Icon};
use crate::views::states::{busy_style, busy_word, label_chip, shown_name, status_style, status_word, system_name};
use leptos::prelude::*;
use web_sys::Element;

/// Labels that are shown in a row; the others are counted.
const LABELS_IN_A_ROW: usize = 6;
/// The class of the cell whose button opens the detail.
const OPENS_DETAIL: &str = "runner-name";

/// The cells of a row: one part of the page, as they nearly always change together. `is_tab_stop` where the Tab key reaches
/// this row.
pub fn runner_cells(runner: &Runner, is_tab_stop: bool) -> AnyView {
    let tab_index = if is_tab_stop { "0" } else { "-1" };
    let name = shown_name(runner);
    let remove_name = (messages::runners().remove)(&name);
    view! {
        <th role="rowheader" scope="row" class=OPENS_DETAIL>
            <button type="button" class="link" tabindex=tab_index>{name}</button>
        </th>
        <td role="gridcell" tabindex="-1" class="runner-status">
            <span class="state" data-state=status_style(&runner.status)>{status_word(&runner.status)}</span>
        </td>
        <td role="gridcell" tabindex="-1" class="runner-busy">
            <span class="state" data-state=busy_style(runner)>{busy_word(runner)}</span>
        </td>
        <td role="gridcell" tabindex="-1" class="runner-os">{system_and_version(runner)}</td>
        <td role="gridcell" tabindex="-1" class="runner-labels" title=all_labels(runner)>{labels(runner)}</td>
        <td role="gridcell" class="runner-actions">
            <button
                type="button"
                class="button icon-only quiet"
                tabindex=tab_index
                aria-label=remove_name.clone()
                title=remove_name
            >
                <Icon glyph=Glyph::Trash />
            </button>
        </td>
    }
    .into_any()
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

/// The first labels as chips, and how many more there are.
fn labels(runner: &Runner) -> AnyView {
    let labels = &runner.labels;
    let ephemeral = runner.ephemeral == Some(true);
    let more = labels.len().saturating_sub(LABELS_IN_A_ROW);
    let badge = ephemeral.then(|| view! { <span class="badge">{messages::detail().ephemeral}</span> });
    let more = (more > 0).then(|| view! { <span class="chip-more">{(messages::runners().more_labels)(more)}</span> });
    let chips = labels.iter().take(LABELS_IN_A_ROW).map(label_chip).collect_view();
    view! { {badge} {chips} {more} }.into_any()
}
