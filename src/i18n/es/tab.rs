//! What the browser's tab says, in Spanish.

use crate::format_number::format_number;
use crate::i18n::tab::TabTexts;

pub(crate) static TAB: TabTexts = TabTexts {
    choose: "Elegir un ámbito",
    reading: "Leyendo runners",
    trouble: "No se pudo actualizar",
    offline: |count| {
        [&*format_number(count, "es"), if count == 1 { " desconectado" } else { " desconectados" }].concat()
    },
};
