//! When the store shows what the poller knows.
//!
//! Invariant: the store's signals are written here alone, only where what they hold differs, and never while they are held.

use super::{Refresh, RefreshState, RunnerStore};
use leptos::prelude::*;
use std::sync::Arc;

/// While pages come in by the dozen, in milliseconds: to look through all rows for each of them is most of the work.
const PUBLISH_EVERY: f64 = 100.0;

/// When signals are written next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PublishTime {
    /// With the next frame.
    InFrame,
    /// After a while.
    Later,
}

impl RunnerStore {
    /// Writes the signals once in the next frame, however many answers come until then; for a page among many, a few times
    /// a second. What somebody did shows in the next frame: a removed runner must not stay. A hidden tab has no frames.
    pub(super) fn publish_soon(self, is_page: bool) {
        let Some(around) = self.around() else { return };
        if !around.is_visible() {
            self.publish();
            return;
        }
        let is_in_the_middle = self.poller.try_with_value(|poller| {
            is_page && poller.progress().is_some_and(|(done, _)| done > 1 || poller.refreshed_at().is_some())
        });
        let since = self.running.try_with_value(|running| around.now() - running.published_at).unwrap_or_default();
        let wanted = if is_in_the_middle == Some(true) && (0.0..PUBLISH_EVERY).contains(&since) {
            PublishTime::Later
        } else {
            PublishTime::InFrame
        };
        let asked = self.running.try_update_value(|running| {
            let is_asked = running.asked == Some(wanted) || running.asked == Some(PublishTime::InFrame);
            if !is_asked {
                running.asked = Some(wanted);
            }
            is_asked
        });
        if asked != Some(false) {
            return;
        }
        let publish = Box::new(move || {
            self.running.try_update_value(|running| running.asked = None);
            self.publish();
        });
        match wanted {
            PublishTime::InFrame => around.in_next_frame(publish),
            PublishTime::Later => drop(around.after(PUBLISH_EVERY - since, publish)),
        }
    }

    /// Holds the signals as they are, or lets them go on in the next frame. Requests go on meanwhile.
    ///
    /// Nothing on the screen should move while something on it is being clicked.
    pub fn hold(self, is_held: bool) {
        self.running.try_update_value(|running| running.is_held = is_held);
        if !is_held {
            self.publish_soon(false);
        }
    }

    fn publish(self) {
        let Some(around) = self.around() else { return };
        let is_held = self.running.try_update_value(|running| {
            if !running.is_held {
                running.published_at = around.now();
            }
            running.is_held
        });
        if is_held != Some(false) {
            return;
        }
        let Some((snapshot, state)) = self.poller.try_update_value(|poller| {
            poller.bring_up_to_date();
            let state = RefreshState {
                refresh: poller.progress().map_or(Refresh::Idle, |(done, of)| Refresh::Pages { done, of }),
                trouble: poller.trouble().cloned(),
                next_poll: poller.next_poll(),
                refreshed_at: poller.refreshed_at(),
            };
            (poller.snapshot().clone(), state)
        }) else {
            return;
        };
        if self.snapshot.try_with_untracked(|shown| !Arc::ptr_eq(shown, &snapshot)) == Some(true) {
            self.snapshot.try_set(snapshot);
        }
        if self.state.try_with_untracked(|shown| *shown != state) == Some(true) {
            self.state.try_set(state);
        }
    }
}
