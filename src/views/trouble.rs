//! Placeholder until the real one is merged.

use crate::github::ApiError;
use leptos::prelude::*;

/// Shows what went wrong.
#[component]
pub fn Trouble(
    /// What went wrong.
    error: ApiError,
) -> impl IntoView {
    view! { <p role="alert">{format!("{error:?}")}</p> }
}
