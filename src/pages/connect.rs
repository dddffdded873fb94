//! Where an admin says which GitHub, and with which token.
//!
//! Invariant: the token leaves this form only through `on_connect`; it is in no attribute, link or message.

use crate::components::inline_code::inline_code;
use crate::components::{Banner, Checkbox, Field, FieldKind, Glyph, Icon, TRUE, Tone};
use crate::github::{AccessToken, ApiError, ErrorKind, Host, Operation};
use crate::i18n;
use crate::pages::api_error_banner::ApiErrorBanner;
use crate::pages::preferences_button::PreferencesButton;
use crate::pages::token_help::TokenHelp;
use crate::session::{Keep, Unconnected};
use leptos::html;
use leptos::prelude::*;

/// The connect screen.
#[component]
pub fn Connect(
    /// What the page calls itself; the product's name without it.
    title: Option<String>,
    /// Hosts to offer.
    hosts: Vec<String>,
    /// Whether another host may be typed.
    allow_other_hosts: bool,
    /// The host that stands in the box at first; may be empty.
    initial_host: String,
    /// What was typed so far.
    typed: Typed,
    /// Opens the reader's preferences.
    on_preferences: Callback<()>,
    /// True while the host is asked.
    #[prop(into)]
    connecting: Signal<bool>,
    /// Why the last attempt failed, or the last session ended.
    #[prop(into)]
    unconnected: Signal<Option<Unconnected>>,
    /// Takes what was typed, once it is valid.
    #[prop(into)]
    on_connect: Callback<(Host, AccessToken, Keep)>,
) -> impl IntoView {
    let texts = i18n::connect();
    let form = ConnectForm::new(typed, initial_host, if allow_other_hosts { Vec::new() } else { hosts.clone() });
    // Who comes back to a locked page has one thing to type.
    Effect::new(move |_| {
        if let (Some(Unconnected::Locked(_)), Some(token_box)) = (unconnected.get(), form.token_box.get()) {
            let _ = token_box.focus();
        }
    });
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if connecting.get_untracked() {
            return;
        }
        if let Some(typed) = form.read() {
            on_connect.run(typed);
        }
    };
    let promise = |promise| view! { <li><Icon glyph=Glyph::Check /><span>{promise}</span></li> };
    let host_hint =
        if allow_other_hosts { texts.host_hint.to_owned() } else { (texts.host_hint_only)(&hosts.join(", ")) };
    view! {
        <main class="connect">
            <section class="connect-about">
                <PreferencesButton on_press=on_preferences />
                <h1 class="brand"><Icon glyph=Glyph::Runner /><span>{title.unwrap_or_else(|| i18n::common().title.to_owned())}</span></h1>
                <p>{texts.about}</p>
                <ul class="promises">{texts.promises.map(promise).into_iter().collect_view()}</ul>
            </section>
            <section class="connect-side">
                {move || unconnected.get().map(reason)}
                <form class="card" aria-label=texts.connect novalidate=true autocomplete="off" on:submit=submit>
                    <Field
                        label=texts.host
                        value=form.host
                        hint=host_hint
                        error=form.host_error
                        placeholder=texts.host_placeholder
                        suggestions=hosts
                        node_ref=form.host_box
                    />
                    <Field
                        label=texts.token
                        value=form.token
                        kind=FieldKind::Password
                        hint=texts.token_hint
                        error=form.token_error
                        node_ref=form.token_box
                    />
                    <Checkbox label=texts.memory_only checked=form.memory_only hint=texts.memory_only_hint />
                    <button type="submit" class="button primary block" aria-disabled=move || connecting.get().then_some(TRUE)>
                        {move || if connecting.get() { texts.connecting } else { texts.connect }}
                    </button>
                    {create_link(form.host)}
                    <TokenHelp />
                </form>
            </section>
        </main>
    }
}

fn reason(unconnected: Unconnected) -> AnyView {
    match unconnected {
        Unconnected::Refused(error) => {
            let likeliest = likeliest(&error);
            view! { <ApiErrorBanner error /> {likeliest} }.into_any()
        }
        Unconnected::SignedOut => view! { <Banner tone=Tone::Success>{i18n::connect().signed_out}</Banner> }.into_any(),
        Unconnected::Locked(ending) => {
            let text = (i18n::connect().locked)(ending);
            view! { <Banner tone=Tone::Warning>{text}</Banner> }.into_any()
        }
    }
}

