//! The screen of one scope: toolbar, table, and the dialogs over them.
//!
//! Invariant: one dialog at a time; the table is left as it was when it closes.

use crate::fleet::query::parse;
use crate::fleet::{self, Completeness};
use crate::github::RunnerId;
use crate::i18n;
use crate::pages::active_dialog::Dialogs;
use crate::pages::dialogs::DialogHost;
use crate::pages::runners::bulk::RunnerSelection;
use crate::pages::runners::empty_state::{EmptyReason, EmptyState};
use crate::pages::runners::overview::RunnerChanges;
use crate::pages::runners::refresh_banner::{RefreshBanner, is_troubled};
use crate::pages::runners::refresh_status::RefreshStatus;
use crate::pages::runners::status_summary::StatusSummary;
use crate::pages::runners::table::RunnerTable;
use crate::pages::runners::table_tools::TableTools;
use crate::pages::runners::toolbar::Toolbar;
use crate::store::{RunnerStore, use_navigation};
use leptos::prelude::*;

/// What the place of the table shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// The first page is awaited.
    Loading,
    /// Nothing could be read so far: the banner says why.
    Failed,
    /// There are no rows to show, and this is why.
    Without(EmptyReason),
    /// Rows.
    Rows,
}

/// The screen.
#[component]
pub fn RunnersPage(
    /// Whose runners.
    store: RunnerStore,
    /// What the site calls the page; the product's name without it.
    #[prop(default = None)]
    site_title: Option<String>,
) -> impl IntoView {
    let m = i18n::runners();
    provide_context(Dialogs::new());
    let navigation = use_navigation();
    let filter = navigation.part(|route| parse(&route.filter).filter);
    let sort = navigation.part(|route| route.sort);
    let ids = Memo::new(move |_| {
        store.snapshot.with(|snapshot| filter.with(|filter| fleet::view(snapshot, filter, sort.get())))
    });
    let stage = Memo::new(move |_| stage_of(store, ids));
    // The count is unknown before the first page: show no zeros.
    let is_known = Memo::new(move |_| !matches!(stage.get(), Stage::Loading | Stage::Failed));
    let has_table = Memo::new(move |_| !matches!(stage.get(), Stage::Failed | Stage::Without(EmptyReason::Empty)));
    // What works with rows comes with the first answer, and stays: what is selected must not be forgotten.
    let has_answer = Memo::new(move |before: Option<&bool>| before == Some(&true) || stage.get() != Stage::Loading);
    let is_troubled = Memo::new(move |_| is_troubled(store));
    RunnerSelection::provide(ids);
    RunnerChanges::provide();
    let site_title = StoredValue::new(site_title);
    view! {
        <section class="runners-page" aria-label=m.title>
            <h1 class="runners-title">{m.title}</h1>
            <Toolbar store />
            <div class="runners-summary">
                <Show when=move || is_known.get()>
                    <StatusSummary store ids filter />
                </Show>
                <Show when=move || has_answer.get()>
                    <RefreshStatus store />
                </Show>
            </div>
            <Show when=move || is_troubled.get()>
                <RefreshBanner store />
            </Show>
            <div class="desk">
                <Show when=move || has_answer.get()>
                    <TableTools store ids site_title=site_title.get_value() />
                </Show>
            </div>
            <Show when=move || has_table.get()>
                <RunnerTable store ids sort />
            </Show>
            {move || in_place_of_rows(stage.get())}
        </section>
        <DialogHost store />
    }
}

fn stage_of(store: RunnerStore, ids: Memo<Vec<RunnerId>>) -> Stage {
    if !ids.with(Vec::is_empty) {
        return Stage::Rows;
    }
    let failed = store.state.with(|state| state.trouble.is_some());
    store.snapshot.with(|snapshot| match snapshot.completeness {
        _ if !snapshot.rows().is_empty() => Stage::Without(EmptyReason::NoMatch),
        _ if failed => Stage::Failed,
        Completeness::Unread | Completeness::Reading => Stage::Loading,
        // GitHub counts runners that it does not list: the banner says so.
        _ if snapshot.total_count.is_some_and(|total| total > 0) => Stage::Failed,
        _ => Stage::Without(EmptyReason::Empty),
    })
}

/// What stands where rows would be.
fn in_place_of_rows(stage: Stage) -> Option<AnyView> {
    match stage {
        Stage::Rows | Stage::Failed => None,
        Stage::Loading => {
            let m = i18n::runners();
            Some(view! { <div class="skeleton" role="status" aria-label=m.nothing.loading></div> }.into_any())
        }
        Stage::Without(lack) => Some(view! { <EmptyState lack /> }.into_any()),
    }
}
