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

use super::copy_link::{CopyLink, CopyLinkProps};
use super::count_line::{CountLine, CountLineProps};
use super::desk::{Desk, DeskProps};
use super::lazily::{Loading, NotLoaded};
use super::no_rows::{NoRows, NoRowsProps};
use super::overlays::{Overlays, OverlaysProps};
use super::query::completion::{Completion, CompletionProps};
use super::reading_status::{ReadingStatus, ReadingStatusProps};
use super::reading_trouble::{ReadingTrouble, ReadingTroubleProps};
use crate::fleet::Filter;
use crate::fleet::language::understand;
use leptos::component::component_view;
use leptos::prelude::*;

/// The screens of the second part that a screen of runners opens.
#[derive(Debug)]
pub struct Later {
    /// [`Completion`]
    pub completion: fn(CompletionProps) -> AnyView,
    /// [`CopyLink`]
    pub copy_link: fn(CopyLinkProps) -> AnyView,
    /// [`CountLine`]
    pub count_line: fn(CountLineProps) -> AnyView,
    /// [`Desk`]
    pub desk: fn(DeskProps) -> AnyView,
    /// [`NoRows`]
    pub no_rows: fn(NoRowsProps) -> AnyView,
    /// [`Overlays`]
    pub overlays: fn(OverlaysProps) -> AnyView,
    /// [`ReadingStatus`]
    pub reading_status: fn(ReadingStatusProps) -> AnyView,
    /// [`ReadingTrouble`]
    pub reading_trouble: fn(ReadingTroubleProps) -> AnyView,
    /// Understands a text of the search box that [`Filter::needs_language`].
    pub understand: fn(&str) -> Filter,
}

static LATER: Later = Later {
    completion: |props| component_view(Completion, props).into_any(),
    copy_link: |props| component_view(CopyLink, props).into_any(),
    count_line: |props| component_view(CountLine, props).into_any(),
    desk: |props| component_view(Desk, props).into_any(),
    no_rows: |props| component_view(NoRows, props).into_any(),
    overlays: |props| component_view(Overlays, props).into_any(),
    reading_status: |props| component_view(ReadingStatus, props).into_any(),
    reading_trouble: |props| component_view(ReadingTrouble, props).into_any(),
    understand: |text| understand(text).filter,
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
