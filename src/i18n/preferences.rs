//! What a reader likes.

/// Texts of the dialog `Preferences`.
#[derive(Debug)]
pub struct PreferenceTexts {
    /// Light or dark.
    pub theme: &'static str,
    /// As the system: a theme or a contrast.
    pub system: &'static str,
    /// A theme.
    pub light: &'static str,
    /// A theme.
    pub dark: &'static str,
    /// How far text stands out.
    pub contrast: &'static str,
    /// A contrast.
    pub more_contrast: &'static str,
    /// How much room a row takes.
    pub density: &'static str,
    /// A density.
    pub comfortable: &'static str,
    /// A density.
    pub compact: &'static str,
    /// Whether letters alone are shortcuts.
    pub letters: &'static str,
    /// They are.
    pub letters_on: &'static str,
    /// They are not.
    pub letters_off: &'static str,
    /// How to see what there is.
    pub letters_hint: &'static str,
    /// Which language.
    pub language: &'static str,
    /// Where all this is kept.
    pub kept: &'static str,
}
