//! The button that opens `Preferences`: in the header while connected, else beside the form.

use crate::components::{Glyph, Icon};
use crate::i18n;
use leptos::prelude::*;

/// Its id on the page, of which there is one at a time.
pub const PREFERENCES_BUTTON: &str = "preferences";

/// The button.
#[component]
pub fn PreferencesButton(
    /// Opens the dialog.
    on_press: Callback<()>,
) -> impl IntoView {
    view! {
        <button
            id=PREFERENCES_BUTTON
            type="button"
            class="button small"
            on:click=move |_| on_press.run(())
        >
            <Icon glyph=Glyph::Preferences />
            <span>{i18n::shell().preferences}</span>
        </button>
    }
}
