//! What the page does about reading the fleet: how far it is, how old the rows are, when it reads again.
//!
//! Invariant: it has its room before it comes (`style/runner_table.css`), so that nothing below moves.

use crate::fleet::{Completeness, NextRound};
use crate::messages;
use crate::store::{Reading, RunnerStore};
use crate::ui::{ProgressBar, TRUE};
use crate::views::clock::time_of_day;
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
pub fn ReadingStatus(
    /// Whose runners.
    store: RunnerStore,
) -> impl IntoView {
    let m = &messages::runners().reading;
    let is_long = Memo::new(move |_| matches!(reading(store), Reading::Pages { of, .. } if of != Some(1)));
    let progress = move || {
        let (label, value) = (Signal::derive(move || how_far(store)), Signal::derive(move || pages(store)));
        let words = move || if read_at(store).is_none() { how_far(store) } else { String::new() };
        view! {
            <span class="reading-words">{words}</span>
            <ProgressBar label value />
        }
        .into_any()
    };
    // Nothing is read by itself while this is so.
    let is_held_up = move || {
        let held_up = matches!(store.state.with(|state| state.next_round), NextRound::Offline | NextRound::Stopped);
        held_up.then_some(TRUE)
    };
    let read_at = move || read_at(store).map(|at| (m.read_at)(&time_of_day(at))).unwrap_or_default();
    view! {
        <div class="reading-status">
            <p class="visually-hidden" role="status">{said(store)}</p>
            <p class="reading-times" data-stale=is_held_up>{read_at} {next_round(store)}</p>
            <div class="reading-progress">{move || is_long.get().then(progress)}</div>
        </div>
    }
}

/// Said once: that all was read; what other readings bring is told elsewhere. And each time that there is no network.
fn said(store: RunnerStore) -> impl Fn() -> String {
    let m = &messages::runners().reading;
    let is_heard = RwSignal::new(false);
    let hear = move || {
        is_heard.try_set(true);
    };
    set_timeout(hear, HEARD_AFTER);
    let phase = Memo::new(move |_| match store.state.with(|state| state.next_round) {
        NextRound::Offline => Phase::Offline,
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

fn reading(store: RunnerStore) -> Reading {
    store.state.with(|state| state.reading)
}

fn read_at(store: RunnerStore) -> Option<f64> {
    store.state.with(|state| state.read_at)
}

fn pages(store: RunnerStore) -> (u32, Option<u32>) {
    match reading(store) {
        Reading::Idle => (0, None),
        Reading::Pages { done, of } => (done, of),
    }
}

fn how_far(store: RunnerStore) -> String {
    let (done, of) = pages(store);
    (messages::runners().reading.progress)(done, of)
}

fn next_round(store: RunnerStore) -> impl Fn() -> String {
    let m = &messages::runners().reading;
    move || {
        let text = match store.state.with(|state| state.next_round) {
            NextRound::Undecided => return String::new(),
            NextRound::At(at) => (m.next_at)(&time_of_day(at)),
            NextRound::Slowed(at) => (m.slowed_until)(&time_of_day(at)),
            NextRound::Limited(at) => (m.limited_until)(&time_of_day(at)),
            NextRound::Paused => m.paused.to_owned(),
            NextRound::Offline => m.offline.to_owned(),
            NextRound::Stopped => m.stopped.to_owned(),
        };
        if read_at(store).is_some() { [" · ", &text].concat() } else { capitalized(&text) }
    }
}

/// As a sentence begins; a letter with an accent stays as it is.
fn capitalized(text: &str) -> String {
    let Some((first, rest)) = text.split_at_checked(1) else { return text.to_owned() };
    [&first.to_ascii_uppercase(), rest].concat()
}
