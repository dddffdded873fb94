//! Tokens on the screen, in English.

use crate::i18n::OneTimeTexts;

pub(crate) static ONE_TIME: OneTimeTexts = OneTimeTexts {
    asking: "Asking GitHub for a token…",
    expires_in: |seconds| {
        let two = |number: u32| [if number < 10 { "0" } else { "" }, &number.to_string()].concat();
        ["The token expires in ", &two(seconds / 60), ":", &two(seconds % 60)].concat()
    },
    expired: "The token has expired and was taken off the screen. Generate a new one.",
    renewed: "A new token has taken the place of the one before.",
    not_renewed: "GitHub gave no new token to take the place of this one. The page asks again in a minute.",
    show_token: "Show token",
    hide_token: "Hide token",
    copy_by_hand: "The browser refused the clipboard. Copy this text by hand: it is selected, press Ctrl+C or ⌘C.",
};

#[cfg(test)]
mod tests {
    use super::ONE_TIME;

    #[test]
    fn an_hour_is_counted_in_minutes_and_seconds() {
        for (seconds, shown) in [(3_600, "60:00"), (3_599, "59:59"), (61, "01:01"), (9, "00:09")] {
            assert_eq!((ONE_TIME.expires_in)(seconds), format!("The token expires in {shown}"));
        }
    }
}
