//! The frame and the choice of a scope, in Spanish.

use crate::fleet::escape_invisible::escape_invisible;
use crate::github::{ScopeError, ScopeKind};
use crate::i18n::scope::{ScopeTexts, Shell};

pub(crate) static SHELL: Shell = Shell {
    skip: "Ir al contenido",
    change_scope: "Cambiar de ámbito",
    preferences: "Preferencias",
    sign_out: "Cerrar sesión",
    signed_in_as: |login| ["Conectado como ", login].concat(),
};

pub(crate) static SCOPE: ScopeTexts = ScopeTexts {
    title: "¿De quién son los runners?",
    lead: "Los runners pertenecen a una empresa, a una organización o a un repositorio.",
    scope: "Ámbito",
    kind: |kind| match kind {
        ScopeKind::Enterprise => "Empresa",
        ScopeKind::Organization => "Organización",
        ScopeKind::Repository => "Repositorio",
    },
    name: |kind| match kind {
        ScopeKind::Enterprise => "Slug de la empresa",
        ScopeKind::Organization => "Nombre de la organización",
        ScopeKind::Repository => "Repositorio (dueño/nombre)",
    },
    hint: |kind| match kind {
        ScopeKind::Enterprise => {
            "La última parte de la dirección de la empresa, tras /enterprises/. GitHub no tiene ninguna lista de empresas donde elegir."
        }
        ScopeKind::Organization => "Como en la dirección de la organización.",
        ScopeKind::Repository => "Como en la dirección del repositorio, primero el dueño.",
    },
    placeholder: |kind| match kind {
        ScopeKind::Enterprise => "mi-empresa",
        ScopeKind::Organization => "mi-organizacion",
        ScopeKind::Repository => "mi-organizacion/mi-repositorio",
    },
    error,
    show: "Mostrar runners",
    presets: "Ofrecidos por este sitio",
    recents: "Recientes",
    forget_recents: "Olvidar recientes",
    granted: |kind| match kind {
        ScopeKind::Enterprise => "Tu token tiene el alcance que necesitan los runners de una empresa.",
        ScopeKind::Organization => "Tu token tiene el alcance que necesitan los runners de una organización.",
        ScopeKind::Repository => "Tu token tiene el alcance que necesitan los runners de un repositorio.",
    },
    not_granted: |kind| match kind {
        ScopeKind::Enterprise => {
            "A tu token le falta el alcance `admin:enterprise` (o, en hosts más nuevos, `manage_runners:enterprise`). Es probable que GitHub lo rechace: cierra la sesión y conéctate con un token que lo tenga."
        }
        ScopeKind::Organization => {
            "A tu token le falta el alcance `admin:org`. Es probable que GitHub lo rechace: cierra la sesión y conéctate con un token que lo tenga."
        }
        ScopeKind::Repository => {
            "A tu token le falta el alcance `repo`. Es probable que GitHub lo rechace: cierra la sesión y conéctate con un token que lo tenga."
        }
    },
    grants_unknown: "GitHub no dice qué puede hacer tu token. Se verá al leer los runners.",
};

fn error(error: ScopeError, kind: ScopeKind) -> String {
    let sentence = match (error, kind) {
        (ScopeError::Empty, ScopeKind::Enterprise) => "Escribe el slug de una empresa.",
        (ScopeError::Empty, ScopeKind::Organization) => "Escribe el nombre de una organización.",
        (ScopeError::Empty | ScopeError::NotOwnerAndName, _) => {
            "Escribe el dueño y el nombre con una barra en medio, como octo-org/octo-repo."
        }
        (ScopeError::Slash, _) => "Escribe un solo nombre, sin barra. Para un repositorio, elige Repositorio arriba.",
        (ScopeError::TooLong, _) => "Es más largo que cualquier nombre en GitHub (100 caracteres).",
        (ScopeError::Character(character), _) => {
            let character = escape_invisible(&character.to_string());
            return ["Un nombre no puede contener «", &character, "». Escribe solo el nombre, no una dirección web."]
                .concat();
        }
    };
    sentence.to_owned()
}
