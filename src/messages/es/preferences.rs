//! What a reader likes, in Spanish.

use crate::messages::PreferenceTexts;

pub(crate) static PREFERENCES: PreferenceTexts = PreferenceTexts {
    theme: "Tema",
    system: "Sistema",
    light: "Claro",
    dark: "Oscuro",
    contrast: "Contraste",
    more_contrast: "Alto",
    density: "Densidad",
    comfortable: "Cómoda",
    compact: "Compacta",
    language: "Idioma",
    kept: "Se guardan en este navegador, para todas sus pestañas.",
};
