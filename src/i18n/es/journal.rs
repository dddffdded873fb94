//! The list of changes, in Spanish.

use crate::format_number::format_number;
use crate::github::Operation;
use crate::i18n::JournalTexts;

pub(crate) static JOURNAL: JournalTexts = JournalTexts {
    title: "Lo que cambió esta pestaña",
    hint: "Cada cambio que esta página pidió a GitHub. Se guarda solo en memoria, sin ningún token, y desaparece al recargar o cerrar la página.",
    nothing: "Desde esta pestaña aún no se ha cambiado nada.",
    count: |count| [format_number(count, "es").as_str(), if count == 1 { " petición" } else { " peticiones" }].concat(),
    latest: |shown| {
        ["Se muestran los ", &format_number(shown, "es"), " últimos. Los archivos los tienen todos."].concat()
    },
    not_saved: "El navegador no permitió a la página guardar un archivo.",
    what: |operation| match operation {
        Operation::CreateRegistrationToken => "Generar token de registro",
        Operation::CreateRemoveToken => "Generar token de eliminación",
        _ => "Forzar eliminación",
    },
    unnamed: |id| ["el runner ", id].concat(),
    done: "Hecho",
    already_gone: "El runner ya no existía",
    failed: "No se hizo.",
    unknown: "Puede haberse hecho o no.",
    who: |login, host| [login, " en ", host].concat(),
    unknown_login: "el dueño del token",
};
