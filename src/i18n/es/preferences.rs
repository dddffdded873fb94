//! What a reader likes, in Spanish.

use crate::i18n::PreferenceTexts;

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
    letters: "Atajos de una tecla",
    letters_on: "Activados",
    letters_off: "Desactivados",
    letters_hint: "Pulsa ? para ver la lista de atajos, y Ctrl o ⌘ con K para ver todos los comandos.",
    language: "Idioma",
    kept: "Se guardan en este navegador, para todas sus pestañas.",
};
