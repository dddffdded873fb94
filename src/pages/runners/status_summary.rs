//! The numbers above the runner table.
//!
//! Invariant: they have their room before they come, so that nothing below moves.

use crate::fleet::{Completeness, Counts, Filter};
use crate::github::RunnerId;
use crate::i18n;
use crate::store::RunnerStore;
use leptos::prelude::*;

/// How many runners are in which state, and how many of them are shown.
#[component]
pub fn StatusSummary(
    /// Whose runners.
    store: RunnerStore,
    /// The rows that pass the filter.
    ids: Memo<Vec<RunnerId>>,
    /// The filter.
    filter: Memo<Filter>,
) -> impl IntoView {
    let m = i18n::runners();
    let counts = Memo::new(move |_| store.snapshot.with(|snapshot| Counts::of(snapshot)));
    let number = move |state: &'static str, text: fn(usize) -> String, count: fn(&Counts) -> usize| {
        let count = move || counts.with(count);
        view! { <li class="count" data-state=state data-count=move || count().to_string()>{move || text(count())}</li> }
            .into_any()
    };
    let other = move || {
        (counts.with(|counts| counts.other) > 0).then(|| number("other", m.counts.other, |counts| counts.other))
    };
    let shown_of = move || {
        if filter.with(Filter::is_empty) {
            String::new()
        } else {
            (m.shown_of)(ids.with(Vec::len), counts.with(|counts| counts.total))
        }
    };
    let is_part = Memo::new(move |_| {
        let is_part = |completeness: &_| matches!(completeness, Completeness::Reading | Completeness::PagesMissing(_));
        store.snapshot.with(|snapshot| is_part(&snapshot.completeness))
    });
    let total = move || {
        let text = if is_part.get() { m.counts.total_so_far } else { m.counts.total };
        text(counts.with(|counts| counts.total))
    };
    view! {
        <ul class="counts">
            <li class="count" data-state="total" data-count=move || counts.with(|counts| counts.total).to_string()>
                {total}
            </li>
            {number("online", m.counts.online, |counts| counts.online)}
            {number("busy", m.counts.busy, |counts| counts.busy)}
            {number("idle", m.counts.idle, |counts| counts.idle)}
            {number("offline", m.counts.offline, |counts| counts.offline)}
            {other}
        </ul>
        <p class="shown-of" role="status">{shown_of}</p>
    }
}
