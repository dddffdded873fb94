//! A registration or remove token while it lives: asked for, counted down, gone when it has expired.
//!
//! Invariant: nothing gives out a token whose hour is over, and then it is not kept either. The hour is counted by what has
//! passed here since the token was asked for, so that a wrong clock changes nothing (github-api.md section 3: the server's
//! clock cannot be read, but a token that was just issued has 3600 s).

use super::Asking;
use super::asking::Asked;
use super::surroundings::Stopwatch;
use crate::github::client::Answer;
use crate::github::{ApiError, OneTimeToken};
use leptos::prelude::*;
use std::future::Future;
use std::time::Duration;

/// A place for one token. Copy it freely; it lives as long as the view that made it.
#[derive(Clone, Copy)]
pub struct OneTime {
    asking: Asking<OneTimeToken>,
    stopwatch: StoredValue<Option<Stopwatch>>,
    left: RwSignal<Left>,
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

impl OneTime {
    /// An empty place, owned by the view that makes it.
    #[allow(clippy::new_without_default)]
    pub fn new() -> Self {
        let place =
            Self { asking: Asking::new(), stopwatch: StoredValue::new(None), left: RwSignal::new(Left::NoToken) };
        if let Ok(interval) = set_interval_with_handle(move || place.tick(), Duration::from_secs(1)) {
            on_cleanup(move || interval.clear());
        }
        place
    }

    /// Asks for a token in place of the one that may be there.
    pub fn ask(self, call: impl Future<Output = Answer<OneTimeToken>> + 'static) {
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
    pub fn token(self) -> Option<OneTimeToken> {
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

    fn seconds_left(self) -> u32 {
        let passed = self.stopwatch.try_get_value().flatten().map_or(f64::INFINITY, Stopwatch::seconds);
        // Saturates at both ends: never more than the hour, never less than nothing.
        let passed = passed.clamp(0.0, f64::from(OneTimeToken::LIFETIME_SECONDS));
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let passed = passed.ceil() as u32;
        OneTimeToken::LIFETIME_SECONDS - passed
    }

    fn tick(self) {
        if self.asking.asked.try_with_untracked(|asked| matches!(asked, Asked::Answered(_))) != Some(true) {
            return;
        }
        let seconds = self.seconds_left();
        if seconds == 0 {
            self.asking.forget();
        }
        let left = if seconds == 0 { Left::Expired } else { Left::Seconds(seconds) };
        if self.left.try_get_untracked() != Some(left) {
            self.left.try_set(left);
        }
    }
}
