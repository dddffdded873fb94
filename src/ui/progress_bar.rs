//! How far something is.

use leptos::prelude::*;

/// A progress bar on the browser's own element.
#[component]
pub fn ProgressBar(
    /// The accessible name: what is under way.
    #[prop(into)]
    label: Signal<String>,
    /// From 0 to 1, or `None` while nobody knows.
    #[prop(into)]
    value: Signal<Option<f64>>,
) -> impl IntoView {
    view! { <progress class="progress" max="1" aria-label=move || label.get() value=move || value.get().map(|value| value.to_string()) /> }
}
