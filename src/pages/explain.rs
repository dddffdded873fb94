//! The buttons to what explains: the look at the connection, and the list of changes.
//!
//! Invariant: where the line of tools has little room they are drawings alone (`style/table_tools.css`); their names stay.

use crate::components::{Glyph, Icon};
use crate::i18n;
use crate::pages::active_dialog::{ActiveDialog, use_dialogs};
use leptos::prelude::*;

/// Both buttons.
#[component]
pub fn Explain() -> impl IntoView {
    let dialogs = use_dialogs();
    let button = move |name: &'static str, class: &'static str, glyph, opens: ActiveDialog| {
        view! {
            <button type="button" class=["button small desk-explains ", class].concat() title=name on:click=move |_| dialogs.open(opens.clone())>
                <Icon glyph />
                <span>{name}</span>
            </button>
        }
        .into_any()
    };
    view! {
        {button(i18n::check().title, "desk-check", Glyph::Pulse, ActiveDialog::Check)}
        {button(i18n::journal().title, "desk-journal", Glyph::History, ActiveDialog::Journal)}
    }
}
