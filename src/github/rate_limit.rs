//! What the rate-limit headers say. Absent headers mean unlimited (GHES and AE by default), never zero.

use super::answer::Headers;

/// The primary budget as of one answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateLimit {
    /// Requests an hour.
    pub limit: u32,
    /// Requests left until the reset.
    pub remaining: u32,
    /// When the budget is whole again, in seconds since the epoch by GitHub's clock.
    pub reset: i64,
}

/// The longest wait for a reset, in milliseconds: GitHub's budgets are per hour.
pub const WINDOW: f64 = 3_600_000.0;

/// The wait, in milliseconds, for a reset at `reset` (seconds since the epoch by GitHub's clock) when it is `now`
/// (milliseconds by the browser's, which may be wrong): at least a second, at most an hour. A reset that seems past means
/// that the clock is wrong: a minute then, rather than asking without pause.
pub fn wait_for_reset(reset: i64, now: f64) -> f64 {
    #[allow(clippy::cast_precision_loss, reason = "seconds since the epoch are far below 2^52")]
    let wait = reset as f64 * 1_000.0 - now;
    if wait <= 0.0 { 60_000.0 } else { wait.clamp(1_000.0, WINDOW) }
}

impl RateLimit {
    /// Reads the three `X-RateLimit-*` headers; `None` where any is missing or no number.
    pub fn from_headers(headers: &Headers) -> Option<Self> {
        let number = |text: &Option<String>| text.as_deref()?.trim().parse::<i64>().ok();
        Some(Self {
            limit: u32::try_from(number(&headers.rate_limit)?).ok()?,
            remaining: u32::try_from(number(&headers.rate_remaining)?).ok()?,
            reset: number(&headers.rate_reset)?,
        })
    }
}
