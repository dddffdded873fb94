//! Selecting runners, and removing many of them.
//!
//! [`row_checkbox`] is the checkbox of a row, [`bar`] says what is selected; [`preview`] asks what exactly is to be removed,
//! and [`progress`] shows it done. Invariant: what is removed is what the preview showed when its button was pressed, by id,
//! name and state; what is selected later is not.

// The state is a bundle of handles, and is passed as each of them would be: a component takes its props by value.
#![allow(clippy::large_types_passed_by_value)]

mod bar;
mod preview;
mod progress;
mod row_checkbox;

use crate::components::{Dialog, focus_where_it_was_lost};
use crate::fleet::bulk::{BulkRemoval, Outcome, Phase};
use crate::fleet::selection::Selection;
use crate::github::RunnerId;
use crate::i18n;
use crate::session::WORK_GOES_ON;
use crate::store::{BulkRemover, RunnerStore};
use bar::Bar;
use leptos::prelude::*;
use preview::Preview;
use progress::Progress;
pub use row_checkbox::{CheckboxCell, RunnerSelection};
use web_sys::Event;

/// What is selected and removed on one screen. Copy it freely.
#[derive(Clone, Copy)]
pub(crate) struct Many {
    store: RunnerStore,
    /// The runners in the table, in order.
    ids: Memo<Vec<RunnerId>>,
    selection: RwSignal<Selection>,
    removal: BulkRemover,
    is_open: RwSignal<bool>,
}

/// What is selected, and the dialog.
#[component]
pub fn BulkTools(
    /// Whose runners.
    store: RunnerStore,
    /// The runners in the table, in order.
    ids: Memo<Vec<RunnerId>>,
) -> impl IntoView {
    let RunnerSelection { selection, .. } = expect_context();
    let removal = BulkRemover::new(store);
    let many = Many { store, ids, selection, removal, is_open: RwSignal::new(false) };
    // Also what ends after the dialog was closed is selected no more.
    let is_at_rest = Memo::new(move |_| removal.bulk.with(|bulk| bulk.as_ref().is_some_and(BulkRemoval::is_at_rest)));
    let rests_unseen = move || is_at_rest.get() && !many.is_open.get();
    Effect::watch(
        rests_unseen,
        move |rests, _, _| {
            if *rests {
                many.forget_removed();
            }
        },
        false,
    );
    // With each runner the page is used, though nobody touches it: else a site that locks idle pages would end it, and lose
    // what is known of it.
    let goes_on = move || removal.bulk.with(|bulk| bulk.as_ref().is_some_and(|bulk| *bulk.phase() == Phase::Running));
    Effect::watch(
        goes_on,
        |goes_on, _, _| {
            if *goes_on {
                say_that_work_goes_on();
            }
        },
        false,
    );
    let dialog = move || many.is_open.get().then(|| view! { <RemoveMany many /> }.into_any());
    view! {
        <Bar many />
        {dialog}
    }
}

/// `Delete runners`.
#[component]
fn RemoveMany(many: Many) -> impl IntoView {
    let m = i18n::bulk();
    let has_begun = Memo::new(move |_| many.removal.bulk.with(Option::is_some));
    let on_close = move |()| {
        many.removal.stop();
        many.is_open.set(false);
        // The button that opened this goes when all that was selected is gone.
        focus_where_it_was_lost(".select-all input");
    };
    let content = move || {
        let content = if has_begun.get() {
            view! { <Progress many /> }.into_any()
        } else {
            view! { <Preview many /> }.into_any()
        };
        Some(content)
    };
    view! {
        <Dialog label=m.title close_label=i18n::common().close class="wide" on_close>
            <div class="bulk">{content}</div>
        </Dialog>
    }
}

fn say_that_work_goes_on() {
    // The browser makes every event, and takes this one.
    if let Ok(event) = Event::new(WORK_GOES_ON) {
        let _ = window().dispatch_event(&event);
    }
}

/// Where it says what goes on.
const PHASE: &str = ".bulk-phase";

impl Many {
    /// Takes the runners off the selection that this removed, or found gone.
    fn forget_removed(self) {
        let gone: Vec<RunnerId> = self.removal.bulk.with_untracked(|bulk| {
            let items = bulk.iter().flat_map(BulkRemoval::items);
            let is_gone = |outcome: &Outcome| {
                matches!(outcome, Outcome::Removed | Outcome::RemovedInDoubt | Outcome::AlreadyGone)
            };
            let gone = items.filter(|item| item.ended.as_ref().is_some_and(|ended| is_gone(&ended.outcome)));
            gone.map(|item| item.confirmed.id).collect()
        });
        if !gone.is_empty() {
            self.selection.update(|selection| selection.put_all(&gone, false));
        }
    }
}
