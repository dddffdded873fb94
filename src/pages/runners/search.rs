//! Help with the language of the search box: what was not understood, what could be typed next, what can be clicked
//! instead, and texts that were kept.
//!
//! Invariant: the text in the box is the one place of the filter; all of these read it and write it.

pub mod completion;
mod facets;
mod saved;

use crate::fleet::escape_invisible;
use crate::fleet::query::secret_scan::looks_secret;
use crate::fleet::query::{InvalidResponse, parse};
use crate::i18n;
use crate::store::{RunnerStore, use_navigation};
use facets::Facets;
use leptos::prelude::*;
use saved::SavedViews;

/// The buttons beside the others of the desk.
#[component]
pub fn QueryTools(
    /// Whose runners.
    store: RunnerStore,
) -> impl IntoView {
    view! {
        <Facets store />
        <SavedViews store />
    }
}

/// Names the terms that were not understood.
#[component]
pub fn QueryTrouble() -> impl IntoView {
    let m = i18n::query();
    let told = use_navigation().part(|route| (parse(&route.filter).not_understood, looks_secret(&route.filter)));
    let text = move || {
        let sentence = |told: &InvalidResponse| (m.not_understood)(&escape_invisible(&told.term), told.why);
        told.with(|(told, is_secret)| {
            let secret = is_secret.then(|| m.secret.to_owned());
            secret.into_iter().chain(told.iter().map(sentence)).collect::<Vec<_>>().join(" ")
        })
    };
    view! { <p class="query-trouble" role="status">{text}</p> }
}
