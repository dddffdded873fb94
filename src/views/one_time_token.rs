//! What `Add runner` and `Remove NAME` share: a one-hour token, and the command it goes into.

use crate::github::ScopeKind;
use crate::messages;
use crate::store::{Left, OneTime};
use crate::views::trouble::Trouble;
use leptos::prelude::*;

/// How the token stands: asked for, refused, so long to live, expired.
#[component]
pub fn TokenStatus(
    /// The token's place.
    place: OneTime,
    /// The kind of scope it is for.
    scope: ScopeKind,
) -> impl IntoView {
    let texts = messages::one_time();
    let waiting = Memo::new(move |_| place.is_waiting());
    let trouble = Memo::new(move |_| place.trouble());
    let state = move || match place.left() {
        _ if waiting.get() => Some(view! { <p class="token-status" role="status">{texts.asking}</p> }.into_any()),
        // Not a live region: nobody wants to hear every second.
        Left::Seconds(seconds) => Some(view! { <p class="token-status">{(texts.expires_in)(seconds)}</p> }.into_any()),
        Left::Expired => Some(view! { <p class="token-status expired" role="alert">{texts.expired}</p> }.into_any()),
        Left::NoToken => None,
    };
    view! {
        {state}
        {move || trouble.get().map(|error| view! { <Trouble error scope /> })}
    }
}

/// A command as text, in a region of its own: exactly what its button copies.
#[component]
pub fn CommandBlock(
    /// The region's name.
    label: &'static str,
    /// The command.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    // The keyboard must reach what can be scrolled.
    view! {
        <section class="command-block" aria-label=label tabindex="0">
            <code>{move || text.get()}</code>
        </section>
    }
}
