//! What a reader likes, in English.

use crate::i18n::PreferenceTexts;

pub(crate) static PREFERENCES: PreferenceTexts = PreferenceTexts {
    theme: "Theme",
    system: "System",
    light: "Light",
    dark: "Dark",
    contrast: "Contrast",
    more_contrast: "High",
    density: "Density",
    comfortable: "Comfortable",
    compact: "Compact",
    letters: "Single-key shortcuts",
    letters_on: "On",
    letters_off: "Off",
    letters_hint: "Press ? for the list of shortcuts, and Ctrl or ⌘ with K for all commands.",
    language: "Language",
    kept: "Kept in this browser, for all its tabs.",
};
