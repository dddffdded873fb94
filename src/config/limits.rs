//! How long a session may last: the site's limits, and the rule.
//!
//! Invariant: pure. Times are milliseconds since the epoch by the browser's clock; a clock that was set back prolongs
//! nothing.

/// A clock may be corrected by so much without ending a session.
const CORRECTION: u64 = 60_000;

/// What the site allows. A limit that is not set never ends a session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SessionLimits {
    /// Minutes without use of the page.
    pub idle_minutes: Option<u32>,
    /// Minutes since the token was typed, whatever is done meanwhile.
    pub session_minutes: Option<u32>,
}

/// When a session was used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Times {
    /// When the token was typed.
    pub since: u64,
    /// When somebody last used the page.
    pub active: u64,
}

/// Which limit ended a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeoutReason {
    /// Nobody used the page for so many minutes.
    Idle(u32),
    /// The token was typed so many minutes ago.
    Session(u32),
}

impl SessionLimits {
    /// The limit that is reached, if any is.
    pub fn reached(self, times: Times, now: u64) -> Option<TimeoutReason> {
        let over = |minutes: &u32, from: u64| now >= from + millis(*minutes) || now + CORRECTION < from;
        let session = self.session_minutes.filter(|minutes| over(minutes, times.since)).map(TimeoutReason::Session);
        session.or_else(|| self.idle_minutes.filter(|minutes| over(minutes, times.active)).map(TimeoutReason::Idle))
    }

    /// When the next limit is reached, if nobody uses the page until then.
    pub fn next(self, times: Times) -> Option<u64> {
        let idle = self.idle_minutes.map(|minutes| times.active + millis(minutes));
        let session = self.session_minutes.map(|minutes| times.since + millis(minutes));
        idle.into_iter().chain(session).min()
    }
}

impl Times {
    /// A session that begins now.
    pub fn starting(now: u64) -> Self {
        Self { since: now, active: now }
    }

    /// As it is kept beside the token.
    pub fn to_text(self) -> String {
        [self.since.to_string(), self.active.to_string()].join(" ")
    }

    /// Reads [`Times::to_text`].
    pub fn from_text(text: &str) -> Option<Self> {
        let (since, active) = text.split_once(' ')?;
        Some(Self { since: since.parse().ok()?, active: active.parse().ok()? })
    }
}

fn millis(minutes: u32) -> u64 {
    u64::from(minutes) * 60_000
}

#[cfg(test)]
mod tests {
    use super::{SessionLimits, TimeoutReason, Times};
    use proptest::prelude::*;

    const START: u64 = 1_800_000_000_000;
    const MINUTE: u64 = 60_000;
    const BOTH: SessionLimits = SessionLimits { idle_minutes: Some(15), session_minutes: Some(480) };

    #[test]
    fn a_session_ends_with_the_first_limit() {
        let times = |active: u64| Times { since: START, active: START + active * MINUTE };
        let table = [
            (0, 14, None),
            (0, 15, Some(TimeoutReason::Idle(15))),
            (470, 479, None),
            (479, 480, Some(TimeoutReason::Session(480))),
            (100, 600, Some(TimeoutReason::Session(480))),
        ];
        for (active, now, ending) in table {
            assert_eq!(BOTH.reached(times(active), START + now * MINUTE), ending, "{active} {now}");
        }
        assert_eq!(SessionLimits::default().reached(times(0), START + 1_000_000 * MINUTE), None);
    }

    #[test]
    fn a_clock_that_is_set_back_prolongs_nothing() {
        let times = Times::starting(START);
        assert_eq!(BOTH.reached(times, START - MINUTE), None, "a correction");
        assert_eq!(BOTH.reached(times, START - 2 * MINUTE), Some(TimeoutReason::Session(480)));
    }

    #[test]
    fn what_is_kept_can_be_read() {
        let times = Times { since: START, active: START + 7 };
        assert_eq!(Times::from_text(&times.to_text()), Some(times));
        for damaged in ["", "1", "a b", "1 -2", "1 2 3"] {
            assert_eq!(Times::from_text(damaged), None, "{damaged}");
        }
    }

    #[test]
    fn the_next_limit_is_the_earlier_of_the_two() {
        let times = Times { since: START, active: START + 10 * MINUTE };
        let limits = |idle_minutes, session_minutes| SessionLimits { idle_minutes, session_minutes };
        let table = [
            (limits(None, None), None),
            (limits(Some(15), None), Some(START + 25 * MINUTE)),
            (limits(None, Some(20)), Some(START + 20 * MINUTE)),
            (limits(Some(15), Some(20)), Some(START + 20 * MINUTE)),
            (limits(Some(5), Some(20)), Some(START + 15 * MINUTE)),
        ];
        for (limits, next) in table {
            assert_eq!(limits.next(times), next, "{limits:?}");
        }
    }

    proptest! {
        #[test]
        fn the_next_check_finds_a_limit_and_no_earlier_one_does(
            idle in proptest::option::of(1_u32..2_000), session in proptest::option::of(1_u32..2_000), active in 0..100_000_000_u64,
        ) {
            let limits = SessionLimits { idle_minutes: idle, session_minutes: session };
            let times = Times { since: START, active: START + active };
            if let Some(next) = limits.next(times) {
                prop_assert!(limits.reached(times, next).is_some());
                prop_assert!(next <= times.active || limits.reached(times, next - 1).is_none());
            } else {
                prop_assert_eq!(limits.reached(times, u64::MAX / 2), None);
            }
        }
    }
}
