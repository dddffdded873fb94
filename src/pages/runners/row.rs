//! One row of the runner table. Its cells read the runner that the row's slot shows.
//!
//! Invariant: a cell changes on the page only when its own text or state does. The row header holds one button with the
//! runner's name, nothing else (product.md, "how they behave").

use crate::components::{Glyph, Icon, RowSlot};
use crate::fleet::{Row, escape_invisible};
use crate::github::{Runner, RunnerId};
use crate::i18n;
use crate::pages::active_dialog::{ActiveDialog, use_dialogs};
use crate::pages::runner_words::{
    busy_style, busy_word, label_style, shown_name, status_style, status_word, system_name,
};
use crate::pages::runners::bulk::{CheckboxCell, RunnerSelection};
use crate::pages::runners::overview::ChangeBadge;
use crate::store::{RunnerStore, use_navigation};
use leptos::prelude::*;
use std::sync::Arc;

/// Labels that are shown in a row; the others are counted.
const LABELS_IN_A_ROW: usize = 6;

/// The row of a slot.
#[component]
pub fn RunnerRow(
    /// The slot: which runner is shown, and where.
    row_slot: RowSlot<RunnerId>,
    /// The runners.
    store: RunnerStore,
) -> impl IntoView {
    let (navigation, dialogs) = (use_navigation(), use_dialogs());
    let selection = expect_context::<RunnerSelection>();
    let id = row_slot.key;
    let row = shown_row(store, id);
    let read = move |read: fn(&Runner) -> String| {
        move || row.with(|row| row.as_ref().map(|row| read(&row.runner)).unwrap_or_default())
    };
    let style =
        move |style: fn(&Runner) -> &'static str| move || row.with(|row| row.as_ref().map(|row| style(&row.runner)));
    let shown_name = read(shown_name);
    let name = Memo::new(move |_| shown_name());
    let labels = Memo::new(move |_| row.with(|row| row.as_ref().map(|row| chips(&row.runner)).unwrap_or_default()));
    let chips = move || {
        let chips = labels.get().into_iter();
        chips.map(|(class, text)| view! { <span class=class>{text}</span> }).collect_view()
    };
    let remove_label = move || name.with(|name| (i18n::runners().remove)(name));
    let tab_index = move || row_slot.tab_index();
    let open = move |_| {
        let id = id.get_untracked();
        navigation.push(|route| route.runner = Some(id));
    };
    let remove = move |_| {
        if let Some(name) = row.with_untracked(|row| row.as_ref().map(|row| row.runner.name.clone())) {
            dialogs.open(ActiveDialog::Remove { id: id.get_untracked(), name });
        }
    };
    view! {
        <tr
            node_ref=row_slot.element
            role="row"
            class="virtual-row"
            class:selected=move || selection.has(id.get())
            aria-rowindex=move || row_slot.row_index()
            style:position=move || row_slot.position()
            style:top=move || row_slot.top()
        >
            <CheckboxCell id name>
                <ChangeBadge id />
            </CheckboxCell>
            <th role="rowheader" scope="row" class="runner-name">
                <button type="button" class="link" tabindex=tab_index on:click=open>
                    {move || name.get()}
                </button>
            </th>
            <td role="gridcell" tabindex="-1" class="runner-status">
                <span class="state" data-state=style(|runner| status_style(&runner.status))>
                    {read(|runner| status_word(&runner.status))}
                </span>
            </td>
            <td role="gridcell" tabindex="-1" class="runner-busy">
                <span class="state" data-state=style(busy_style)>
                    {read(|runner| busy_word(runner).to_owned())}
                </span>
            </td>
            <td role="gridcell" tabindex="-1" class="runner-os">
                {read(system_and_version)}
            </td>
            <td role="gridcell" tabindex="-1" class="runner-labels" title=read(all_labels)>
                {chips}
            </td>
            <td role="gridcell" class="runner-actions">
                <button
                    type="button"
                    class="button icon-only quiet"
                    tabindex=tab_index
                    aria-label=remove_label
                    title=remove_label
                    on:click=remove
                >
                    <Icon glyph=Glyph::Trash />
                </button>
            </td>
        </tr>
    }
}

/// The runner of this id, as the last refresh had it. A runner that is gone stays until the slot shows another one.
fn shown_row(store: RunnerStore, id: Memo<RunnerId>) -> Memo<Option<Arc<Row>>> {
    Memo::new_with_compare(
        move |before: Option<&Option<Arc<Row>>>| {
            let id = id.get();
            let row = store.snapshot.with(|snapshot| snapshot.get(id).cloned());
            row.or_else(|| before?.clone().filter(|row| row.runner.id == id))
        },
        |before, now| match (before.and_then(Option::as_ref), now.and_then(Option::as_ref)) {
            (Some(before), Some(now)) => !Arc::ptr_eq(before, now),
            (None, None) => false,
            _ => true,
        },
    )
}

/// The first labels as chips, and how many more there are: classes and texts.
fn chips(runner: &Runner) -> Vec<(&'static str, String)> {
    let mut chips = Vec::new();
    if runner.ephemeral == Some(true) {
        chips.push(("badge", i18n::detail().ephemeral.to_owned()));
    }
    let labels = runner.labels.iter().take(LABELS_IN_A_ROW);
    chips.extend(labels.map(|label| (label_style(label), escape_invisible(&label.name))));
    let more = runner.labels.len().saturating_sub(LABELS_IN_A_ROW);
    if more > 0 {
        chips.push(("chip-more", (i18n::runners().more_labels)(more)));
    }
    chips
}

/// `Linux`, and behind it the version of the runner application where the host says it.
fn system_and_version(runner: &Runner) -> String {
    let mut text = system_name(&runner.os);
    if let Some(version) = &runner.version {
        text.push_str(" · ");
        text.push_str(&escape_invisible(version));
    }
    text
}

fn all_labels(runner: &Runner) -> String {
    runner.labels.iter().map(|label| escape_invisible(&label.name)).collect::<Vec<_>>().join(", ")
}
