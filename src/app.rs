//! The composition root.

use leptos::prelude::*;

/// Puts the console into the page.
pub fn mount() {
    leptos::mount::mount_to_body(|| view! { <p>{crate::messages::messages().common.title}</p> });
}
