//! Carries out the removal of many runners: begins what [`BulkRemoval`] says is next, waits where it says so.
//!
//! Invariant: it belongs to the owner that made it; with it, nothing further is begun.

use super::env::Clear;
use super::{NoticeEvent, Notices, RunnerStore};
use crate::fleet::bulk::{BulkRemoval, Phase, Step, Stop};
use crate::fleet::removal::RemovalTarget;
use crate::github::{ApiError, Scope};
use leptos::prelude::*;
use leptos::reactive::owner::LocalStorage;

/// A removal of many runners, or none. Copy it freely.
#[derive(Clone, Copy)]
pub struct BulkRemover {
    store: RunnerStore,
    /// How it stands, once one was begun.
    pub bulk: RwSignal<Option<BulkRemoval>>,
    timer: StoredValue<Option<Clear>, LocalStorage>,
    /// Where removals that were under way are told of once they are not part of one that is shown.
    notices: Notices,
}

impl BulkRemover {
    /// None yet. Belongs to the current reactive owner.
    pub fn new(store: RunnerStore) -> Self {
        let removal =
            Self { store, bulk: RwSignal::new(None), timer: StoredValue::new_local(None), notices: Notices::of_page() };
        on_cleanup(move || {
            removal.clear_timer();
            removal.tell_that_it_is_left();
        });
        removal
    }

    /// Milliseconds since the epoch by the browser's clock.
    pub fn now(self) -> f64 {
        self.store.around().map_or(0.0, |around| around.now())
    }

    /// Begins to remove what was confirmed; what was known of an earlier removal is forgotten.
    pub fn begin(self, confirmed: Vec<RemovalTarget>) {
        let at_once = usize::try_from(self.store.rules.removals_at_once).unwrap_or(1);
        self.bulk.set(Some(BulkRemoval::new(confirmed, at_once, self.now())));
        self.go_on();
    }

    /// Begins with no further runner.
    pub fn stop(self) {
        self.change(|bulk, now| bulk.stop(Stop::Asked, now));
    }

    /// Goes on after a stop.
    pub fn resume(self) {
        self.change(BulkRemoval::resume);
    }

    /// Leaves those alone that run a job.
    pub fn skip_busy(self) {
        self.change(BulkRemoval::skip_busy);
    }

    /// Forgets it.
    pub fn forget(self) {
        self.clear_timer();
        self.bulk.set(None);
    }

    fn change(self, change: impl FnOnce(&mut BulkRemoval, f64)) {
        let now = self.now();
        self.bulk.try_update(|bulk| {
            if let Some(bulk) = bulk {
                change(bulk, now);
            }
        });
        self.go_on();
    }

    /// Begins all that may be begun now.
    fn go_on(self) {
        self.clear_timer();
        loop {
            let now = self.now();
            // Nothing is told: what is only begun looks as it did.
            let next = self.bulk.try_update_untracked(|bulk| {
                let bulk = bulk.as_mut()?;
                let step = bulk.next(now);
                let confirmed = match step {
                    Step::Begin(place) => bulk.items().get(place).map(|item| item.confirmed.clone()),
                    _ => None,
                };
                Some((step, confirmed))
            });
            match next.flatten() {
                Some((Step::Begin(place), Some(confirmed))) => {
                    leptos::task::spawn_local(self.remove(place, confirmed));
                }
                Some((Step::WaitUntil(at), _)) => return self.wake_at(at),
                _ => return,
            }
        }
    }

    async fn remove(self, place: usize, confirmed: RemovalTarget) {
        let (id, name) = (confirmed.id, confirmed.name.clone());
        let scope = self.store.scope.try_with_value(Scope::kind);
        let is_wanted = move || {
            self.bulk.try_with_untracked(|bulk| bulk.as_ref().is_some_and(|bulk| *bulk.phase() == Phase::Running))
                == Some(true)
        };
        let answer = self.store.force_remove_one_of_many(confirmed, is_wanted).await;
        let is_same = self.bulk.try_with_untracked(|bulk| {
            let item = bulk.as_ref().and_then(|bulk| bulk.items().get(place));
            item.is_some_and(|item| item.confirmed.id == id && item.ended.is_none())
        });
        if is_same != Some(true) {
            // What was not sent is part of what is told of the whole.
            let was_sent = answer.as_ref().map_or_else(ApiError::was_removal_sent, |_| true);
            if let Some(scope) = scope.filter(|_| was_sent) {
                self.notices.add(NoticeEvent::Removal { id, name, scope, result: answer });
            }
            return;
        }
        self.change(|bulk, now| bulk.ended(place, answer, now));
        if self.bulk.try_with_untracked(|bulk| bulk.as_ref().is_some_and(BulkRemoval::is_at_rest)) == Some(true) {
            self.store.refresh();
        }
    }

    /// What was removed until the page was left. The removals under way are told each by itself.
    fn tell_that_it_is_left(self) {
        let progress = self.bulk.try_with_untracked(|bulk| {
            bulk.as_ref().filter(|bulk| *bulk.phase() != Phase::Finished).map(BulkRemoval::progress)
        });
        if let Some(progress) = progress.flatten() {
            self.notices.add(NoticeEvent::BulkRemovalLeft(progress));
        }
    }

    fn wake_at(self, at: f64) {
        let Some(around) = self.store.around() else { return };
        let clear = around.after(at - around.now(), Box::new(move || self.change(|_, _| ())));
        self.timer.try_set_value(clear);
    }

    fn clear_timer(self) {
        if let Some(clear) = self.timer.try_update_value(Option::take).flatten() {
            clear();
        }
    }
}
