//! One runner, read fresh, in Spanish.

use crate::i18n::Detail;

pub(crate) static DETAIL: Detail = Detail {
    id: "Id",
    group: "Grupo de runners",
    ephemeral: "Efímero",
    version: "Versión",
    yes: "Sí, toma un solo trabajo",
    no: "No",
    read_only: "de GitHub",
    custom: "propia",
    no_labels: "Ninguna",
    invisible: "Este nombre contiene caracteres que no se ven o que mueven otro texto de sitio. Se muestran por escrito.",
    unnamed: |id| ["Runner ", id].concat(),
    reading: "Leyendo este runner…",
};
