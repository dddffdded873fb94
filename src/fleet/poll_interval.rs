//! When to read the fleet again by itself.
//!
//! Invariant: pure; moments are milliseconds since the epoch by the browser's clock, which may be wrong: GitHub's
//! moments are only used as distances, within bounds.

use crate::github::rate_limit::wait_for_reset;
use crate::github::{ApiError, ErrorKind, RateLimitHeaders};

/// From the last page of a round to the next round: the answers' `max-age` of 60 s and a little (github-api.md section 3).
pub const INTERVAL: f64 = 65_000.0;

/// While a new runner is awaited.
pub const WATCH_INTERVAL: f64 = 10_000.0;

/// How the next round was chosen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PollDelay {
    /// The usual interval.
    Usual(f64),
    /// Later, so that this fleet's pages use at most a third of what is left of the budget.
    Slowed(f64),
    /// GitHub asked to wait.
    Limited(f64),
    /// Not by itself: something must be done first.
    Stopped,
}

/// The wait, in milliseconds, after a round that read `pages` pages.
pub fn after_success(pages: u32, interval: f64, budget: Option<RateLimitHeaders>, now: f64) -> PollDelay {
    let Some(budget) = budget else { return PollDelay::Usual(interval) };
    let until_reset = wait_for_reset(budget.reset, now);
    let affordable_rounds = f64::from(budget.remaining) / 3.0 / f64::from(pages.max(1));
    let spread = if affordable_rounds < 1.0 { until_reset } else { until_reset / affordable_rounds };
    if spread > interval { PollDelay::Slowed(spread) } else { PollDelay::Usual(interval) }
}

/// The wait, in milliseconds, after a round that failed.
pub fn after_failure(error: &ApiError, interval: f64, now: f64) -> PollDelay {
    match error.kind {
        ErrorKind::SecondaryLimit { retry_after } | ErrorKind::Unavailable { retry_after } => {
            PollDelay::Limited(f64::from(retry_after) * 1_000.0)
        }
        ErrorKind::PrimaryLimit { reset } => PollDelay::Limited(wait_for_reset(reset, now)),
        // Asking again with the same token gives the same answer.
        ErrorKind::BadCredentials
        | ErrorKind::Forbidden
        | ErrorKind::SsoRequired { .. }
        | ErrorKind::NotFound
        | ErrorKind::Gone
        | ErrorKind::Rejected => PollDelay::Stopped,
        _ => PollDelay::Usual(interval),
    }
}

/// True where asking for the other pages of the same round is useless or forbidden.
pub fn ends_the_round(error: &ApiError) -> bool {
    matches!(after_failure(error, INTERVAL, 0.0), PollDelay::Limited(_) | PollDelay::Stopped)
}

#[cfg(test)]
mod tests {
    use super::{INTERVAL, PollDelay, after_failure, after_success};
    use crate::fleet::test_support::failure;
    use crate::github::{ErrorKind, RateLimitHeaders};

    #[test]
    fn a_third_of_what_is_left_is_never_passed() {
        let budget = |remaining| Some(RateLimitHeaders { limit: 5_000, remaining, reset: 3_600 });
        assert_eq!(after_success(1, INTERVAL, None, 0.0), PollDelay::Usual(INTERVAL));
        assert_eq!(after_success(1, INTERVAL, budget(5_000), 0.0), PollDelay::Usual(INTERVAL));
        // 100 pages with 3,000 left allow ten rounds an hour.
        assert_eq!(after_success(100, INTERVAL, budget(3_000), 0.0), PollDelay::Slowed(360_000.0));
        assert_eq!(after_success(100, INTERVAL, budget(200), 0.0), PollDelay::Slowed(3_600_000.0));
        assert_eq!(after_success(100, INTERVAL, budget(0), 0.0), PollDelay::Slowed(3_600_000.0));
    }

    #[test]
    fn a_wrong_clock_waits_an_hour_at_most() {
        let budget = Some(RateLimitHeaders { limit: 5_000, remaining: 0, reset: 100_000 });
        assert_eq!(after_success(1, INTERVAL, budget, 0.0), PollDelay::Slowed(3_600_000.0));
    }

    #[test]
    fn failures_that_repeat_themselves_are_not_repeated() {
        let poll_delay = |kind| after_failure(&failure(kind), INTERVAL, 0.0);
        assert_eq!(poll_delay(ErrorKind::BadCredentials), PollDelay::Stopped);
        assert_eq!(poll_delay(ErrorKind::NotFound), PollDelay::Stopped);
        assert_eq!(poll_delay(ErrorKind::SecondaryLimit { retry_after: 90 }), PollDelay::Limited(90_000.0));
        assert_eq!(poll_delay(ErrorKind::PrimaryLimit { reset: 60 }), PollDelay::Limited(60_000.0));
        assert_eq!(poll_delay(ErrorKind::Server), PollDelay::Usual(INTERVAL));
        assert_eq!(poll_delay(ErrorKind::Unreachable), PollDelay::Usual(INTERVAL));
    }
}
