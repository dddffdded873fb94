//! What several screens share.

/// Texts of several screens.
#[derive(Debug)]
pub struct Common {
    /// The product's name.
    pub title: &'static str,
    /// The button that closes a dialog.
    pub close: &'static str,
    /// The button that takes a message away.
    pub dismiss: &'static str,
    /// Said after a text was copied.
    pub copied: &'static str,
    /// Said where the browser refuses to copy.
    pub copy_by_hand: &'static str,
    /// The button that tries it again.
    pub try_again: &'static str,
    /// The button that loads the whole page anew.
    pub reload: &'static str,
}
