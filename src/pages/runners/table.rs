//! The table of runners: a grid to the keyboard and to screen readers, windowed.
//!
//! Invariant: its rows are known by [`RunnerId`]; a refresh that brings nothing new changes nothing in here.

use crate::components::{Glyph, Icon, VirtualRows, watch_presses};
use crate::fleet::{Direction, Row, Sort, SortKey};
use crate::github::RunnerId;
use crate::i18n;
use crate::pages::active_dialog::use_dialogs;
use crate::pages::runners::row::RunnerRow;
use crate::store::{RunnerStore, use_navigation};
use leptos::prelude::*;

/// What can be clicked in a row. The cell of the checkbox belongs to it.
const CONTROLS: &str = "button, input, .runner-select";

/// The table.
#[component]
pub fn RunnerTable(
    /// Whose runners.
    store: RunnerStore,
    /// The runners to show, in order.
    ids: Memo<Vec<RunnerId>>,
    /// The column they are sorted by.
    sort: Memo<Option<Sort>>,
) -> impl IntoView {
    let m = i18n::runners();
    let dialogs = use_dialogs();
    let row = move |row_slot| view! { <RunnerRow row_slot store /> }.into_any();
    let named = move |beginning: &str| {
        let is_named = Row::named(beginning);
        move |id: RunnerId| store.snapshot.with_untracked(|snapshot| snapshot.get(id).is_some_and(|row| is_named(row)))
    };
    let table = NodeRef::new();
    watch_presses(table, CONTROLS, Callback::new(move |is_pressed| store.hold(is_pressed)));
    let columns = [
        (SortKey::Name, m.columns.name, "runner-name"),
        (SortKey::Status, m.columns.status, "runner-status"),
        (SortKey::Busy, m.columns.busy, "runner-busy"),
        (SortKey::Os, m.columns.os, "runner-os"),
        (SortKey::Labels, m.columns.labels, "runner-labels"),
    ];
    let heads = columns.map(|(key, label, class)| view! { <ColumnHead sort key label class /> });
    view! {
        <table
            node_ref=table
            role="grid"
            class="runner-table"
            aria-label=m.title
            aria-rowcount=move || (ids.with(Vec::len) + 1).to_string()
        >
            <thead role="rowgroup" class="runner-head">
                <tr role="row" class="runner-head-row" aria-rowindex="1">
                    <th role="columnheader" scope="col" class="runner-select">
                        <span class="visually-hidden">{m.columns.select}</span>
                    </th>
                    {heads}
                    <th role="columnheader" scope="col" class="runner-actions">
                        <span class="visually-hidden">{m.columns.actions}</span>
                    </th>
                </tr>
            </thead>
            <VirtualRows keys=ids row named focus_requests=dialogs.focus_requests() />
        </table>
    }
}

/// The head of a column: sorts by it, first up, then down, then not at all.
#[component]
fn ColumnHead(
    /// The sort.
    sort: Memo<Option<Sort>>,
    /// The column.
    key: SortKey,
    /// Its name.
    label: &'static str,
    /// Its name in the style sheet.
    class: &'static str,
) -> impl IntoView {
    let navigation = use_navigation();
    let of_this = move |sort: &Option<Sort>| sort.filter(|sort| sort.key == key).map(|sort| sort.direction);
    let direction = move || sort.with(of_this);
    let turn = move |_| {
        let next = match sort.with_untracked(of_this) {
            None => Some(Direction::Ascending),
            Some(Direction::Ascending) => Some(Direction::Descending),
            Some(Direction::Descending) => None,
        };
        navigation.replace(|route| route.sort = next.map(|direction| Sort { key, direction }));
    };
    let word = move || match direction() {
        None => "none",
        Some(Direction::Ascending) => "ascending",
        Some(Direction::Descending) => "descending",
    };
    let arrow = move || {
        let glyph = match direction()? {
            Direction::Ascending => Glyph::ArrowUp,
            Direction::Descending => Glyph::ArrowDown,
        };
        Some(view! { <Icon glyph /> }.into_any())
    };
    view! {
        <th role="columnheader" scope="col" class=class aria-sort=word>
            <button type="button" class="column-sort" on:click=turn>
                {label}
                {arrow}
            </button>
        </th>
    }
}
