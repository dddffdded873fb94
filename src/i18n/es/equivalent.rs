//! Changes as commands, in Spanish.

use crate::format_number::format_number;
use crate::i18n::EquivalentTexts;

pub(crate) static EQUIVALENT: EquivalentTexts = EquivalentTexts {
    summary: |task| ["En una terminal: ", task, " con curl o gh"].concat(),
    summary_of_removals: |count| {
        ["En una terminal: eliminar estos ", format_number(count, "es").as_str(), " runners con curl o gh"].concat()
    },
    hint: "La petición que envía la consola, para una shell como bash. Pon antes un token de acceso en la variable `GITHUB_TOKEN`: no está en ninguno de los dos comandos.",
    curl: "Comando de curl",
    gh: "Comando de gh",
    copy_curl: "Copiar comando de curl",
    copy_gh: "Copiar comando de gh",
    no_gh: "`gh` solo llega a hosts por https y sin puerto. Para este, usa `curl`.",
};
