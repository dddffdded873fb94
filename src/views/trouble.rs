//! Placeholder until LOOK's.

use crate::github::ApiError;
use leptos::prelude::*;

/// An error of the API.
#[component]
pub fn Trouble(
    /// What went wrong.
    error: ApiError,
) -> impl IntoView {
    view! { <div class="trouble" role="alert">{error.message.unwrap_or_default()}</div> }
}
