//! When to read the fleet again by itself.
//!
//! Invariant: pure; moments are milliseconds since the epoch by the browser's clock, which may be wrong: GitHub's
//! moments are only used as distances, within bounds.

use crate::github::rate_limit::wait_for_reset;
use crate::github::{ApiError, ErrorKind, RateLimit};

/// From the last page of a round to the next round: the answers' `max-age` of 60 s and a little (github-api.md section 3).
pub const INTERVAL: f64 = 65_000.0;

/// While a new runner is awaited.
pub const WATCH_INTERVAL: f64 = 10_000.0;

/// How the next round was chosen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Pace {
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
pub fn after_success(pages: u32, interval: f64, budget: Option<RateLimit>, now: f64) -> Pace {
    let Some(budget) = budget else { return Pace::Usual(interval) };
    let until_reset = wait_for_reset(budget.reset, now);
    let affordable_rounds = f64::from(budget.remaining) / 3.0 / f64::from(pages.max(1));
    let spread = if affordable_rounds < 1.0 { until_reset } else { until_reset / affordable_rounds };
    if spread > interval { Pace::Slowed(spread) } else { Pace::Usual(interval) }
}

/// The wait, in milliseconds, after a round that failed.
pub fn after_failure(error: &ApiError, interval: f64, now: f64) -> Pace {
    match error.kind {
        ErrorKind::SecondaryLimit { retry_after } | ErrorKind::Unavailable { retry_after } => {
            Pace::Limited(f64::from(retry_after) * 1_000.0)
        }
        ErrorKind::PrimaryLimit { reset } => Pace::Limited(wait_for_reset(reset, now)),
        // Asking again with the same token gives the same answer.
        ErrorKind::BadCredentials
        | ErrorKind::Forbidden
        | ErrorKind::SsoRequired { .. }
        | ErrorKind::NotFound
        | ErrorKind::Gone
        | ErrorKind::Rejected => Pace::Stopped,
        _ => Pace::Usual(interval),
    }
}

/// True where asking for the other pages of the same round is useless or forbidden.
pub fn ends_the_round(error: &ApiError) -> bool {
    matches!(after_failure(error, INTERVAL, 0.0), Pace::Limited(_) | Pace::Stopped)
}

#[cfg(test)]
mod tests {
    use super::{INTERVAL, Pace, after_failure, after_success};
    use crate::fleet::test_support::failure;
    use crate::github::{ErrorKind, RateLimit};

    #[test]
    fn a_third_of_what_is_left_is_never_passed() {
        let budget = |remaining| Some(RateLimit { limit: 5_000, remaining, reset: 3_600 });
        assert_eq!(after_success(1, INTERVAL, None, 0.0), Pace::Usual(INTERVAL));
        assert_eq!(after_success(1, INTERVAL, budget(5_000), 0.0), Pace::Usual(INTERVAL));
        // 100 pages with 3,000 left allow ten rounds an hour.
        assert_eq!(after_success(100, INTERVAL, budget(3_000), 0.0), Pace::Slowed(360_000.0));
        assert_eq!(after_success(100, INTERVAL, budget(200), 0.0), Pace::Slowed(3_600_000.0));
        assert_eq!(after_success(100, INTERVAL, budget(0), 0.0), Pace::Slowed(3_600_000.0));
    }

    #[test]
    fn a_wrong_clock_waits_an_hour_at_most() {
        let budget = Some(RateLimit { limit: 5_000, remaining: 0, reset: 100_000 });
        assert_eq!(after_success(1, INTERVAL, budget, 0.0), Pace::Slowed(3_600_000.0));
    }

    #[test]
    fn failures_that_repeat_themselves_are_not_repeated() {
        let pace = |kind| after_failure(&failure(kind), INTERVAL, 0.0);
        assert_eq!(pace(ErrorKind::BadCredentials), Pace::Stopped);
        assert_eq!(pace(ErrorKind::NotFound), Pace::Stopped);
        assert_eq!(pace(ErrorKind::SecondaryLimit { retry_after: 90 }), Pace::Limited(90_000.0));
        assert_eq!(pace(ErrorKind::PrimaryLimit { reset: 60 }), Pace::Limited(60_000.0));
        assert_eq!(pace(ErrorKind::Server), Pace::Usual(INTERVAL));
        assert_eq!(pace(ErrorKind::Unreachable), Pace::Usual(INTERVAL));
    }
}
