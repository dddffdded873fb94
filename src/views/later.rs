//! The part of the page that is loaded after the first: what a screen of runners does not need to show its rows.
//!
//! The build cuts it off into a WebAssembly file of its own (`tests/harness/src/page/split.rs`): whatever is reached only
//! through [`Later`] goes there, code and texts alike. Where the page is built without the cut (plain `trunk build`, tests
//! in the browser) all is there from the start.
//!
//! Invariant: outside of this file nothing of the first part names a screen that is here; one that did would be back in the
//! first part, and `cargo measure p1` would say so.

// The loader's macro writes the two calls across the border of the files, which Rust cannot check.
#![cfg_attr(split, allow(unsafe_code))]

use super::lazily::{Loading, NotLoaded};
use super::runner_detail::{RunnerDetail, RunnerDetailProps};
use super::runner_dialogs::{RunnerDialogs, RunnerDialogsProps};
use super::trouble::{Trouble, TroubleProps};
use leptos::component::component_view;
use leptos::prelude::*;

/// The screens of the second part that a screen of runners opens.
#[derive(Debug)]
pub struct Later {
    /// [`RunnerDetail`]
    pub runner_detail: fn(RunnerDetailProps) -> AnyView,
    /// [`RunnerDialogs`]
    pub runner_dialogs: fn(RunnerDialogsProps) -> AnyView,
    /// [`Trouble`]
    pub trouble: fn(TroubleProps) -> AnyView,
}

static LATER: Later = Later {
    runner_detail: |props| component_view(RunnerDetail, props).into_any(),
    runner_dialogs: |props| component_view(RunnerDialogs, props).into_any(),
    trouble: |props| component_view(Trouble, props).into_any(),
};

#[cfg_attr(split, wasm_split_helpers::wasm_split(later, fallible))]
#[cfg_attr(not(split), allow(clippy::unnecessary_wraps, reason = "as where it must be loaded"))]
fn table() -> Result<&'static Later, NotLoaded> {
    Ok(&LATER)
}

/// The second part, loaded at the first call, or at a later one if that failed.
pub fn load() -> Loading<Later> {
    #[cfg(split)]
    return Box::pin(table());
    #[cfg(not(split))]
    return Box::pin(std::future::ready(table()));
}
