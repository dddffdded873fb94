//! A registration or remove token on the screen.

/// Texts about a token that lives an hour.
#[derive(Debug)]
pub struct OneTimeTexts {
    /// While it is asked for.
    pub asking: &'static str,
    /// How long it still lives.
    pub expires_in: fn(seconds: u32) -> String,
    /// Its hour is over.
    pub expired: &'static str,
    /// A new token has taken the place of one that was about to expire.
    pub renewed: &'static str,
    /// No new one was to be had yet.
    pub not_renewed: &'static str,
    /// The button that shows a token that the site hides.
    pub show_token: &'static str,
    /// The button that hides it again.
    pub hide_token: &'static str,
    /// Said where the browser refuses the clipboard.
    pub copy_by_hand: &'static str,
}
