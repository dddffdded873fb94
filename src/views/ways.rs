//! Where one can go from any screen of who is connected.

use crate::github::{Identity, Scope, ScopeKind};
use leptos::prelude::*;

/// Ways elsewhere. Copy it freely.
#[derive(Clone, Copy, Debug)]
pub struct Ways {
    /// Opens the reader's preferences.
    pub on_preferences: Callback<()>,
    /// Goes to the choice of a scope, of this kind where one is named.
    pub on_choose: Callback<Option<ScopeKind>>,
    /// Shows the runners of a scope.
    pub on_pick: Callback<Scope>,
    /// Ends the session.
    pub on_sign_out: Callback<()>,
    /// How often somebody has connected on this page, this time counted.
    pub connection: u32,
    /// The scopes this tab has shown, latest first.
    pub recents: RwSignal<Vec<Scope>>,
    /// Who the token belongs to and what it was granted, once that is known.
    pub identity: RwSignal<Option<Identity>>,
    /// The scopes the site offers.
    pub presets: StoredValue<Vec<Scope>>,
}
