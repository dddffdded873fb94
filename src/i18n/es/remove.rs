//! `Remove NAME`, in Spanish.

use crate::fleet::RemovalWarning;
use crate::format_number::format_number;
use crate::i18n::Remove;
use crate::i18n::remove::RemoveFacts;

pub(crate) static REMOVE: Remove = Remove {
    title: |name| ["Eliminar ", name].concat(),
    on_machine: "En su máquina",
    on_machine_hint: "La forma limpia, mientras puedas llegar a la máquina: genera un token y ejecuta el comando en la carpeta del runner. Elimina el runner aquí y su configuración allí.",
    generate: "Generar token de eliminación",
    command: "Comando de eliminación",
    copy_command: "Copiar comando de eliminación",
    command_copied: "Comando copiado",
    needs_token: "Primero genera un token de eliminación.",
    system: "Sistema operativo de la máquina",
    service_first: "Si el runner es un servicio, desinstálalo antes:",
    by_force: "Por la fuerza",
    by_force_hint: "Para máquinas que ya no están o a las que no se llega. GitHub olvida el runner; lo que hay en la máquina se queda allí.",
    force: "Forzar eliminación",
    removing: "Eliminando…",
    warning,
    confirm: "Escribe el nombre del runner para confirmar",
    type_this: |name| ["Escribe ", name].concat(),
    visible_form: "Este nombre tiene caracteres que no se ven. Escríbelo como se muestra aquí; los paréntesis valen por los corchetes.",
    not_confirmed: "Primero escribe el nombre del runner.",
    reading: "Leyendo el runner…",
    facts: RemoveFacts {
        id: "Id",
        status: "Estado",
        os: "SO",
        labels: "Etiquetas",
        idle: "En línea, libre",
        busy: "Ocupado",
        offline: "Desconectado",
        unknown: "Desconocido",
    },
    other_name: |name| {
        ["No se eliminó nada: el runner con este id se llama ahora ", name, ". Cierra este diálogo y míralo de nuevo."]
            .concat()
    },
    became_active: "No se eliminó nada: entretanto el runner se conectó o tomó un trabajo. Mira su estado y confirma de nuevo si aún quieres eliminarlo.",
    removed: |name| ["Se eliminó ", name, "."].concat(),
    already_gone: |name| [name, " ya no estaba."].concat(),
    removal_canceled: |name| ["Cancelado. No se eliminó ", name, "."].concat(),
    not_removed_renamed: |name, other| ["No se eliminó ", name, ". Su ID es ahora de ", other, "."].concat(),
    not_removed_active: |name| ["No se eliminó ", name, ". Se conectó o empezó un trabajo."].concat(),
    removal_unknown: |name| {
        ["No se sabe si se eliminó ", name, ": se perdió la respuesta de GitHub. Actualiza la tabla para verlo."]
            .concat()
    },
    bulk_left: |removed, total| {
        [
            "Se detuvo la eliminación: se eliminaron ",
            &format_number(removed, "es"),
            " de ",
            &format_number(total, "es"),
            " runners.",
        ]
        .concat()
    },
    not_removed: |name, why| ["No se eliminó ", name, ". ", why].concat(),
};

fn warning(warning: RemovalWarning) -> &'static str {
    match warning {
        RemovalWarning::NotConnected => "La máquina no está conectada. Si vuelve, habrá que registrarla de nuevo.",
        RemovalWarning::StatusUnknown => "GitHub no dice si la máquina está conectada.",
        RemovalWarning::Connected => {
            "La máquina está conectada y perdería la conexión. Es más limpio eliminar el runner en la propia máquina."
        }
        RemovalWarning::RunningJob => {
            "Está ejecutando un trabajo. GitHub suele negarse a eliminarlo hasta que el trabajo termine."
        }
    }
}
