//! Which jobs the fleet can take: a table of label sets, the worst first.
//!
//! Invariant: that nobody is online is said in words.

use crate::fleet::capacity::{Capacity, LabelSet};
use crate::fleet::escape_invisible;
use crate::fleet::query::edit;
use crate::i18n;
use crate::store::{RunnerStore, scoped_memo, use_navigation};
use leptos::prelude::*;

/// The most label sets that are listed.
const MOST: usize = 50;
/// Keeps two words apart for those who hear them.
const SPACE: &str = " ";

/// The table.
#[component]
pub(super) fn CapacityTable(
    /// Whose runners.
    store: RunnerStore,
    /// Closes the panel.
    close: Callback<()>,
) -> impl IntoView {
    let m = &i18n::overview().capacity;
    let capacity = scoped_memo(move || store.snapshot.with(|snapshot| Capacity::of(snapshot, MOST)));
    move || {
        capacity.with(|capacity| {
            if capacity.sets.is_empty() {
                return view! { <p class="field-hint">{m.no_labels}</p> }.into_any();
            }
            let (shown, of) = (capacity.sets.len(), capacity.of);
            let rows = capacity.sets.iter().map(|set| row(set, close)).collect_view();
            view! {
                <p class="field-hint">{m.explained}</p>
                <table class="capacity">
                    <thead>
                        <tr>
                            <th scope="col">{m.labels}</th>
                            <th scope="col" class="number">{m.free}</th>
                            <th scope="col" class="number">{m.online}</th>
                            <th scope="col" class="number">{m.total}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
                {(shown < of).then(|| view! { <p class="field-hint">{(m.worst)(shown, of)}</p> })}
            }
            .into_any()
        })
    }
}

fn row(set: &LabelSet, close: Callback<()>) -> AnyView {
    let m = &i18n::overview().capacity;
    let navigation = use_navigation();
    let labels = set.labels.iter().map(|label| escape_invisible(label)).collect::<Vec<_>>().join(", ");
    let filter = edit::having_labels(&set.labels);
    let press = move |_| {
        close.run(());
        navigation.replace(|route| route.filter.clone_from(&filter));
    };
    let (level, warning) = match (set.online, set.free) {
        (0, _) => ("none", Some(m.none_online)),
        (_, 0) => ("full", Some(m.none_free)),
        _ => ("some", None),
    };
    let number = |count: usize| view! { <td class="number">{(m.number)(count)}</td> };
    view! {
        <tr data-level=level>
            <th scope="row">
                <button type="button" class="link" title=m.show on:click=press>{labels}</button>
                {SPACE}
                {warning.map(|warning| view! { <span class="capacity-warning">{warning}</span> })}
            </th>
            {number(set.free)}
            {number(set.online)}
            {number(set.total)}
        </tr>
    }
    .into_any()
}
