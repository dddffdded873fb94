//! What the browser's tab says, in Spanish.

use crate::grouped::grouped;
use crate::messages::tab::TabTexts;

pub(crate) static TAB: TabTexts = TabTexts {
    choose: "Elegir un ámbito",
    reading: "Leyendo runners",
    trouble: "No se pudo actualizar",
    offline: |count| [&*grouped(count, "es"), if count == 1 { " desconectado" } else { " desconectados" }].concat(),
};
