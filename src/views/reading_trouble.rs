//! What is wrong with the rows on the screen.

use crate::fleet::Completeness;
use crate::github::Scope;
use crate::messages;
use crate::store::{RunnerStore, surroundings};
use crate::ui::{Banner, Tone};
use crate::views::active_dialog::{ActiveDialog, use_dialogs};
use crate::views::clock::{ago, time_of_day};
use crate::views::trouble::Trouble;
use leptos::prelude::*;
use std::time::Duration;

/// How often it is told anew how old the rows are.
const TOLD_ANEW: Duration = Duration::from_secs(15);

/// True where there is something to say.
pub fn is_troubled(store: RunnerStore) -> bool {
    let is_doubtful = |completeness: &Completeness| {
        matches!(
            completeness,
            Completeness::ChangedWhileReading | Completeness::CountsDiffer { .. } | Completeness::PagesMissing(_)
        )
    };
    store.state.with(|state| state.trouble.is_some())
        || store.snapshot.with(|snapshot| is_doubtful(&snapshot.completeness))
}

/// What is wrong with the rows on the screen, if anything: a refresh that failed, or a fleet that moved.
#[component]
pub fn ReadingTrouble(
    /// Whose runners.
    store: RunnerStore,
) -> impl IntoView {
    let m = &messages::runners().reading;
    let dialogs = use_dialogs();
    let completeness = Memo::new(move |_| store.snapshot.with(|snapshot| snapshot.completeness.clone()));
    let error = Memo::new(move |_| store.state.with(|state| state.trouble.clone()));
    let read_at = Memo::new(move |_| store.state.with(|state| state.read_at));
    let now = RwSignal::new(surroundings::now());
    let ticking = set_interval_with_handle(move || now.set(surroundings::now()), TOLD_ANEW).ok();
    on_cleanup(move || {
        if let Some(ticking) = ticking {
            ticking.clear();
        }
    });
    let earlier = move || {
        let text = move |at| (m.showing_earlier)(&time_of_day(at), &ago(at, now.get()));
        read_at.get().map(|at| view! { <p class="rows-are-earlier">{text(at)}</p> })
    };
    let scope = store.scope.with_value(Scope::kind);
    let trouble = move || {
        error.get().map(|error| {
            let on_check = Callback::new(move |()| dialogs.open(ActiveDialog::Check));
            view! { <Trouble error scope on_check /> {earlier} }
        })
    };
    let doubt = move || {
        let text = match completeness.get() {
            Completeness::Unread | Completeness::Reading | Completeness::Complete => return None,
            Completeness::ChangedWhileReading => m.changed.to_owned(),
            Completeness::CountsDiffer { counted, listed } => {
                (m.counts_differ)(counted, listed, store.snapshot.with(|snapshot| snapshot.rows().len()))
            }
            Completeness::PagesMissing(pages) => (m.pages_missing)(&numbers(&pages)),
        };
        Some(view! { <Banner tone=Tone::Warning>{text.clone()}</Banner> })
    };
    view! { <div class="reading-trouble">{trouble} {doubt}</div> }
}

fn numbers(pages: &[u32]) -> String {
    pages.iter().map(u32::to_string).collect::<Vec<_>>().join(", ")
}
