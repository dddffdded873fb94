//! The keyboard, in Spanish.

use crate::github::ScopeKind;
use crate::i18n::KeyTexts;

pub(crate) static KEYS: KeyTexts = KeyTexts {
    shortcuts: "Atajos de teclado",
    palette: "Paleta de comandos",
    search: "Comando o runner",
    placeholder: "Comando o nombre de un runner",
    nothing: "Ningún comando ni ningún runner coincide",
    anywhere: "En cualquier lugar",
    on_runners: "Con los runners",
    in_table: "En la tabla",
    then: "y después",
    back: "Volver a las filas, o salir de un diálogo",
    next_row: "Fila siguiente",
    previous_row: "Fila anterior",
    open: "Abrir el runner",
    arrows: "Filas y celdas",
    ends: "Primera y última fila",
    pages: "Una pantalla arriba o abajo",
    type_ahead: "Ir al runner cuyo nombre empieza así; mantén Mayús para las letras que son atajos",
    escape_key: "Esc",
    end_keys: "Inicio Fin",
    page_keys: "RePág AvPág",
    enter_key: "Intro",
    letter_keys: "a…z",
    choose: |kind| match kind {
        ScopeKind::Enterprise => "Elegir una empresa",
        ScopeKind::Organization => "Elegir una organización",
        ScopeKind::Repository => "Elegir un repositorio",
    },
    show: |scope| ["Mostrar los runners de ", scope].concat(),
    runner: |name| ["Abrir el runner ", name].concat(),
    sort_by: |column| ["Ordenar por ", column].concat(),
    off: "Los atajos de una tecla están desactivados en Preferencias.",
};
