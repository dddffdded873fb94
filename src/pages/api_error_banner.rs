//! What went wrong, for a person: the sentence, the next step, and what GitHub itself said.
//!
//! Invariant: GitHub's message is a stranger's text and is shown in visible form; its single sign-on link is followed
//! only where it is `https`, without telling it where from.

use crate::components::inline_code::inline_code;
use crate::components::{Banner, CopyButton, Glyph, Icon, Tone};
use crate::fleet::escape_invisible::escape_invisible;
use crate::github::{ApiError, ErrorKind, ScopeKind};
use crate::i18n::{self, Errors, explain};
use crate::route::Route;
use crate::store::Navigation;
use leptos::prelude::*;

/// An error with role `alert`.
#[component]
pub fn ApiErrorBanner(
    /// What went wrong.
    error: ApiError,
    /// The kind of scope it was about: a refusal then names the token scopes that kind needs.
    #[prop(optional)]
    scope: Option<ScopeKind>,
    /// Asks again; without it there is no such button.
    #[prop(optional, into)]
    on_retry: Option<Callback<()>>,
    /// Looks at the connection; without it there is no such button.
    #[prop(optional, into)]
    on_check: Option<Callback<()>>,
) -> impl IntoView {
    let texts = i18n::errors();
    // The browser's clock is good enough for a number of minutes.
    #[allow(clippy::cast_possible_truncation)]
    let now = (js_sys::Date::now() / 1_000.0) as i64;
    let told = explain(texts, &error, scope, now);
    let retry = on_retry.map(|on_retry| {
        view! {
            <button type="button" class="button small" on:click=move |_| on_retry.run(())>
                <Icon glyph=Glyph::Refresh />
                <span>{i18n::common().try_again}</span>
            </button>
        }
    });
    let check = on_check.map(|on_check| {
        view! {
            <button type="button" class="button small" on:click=move |_| on_check.run(())>
                <Icon glyph=Glyph::Pulse />
                <span>{i18n::check().title}</span>
            </button>
        }
    });
    let link = sso_link(texts, &error.kind);
    let renamed = renamed_button(texts, &error.kind);
    let actions = (renamed.is_some() || retry.is_some() || check.is_some() || link.is_some())
        .then(|| view! { <div class="button-row">{renamed} {link} {retry} {check}</div> });
    view! {
        <Banner tone=Tone::Danger>
            <p class="trouble-sentence">{told.sentence}</p>
            <div class="trouble-next">
                <p>{inline_code(&told.next_step)}</p>
                {checks(told.checks)}
            </div>
            {facts(texts, &error)}
            {actions}
        </Banner>
    }
}

fn checks(checks: &'static [&'static str]) -> Option<AnyView> {
    let items = || checks.iter().map(|check| view! { <li>{*check}</li> }).collect_view();
    (!checks.is_empty()).then(|| view! { <ol>{items()}</ol> }.into_any())
}

fn sso_link(texts: &'static Errors, kind: &ErrorKind) -> Option<AnyView> {
    let ErrorKind::SsoRequired { url: Some(url) } = kind else { return None };
    // The client has checked this already; a link that runs a script must not hang on one check.
    let url = url.starts_with("https://").then(|| url.clone())?;
    let link = view! {
        <a class="button small" href=url target="_blank" rel="noopener noreferrer">
            <span>{texts.authorize}</span>
            <Icon glyph=Glyph::External />
        </a>
    };
    Some(link.into_any())
}

/// Shows the runners under the name that the scope has now.
fn renamed_button(texts: &'static Errors, kind: &ErrorKind) -> Option<AnyView> {
    let ErrorKind::Moved { to: Some(to) } = kind else { return None };
    let navigation = use_context::<Navigation>()?;
    let (label, to) = ((texts.go_to)(to.name()), to.clone());
    let go = move |_| {
        navigation.push(|route| {
            *route = Route { host: route.host.take(), scope: Some(to.clone()), ..Route::default() };
        });
    };
    Some(view! { <button type="button" class="button small" on:click=go>{label}</button> }.into_any())
}

/// GitHub's own sentence and the request id.
fn facts(texts: &'static Errors, error: &ApiError) -> Option<AnyView> {
    let says = error.message.as_deref().map(escape_invisible);
    let request_id = error.request_id.as_deref().map(escape_invisible);
    if says.is_none() && request_id.is_none() {
        return None;
    }
    let says = says.map(|says| view! { <span>{texts.github_says} " " <bdi>{says}</bdi></span> });
    let request_id = request_id.map(|id| {
        view! {
            <span>{texts.request_id} " " <code>{id.clone()}</code></span>
            <CopyButton
                label=texts.copy_request_id
                text=id
                done=i18n::common().copied
                by_hand=i18n::common().copy_by_hand
                class="link small"
            />
        }
    });
    Some(view! { <div class="trouble-facts">{says} {request_id}</div> }.into_any())
}
