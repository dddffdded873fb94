//! Moments as GitHub writes them: `2020-01-22T12:13:35.123-08:00`.
//!
//! Invariant: pure arithmetic, no clock. A full date library would weigh more than the rest of this module tree.

use super::from_text;
use serde::{Deserialize, Deserializer};

/// A moment, in milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// Reads an RFC 3339 moment; an offset is required, fractions beyond milliseconds are dropped.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let separators_are_right = bytes.len() >= 20
            && bytes.is_ascii()
            && (bytes[4], bytes[7], bytes[13], bytes[16]) == (b'-', b'-', b':', b':')
            && matches!(bytes[10], b'T' | b't' | b' ');
        if !separators_are_right {
            return None;
        }
        let (year, month, day) = (digits(&text[0..4])?, digits(&text[5..7])?, digits(&text[8..10])?);
        let (hour, minute, second) = (digits(&text[11..13])?, digits(&text[14..16])?, digits(&text[17..19])?);
        if !(1..=12).contains(&month)
            || !(1..=days_in(year, month)).contains(&day)
            || hour > 23
            || minute > 59
            || second > 60
        {
            return None;
        }
        let rest = &text[19..];
        let (millis, offset) = match rest.strip_prefix('.') {
            None => (0, rest),
            Some(fraction) => {
                let length = fraction.bytes().take_while(u8::is_ascii_digit).count();
                let padded: String = fraction[..length].chars().chain("00".chars()).take(3).collect();
                (if length == 0 { return None } else { digits(&padded)? }, &fraction[length..])
            }
        };
        let seconds =
            days_since_epoch(year, month, day) * 86_400 + hour * 3_600 + minute * 60 + second - offset_seconds(offset)?;
        Some(Self(seconds * 1_000 + millis))
    }

    /// In UTC, as files have it: `2020-01-22T20:13:35.123Z`. [`Timestamp::parse`] reads it, for the years 0 to 9999.
    pub fn to_text(self) -> String {
        let (seconds, millis) = (self.0.div_euclid(1_000), self.0.rem_euclid(1_000));
        let (days, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
        let (year, month, day) = date_of(days);
        let (hour, minute, second) = (second / 3_600, second / 60 % 60, second % 60);
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{millis:03}Z")
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_text(deserializer, Self::parse)
    }
}

fn digits(text: &str) -> Option<i64> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) { text.parse().ok() } else { None }
}

fn offset_seconds(text: &str) -> Option<i64> {
    let sign = match text.as_bytes() {
        b"Z" | b"z" => return Some(0),
        [b'+', ..] => 1,
        [b'-', ..] => -1,
        _ => return None,
    };
    let (hours, minutes) = text[1..].split_once(':')?;
    if hours.len() != 2 || minutes.len() != 2 {
        return None;
    }
    let (hours, minutes) = (digits(hours)?, digits(minutes)?);
    (hours < 24 && minutes < 60).then_some(sign * (hours * 3_600 + minutes * 60))
}

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn days_in(year: i64, month: i64) -> i64 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days from 1970-01-01 in the Gregorian calendar. Years are counted from March, so that the leap day comes last.
fn days_since_epoch(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + day_of_year - 719_468
}

/// The way back from [`days_since_epoch`]: year, month and day.
fn date_of(days: i64) -> (i64, i64, i64) {
    // Days since 0000-03-01, in eras of 400 years, which are all equally long.
    let days = days + 719_468;
    let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * day_of_year + 2) / 153;
    let month = (from_march + 2) % 12 + 1;
    let year = 400 * era + year_of_era + i64::from(month <= 2);
    (year, month, day_of_year - (153 * from_march + 2) / 5 + 1)
}

#[cfg(test)]
mod tests {
    use super::Timestamp;
    use proptest::prelude::*;

    #[test]
    fn the_documentation_s_own_sample() {
        // 12:13:35.123 at -08:00 is 20:13:35.123 UTC.
        assert_eq!(Timestamp::parse("2020-01-22T12:13:35.123-08:00"), Some(Timestamp(1_579_724_015_123)));
        assert_eq!(Timestamp::parse("1970-01-01T00:00:00Z"), Some(Timestamp(0)));
        assert_eq!(Timestamp::parse("2000-02-29T23:59:59.9+00:00"), Some(Timestamp(951_868_799_900)));
    }

    #[test]
    fn what_is_no_moment_is_refused() {
        for text in [
            "",
            "2020-01-22",
            "2020-01-22T12:13:35",
            "2020-13-22T12:13:35Z",
            "2021-02-29T12:13:35Z",
            "2020-01-22T24:13:35Z",
            "2020-01-22T12:13:35.Z",
            "2020-01-22T12:13:35+8:00",
            "2020-01-22T12:13:35+08",
            "２020-01-22T12:13:35Z",
            "+020-01-22T12:13:35Z",
        ] {
            assert_eq!(Timestamp::parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn agrees_with_the_time_crate(millis in -2_208_988_800_000_i64..4_102_444_800_000, quarter_hours in -48_i32..=56) {
            let offset = time::UtcOffset::from_whole_seconds(quarter_hours * 900).ok();
            let moment = time::OffsetDateTime::from_unix_timestamp_nanos(i128::from(millis) * 1_000_000).ok();
            let text = offset.zip(moment).and_then(|(offset, moment)| {
                moment.to_offset(offset).format(&time::format_description::well_known::Rfc3339).ok()
            });
            prop_assert_eq!(text.as_deref().and_then(Timestamp::parse), Some(Timestamp(millis)));
        }

        #[test]
        fn what_is_written_is_read_back(millis in -62_167_219_200_000_i64..253_402_300_800_000) {
            let text = Timestamp(millis).to_text();
            prop_assert_eq!(Timestamp::parse(&text), Some(Timestamp(millis)), "{}", text);
        }

        #[test]
        fn never_panics(text in "\\PC*") {
            let _ = Timestamp::parse(&text);
        }
    }
}
