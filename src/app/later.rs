//! What of the app itself is in the second part of the page: the ways to a screen of runners. See [`crate::views::later`],
//! which tells how that part is cut off and what must not name it.

// The loader's macro writes the two calls across the border of the files, which Rust cannot check.
#![cfg_attr(split, allow(unsafe_code))]

use super::entrance::{Entrance, EntranceProps};
use super::scope_choice::{ScopeChoice, ScopeChoiceProps};
use crate::views::broken_settings::{BrokenSettings, BrokenSettingsProps};
use crate::views::lazily::{Loading, NotLoaded};
use crate::views::preferences::{Preferences, PreferencesProps};
use leptos::component::component_view;
use leptos::prelude::*;

/// The screens of the second part that come before a screen of runners.
#[derive(Debug)]
pub(super) struct Later {
    /// [`BrokenSettings`]
    pub(super) broken_settings: fn(BrokenSettingsProps) -> AnyView,
    /// [`Entrance`]
    pub(super) entrance: fn(EntranceProps) -> AnyView,
    /// [`Preferences`]
    pub(super) preferences: fn(PreferencesProps) -> AnyView,
    /// [`ScopeChoice`]
    pub(super) scope_choice: fn(ScopeChoiceProps) -> AnyView,
}

static LATER: Later = Later {
    broken_settings: |props| component_view(BrokenSettings, props).into_any(),
    entrance: |props| component_view(Entrance, props).into_any(),
    preferences: |props| component_view(Preferences, props).into_any(),
    scope_choice: |props| component_view(ScopeChoice, props).into_any(),
};

#[cfg_attr(split, wasm_split_helpers::wasm_split(later, fallible))]
#[cfg_attr(not(split), allow(clippy::unnecessary_wraps, reason = "as where it must be loaded"))]
fn screens() -> Result<&'static Later, NotLoaded> {
    Ok(&LATER)
}

/// The second part, loaded at the first call, or at a later one if that failed.
pub(super) fn load() -> Loading<Later> {
    #[cfg(split)]
    return Box::pin(screens());
    #[cfg(not(split))]
    return Box::pin(std::future::ready(screens()));
}
