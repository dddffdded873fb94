//! The actions of the app that any screen offers: choose a scope, open the preferences, sign out.

use crate::github::{Identity, Scope, ScopeKind};
use leptos::prelude::*;

/// The context of one session's actions, and the values they are offered with. Copy it freely.
#[derive(Clone, Copy, Debug)]
pub struct AppActions {
    /// Opens the preferences.
    pub on_preferences: Callback<()>,
    /// Opens the choice of a scope, of this kind where one is named.
    pub on_choose: Callback<Option<ScopeKind>>,
    /// Shows the runners of a scope.
    pub on_pick: Callback<Scope>,
    /// Ends the session.
    pub on_sign_out: Callback<()>,
    /// The scopes this tab has shown, latest first.
    pub recents: RwSignal<Vec<Scope>>,
    /// The owner of the token and its scopes, once they are known.
    pub identity: RwSignal<Option<Identity>>,
    /// The scopes that `config.json` offers.
    pub presets: StoredValue<Vec<Scope>>,
}

/// The actions of the current session.
pub fn use_app_actions() -> AppActions {
    expect_context()
}
