//! What the headers about limits say. Absent headers mean unlimited (GHES and AE by default), never zero.
//!
//! Invariant: a wait that a server names is between [`SHORTEST_WAIT`] and [`LONGEST_WAIT`], whatever it sends.

use super::response::Headers;
use std::time::UNIX_EPOCH;

/// The primary budget as of one answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateLimitHeaders {
    /// Requests an hour.
    pub limit: u32,
    /// Requests left until the reset.
    pub remaining: u32,
    /// When the budget is whole again, in seconds since the epoch by GitHub's clock.
    pub reset: i64,
}

/// The longest wait for a reset, in milliseconds: GitHub's budgets are per hour.
pub const WINDOW: f64 = 3_600_000.0;

/// The shortest wait, in seconds: a server that asks for none would be asked without pause.
pub const SHORTEST_WAIT: u32 = 1;

/// The longest wait, in seconds: a wrong number must not stop the console for good.
pub const LONGEST_WAIT: u32 = 3_600;

/// The wait in a `Retry-After` header, in seconds: a number of seconds or an HTTP date (RFC 9110, section 10.2.3). A date is
/// compared with `now`, the browser's clock in milliseconds since the epoch, because `Date` cannot be read across origins.
pub fn retry_after(header: &str, now: f64) -> Option<u32> {
    let header = header.trim();
    if !header.is_empty() && header.bytes().all(|byte| byte.is_ascii_digit()) {
        // Only a number that is too large does not parse.
        return Some(header.parse().unwrap_or(LONGEST_WAIT).clamp(SHORTEST_WAIT, LONGEST_WAIT));
    }
    let date = httpdate::parse_http_date(header).ok()?.duration_since(UNIX_EPOCH).ok()?;
    let wait = date.as_secs_f64() - now / 1_000.0;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and 3,600")]
    Some(wait.ceil().clamp(SHORTEST_WAIT.into(), LONGEST_WAIT.into()) as u32)
}

/// The wait, in milliseconds, for a reset at `reset` (seconds since the epoch by GitHub's clock) when it is `now`
/// (milliseconds by the browser's, which may be wrong): at least a second, at most an hour. A reset that seems past means
/// that the clock is wrong: a minute then, rather than asking without pause.
pub fn wait_for_reset(reset: i64, now: f64) -> f64 {
    #[allow(clippy::cast_precision_loss, reason = "seconds since the epoch are far below 2^52")]
    let wait = reset as f64 * 1_000.0 - now;
    if wait <= 0.0 { 60_000.0 } else { wait.clamp(1_000.0, WINDOW) }
}

impl RateLimitHeaders {
    /// Reads the three `X-RateLimitHeaders-*` headers; `None` where any is missing or no number.
    pub fn from_headers(headers: &Headers) -> Option<Self> {
        let number = |text: &Option<String>| text.as_deref()?.trim().parse::<i64>().ok();
        Some(Self {
            limit: u32::try_from(number(&headers.rate_limit)?).ok()?,
            remaining: u32::try_from(number(&headers.rate_remaining)?).ok()?,
            reset: number(&headers.rate_reset)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::retry_after;
    use proptest::prelude::*;

    /// Wed, 21 Oct 2015 07:28:00 GMT, in milliseconds.
    const NOW: f64 = 1_445_412_480_000.0;

    #[test]
    fn a_wait_is_a_number_of_seconds_or_a_date_within_bounds() {
        let table = [
            ("7", Some(7)),
            (" 120 ", Some(120)),
            ("0", Some(1)),
            ("4294967295", Some(3_600)),
            ("99999999999999999999999999", Some(3_600)),
            ("Wed, 21 Oct 2015 07:28:30 GMT", Some(30)),
            ("Wed, 21 Oct 2015 07:27:00 GMT", Some(1)),
            ("Mon, 21 Oct 2115 07:28:00 GMT", Some(3_600)),
            ("Wednesday, 21-Oct-15 07:28:10 GMT", Some(10)),
            ("", None),
            ("-5", None),
            ("1.5", None),
            ("soon", None),
        ];
        for (header, seconds) in table {
            assert_eq!(retry_after(header, NOW), seconds, "{header:?}");
        }
    }

    proptest! {
        #[test]
        fn no_header_asks_for_no_wait_or_for_more_than_an_hour(header in "[0-9]{0,30}|\\PC*", now in any::<f64>()) {
            prop_assert!(retry_after(&header, now).is_none_or(|seconds| (1..=3_600).contains(&seconds)));
        }
    }
}
