//! What is wrong with the rows on the screen.

use crate::components::{Banner, Tone};
use crate::fleet::Completeness;
use crate::github::Scope;
use crate::i18n;
use crate::pages::active_dialog::{ActiveDialog, use_dialogs};
use crate::pages::api_error_banner::ApiErrorBanner;
use crate::pages::time_words::{ago, time_of_day};
use crate::store::{RunnerStore, env};
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
pub fn RefreshBanner(
    /// Whose runners.
    store: RunnerStore,
) -> impl IntoView {
    let m = &i18n::runners().reading;
    let dialogs = use_dialogs();
    let completeness = Memo::new(move |_| store.snapshot.with(|snapshot| snapshot.completeness.clone()));
    let error = Memo::new(move |_| store.state.with(|state| state.trouble.clone()));
    let refreshed_at = Memo::new(move |_| store.state.with(|state| state.refreshed_at));
    let now = RwSignal::new(env::now());
    let ticking = set_interval_with_handle(move || now.set(env::now()), TOLD_ANEW).ok();
    on_cleanup(move || {
        if let Some(ticking) = ticking {
            ticking.clear();
        }
    });
    let earlier = move || {
        let text = move |at| (m.showing_earlier)(&time_of_day(at), &ago(at, now.get()));
        refreshed_at.get().map(|at| view! { <p class="rows-are-earlier">{text(at)}</p> })
    };
    let scope = store.scope.with_value(Scope::kind);
    let trouble = move || {
        error.get().map(|error| {
            let on_check = Callback::new(move |()| dialogs.open(ActiveDialog::Check));
            view! { <ApiErrorBanner error scope on_check /> {earlier} }
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
