//! What leaves the page for others, in Spanish.

use crate::format_number::format_number;
use crate::i18n::HandOver;

pub(crate) static HAND_OVER: HandOver = HandOver {
    export: "Exportar",
    rows: |count| {
        [format_number(count, "es").as_str(), if count == 1 { " runner" } else { " runners" }, ", como en la tabla"]
            .concat()
    },
    csv: "Descargar CSV",
    json: "Descargar JSON",
    markdown: "Copiar como Markdown",
    markdown_copied: "Markdown copiado",
    markdown_by_hand: "El navegador no permitió copiar. Copia esta tabla a mano:",
    saved: |file| ["Guardado como ", file].concat(),
    not_saved: "El navegador no permitió guardar un archivo. Usa «Copiar como Markdown».",
    report_not_saved: "El navegador no dejó guardar el archivo. Permite las descargas de este sitio e inténtalo de nuevo.",
    csv_hint: "Lo que una hoja de cálculo tomaría por una fórmula lleva un apóstrofo delante.",
    settings: "Los runners en GitHub",
    runner_settings: "Este runner en GitHub",
    no_settings: "Las páginas de GitHub conocen esta empresa solo por su slug, y se indicó por su id.",
};
