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
