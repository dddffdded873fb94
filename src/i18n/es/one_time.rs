//! Tokens on the screen, in Spanish.

use crate::i18n::OneTimeTexts;

pub(crate) static ONE_TIME: OneTimeTexts = OneTimeTexts {
    asking: "Pidiendo un token a GitHub…",
    expires_in: |seconds| {
        let two = |number: u32| [if number < 10 { "0" } else { "" }, &number.to_string()].concat();
        ["El token caduca en ", &two(seconds / 60), ":", &two(seconds % 60)].concat()
    },
    expired: "El token ha caducado y se ha quitado de la pantalla. Genera uno nuevo.",
    renewed: "Un token nuevo ha ocupado el lugar del anterior.",
    not_renewed: "GitHub no ha dado un token nuevo para reemplazar este. La página lo pide otra vez dentro de un minuto.",
    show_token: "Mostrar token",
    hide_token: "Ocultar token",
    copy_by_hand: "El navegador rechazó el portapapeles. Copia este texto a mano: está seleccionado, pulsa Ctrl+C o ⌘C.",
};
