//! The server's clock, and the three ways in which GitHub writes a time.
//!
//! Invariant: the simulator asks the time here only, so that the control plane can move it.

use std::time::{SystemTime, UNIX_EPOCH};

/// The machine's clock plus an offset set by the control plane.
#[derive(Clone, Copy, Debug, Default)]
pub struct Clock {
    offset_ms: i64,
}

impl Clock {
    /// Milliseconds since the epoch, as this server sees them.
    pub fn now_ms(self) -> i64 {
        let real = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis());
        i64::try_from(real).unwrap_or(i64::MAX).saturating_add(self.offset_ms)
    }

    /// Moves the clock forwards (or back) by `seconds`.
    pub fn advance(&mut self, seconds: i64) {
        self.offset_ms = self.offset_ms.saturating_add(seconds.saturating_mul(1000));
    }

    /// Puts the clock `seconds` ahead of the machine's.
    pub fn set_offset(&mut self, seconds: i64) {
        self.offset_ms = seconds.saturating_mul(1000);
    }

    /// How far the clock is ahead of the machine's, in seconds.
    pub fn offset_seconds(self) -> i64 {
        self.offset_ms / 1000
    }
}

/// The parts of a date, from milliseconds since the epoch.
struct Parts {
    year: i64,
    month: i64,
    day: i64,
    weekday: i64,
    seconds: i64,
    ms: i64,
}

impl Parts {
    /// Howard Hinnant's `civil_from_days`.
    fn of(ms: i64) -> Self {
        let (days, rest) = (ms.div_euclid(86_400_000), ms.rem_euclid(86_400_000));
        let z = days + 719_468;
        let era = z.div_euclid(146_097);
        let day_of_era = z.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * day_of_year + 2) / 153;
        let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
        Self {
            year: year_of_era + era * 400 + i64::from(month <= 2),
            month,
            day: day_of_year - (153 * shifted + 2) / 5 + 1,
            weekday: (days + 4).rem_euclid(7),
            seconds: rest / 1000,
            ms: rest % 1000,
        }
    }

    fn time(&self) -> String {
        format!("{:02}:{:02}:{:02}", self.seconds / 3600, self.seconds / 60 % 60, self.seconds % 60)
    }
}

/// `2020-01-22T12:13:35.123-08:00`: how `expires_at` is written (github-api.md section 2).
pub fn with_offset(ms: i64) -> String {
    let parts = Parts::of(ms - 8 * 3_600_000);
    format!("{:04}-{:02}-{:02}T{}.{:03}-08:00", parts.year, parts.month, parts.day, parts.time(), parts.ms)
}

/// `2020-01-22T20:13:35.123Z`: how the request log writes a time.
pub fn utc(ms: i64) -> String {
    let parts = Parts::of(ms);
    format!("{:04}-{:02}-{:02}T{}.{:03}Z", parts.year, parts.month, parts.day, parts.time(), parts.ms)
}

/// `Wed, 22 Jan 2020 20:13:35 GMT`: the `Date` header.
pub fn http_date(ms: i64) -> String {
    const DAYS: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let parts = Parts::of(ms);
    let name =
        |names: &[&'static str], n: i64| usize::try_from(n).ok().and_then(|n| names.get(n).copied()).unwrap_or("");
    format!(
        "{}, {:02} {} {:04} {} GMT",
        name(&DAYS, parts.weekday),
        parts.day,
        name(&MONTHS, parts.month - 1),
        parts.year,
        parts.time()
    )
}

#[cfg(test)]
mod tests {
    use super::{http_date, utc, with_offset};

    #[test]
    fn the_three_notations_agree_on_one_moment() {
        let ms = 1_579_724_015_123;
        assert_eq!(with_offset(ms), "2020-01-22T12:13:35.123-08:00");
        assert_eq!(utc(ms), "2020-01-22T20:13:35.123Z");
        assert_eq!(http_date(ms), "Wed, 22 Jan 2020 20:13:35 GMT");
    }

    #[test]
    fn leap_days_and_the_epoch() {
        assert_eq!(utc(0), "1970-01-01T00:00:00.000Z");
        assert_eq!(utc(1_709_164_800_000), "2024-02-29T00:00:00.000Z");
        assert_eq!(with_offset(1_709_280_000_001), "2024-03-01T00:00:00.001-08:00");
    }
}
