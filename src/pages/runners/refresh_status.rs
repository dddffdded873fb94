//! What the page does about reading the fleet: how far it is, how old the rows are, when it reads again.
//!
//! Invariant: it has its room before it comes (`style/runner_table.css`), so that nothing below moves.

use crate::components::{ProgressBar, TRUE};
use crate::fleet::{Completeness, NextPoll};
use crate::i18n;
use crate::pages::time_words::time_of_day;
use crate::store::{Refresh, RunnerStore};
use leptos::prelude::*;
use std::time::Duration;

/// What those who cannot see the bar want to hear of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// Not all was read yet.
    Reading,
    /// All was read.
    Read,
    /// There is no network.
    Offline,
}

/// A place to speak from is known to screen readers a moment after it came.
const HEARD_AFTER: Duration = Duration::from_millis(500);

/// A line with the last and the next reading, and a progress bar while pages come in. Before there was any reading words in
/// the line's place say what the bar does: the numbers beside it are not all of them yet.
#[component]
pub fn RefreshStatus(
    /// Whose runners.
    store: RunnerStore,
) -> impl IntoView {
    let m = &i18n::runners().reading;
    let is_long = Memo::new(move |_| matches!(reading(store), Refresh::Pages { of, .. } if of != Some(1)));
    let progress = move || {
        let (label, value) = (Signal::derive(move || how_far(store)), Signal::derive(move || pages(store)));
        let words = move || if refreshed_at(store).is_none() { how_far(store) } else { String::new() };
        view! {
            <span class="reading-words">{words}</span>
            <ProgressBar label value />
        }
        .into_any()
    };
    // Nothing is read by itself while this is so.
    let is_held_up = move || {
        let held_up = matches!(store.state.with(|state| state.next_poll), NextPoll::Offline | NextPoll::Stopped);
        held_up.then_some(TRUE)
    };
    let refreshed_at = move || refreshed_at(store).map(|at| (m.refreshed_at)(&time_of_day(at))).unwrap_or_default();
    view! {
        <div class="reading-status">
            <p class="visually-hidden" role="status">{said(store)}</p>
            <p class="reading-times" data-stale=is_held_up>{refreshed_at} {next_poll(store)}</p>
            <div class="reading-progress">{move || is_long.get().then(progress)}</div>
        </div>
    }
}

/// Said once: that all was read; what other readings bring is told elsewhere. And each time that there is no network.
fn said(store: RunnerStore) -> impl Fn() -> String {
    let m = &i18n::runners().reading;
    let is_heard = RwSignal::new(false);
    let hear = move || {
        is_heard.try_set(true);
    };
    set_timeout(hear, HEARD_AFTER);
    let phase = Memo::new(move |_| match store.state.with(|state| state.next_poll) {
        NextPoll::Offline => Phase::Offline,
        _ if store.snapshot.with(|snapshot| snapshot.completeness == Completeness::Complete) => Phase::Read,
        _ => Phase::Reading,
    });
    let was_said = StoredValue::new(false);
    let said = Memo::new(move |_| match phase.get() {
        _ if !is_heard.get() => String::new(),
        Phase::Offline => m.offline.to_owned(),
        Phase::Read if !was_said.get_value() => {
            was_said.set_value(true);
            (m.all_read)(store.snapshot.with_untracked(|snapshot| snapshot.rows().len()))
        }
        Phase::Read | Phase::Reading => String::new(),
    });
    move || said.get()
}

fn reading(store: RunnerStore) -> Refresh {
    store.state.with(|state| state.refresh)
}

fn refreshed_at(store: RunnerStore) -> Option<f64> {
    store.state.with(|state| state.refreshed_at)
}

fn pages(store: RunnerStore) -> (u32, Option<u32>) {
    match reading(store) {
        Refresh::Idle => (0, None),
        Refresh::Pages { done, of } => (done, of),
    }
}

fn how_far(store: RunnerStore) -> String {
    let (done, of) = pages(store);
    (i18n::runners().reading.progress)(done, of)
}

fn next_poll(store: RunnerStore) -> impl Fn() -> String {
    let m = &i18n::runners().reading;
    move || {
        let text = match store.state.with(|state| state.next_poll) {
            NextPoll::Undecided => return String::new(),
            NextPoll::At(at) => (m.next_at)(&time_of_day(at)),
            NextPoll::Slowed(at) => (m.slowed_until)(&time_of_day(at)),
            NextPoll::Limited(at) => (m.limited_until)(&time_of_day(at)),
            NextPoll::Paused => m.paused.to_owned(),
            NextPoll::Offline => m.offline.to_owned(),
            NextPoll::Stopped => m.stopped.to_owned(),
        };
        if refreshed_at(store).is_some() { [" · ", &text].concat() } else { capitalized(&text) }
    }
}

/// As a sentence begins; a letter with an accent stays as it is.
fn capitalized(text: &str) -> String {
    let Some((first, rest)) = text.split_at_checked(1) else { return text.to_owned() };
    [&first.to_ascii_uppercase(), rest].concat()
}
