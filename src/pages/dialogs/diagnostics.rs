//! `Connection check`: what works between this page and GitHub, what does not, and what to ask whom for.
//!
//! [`lines`] says what was found about host, token and scope, [`needs`] compares the token with what operations need.
//! Invariant: what is on the screen was found when the dialog was opened, or when it was asked for again; nothing is changed.

mod lines;
mod needs;

use crate::components::{Dialog, Glyph, Icon};
use crate::i18n;
use crate::pages::api_error_banner::ApiErrorBanner;
use crate::pages::time_words::time_of_day;
use crate::store::env::now;
use crate::store::{Asked, Asking, RunnerStore};
use leptos::prelude::*;

/// The dialog. Opening it asks GitHub.
#[component]
pub fn Check(
    /// Whose runners.
    store: RunnerStore,
    /// Called once it closed.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    let m = i18n::check();
    let asking = Asking::new();
    let checked_at = RwSignal::new(None);
    let look = move || {
        if !asking.asked.with_untracked(Asked::is_waiting) {
            asking.ask_then(store.diagnose(), move |_| {
                checked_at.try_set(Some(now()));
            });
        }
    };
    look();
    let waiting = Memo::new(move |_| asking.asked.with(Asked::is_waiting));
    let status = move || match (waiting.get(), checked_at.get()) {
        (false, Some(at)) => (m.checked)(&time_of_day(at)),
        _ => m.checking.to_owned(),
    };
    let found = move || match asking.asked.get() {
        Asked::Not | Asked::Waiting => None,
        Asked::Failed(error) => Some(view! { <ApiErrorBanner error /> }.into_any()),
        Asked::Answered(found) => Some(lines::all(store, &found)),
    };
    view! {
        <Dialog label=m.title close_label=i18n::common().close class="wide" on_close>
            <div class="check">
                <div class="button-row">
                    <button type="button" class="button" aria-disabled=move || waiting.get().then_some("true") on:click=move |_| look()>
                        <Icon glyph=Glyph::Refresh />
                        <span>{m.again}</span>
                    </button>
                    <span role="status" class="field-hint">{status}</span>
                </div>
                {found}
            </div>
        </Dialog>
    }
}
