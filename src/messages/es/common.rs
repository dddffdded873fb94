//! Spanish: what several screens share.

use crate::messages::common::Common;

pub(crate) static COMMON: Common = Common {
    title: "Runner Console",
    close: "Cerrar",
    dismiss: "Descartar",
    copied: "Copiado",
    copy_by_hand: "El navegador no permite copiar aquí. Copia el texto a mano: está seleccionado.",
    part_awaited: "Cargando…",
    part_missing: "No se pudo cargar esta parte de la consola. Comprueba que se llega al sitio del que vino e inténtalo de nuevo. Si no sirve, recarga la página: puede que el sitio tenga una consola más nueva.",
    try_again: "Intentar de nuevo",
    reload: "Recargar la página",
};
