//! What came of something: a success is read out when there is time for it, a failure at once.

use super::changing::changing_text;
use leptos::prelude::*;

/// The sentence, in the live region that it belongs to. Both regions are there from the start, empty: what comes with its
/// sentence is not read by all screen readers.
pub fn said(result: impl Into<Signal<Result<String, &'static str>>>) -> AnyView {
    let result = result.into();
    let success = move || result.with(|result| result.clone().unwrap_or_default());
    let failure = move || result.with(|result| result.as_ref().err().copied().unwrap_or_default().to_owned());
    view! {
        <span role="status">{changing_text(success)}</span>
        <span role="alert">{changing_text(failure)}</span>
    }
    .into_any()
}
