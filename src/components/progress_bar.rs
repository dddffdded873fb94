//! How far something is.

use leptos::prelude::*;

/// A progress bar on the browser's own element.
#[component]
pub fn ProgressBar(
    /// The accessible name: what is under way.
    #[prop(into)]
    label: Signal<String>,
    /// How many parts are done, of how many, or `None` while nobody knows.
    #[prop(into)]
    value: Signal<(u32, Option<u32>)>,
) -> impl IntoView {
    let all = move || value.get().1.filter(|all| *all > 0);
    // Without a value the browser shows that something is under way, and no more.
    let done = move || all().map(|_| value.get().0.to_string());
    view! {
        <progress class="progress" aria-label=move || label.get() max=move || all().map(|all| all.to_string()) value=done />
    }
}
