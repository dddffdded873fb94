//! A registration or remove token while it lives: asked for, counted down, replaced if that is wished, gone when it has
//! expired.
//!
//! Invariant: nothing gives out a token whose hour is over, and then it is not kept either. The hour is counted by what has
//! passed here since the token was asked for, so that a wrong clock changes nothing (github-api.md section 3: the server's
//! clock cannot be read, but a token that was just issued has 3600 s).

use super::Asking;
use super::asking::Asked;
use super::env::{Stopwatch, is_visible};
use crate::fleet::should_renew::is_due;
use crate::github::client::ApiResult;
use crate::github::{ApiError, RunnerToken};
use leptos::prelude::*;
use leptos::reactive::owner::LocalStorage;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

type Call = Pin<Box<dyn Future<Output = ApiResult<RunnerToken>>>>;
type Renew = Box<dyn Fn() -> Call>;

/// A place for one token. Copy it freely; it lives as long as the view that made it.
#[derive(Clone, Copy)]
pub struct RunnerTokenState {
    asking: Asking<RunnerToken>,
    stopwatch: StoredValue<Option<Stopwatch>>,
    left: RwSignal<Left>,
    next: Next,
    /// Whether a site's rule that hides tokens is in force; `None` where there is no such rule.
    hidden: RwSignal<Option<bool>>,
}

/// The token that will take the place of this one.
#[derive(Clone, Copy)]
struct Next {
    how: StoredValue<Option<Renew>, LocalStorage>,
    asking: Asking<RunnerToken>,
    /// Runs since one was last asked for.
    stopwatch: StoredValue<Option<Stopwatch>>,
    came: RwSignal<bool>,
}

/// How much of a token's hour is left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Left {
    /// There is no token.
    #[default]
    NoToken,
    /// Seconds.
    Seconds(u32),
    /// There was one, and its hour is over.
    Expired,
}

/// What came of replacing a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Renewal {
    /// It was not wanted yet.
    Not,
    /// A new token is in the place of an old one.
    Came,
    /// GitHub gave none; it will be asked again.
    Failed,
}

impl RunnerTokenState {
    /// An empty place, owned by the view that makes it. `masks` is whether the site hides tokens until they are asked for.
    pub fn new(masks: bool) -> Self {
        let next = Next {
            how: StoredValue::new_local(None),
            asking: Asking::new(),
            stopwatch: StoredValue::new(None),
            came: RwSignal::new(false),
        };
        let place = Self {
            asking: Asking::new(),
            stopwatch: StoredValue::new(None),
            left: RwSignal::new(Left::NoToken),
            next,
            hidden: RwSignal::new(masks.then_some(true)),
        };
        if let Ok(interval) = set_interval_with_handle(move || place.tick(), Duration::from_secs(1)) {
            on_cleanup(move || interval.clear());
        }
        place
    }

    /// Has a token replaced before its end, as long as the tab is looked at: asks in this way for the next one.
    pub fn renew_with<F>(self, call: impl Fn() -> F + 'static)
    where
        F: Future<Output = ApiResult<RunnerToken>> + 'static,
    {
        let renew: Renew = Box::new(move || Box::pin(call()));
        self.next.how.set_value(Some(renew));
    }

    /// Asks for a token in place of the one that may be there.
    pub fn ask(self, call: impl Future<Output = ApiResult<RunnerToken>> + 'static) {
        self.next.forget();
        self.hide();
        self.left.set(Left::NoToken);
        self.stopwatch.set_value(Some(Stopwatch::start()));
        self.asking.ask_then(call, move |answer| {
            if answer.is_ok() {
                self.tick();
            }
        });
    }

    /// How much is left of the token's hour; changes every second. Reactive.
    pub fn left(self) -> Left {
        self.left.get()
    }

    /// The token, while it lives: the clock is asked each time, however late a timer is. Reactive.
    pub fn token(self) -> Option<RunnerToken> {
        // The end of the hour has to be noticed; each second has not.
        match self.asking.asked.get() {
            Asked::Answered(token) if self.seconds_left() > 0 => Some(token),
            _ => None,
        }
    }

    /// True while the answer is awaited. Reactive.
    pub fn is_waiting(self) -> bool {
        self.asking.asked.with(Asked::is_waiting)
    }

    /// Why there is no token, if GitHub refused one. Reactive.
    pub fn trouble(self) -> Option<ApiError> {
        self.asking.asked.with(|asked| if let Asked::Failed(error) = asked { Some(error.clone()) } else { None })
    }

    /// What came of replacing the token. Reactive.
    pub fn renewal(self) -> Renewal {
        if self.next.asking.asked.with(|asked| matches!(asked, Asked::Failed(_))) {
            return Renewal::Failed;
        }
        if self.next.came.get() { Renewal::Came } else { Renewal::Not }
    }

    /// Whether the token is hidden on the screen; `None` where the site has no such rule. Reactive.
    pub fn is_hidden(self) -> Option<bool> {
        self.hidden.get()
    }

    /// Shows a hidden token, and hides it again.
    pub fn toggle_hidden(self) {
        self.hidden.update(|hidden| *hidden = hidden.map(|hidden| !hidden));
    }

    /// The next token is not the one that somebody asked to see.
    fn hide(self) {
        self.hidden.try_update(|hidden| *hidden = hidden.map(|_| true));
    }

    fn seconds_left(self) -> u32 {
        let passed = self.stopwatch.try_get_value().flatten().map_or(f64::INFINITY, Stopwatch::seconds);
        // Saturates at both ends: never more than the hour, never less than nothing.
        let passed = passed.clamp(0.0, f64::from(RunnerToken::LIFETIME_SECONDS));
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let passed = passed.ceil() as u32;
        RunnerToken::LIFETIME_SECONDS - passed
    }

    fn tick(self) {
        if self.asking.asked.try_with_untracked(|asked| matches!(asked, Asked::Answered(_))) != Some(true) {
            return;
        }
        let seconds = self.seconds_left();
        if seconds == 0 {
            self.asking.forget();
            self.next.forget();
            self.hide();
        } else if is_due(seconds, self.next.since()) && is_visible() {
            self.renew();
        }
        let left = if seconds == 0 { Left::Expired } else { Left::Seconds(seconds) };
        if self.left.try_get_untracked() != Some(left) {
            self.left.try_set(left);
        }
    }

    /// Asks for the next token; the old one stays until it is there, so that there is always one to copy.
    fn renew(self) {
        let Some(Some(call)) = self.next.how.try_with_value(|how| how.as_ref().map(|how| how())) else { return };
        let asked_at = Stopwatch::start();
        self.next.stopwatch.set_value(Some(asked_at));
        self.next.asking.ask_then(call, move |answer| {
            let Ok(token) = answer else { return };
            let is_same = self
                .asking
                .asked
                .try_with_untracked(|asked| matches!(asked, Asked::Answered(old) if old.reveal() == token.reveal()));
            // A host that gives out the token it gave before gives no more time.
            if is_same == Some(false) {
                self.next.forget();
                self.hide();
                self.next.came.try_set(true);
                self.stopwatch.try_update_value(|stopwatch| *stopwatch = Some(asked_at));
                self.asking.asked.try_set(Asked::Answered(token.clone()));
                self.tick();
            }
        });
    }
}

impl Next {
    /// Seconds since one was last asked for.
    fn since(self) -> Option<f64> {
        self.stopwatch.try_get_value().flatten().map(Stopwatch::seconds)
    }

    /// As if none had been asked for.
    fn forget(self) {
        self.asking.forget();
        self.stopwatch.try_update_value(|stopwatch| *stopwatch = None);
        self.came.try_set(false);
    }
}
