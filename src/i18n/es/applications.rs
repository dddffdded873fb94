//! `Runner applications`, in Spanish.

use crate::i18n::ApplicationTexts;

pub(crate) static APPLICATIONS: ApplicationTexts = ApplicationTexts {
    title: "Aplicaciones de runner",
    hint: "Lo que una máquina descarga para convertirse en runner. «Agregar runner» crea un script que lo hace.",
    reading: "Leyendo qué aplicaciones de runner hay…",
    none: "Este host no ofrece ninguna aplicación de runner para descargar. Pídela a sus administradores.",
    system: "Sistema operativo",
    architecture: "Arquitectura",
    file: "Archivo",
    checksum: "SHA-256",
    no_checksum: "Sin SHA-256: este host no lo indica.",
    copy_checksum: |file| ["Copiar la suma de control de ", file].concat(),
    checksum_copied: "Suma de control copiada",
    needs_token: "Solo la descarga el script de «Agregar runner»: necesita un token.",
};
