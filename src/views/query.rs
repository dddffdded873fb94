//! Help with the language of the search box: what was not understood, what could be typed next, what can be clicked
//! instead, and texts that were kept.
//!
//! Invariant: the text in the box is the one place of the filter; all of these read it and write it.

pub mod completion;
mod facets;
mod saved;

use crate::fleet::language::keeping::looks_secret;
use crate::fleet::language::{NotUnderstood, understand};
use crate::fleet::visible;
use crate::messages;
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
    let m = messages::query();
    let told = use_navigation().part(|route| (understand(&route.filter).not_understood, looks_secret(&route.filter)));
    let text = move || {
        let sentence = |told: &NotUnderstood| (m.not_understood)(&visible(&told.term), told.why);
        told.with(|(told, is_secret)| {
            let secret = is_secret.then(|| m.secret.to_owned());
            secret.into_iter().chain(told.iter().map(sentence)).collect::<Vec<_>>().join(" ")
        })
    };
    view! { <p class="query-trouble" role="status">{text}</p> }
}
