//! What came of something: a success is read out when there is time for it, a failure at once.

use leptos::prelude::*;

/// The sentence, in the live region that it belongs to. The one for successes is there from the start: what comes with its
/// sentence is not read by all screen readers. An alert is, and an empty one would be in the way of those who go through them.
pub fn status_message(result: impl Into<Signal<Result<String, &'static str>>>) -> AnyView {
    let result = result.into();
    let success = move || result.with(|result| result.clone().unwrap_or_default());
    let failure = move || result.with(|result| result.as_ref().err().copied());
    let alert = move || failure().map(|sentence| view! { <span role="alert">{sentence}</span> }.into_any());
    view! {
        <span role="status">{success}</span>
        {alert}
    }
    .into_any()
}
