//! The buttons to what explains: the look at the connection, and the list of changes.
//!
//! Invariant: where the line of tools has little room they are drawings alone (`style/table_tools.css`); their names stay.

use crate::messages;
use crate::ui::{Glyph, Icon};
use crate::views::runners_page::Open;
use leptos::prelude::*;

/// Both buttons.
#[component]
pub fn Explain(
    /// The dialog that is open.
    open: RwSignal<Open>,
) -> impl IntoView {
    let button = move |name: &'static str, class: &'static str, glyph, opens: Open| {
        view! {
            <button type="button" class=["button small desk-explains ", class].concat() title=name on:click=move |_| open.set(opens.clone())>
                <Icon glyph />
                <span>{name}</span>
            </button>
        }
        .into_any()
    };
    view! {
        {button(messages::check().title, "desk-check", Glyph::Pulse, Open::Check)}
        {button(messages::journal().title, "desk-journal", Glyph::History, Open::Journal)}
    }
}
