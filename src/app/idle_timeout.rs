//! The site's limits on a session, kept: the page is locked when nobody used it for long, or when the token is old.
//!
//! Invariant: using the page late does not undo a limit that was reached while the machine slept: the limit is looked at
//! before the use counts.

use crate::config::{SessionLimits, TimeoutReason, Times};
use crate::github::Host;
use crate::session::{self, WORK_GOES_ON};
use crate::store::env::{self, Stopwatch};
use leptos::prelude::*;
use std::time::Duration;

/// What counts as using the page. Work that goes on by itself was begun by somebody, who waits for its end.
const USES: [&str; 5] = ["pointerdown", "pointermove", "keydown", "wheel", WORK_GOES_ON];
/// How often a use is counted, in milliseconds: a moving pointer is many.
const COUNTED_EVERY: u64 = 1_000;
/// How often a use is written down for a reload, in milliseconds.
const KEPT_EVERY: u64 = 15_000;

/// Milliseconds since the epoch by the browser's clock.
pub(super) fn now() -> u64 {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a time of day after 1970")]
    let now = env::now() as u64;
    now
}

/// Ends the session of the current reactive owner at its limits.
pub(super) fn watch(limits: SessionLimits, host: Host, times: Times, on_end: Callback<TimeoutReason>) {
    if limits == SessionLimits::default() {
        return;
    }
    session::keep_times(&host, times);
    let watch = Watch {
        limits,
        host: StoredValue::new(host),
        times: StoredValue::new(times),
        kept: StoredValue::new(times.active),
        timer: StoredValue::new(None),
        began: now(),
        passed: Stopwatch::start(),
        on_end,
    };
    let uses = USES.map(|name| window_event_listener_untyped(name, move |_| watch.used()));
    env::on_visibility(move |_| {
        watch.is_over();
    });
    on_cleanup(move || {
        uses.into_iter().for_each(WindowListenerHandle::remove);
        watch.disarm();
    });
    watch.arm();
}

#[derive(Clone, Copy)]
struct Watch {
    limits: SessionLimits,
    host: StoredValue<Host>,
    times: StoredValue<Times>,
    /// The use that was last written down.
    kept: StoredValue<u64>,
    timer: StoredValue<Option<TimeoutHandle>>,
    began: u64,
    passed: Stopwatch,
    on_end: Callback<TimeoutReason>,
}

impl Watch {
    /// A clock that goes on while the machine sleeps, and that nobody sets back.
    fn now(self) -> u64 {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "milliseconds of one page's life")]
        let passed = (self.passed.seconds() * 1_000.0) as u64;
        self.began + passed
    }

    /// Ends the session if a limit is reached.
    fn is_over(self) -> bool {
        let Some(times) = self.times.try_get_value() else { return true };
        let reached = self.limits.reached(times, self.now());
        if let Some(ending) = reached {
            self.disarm();
            self.on_end.try_run(ending);
        }
        reached.is_some()
    }

    fn used(self) {
        if self.is_over() {
            return;
        }
        let now = self.now();
        self.times.update_value(|times| {
            if now >= times.active + COUNTED_EVERY {
                times.active = now;
            }
        });
        if now >= self.kept.get_value() + KEPT_EVERY {
            self.kept.set_value(now);
            self.host.with_value(|host| session::keep_times(host, self.times.get_value()));
        }
    }

    /// Looks again when the next limit would be reached.
    fn arm(self) {
        let Some(next) = self.times.try_get_value().and_then(|times| self.limits.next(times)) else { return };
        let wait = Duration::from_millis(next.saturating_sub(self.now()));
        let look = move || {
            if !self.is_over() {
                self.arm();
            }
        };
        let timer = set_timeout_with_handle(look, wait).ok();
        self.timer.try_set_value(timer);
    }

    fn disarm(self) {
        if let Some(timer) = self.timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    }
}
