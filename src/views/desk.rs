//! What works with the rows of a screen of runners and is not needed to show them: between the numbers and the table, on
//! the browser's tab, on the keyboard.
//!
//! Invariant: it has its room before it comes (`style/runner_table.css`), so that the table below does not move.

use crate::github::RunnerId;
use crate::store::{Navigation, RunnerStore, journal};
use crate::ui::show_leaving;
use crate::views::adorned::Adorned;
use crate::views::bulk::BulkTools;
use crate::views::explain::Explain;
use crate::views::hand_over::{Export, OnGitHub};
use crate::views::keyboard::{Keyboard, OnRunners};
use crate::views::overview::Overview;
use crate::views::query::{QueryTools, QueryTrouble};
use crate::views::runners_page::Open;
use crate::views::tab::Tab;
use crate::views::ways::Ways;
use leptos::prelude::*;

/// All of it.
#[component]
pub fn Desk(
    /// Whose runners.
    store: RunnerStore,
    /// Where filter, sort and open runner live.
    navigation: Navigation,
    /// The dialog that is open.
    open: RwSignal<Open>,
    /// The runners in the table, in order.
    ids: Memo<Vec<RunnerId>>,
    /// What is put into the rows.
    adorned: Adorned,
    /// Where one can go from here.
    ways: Ways,
    /// What the site calls the page; the product's name without it.
    site_title: Option<String>,
) -> impl IntoView {
    journal::keep_for(store.host.get_value(), ways.identity, ways.connection);
    adorned.on_leave(show_leaving);
    let runners = Some(OnRunners { store, navigation, open });
    view! {
        <QueryTrouble navigation />
        <Overview store navigation adorned connection=ways.connection />
        <div class="desk-tools">
            <BulkTools store navigation ids adorned />
            <QueryTools store navigation />
            <Export store ids />
            <OnGitHub store />
            <Explain open />
        </div>
        <Tab store site_title />
        <Keyboard runners ways />
    }
}
