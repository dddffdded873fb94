//! What works with the rows of a screen of runners and is not needed to show them: between the numbers and the table, on
//! the browser's tab, on the keyboard.
//!
//! Invariant: it has its room before it comes (`style/runner_table.css`), so that the table below does not move.

use crate::github::RunnerId;
use crate::store::{RunnerStore, use_navigation};
use crate::views::active_dialog::use_dialogs;
use crate::views::bulk::BulkTools;
use crate::views::explain::Explain;
use crate::views::hand_over::{Export, OnGitHub};
use crate::views::keyboard::{Keyboard, OnRunners};
use crate::views::overview::Overview;
use crate::views::query::{QueryTools, QueryTrouble};
use crate::views::tab::Tab;
use leptos::prelude::*;

/// All of it.
#[component]
pub fn Desk(
    /// Whose runners.
    store: RunnerStore,
    /// The runners in the table, in order.
    ids: Memo<Vec<RunnerId>>,
    /// What the site calls the page; the product's name without it.
    site_title: Option<String>,
) -> impl IntoView {
    let runners = Some(OnRunners { store, navigation: use_navigation(), dialogs: use_dialogs() });
    view! {
        <QueryTrouble />
        <Overview store />
        <div class="desk-tools">
            <BulkTools store ids />
            <QueryTools store />
            <Export store ids />
            <OnGitHub store />
            <Explain />
        </div>
        <Tab store site_title />
        <Keyboard runners />
    }
}
