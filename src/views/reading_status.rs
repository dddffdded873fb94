//! What the page does about reading the fleet: how far it is, how old the rows are, when it reads again.
//!
//! Invariant: it has its room before it comes (`style/runner_table.css`), so that nothing below moves.

use crate::fleet::NextRound;
use crate::messages;
use crate::store::{Reading, RunnerStore};
use crate::ui::{ProgressBar, changing, changing_text};
use crate::views::clock::time_of_day;
use leptos::prelude::*;

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
            <span class="reading-words">{changing_text(words)}</span>
            <ProgressBar label value />
        }
        .into_any()
    };
    let read_at = move || read_at(store).map(|at| (m.read_at)(&time_of_day(at))).unwrap_or_default();
    view! {
        <div class="reading-status">
            <p class="reading-times">{changing_text(read_at)} {changing_text(next_round(store))}</p>
            <div class="reading-progress">{changing(move || is_long.get().then(progress))}</div>
        </div>
    }
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
        let separator = if read_at(store).is_some() { " · " } else { "" };
        [separator, &text].concat()
    }
}
