//! The screen of a site whose `config.json` cannot be used: it says which field, and nothing else is offered.

use crate::config::SettingsError;
use crate::i18n;
use leptos::prelude::*;

/// Names the file, the field and the next step.
#[component]
pub fn BrokenSettings(
    /// What is wrong.
    error: SettingsError,
) -> impl IntoView {
    let texts = i18n::site();
    let sentence = match error {
        SettingsError::NotJson { line, column } => (texts.not_json)(line, column),
        SettingsError::Field { field, line, problem } => (texts.wrong_field)(&field, line, problem),
        SettingsError::NotRead(status) => (texts.not_read)(status),
    };
    view! {
        <main class="broken-settings">
            <h1>{texts.settings_heading}</h1>
            <p role="alert">{sentence}</p>
            <p>{texts.settings_next_step}</p>
        </main>
    }
}
