//! Connected, and no scope chosen yet: the picker, with what this tab and GitHub know of scopes.

use super::suggestions::Suggestions;
use crate::components::focus_where_it_was_lost;
use crate::config::Config;
use crate::github::{Host, ScopeKind};
use crate::i18n;
use crate::pages::app_actions::use_app_actions;
use crate::pages::layout::CONTENT;
use crate::pages::runners::keyboard::Keyboard;
use crate::pages::runners::tab_title::name_tab;
use crate::pages::scope_picker::ScopePicker;
use crate::session;
use crate::store::scoped_memo;
use leptos::prelude::*;

/// The choice of a scope.
#[component]
pub(super) fn ScopeChoice(
    /// The site's settings.
    settings: StoredValue<Config>,
    /// Names to suggest.
    suggestions: Suggestions,
    /// The host.
    host: StoredValue<Host>,
    /// The kind of scope that somebody asked for.
    wanted_kind: RwSignal<Option<ScopeKind>>,
) -> impl IntoView {
    let actions = use_app_actions();
    name_tab(Some(i18n::tab().choose), settings.with_value(|settings| settings.title.clone()));
    let token_scopes =
        scoped_memo(move || actions.identity.with(|known| known.as_ref().map(|known| known.token_scopes.clone())));
    // The button that led here is gone; the one that leads on goes with this screen.
    focus_where_it_was_lost(CONTENT);
    let on_pick = move |scope| {
        actions.on_pick.run(scope);
        focus_where_it_was_lost(CONTENT);
    };
    let recent = scoped_memo(move || actions.recents.get());
    view! {
        <ScopePicker
            wanted_kind
            organizations=suggestions.organizations()
            repositories=suggestions.repositories()
            on_want_organizations=move |()| suggestions.want_organizations()
            on_want_repositories=move |()| suggestions.want_repositories()
            recents=recent
            presets=actions.presets.get_value()
            token_scopes
            on_pick
            on_forget_recents=move |()| {
                host.with_value(session::forget_recents);
                actions.recents.set(Vec::new());
            }
        />
        <Keyboard runners=None />
    }
}
