//! The overview above the table: how many are idle, busy and offline at a glance, and behind buttons which jobs the fleet can
//! take, what went on, what changed, and who is probably left over.
//!
//! Invariant: what is behind a button is computed while it is open and not before. Only the changes and the samples of the
//! activity are kept up in the meantime, once for each reading: they need what was before.

mod activity;
mod capacity;
mod change_badge;
mod changes;
mod shares;
mod suspects;

use crate::components::Popup;
use crate::fleet::changes::{Change, FleetComparison, FleetDiff};
use crate::fleet::usage_history::Activity;
use crate::fleet::{Completeness, Counts};
use crate::i18n;
use crate::store::{RunnerStore, use_usage_history};
use activity::ActivityLines;
use capacity::CapacityTable;
pub use change_badge::{ChangeBadge, RunnerChanges};
use changes::ChangeList;
use leptos::prelude::*;
use shares::Shares;
use suspects::SuspectList;

/// The overview.
#[component]
pub fn Overview(
    /// Whose runners.
    store: RunnerStore,
) -> impl IntoView {
    let m = i18n::overview();
    let counts = Memo::new(move |_| store.snapshot.with(|snapshot| Counts::of(snapshot)));
    let Observed { news, activity } = observe(store, counts);
    let capacity = move |close| view! { <CapacityTable store close /> }.into_any();
    let lines = move |_| view! { <ActivityLines activity /> }.into_any();
    let changes = move |close| view! { <ChangeList news close /> }.into_any();
    let suspects = move |close| view! { <SuspectList store close /> }.into_any();
    let changes_title = Signal::derive(move || (m.changes.title)(news.with(|news| how_many(news.as_ref()))));
    view! {
        <div class="overview" role="group" aria-label=m.title>
            <Shares counts />
            <div class="overview-panels">
                <Popup label=m.capacity.title class="of-capacity" content=Box::new(capacity) />
                <Popup label=m.activity.title class="of-activity" content=Box::new(lines) />
                <Popup label=changes_title class="of-changes" content=Box::new(changes) />
                <Popup label=m.suspects.title class="of-suspects" content=Box::new(suspects) />
            </div>
            <p class="visually-hidden" role="status">{move || news.with(|news| told(news.as_ref()))}</p>
        </div>
    }
}

/// What is kept from one reading to the next.
#[derive(Clone, Copy)]
struct Observed {
    /// The last changes there were, until they are dismissed.
    news: RwSignal<Option<FleetDiff>>,
    /// The numbers since the page was opened.
    activity: RwSignal<Activity>,
}

/// Keeps up with the readings. These are no memos: nobody may be looking.
fn observe(store: RunnerStore, counts: Memo<Counts>) -> Observed {
    let history = use_usage_history();
    let RunnerChanges(news) = expect_context();
    let lines = RwSignal::new(history.known(store));
    let comparing = StoredValue::new(FleetComparison::default());
    let refreshed_at = Memo::new(move |_| store.state.with(|state| state.refreshed_at));
    Effect::new(move |_| {
        let refreshed_at = refreshed_at.get();
        let snapshot = store.snapshot.get();
        if let Some(at) = refreshed_at.filter(|_| !matches!(snapshot.completeness, Completeness::PagesMissing(_))) {
            counts.with(|counts| lines.update(|activity| activity.add(at, counts)));
            lines.with_untracked(|lines| history.keep(store, lines));
        }
        let found = comparing.try_update_value(|comparing| {
            store.removed.with_value(|removed| comparing.take(&snapshot, refreshed_at, removed))
        });
        if let Some(found) = found.flatten() {
            news.set(Some(found));
        }
    });
    Observed { news, activity: lines }
}

fn how_many(news: Option<&FleetDiff>) -> usize {
    news.map_or(0, |news| news.changes.len())
}

/// `3 went offline, 1 came back`.
fn told(news: Option<&FleetDiff>) -> String {
    let Some(news) = news else { return String::new() };
    let parts = Change::ALL.map(|change| (change, news.changes.count(change)));
    let parts = parts.into_iter().filter(|(_, count)| *count > 0).map(|(change, count)| how_many_did(change, count));
    parts.collect::<Vec<_>>().join(", ")
}

/// `3 went offline`.
fn how_many_did(change: Change, count: usize) -> String {
    let m = &i18n::overview().changes;
    let text = match change {
        Change::WentOffline => m.how_many_went_offline,
        Change::CameBack => m.how_many_came_back,
        Change::Appeared => m.how_many_appeared,
        Change::Gone => m.how_many_gone,
    };
    text(count)
}
