//! What `Add runner` and `Remove NAME` share: a one-hour token, and the command it goes into.

use crate::components::status_message;
use crate::github::ScopeKind;
use crate::i18n;
use crate::pages::api_error_banner::ApiErrorBanner;
use crate::store::{Left, Renewal, RunnerTokenState};
use leptos::prelude::*;

/// What stands for a hidden token.
const MASK: &str = "••••••••";

/// How the token stands: asked for, refused, so long to live, replaced, expired; and where the site hides tokens, the
/// button that shows it.
#[component]
pub fn TokenStatus(
    /// The token's place.
    place: RunnerTokenState,
    /// The kind of scope it is for.
    scope: ScopeKind,
) -> impl IntoView {
    let texts = i18n::one_time();
    let waiting = Memo::new(move |_| place.is_waiting());
    let trouble = Memo::new(move |_| place.trouble());
    let state = move || match place.left() {
        _ if waiting.get() => Some(view! { <p class="token-status" role="status">{texts.asking}</p> }.into_any()),
        // Not a live region: nobody wants to hear every second.
        Left::Seconds(seconds) => Some(view! { <p class="token-status">{(texts.expires_in)(seconds)}</p> }.into_any()),
        Left::Expired => Some(view! { <p class="token-status expired" role="alert">{texts.expired}</p> }.into_any()),
        Left::NoToken => None,
    };
    let renewal = move || match place.renewal() {
        Renewal::Not => Ok(String::new()),
        Renewal::Came => Ok(texts.renewed.to_owned()),
        Renewal::Failed => Err(texts.not_renewed),
    };
    let is_there = Memo::new(move |_| matches!(place.left(), Left::Seconds(_)));
    let hiding = move || {
        let hidden = place.is_hidden().filter(|_| is_there.get())?;
        let name = if hidden { texts.show_token } else { texts.hide_token };
        Some(view! { <button type="button" class="button" on:click=move |_| place.toggle_hidden()>{name}</button> })
    };
    view! {
        {state}
        {hiding}
        <p class="token-status said">{status_message(Signal::derive(renewal))}</p>
        {move || trouble.get().map(|error| view! { <ApiErrorBanner error scope /> })}
    }
}

/// A command as text, in a region of its own: exactly what its button copies, but for a hidden token.
#[component]
pub fn CommandBlock(
    /// The region's name.
    label: &'static str,
    /// The command.
    #[prop(into)]
    text: Signal<String>,
    /// Where the token comes from that is in the command, if one is.
    #[prop(optional)]
    place: Option<RunnerTokenState>,
    /// Another secret that is in the command, if one is, which is hidden with the token.
    #[prop(optional, into)]
    secret: Option<Signal<Option<String>>>,
) -> impl IntoView {
    let shown = move || {
        let Some(token) = place.filter(|place| place.is_hidden() == Some(true)).and_then(RunnerTokenState::token)
        else {
            return text.get();
        };
        let shown = text.get().replace(token.reveal(), MASK);
        secret.and_then(|secret| secret.get()).map_or_else(|| shown.clone(), |secret| shown.replace(&secret, MASK))
    };
    // What is selected in it stays so until it is another text.
    let shown = Memo::new(move |_| shown());
    // The keyboard must reach what can be scrolled.
    view! {
        <section class="command-block" aria-label=label tabindex="0">
            <code>{move || Some(shown.with(|shown| with_options_whole(shown)))}</code>
        </section>
    }
}

/// The same text, in which the names of options are not broken: at the end of a line `--` alone reads as another word.
fn with_options_whole(text: &str) -> AnyView {
    let mut parts = Vec::new();
    let mut between = String::new();
    for piece in text.split_inclusive([' ', '\n']) {
        if piece.starts_with("--") {
            let (word, space) = piece.split_at(piece.trim_end().len());
            parts.push(std::mem::replace(&mut between, space.to_owned()).into_any());
            let word = word.to_owned();
            parts.push(view! { <span class=WHOLE>{word}</span> }.into_any());
        } else {
            between.push_str(piece);
        }
    }
    parts.push(between.into_any());
    parts.into_any()
}

/// As a constant it keeps an otherwise static element dynamic.
const WHOLE: &str = "whole";
