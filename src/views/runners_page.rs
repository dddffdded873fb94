//! The screen of one scope: toolbar, table, and the dialogs over them.
//!
//! Invariant: one dialog at a time; the table is left as it was when it closes.

use crate::fleet::{self, Completeness, Filter};
use crate::github::RunnerId;
use crate::messages;
use crate::store::{Navigation, RunnerStore};
use crate::ui::changing;
use crate::views::adorned::Adorned;
use crate::views::count_line::CountLineProps;
use crate::views::desk::DeskProps;
use crate::views::later::{self, Later};
use crate::views::lazily::Lazily;
use crate::views::no_rows::{Lack, NoRowsProps};
use crate::views::overlays::OverlaysProps;
use crate::views::reading_status::ReadingStatusProps;
use crate::views::reading_trouble::{ReadingTroubleProps, is_troubled};
use crate::views::runner_table::RunnerTable;
use crate::views::toolbar::Toolbar;
use crate::views::ways::Ways;
use leptos::prelude::*;

/// The dialog over the page. The detail is in the route instead, so that a link can open it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Open {
    /// None.
    #[default]
    Nothing,
    /// `Add runner`.
    Add,
    /// `Remove NAME`.
    Remove {
        /// The runner that was pointed at.
        id: RunnerId,
        /// Its name then, as GitHub has it.
        name: String,
    },
    /// `Runner applications`.
    Applications,
    /// `Connection check`.
    Check,
    /// `What this tab changed`.
    Journal,
}

/// What the place of the table shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// The first page is awaited.
    Loading,
    /// Nothing could be read so far: the banner says why.
    Failed,
    /// There are runners, and the search box says in words of the second part which of them are shown.
    AwaitsLanguage,
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
    /// Where filter, sort and open runner live.
    navigation: Navigation,
    /// Where one can go from here.
    ways: Ways,
    /// What the site calls the page; the product's name without it.
    #[prop(default = None)]
    site_title: Option<String>,
) -> impl IntoView {
    let m = messages::runners();
    let open = RwSignal::new(Open::Nothing);
    let focus_requests = RwSignal::new(0_u32);
    let second = RwSignal::new(None::<&'static Later>);
    let text = navigation.part(|route| route.filter.clone());
    let filter = Memo::new(move |_| {
        text.with(|text| match second.get() {
            Some(later) => Some((later.understand)(text)),
            None if Filter::needs_language(text) => None,
            None => Some(Filter::parse(text)),
        })
    });
    let sort = navigation.part(|route| route.sort);
    let ids = Memo::new(move |_| {
        store.snapshot.with(|snapshot| {
            filter.with(|filter| {
                filter.as_ref().map(|filter| fleet::view(snapshot, filter, sort.get())).unwrap_or_default()
            })
        })
    });
    let stage = Memo::new(move |_| stage_of(store, ids, filter));
    // Before the first page nobody knows how many there are: no zeros.
    let is_known = Memo::new(move |_| !matches!(stage.get(), Stage::Loading | Stage::Failed));
    let has_table = Memo::new(move |_| !matches!(stage.get(), Stage::Failed | Stage::Without(Lack::Empty)));
    let adorned = Adorned::new();
    let on_remove = Callback::new(move |(id, name)| open.set(Open::Remove { id, name }));
    let table = move || {
        has_table
            .get()
            .then(|| view! { <RunnerTable store navigation ids sort on_remove adorned focus_requests /> }.into_any())
    };
    // The first rows go first. Who then opens a dialog finds it there.
    Effect::new(move |asked: Option<bool>| {
        let asked = asked == Some(true);
        if !asked && stage.get() != Stage::Loading {
            leptos::task::spawn_local(async move {
                // Where it did not come, it is asked for again by what needs it.
                if let Ok(later) = later::load().await {
                    arrive(second, later);
                }
            });
            return true;
        }
        asked
    });
    let is_runner_open = navigation.part(|route| route.runner.is_some());
    let has_overlays = RwSignal::new(false);
    Effect::new(move |_| {
        if (is_runner_open.get() || open.with(|open| *open != Open::Nothing)) && !has_overlays.get_untracked() {
            has_overlays.set(true);
        }
    });
    let overlays = move || {
        has_overlays.get().then(|| {
            let props = move || OverlaysProps { store, navigation, open, on_remove, focus_requests };
            let screen = move |later: &'static Later| {
                // It may have come only now.
                arrive(second, later);
                (later.overlays)(props())
            };
            let on_give_up = move |()| {
                open.set(Open::Nothing);
                navigation.replace(|route| route.runner = None);
                has_overlays.set(false);
            };
            view! { <Lazily load=later::load screen=Box::new(screen) on_give_up /> }.into_any()
        })
    };
    let is_troubled = Memo::new(move |_| is_troubled(store));
    let trouble = move || {
        is_troubled.get().then(|| {
            let screen = move |later: &Later| (later.reading_trouble)(ReadingTroubleProps { store, open });
            view! { <Lazily load=later::load screen=Box::new(screen) /> }.into_any()
        })
    };
    let count_line = move || {
        is_known
            .get()
            .then(|| second.get().map(|later| (later.count_line)(CountLineProps { store, ids, filter })))
            .flatten()
    };
    let reading_status = move || second.get().map(|later| (later.reading_status)(ReadingStatusProps { store }));
    let desk = move || {
        second.get().map(|later| {
            let site_title = site_title.clone();
            (later.desk)(DeskProps { store, navigation, open, ids, adorned, ways, site_title })
        })
    };
    view! {
        <section class="runners-page" aria-label=m.title>
            <h1 class="runners-title">{m.title}</h1>
            <Toolbar store navigation open second />
            <div class="runners-summary">
                {changing(count_line)}
                {changing(reading_status)}
            </div>
            {changing(trouble)}
            <div class="desk">{changing(desk)}</div>
            {changing(table)}
            {changing(move || in_place_of_rows(stage.get(), navigation, open, second))}
        </section>
        {changing(overlays)}
    }
}

