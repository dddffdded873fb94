//! What the page does about reading the fleet: how far it is, how old the rows are, when it reads again, what went wrong.

use crate::fleet::{Completeness, NextRound};
use crate::github::Scope;
use crate::messages;
use crate::store::{Reading, RunnerStore};
use crate::ui::{Banner, ProgressBar, Tone};
use crate::views::clock::time_of_day;
use crate::views::later::{self, Later};
use crate::views::lazily::Lazily;
use crate::views::trouble::TroubleProps;
use leptos::prelude::*;

/// A progress bar while pages come in, else a line with the last and the next reading.
#[component]
pub fn ReadingStatus(
    /// Whose runners.
    store: RunnerStore,
) -> impl IntoView {
    let m = &messages::runners().reading;
    let is_long = Memo::new(move |_| matches!(store.reading.get(), Reading::Pages { of, .. } if of != Some(1)));
    let progress = move || {
        let (label, value) = (
            Signal::derive(move || (m.progress)(pages(store).0, pages(store).1)),
            Signal::derive(move || pages(store)),
        );
        view! { <ProgressBar label value /> }
    };
    view! {
        <div class="reading-status">
            <p class="reading-times">{move || store.read_at.get().map(|at| (m.read_at)(&time_of_day(at)))} {next_round(store)}</p>
            <div class="reading-progress">{move || is_long.get().then(progress)}</div>
        </div>
    }
}

fn pages(store: RunnerStore) -> (u32, Option<u32>) {
    match store.reading.get() {
        Reading::Idle => (0, None),
        Reading::Pages { done, of } => (done, of),
    }
}

fn next_round(store: RunnerStore) -> impl Fn() -> Option<String> {
    let m = &messages::runners().reading;
    move || {
        let text = match store.next_round.get() {
            NextRound::Undecided => return None,
            NextRound::At(at) => (m.next_at)(&time_of_day(at)),
            NextRound::Slowed(at) => (m.slowed_until)(&time_of_day(at)),
            NextRound::Limited(at) => (m.limited_until)(&time_of_day(at)),
            NextRound::Paused => m.paused.to_owned(),
            NextRound::Offline => m.offline.to_owned(),
            NextRound::Stopped => m.stopped.to_owned(),
        };
        let separator = if store.read_at.with(Option::is_some) { " · " } else { "" };
        Some([separator, &text].concat())
    }
}

/// What is wrong with the rows on the screen, if anything: a refresh that failed, or a fleet that moved.
#[component]
pub fn ReadingTrouble(
    /// Whose runners.
    store: RunnerStore,
) -> impl IntoView {
    let m = &messages::runners().reading;
    let completeness = Memo::new(move |_| store.snapshot.with(|snapshot| snapshot.completeness.clone()));
    let earlier = move || {
        store.read_at.get().map(|at| view! { <p class="rows-are-earlier">{(m.showing_earlier)(&time_of_day(at))}</p> })
    };
    let scope = store.scope.with_value(Scope::kind);
    let trouble = move || {
        store.trouble.get().map(|error| {
            let props = move || TroubleProps { error: error.clone(), scope: Some(scope), on_retry: None };
            let screen = move |later: &Later| (later.trouble)(props());
            view! { <Lazily load=later::load screen=Box::new(screen) /> {earlier} }
        })
    };
    let doubt = move || {
        let text = match completeness.get() {
            Completeness::Unread | Completeness::Reading | Completeness::Complete => return None,
            Completeness::ChangedWhileReading => m.changed.to_owned(),
            Completeness::PagesMissing(pages) => (m.pages_missing)(&numbers(&pages)),
        };
        Some(view! { <Banner tone=Tone::Warning>{text.clone()}</Banner> })
    };
    view! { <div class="reading-trouble">{trouble} {doubt}</div> }
}

fn numbers(pages: &[u32]) -> String {
    pages.iter().map(u32::to_string).collect::<Vec<_>>().join(", ")
}
