//! What stands in place of the rows where there are none to show, with the next step.

use crate::messages;
use crate::store::Navigation;
use crate::ui::{Glyph, Icon};
use crate::views::runners_page::Open;
use leptos::prelude::*;

/// Why there are no rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// The scope has no runners.
    Empty,
    /// No row passes the filter.
    NoMatch,
}

/// The sentence, and the button that leads on.
#[component]
pub fn NoRows(
    /// Why.
    lack: Lack,
    /// Where the filter lives.
    navigation: Navigation,
    /// The dialog that is open.
    open: RwSignal<Open>,
) -> impl IntoView {
    let m = messages::runners();
    let (glyph, title, next) = match lack {
        Lack::Empty => (Glyph::Runner, m.nothing.empty, m.nothing.empty_next),
        Lack::NoMatch => (Glyph::Filter, m.nothing.no_match, m.nothing.no_match_next),
    };
    let button = match lack {
        Lack::Empty => view! {
            <button type="button" class="button primary" on:click=move |_| open.set(Open::Add)>{m.add}</button>
        }
        .into_any(),
        Lack::NoMatch => view! {
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
