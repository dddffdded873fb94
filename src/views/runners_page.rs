//! The screen of one scope: toolbar, table, and the dialogs over them.
//!
//! Invariant: one dialog at a time; the table is left as it was when it closes.

use crate::fleet::language::understand;
use crate::fleet::{self, Completeness};
use crate::github::RunnerId;
use crate::messages;
use crate::store::{RunnerStore, use_navigation};
use crate::views::active_dialog::Dialogs;
use crate::views::bulk::RunnerSelection;
use crate::views::count_line::CountLine;
use crate::views::desk::Desk;
use crate::views::dialogs::DialogHost;
use crate::views::no_rows::{Lack, NoRows};
use crate::views::overview::RunnerChanges;
use crate::views::reading_status::ReadingStatus;
use crate::views::reading_trouble::{ReadingTrouble, is_troubled};
use crate::views::runner_table::RunnerTable;
use crate::views::toolbar::Toolbar;
use leptos::prelude::*;

/// What the place of the table shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// The first page is awaited.
    Loading,
    /// Nothing could be read so far: the banner says why.
    Failed,
    /// There are no rows to show, and this is why.
    Without(Lack),
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
    let m = messages::runners();
    provide_context(Dialogs::new());
    let navigation = use_navigation();
    let filter = navigation.part(|route| understand(&route.filter).filter);
    let sort = navigation.part(|route| route.sort);
    let ids = Memo::new(move |_| {
        store.snapshot.with(|snapshot| filter.with(|filter| fleet::view(snapshot, filter, sort.get())))
    });
    let stage = Memo::new(move |_| stage_of(store, ids));
    // Before the first page nobody knows how many there are: no zeros.
    let is_known = Memo::new(move |_| !matches!(stage.get(), Stage::Loading | Stage::Failed));
    let has_table = Memo::new(move |_| !matches!(stage.get(), Stage::Failed | Stage::Without(Lack::Empty)));
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
                    <CountLine store ids filter />
                </Show>
                <Show when=move || has_answer.get()>
                    <ReadingStatus store />
                </Show>
            </div>
            <Show when=move || is_troubled.get()>
                <ReadingTrouble store />
            </Show>
            <div class="desk">
                <Show when=move || has_answer.get()>
                    <Desk store ids site_title=site_title.get_value() />
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
        _ if !snapshot.rows().is_empty() => Stage::Without(Lack::NoMatch),
        _ if failed => Stage::Failed,
        Completeness::Unread | Completeness::Reading => Stage::Loading,
        // GitHub counts runners that it does not list: the banner says so.
        _ if snapshot.total_count.is_some_and(|total| total > 0) => Stage::Failed,
        _ => Stage::Without(Lack::Empty),
    })
}

/// What stands where rows would be.
fn in_place_of_rows(stage: Stage) -> Option<AnyView> {
    match stage {
        Stage::Rows | Stage::Failed => None,
        Stage::Loading => {
            let m = messages::runners();
            Some(view! { <div class="skeleton" role="status" aria-label=m.nothing.loading></div> }.into_any())
        }
        Stage::Without(lack) => Some(view! { <NoRows lack /> }.into_any()),
    }
}
