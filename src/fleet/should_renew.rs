//! When a one-hour token is replaced by a new one before its end.
//!
//! Invariant: pure; the time comes in as what has passed, so that no clock is trusted.

/// A token is replaced when less than this is left of it, in seconds.
pub const RENEWED_BELOW: u32 = 300;

/// After a new one was not to be had, it is asked for again after this, in seconds.
const ASKED_AGAIN_AFTER: f64 = 60.0;

/// Whether to ask for a new token now. `left` is what the old one has left, `since` what has passed since one was last
/// asked for to replace it; both in seconds. A token that is gone is not replaced by itself: nobody was looking.
pub fn is_due(left: u32, since: Option<f64>) -> bool {
    left > 0 && left < RENEWED_BELOW && since.is_none_or(|since| since >= ASKED_AGAIN_AFTER)
}

#[cfg(test)]
mod tests {
    use super::is_due;

    #[test]
    fn a_token_is_replaced_below_five_minutes_and_never_after_its_end() {
        let table = [
            (3_600, None, false),
            (300, None, false),
            (299, None, true),
            (1, None, true),
            (0, None, false),
            (299, Some(0.0), false),
            (240, Some(59.9), false),
            (239, Some(60.0), true),
            (0, Some(3_600.0), false),
        ];
        for (left, since, due) in table {
            assert_eq!(is_due(left, since), due, "{left} s left, {since:?}");
        }
    }
}
