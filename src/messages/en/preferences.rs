//! What a reader likes, in English.

use crate::messages::PreferenceTexts;

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
    language: "Language",
    kept: "Kept in this browser, for all its tabs.",
};
