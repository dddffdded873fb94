//! What stands in place of the rows where there are none to show, with the next step.

use crate::components::{Glyph, Icon};
use crate::i18n;
use crate::pages::active_dialog::{ActiveDialog, use_dialogs};
use crate::store::use_navigation;
use leptos::prelude::*;

/// Why there are no rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmptyReason {
    /// The scope has no runners.
    Empty,
    /// No row passes the filter.
    NoMatch,
}

/// The sentence, and the button that leads on.
#[component]
pub fn EmptyState(
    /// Why.
    lack: EmptyReason,
) -> impl IntoView {
    let m = i18n::runners();
    let (navigation, dialogs) = (use_navigation(), use_dialogs());
    let (glyph, title, next) = match lack {
        EmptyReason::Empty => (Glyph::Runner, m.nothing.empty, m.nothing.empty_next),
        EmptyReason::NoMatch => (Glyph::Filter, m.nothing.no_match, m.nothing.no_match_next),
    };
    let button = match lack {
        EmptyReason::Empty => view! {
            <button type="button" class="button primary" on:click=move |_| dialogs.open(ActiveDialog::Add)>{m.add}</button>
        }
        .into_any(),
        EmptyReason::NoMatch => view! {
            <button type="button" class="button" on:click=move |_| navigation.replace(|route| route.filter.clear())>
                {m.clear_filter}
            </button>
        }
        .into_any(),
    };
    view! {
        <div class="nothing">
            <Icon glyph />
            <p class="nothing-title">{title}</p>
            <p>{next}</p>
            {button}
        </div>
    }
}
