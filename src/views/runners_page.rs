//! The screen of one scope: toolbar, table, and the dialogs over them.
//!
//! Invariant: one dialog at a time; the table is left as it was when it closes.

use crate::fleet::{self, Completeness, Counts, Filter};
use crate::github::RunnerId;
use crate::messages;
use crate::store::{Navigation, RunnerStore};
use crate::ui::{Glyph, Icon, Toast};
use crate::views::later::{self, Later};
use crate::views::lazily::Lazily;
use crate::views::reading_status::{ReadingStatus, ReadingTrouble};
use crate::views::runner_detail::RunnerDetailProps;
use crate::views::runner_dialogs::RunnerDialogsProps;
use crate::views::runner_table::RunnerTable;
use crate::views::toolbar::{CountLine, Toolbar};
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
}

/// What the place of the table shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// The first page is awaited.
    Loading,
    /// Nothing could be read so far: the banner says why.
    Failed,
    /// The scope has no runners.
    Empty,
    /// No row passes the filter.
    NoMatch,
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
) -> impl IntoView {
    let m = messages::runners();
    let open = RwSignal::new(Open::Nothing);
    let focus_requests = RwSignal::new(0_u32);
    let filter = navigation.part(|route| Filter::parse(&route.filter));
    let sort = navigation.part(|route| route.sort);
    let ids = Memo::new(move |_| {
        store.snapshot.with(|snapshot| filter.with(|filter| fleet::view(snapshot, filter, sort.get())))
    });
    let counts = Memo::new(move |_| store.snapshot.with(|snapshot| Counts::of(snapshot)));
    let shown = Memo::new(move |_| (!filter.with(Filter::is_empty)).then(|| ids.with(Vec::len)));
    let stage = Memo::new(move |_| stage_of(store, ids));
    // Before the first page nobody knows how many there are: no zeros.
    let is_known = Memo::new(move |_| !matches!(stage.get(), Stage::Loading | Stage::Failed));
    let has_table = Memo::new(move |_| !matches!(stage.get(), Stage::Failed | Stage::Empty));
    let on_remove = Callback::new(move |(id, name)| open.set(Open::Remove { id, name }));
    let on_closed = Callback::new(move |()| return_focus(focus_requests));
    let table =
        move || has_table.get().then(|| view! { <RunnerTable store navigation ids on_remove focus_requests /> });
    let runner = navigation.part(|route| route.runner);
    let detail = move || {
        runner.get().map(|id| {
            let props = move || RunnerDetailProps { store, navigation, id, on_remove, on_closed };
            let screen = move |later: &Later| (later.runner_detail)(props());
            let on_give_up = move |()| navigation.replace(|route| route.runner = None);
            view! { <Lazily load=later::load screen=Box::new(screen) on_give_up /> }
        })
    };
    let news = RwSignal::new(String::new());
    let is_dialog_open = Memo::new(move |_| open.get() != Open::Nothing);
    let dialogs = move || {
        is_dialog_open.get().then(|| {
            let props = move || RunnerDialogsProps { store, open, news, on_closed };
            let screen = move |later: &Later| (later.runner_dialogs)(props());
            view! { <Lazily load=later::load screen=Box::new(screen) on_give_up=move |()| open.set(Open::Nothing) /> }
        })
    };
    // The first rows go first. Who then opens a dialog finds it there.
    Effect::new(move |ahead: Option<bool>| {
        let ahead = ahead == Some(true);
        if !ahead && stage.get() != Stage::Loading {
            leptos::task::spawn_local(async {
                // Whether it came is for who wants it.
                let _ = later::load().await;
            });
            return true;
        }
        ahead
    });
    view! {
        <section class="runners-page" aria-label=m.title>
            <h1 class="runners-title">{m.title}</h1>
            <Toolbar store navigation open />
            <div class="runners-summary">
                {move || is_known.get().then(|| view! { <CountLine counts shown /> })}
                <ReadingStatus store />
            </div>
            <ReadingTrouble store />
            {table}
            {move || in_place_of_rows(stage.get(), navigation, open)}
        </section>
        {detail}
        {dialogs}
        <Toast text=news />
    }
}

fn stage_of(store: RunnerStore, ids: Memo<Vec<RunnerId>>) -> Stage {
    if !ids.with(Vec::is_empty) {
        return Stage::Rows;
    }
    let failed = store.trouble.with(Option::is_some);
    store.snapshot.with(|snapshot| match snapshot.completeness {
        _ if !snapshot.rows().is_empty() => Stage::NoMatch,
        _ if failed => Stage::Failed,
        Completeness::Unread | Completeness::Reading => Stage::Loading,
        _ => Stage::Empty,
    })
}

/// What stands where rows would be.
fn in_place_of_rows(stage: Stage, navigation: Navigation, open: RwSignal<Open>) -> Option<AnyView> {
    let m = messages::runners();
    match stage {
        Stage::Rows | Stage::Failed => None,
        Stage::Loading => {
            let bars = (0..8).map(|_| view! { <div class=SKELETON_ROW></div> }).collect_view();
            Some(view! { <div class="skeleton" role="status" aria-label=m.nothing.loading>{bars}</div> }.into_any())
        }
        Stage::Empty => Some(
            view! {
                <div class="nothing">
                    <Icon glyph=Glyph::Runner />
                    <p class="nothing-title">{m.nothing.empty}</p>
                    <p>{m.nothing.empty_next}</p>
                    <button type="button" class="button primary" on:click=move |_| open.set(Open::Add)>{m.add}</button>
                </div>
            }
            .into_any(),
        ),
        Stage::NoMatch => Some(
            view! {
                <div class="nothing">
                    <Icon glyph=Glyph::Filter />
                    <p class="nothing-title">{m.nothing.no_match}</p>
                    <p>{m.nothing.no_match_next}</p>
                    <button type="button" class="button" on:click=move |_| navigation.replace(|route| route.filter.clear())>
                        {m.clear_filter}
                    </button>
                </div>
            }
            .into_any(),
        ),
    }
}

const SKELETON_ROW: &str = "skeleton-row";

/// A dialog gives the focus back to what opened it. Where that is gone (its row was removed), the table takes it.
fn return_focus(focus_requests: RwSignal<u32>) {
    request_animation_frame(move || {
        if document().active_element().is_none_or(|element| element.tag_name() == "BODY") {
            focus_requests.try_update(|requests| *requests += 1);
        }
    });
}
