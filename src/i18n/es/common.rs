//! Spanish: what several screens share.

use crate::i18n::common::Common;

pub(crate) static COMMON: Common = Common {
    title: "Runner Console",
    close: "Cerrar",
    dismiss: "Descartar",
    copied: "Copiado",
    copy_by_hand: "El navegador no permite copiar aquí. Copia el texto a mano: está seleccionado.",
    try_again: "Intentar de nuevo",
    reload: "Recargar la página",
};
