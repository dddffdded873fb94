//! The frame of the page while connected: where one is, and the way out.

use crate::components::{Glyph, Icon};
use crate::fleet::escape_invisible::escape_invisible;
use crate::github::Scope;
use crate::i18n;
use crate::pages::app_actions::use_app_actions;
use crate::pages::preferences_button::PreferencesButton;
use crate::pages::scope_picker::glyph_of;
use leptos::html;
use leptos::prelude::*;

/// The content below the header, to be focused where what had the focus is gone with the screen before.
pub const CONTENT: &str = "main";

/// The header, and the content below it.
#[component]
pub fn Shell(
    /// What the page calls itself; the product's name without it.
    title: Option<String>,
    /// The host.
    host: String,
    /// The scope that is shown, if one was chosen.
    #[prop(into)]
    scope: Signal<Option<Scope>>,
    /// Who the token belongs to, where that is known.
    #[prop(into)]
    login: Signal<Option<String>>,
    /// What is below.
    children: Children,
) -> impl IntoView {
    let texts = i18n::shell();
    let actions = use_app_actions();
    let content = NodeRef::<html::Main>::new();
    // A link to a fragment would put an entry into the browser's history.
    let skip = move |_| {
        if let Some(content) = content.get_untracked() {
            let _ = content.focus();
        }
    };
    let shown_scope = move || {
        scope.get().map(|scope| {
            view! {
                <span class="scope">
                    <Icon glyph=glyph_of(scope.kind()) />
                    <span>{scope.name().to_owned()}</span>
                </span>
                <button type="button" class="button small" on:click=move |_| actions.on_choose.run(None)>
                    {texts.change_scope}
                </button>
            }
            .into_any()
        })
    };
    let owner = move || {
        login.get().map(|login| {
            let login = escape_invisible(&login);
            view! { <span class="login"><bdi title=(texts.signed_in_as)(&login)>{login.clone()}</bdi></span> }
                .into_any()
        })
    };
    view! {
        <div class="shell">
            <header class="shell-header">
                <button type="button" class="button skip-link" on:click=skip>{texts.skip}</button>
                <span class="brand"><Icon glyph=Glyph::Runner /><span>{title.unwrap_or_else(|| i18n::common().title.to_owned())}</span></span>
                <div class="shell-scope">
                    <span class="host">{host}</span>
                    {shown_scope}
                </div>
                <div class="shell-account">
                    {owner}
                    <PreferencesButton on_press=actions.on_preferences />
                    <button type="button" class="button small" on:click=move |_| actions.on_sign_out.run(())>
                        <Icon glyph=Glyph::SignOut />
                        <span>{texts.sign_out}</span>
                    </button>
                </div>
            </header>
            <main class="shell-main" tabindex="-1" node_ref=content>{children()}</main>
        </div>
    }
}
