//! What works with the rows of a screen of runners and is not needed to show them: between the numbers and the table, on
//! the browser's tab, on the keyboard.
//!
//! Invariant: it has its room before it comes (`style/runner_table.css`), so that the table below does not move.

use crate::github::RunnerId;
use crate::pages::active_dialog::use_dialogs;
use crate::pages::explain::Explain;
use crate::pages::runners::bulk::BulkTools;
use crate::pages::runners::export_menu::{Export, OnGitHub};
use crate::pages::runners::keyboard::{Keyboard, OnRunners};
use crate::pages::runners::overview::Overview;
use crate::pages::runners::search::{QueryTools, QueryTrouble};
use crate::pages::runners::tab_title::Tab;
use crate::store::{RunnerStore, use_navigation};
use leptos::prelude::*;

/// All of it.
#[component]
pub fn TableTools(
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
