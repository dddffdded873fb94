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
    /// Said where the browser refuses the clipboard.
    pub copy_by_hand: &'static str,
}