/// What it most likely means that the host cannot be reached with the token, having just answered without it
/// ([`Operation::Reach`] comes first): what the browser asks before such a request is refused.
fn likeliest(error: &ApiError) -> Option<AnyView> {
    let answered_before = error.kind == ErrorKind::Unreachable && error.operation != Operation::Reach;
    (answered_before && window().navigator().on_line()).then(|| {
        let m = i18n::check();
        let origin = (m.origin)(&window().location().origin().unwrap_or_default());
        let sentences = [m.preflight_refused, m.preflight_remedy, &origin];
        let sentences = sentences.map(|sentence| view! { <p>{inline_code(sentence)}</p> }).into_iter().collect_view();
        view! { <Banner tone=Tone::Warning>{sentences}</Banner> }.into_any()
    })
}

/// The link to the page of tokens of the typed host, once it is one.
fn create_link(host: RwSignal<String>) -> impl IntoView {
    let host = Memo::new(move |_| Host::parse(&host.get()).ok());
    move || {
        host.get().map(|host| {
            view! {
                <a href=host.web_base() + "/settings/tokens" target="_blank" rel="noopener noreferrer">
                    {(i18n::connect().create_token)(&host.as_text())}
                </a>
            }
        })
    }
}

/// What was typed into the form. It outlives the form, which is made anew in another language.
#[derive(Clone, Copy)]
pub struct Typed {
    host: RwSignal<String>,
    token: RwSignal<String>,
    memory_only: RwSignal<bool>,
}

impl Typed {
    /// Nothing yet. Belongs to the current reactive owner.
    pub fn new() -> Self {
        Self { host: RwSignal::default(), token: RwSignal::default(), memory_only: RwSignal::new(false) }
    }

    /// The form is done with: of what was typed nothing stays.
    pub fn forget(self) {
        self.host.set(String::new());
        self.token.set(String::new());
        self.memory_only.set(false);
    }
}

impl Default for Typed {
    fn default() -> Self {
        Self::new()
    }
}

/// What is typed, and what is wrong with it.
#[derive(Clone, Copy)]
struct ConnectForm {
    host: RwSignal<String>,
    token: RwSignal<String>,
    memory_only: RwSignal<bool>,
    /// Empty where any host may be typed.
    only: StoredValue<Vec<String>>,
    /// Errors show from the first attempt to connect on, and then follow the typing.
    tried: RwSignal<bool>,
    host_error: Signal<Option<String>>,
    token_error: Signal<Option<String>>,
    host_box: NodeRef<html::Input>,
    token_box: NodeRef<html::Input>,
}

impl ConnectForm {
    fn new(typed: Typed, initial_host: String, only: Vec<String>) -> Self {
        let Typed { host, token, memory_only } = typed;
        let tried = RwSignal::new(false);
        if host.with_untracked(String::is_empty) {
            host.set(initial_host);
        }
        let only = StoredValue::new(only);
        let host_error = move || if tried.get() { parse_host(&host.get(), only).err() } else { None };
        let token_error = move || if tried.get() { parse_token(&token.get()).err() } else { None };
        Self {
            host,
            token,
            memory_only,
            only,
            tried,
            host_error: Signal::derive(host_error),
            token_error: Signal::derive(token_error),
            host_box: NodeRef::new(),
            token_box: NodeRef::new(),
        }
    }

    /// What was typed, if it is valid; else the first box that is not gets the focus.
    fn read(self) -> Option<(Host, AccessToken, Keep)> {
        self.tried.set(true);
        let host = parse_host(&self.host.get_untracked(), self.only);
        let token = parse_token(&self.token.get_untracked());
        let wrong = if host.is_err() { self.host_box } else { self.token_box };
        if let (Ok(host), Ok(token)) = (host, token) {
            let keep = if self.memory_only.get_untracked() { Keep::Memory } else { Keep::Session };
            return Some((host, token, keep));
        }
        if let Some(input) = wrong.get_untracked() {
            let _ = input.focus();
        }
        None
    }
}

fn parse_host(text: &str, only: StoredValue<Vec<String>>) -> Result<Host, String> {
    let texts = i18n::connect();
    let host = Host::parse(text).map_err(|error| (texts.host_error)(error).to_owned())?;
    only.with_value(|only| {
        if only.is_empty() || only.contains(&host.as_text()) {
            Ok(host)
        } else {
            Err((texts.host_not_offered)(&only.join(", ")))
        }
    })
}

fn parse_token(text: &str) -> Result<AccessToken, String> {
    AccessToken::parse(text).map_err(|error| (i18n::connect().token_error)(error).to_owned())
}
