//! One row of the runner table.
//!
//! Invariant: each cell follows its part of the runner: what did not change is not touched on the page. The row header
//! holds one button with the runner's name, nothing else (product.md, "how they behave").

use crate::fleet::{Row, visible};
use crate::github::Runner;
use crate::messages;
use crate::ui::{Glyph, Icon, changing, changing_text};
use crate::views::states::{busy_style, busy_word, label_chip, shown_name, status_style, status_word, system_name};
use leptos::prelude::*;
use std::sync::Arc;

/// Labels that are shown in a row; the others are counted.
const LABELS_IN_A_ROW: usize = 6;

/// The cells of a row.
#[component]
pub fn RunnerCells(
    /// The runner; nothing in the moment between its end and that of the row.
    row: Memo<Option<Arc<Row>>>,
    /// True where the Tab key reaches this row.
    tab_stop: Memo<bool>,
    /// Called when the detail is wanted.
    on_open: Callback<()>,
    /// Called with the name, as GitHub has it, when the runner is to be removed.
    on_remove: Callback<String>,
) -> impl IntoView {
    let of = move |part: fn(&Runner) -> String| move || row.with(|row| row.as_ref().map(|row| part(&row.runner)));
    let text_of = move |part: fn(&Runner) -> String| {
        changing_text(move || row.with(|row| row.as_ref().map(|row| part(&row.runner))).unwrap_or_default())
    };
    let style = move |part: fn(&Runner) -> &'static str| {
        move || row.with(|row| row.as_ref().map_or("", |row| part(&row.runner)))
    };
    let tab_index = move || if tab_stop.get() { "0" } else { "-1" };
    let name = move || row.with(|row| row.as_ref().map(|row| shown_name(&row.runner)).unwrap_or_default());
    let remove_name = move || (messages::runners().remove)(&name());
    let remove = move |_| {
        if let Some(name) = row.with_untracked(|row| row.as_ref().map(|row| row.runner.name.clone())) {
            on_remove.run(name);
        }
    };
    view! {
        <th role="rowheader" scope="row" class="runner-name">
            <button type="button" class="link" tabindex=tab_index on:click=move |_| on_open.run(())>
                {changing_text(name)}
            </button>
        </th>
        <td role="gridcell" tabindex="-1" class="runner-status">
            <span class="state" data-state=style(|runner| status_style(&runner.status))>
                {text_of(|runner| status_word(&runner.status))}
            </span>
        </td>
        <td role="gridcell" tabindex="-1" class="runner-busy">
            <span class="state" data-state=style(busy_style)>{text_of(|runner| busy_word(runner).to_owned())}</span>
        </td>
        <td role="gridcell" tabindex="-1" class="runner-os">{text_of(system_and_version)}</td>
        <td role="gridcell" tabindex="-1" class="runner-labels" title=of(all_labels)>
            {labels(row)}
        </td>
        <td role="gridcell" class="runner-actions">
            <button
                type="button"
                class="button icon-only quiet"
                tabindex=tab_index
                aria-label=remove_name
                title=remove_name
                on:click=remove
            >
                <Icon glyph=Glyph::Trash />
            </button>
        </td>
    }
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
fn labels(row: Memo<Option<Arc<Row>>>) -> AnyView {
    changing(move || {
        row.with(|row| {
            let labels = row.as_ref().map(|row| &*row.runner.labels).unwrap_or_default();
            let ephemeral = row.as_ref().is_some_and(|row| row.runner.ephemeral == Some(true));
            let more = labels.len().saturating_sub(LABELS_IN_A_ROW);
            let badge = ephemeral.then(|| view! { <span class="badge">{messages::detail().ephemeral}</span> });
            let more =
                (more > 0).then(|| view! { <span class="chip-more">{(messages::runners().more_labels)(more)}</span> });
            let chips = labels.iter().take(LABELS_IN_A_ROW).map(label_chip).collect_view();
            view! { {badge} {chips} {more} }.into_any()
        })
    })
}