fn stage_of(store: RunnerStore, ids: Memo<Vec<RunnerId>>, filter: Memo<Option<Filter>>) -> Stage {
    if !ids.with(Vec::is_empty) {
        return Stage::Rows;
    }
    let failed = store.state.with(|state| state.trouble.is_some());
    store.snapshot.with(|snapshot| match snapshot.completeness {
        _ if !snapshot.rows().is_empty() => {
            if filter.with(Option::is_none) {
                Stage::AwaitsLanguage
            } else {
                Stage::Without(Lack::NoMatch)
            }
        }
        _ if failed => Stage::Failed,
        Completeness::Unread | Completeness::Reading => Stage::Loading,
        // GitHub counts runners that it does not list: the banner says so.
        _ if snapshot.total_count.is_some_and(|total| total > 0) => Stage::Failed,
        _ => Stage::Without(Lack::Empty),
    })
}

/// Once only: whatever shows the second part would be made anew, and what is selected forgotten. The screen may be gone.
fn arrive(second: RwSignal<Option<&'static Later>>, later: &'static Later) {
    if second.try_with_untracked(Option::is_none) == Some(true) {
        second.set(Some(later));
    }
}

/// What stands where rows would be.
fn in_place_of_rows(
    stage: Stage,
    navigation: Navigation,
    open: RwSignal<Open>,
    second: RwSignal<Option<&'static Later>>,
) -> Option<AnyView> {
    match stage {
        Stage::Rows | Stage::Failed => None,
        Stage::Loading => {
            let m = messages::runners();
            Some(view! { <div class="skeleton" role="status" aria-label=m.nothing.loading></div> }.into_any())
        }
        Stage::AwaitsLanguage => {
            let screen = move |later: &'static Later| {
                arrive(second, later);
                ().into_any()
            };
            Some(view! { <Lazily load=later::load screen=Box::new(screen) /> }.into_any())
        }
        Stage::Without(lack) => {
            let screen = move |later: &Later| (later.no_rows)(NoRowsProps { lack, navigation, open });
            Some(view! { <Lazily load=later::load screen=Box::new(screen) /> }.into_any())
        }
    }
}
