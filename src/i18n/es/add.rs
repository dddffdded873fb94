//! `Add runner`, in Spanish.
//!
//! What is written into scripts has no letter beyond ASCII: a Windows console may read them in another encoding.

use crate::commands::configuration::LONGEST_LABEL;
use crate::commands::name_pattern::MOST_MACHINES;
use crate::commands::script::ScriptTexts;
use crate::commands::{DownloadProblem, Field, Problem, ScriptKind, Switch};
use crate::github::{Os, ScopeError};
use crate::i18n::Add;

pub(crate) static ADD: Add = Add {
    title: "Agregar runner",
    machine: "La máquina",
    system: "Sistema operativo",
    architecture: "Arquitectura",
    not_offered: "Este host no ofrece lo que está en gris.",
    reading_applications: "Leyendo qué aplicaciones de runner hay…",
    downloads: |file| ["El script descarga ", file].concat(),
    no_applications: "Este host no ofrece ninguna aplicación de runner para descargar. El comando funciona en una máquina que ya tiene una.",
    options: "Opciones",
    field,
    field_hint,
    no_groups: "Los repositorios no tienen grupos de runners.",
    no_account: "Para Windows, si se ejecuta como servicio.",
    switch,
    switch_hint,
    problem,
    commands: "Token y comandos",
    generate: "Generar token de registro",
    token_hint: "El token permite registrar una o más máquinas durante una hora. No sirve para nada más.",
    command: "Comando de configuración",
    service_after: "Después, para iniciarlo como servicio:",
    command_hint,
    copy_command: "Copiar comando",
    copy_script: "Copiar script",
    command_copied: "Comando copiado",
    script_copied: "Script copiado",
    script: "Script completo",
    script_hint,
    script_checks: |is_checked| {
        if is_checked {
            "Solo sigue si la descarga tiene el SHA-256 que indica GitHub."
        } else {
            "GitHub no indica ninguna suma de control para esta descarga, así que el script no la comprueba."
        }
    },
    script_kinds: "Forma del script",
    script_kind: |kind| match kind {
        ScriptKind::Shell => "Un script para pegar",
        ScriptKind::UserData => "Datos de usuario de cloud-init",
    },
    no_user_data: "cloud-init prepara máquinas con Linux.",
    which_machine: "Qué máquina",
    machine_of: |name, place, count| [name, ", máquina ", &place.to_string(), " de ", &count.to_string()].concat(),
    previous_machine: "Máquina anterior",
    next_machine: "Máquina siguiente",
    same_for_all: "El comando y el script son los mismos para todas: cada una toma el nombre de su equipo.",
    script_for_all: "Script para todas las máquinas",
    script_for_all_hint: |system| match system {
        Os::Linux => {
            "Un script para todas: guárdalo en un archivo y da a cada máquina su número, como en `ssh HOST sh -s 1 < add.sh`. Un servicio necesita allí un `sudo` que no pida contraseña."
        }
        Os::MacOs => {
            "Un script para todas: guárdalo en un archivo y da a cada máquina su número, como en `ssh HOST sh -s 1 < add.sh`."
        }
        Os::Windows => {
            "Un script para todas: guárdalo en un archivo y da a cada máquina su número, como en `./add.ps1 1`."
        }
    },
    copy_script_for_all: "Copiar script para todas las máquinas",
    needs_token: "Primero genera un token de registro.",
    needs_form: "Hay que corregir las opciones de arriba antes de que haya un comando.",
    needs_application: "No hay script: no se conoce ninguna aplicación de runner para este sistema y esta arquitectura.",
    download_problem,
    watching: "Ahora pégalo en la máquina. Esta página espera al nuevo runner durante diez minutos.",
    appeared: |name| {
        [name, " ya está aquí. Está configurado y todavía no está en línea: inícialo con ./run.sh (Windows: run.cmd) o inicia su servicio. Esta página sigue esperando."]
            .concat()
    },
    online: |name| [name, " ya está aquí. Está en línea."].concat(),
    many_appeared: |here, online, of| {
        let (here, online) = (here.to_string(), online.to_string());
        let who = match of {
            Some(of) => ["Ya están aquí ", &here, " de ", &of.to_string(), " runners, "].concat(),
            None => ["Han llegado ", &here, " runners nuevos a este ámbito, "].concat(),
        };
        [&who, &online, " de ellos en línea."].concat()
    },
    nobody_came: "En diez minutos no ha llegado ningún runner nuevo. En la máquina, comprueba:",
    not_online: "En diez minutos no todos los runners se han puesto en línea. En la máquina, comprueba:",
    checks: |system| {
        let service = match system {
            Os::Linux => {
                "¿Está en marcha el runner? Inicia `./run.sh`, o pregunta por su servicio con `sudo ./svc.sh status`."
            }
            Os::MacOs => {
                "¿Está en marcha el runner? Inicia `./run.sh`, o pregunta por su servicio con `./svc.sh status`."
            }
            Os::Windows => {
                "¿Está en marcha el runner? Inicia `./run.cmd`, o busca `actions.runner` con `Get-Service actions.runner.*`."
            }
        };
        [
            "¿Terminó el comando? Lo último que escribió dice por qué no; si el token había caducado, genera otro y copia de nuevo.",
            "¿Está registrado aquí? La dirección que sigue a `--url` en el comando es el ámbito al que se unió.",
            service,
            "¿Llega a GitHub por HTTPS? Lo dicen los archivos más nuevos de su carpeta `_diag`; detrás de un proxy hace falta `https_proxy`.",
        ]
    },
    watch_again: "Esperar diez minutos más",
    in_script: ScriptTexts {
        already_configured: "La carpeta actions-runner ya contiene un runner configurado. No se ha cambiado nada.",
        wrong_checksum: "El archivo descargado no es el que ofrece GitHub: su suma de control es otra.",
        stopped: "El runner no se ha configurado. Las lineas de arriba dicen por que.",
        which_machine: |first, last| {
            let [first, last] = [first.to_string(), last.to_string()];
            ["Da a este script el numero de esta maquina, de ", &first, " a ", &last, ". No se ha cambiado nada."]
                .concat()
        },
    },
};

fn field(field: Field) -> &'static str {
    match field {
        Field::Name => "Nombre del runner",
        Field::Machines => "Máquinas",
        Field::Labels => "Etiquetas",
        Field::Group => "Grupo de runners",
        Field::Work => "Carpeta de trabajo",
        Field::Account => "Cuenta del servicio",
        Field::EnterpriseSlug => "Slug de la empresa",
    }
}

fn field_hint(field: Field) -> &'static str {
    match field {
        Field::Name => "Vacío: el nombre de la máquina. Para varias máquinas, ci-{01} cuenta ci-01, ci-02, etc.",
        Field::Machines => "Cuántas se agregan. Vacío: una.",
        Field::Labels => "Separadas por comas, además de las predeterminadas.",
        Field::Group => "Vacío: el grupo predeterminado. Tiene que existir ya.",
        Field::Work => "Vacío: _work, en la carpeta del runner.",
        Field::Account => "Vacío: NETWORK SERVICE. La contraseña se pide en la máquina.",
        Field::EnterpriseSlug => {
            "La empresa se indicó con su id, pero el runner necesita su slug: el nombre en github.com/enterprises/SLUG."
        }
    }
}

fn switch(switch: Switch) -> &'static str {
    match switch {
        Switch::NoDefaultLabels => "Sin etiquetas predeterminadas",
        Switch::Ephemeral => "Efímero",
        Switch::ReplaceExisting => "Reemplazar el existente",
        Switch::DisableUpdates => "Desactivar actualizaciones",
        Switch::RunAsService => "Ejecutar como servicio",
        Switch::Unattended => "Desatendido",
        Switch::TokenInEnvironment => "Token en el entorno",
    }
}

fn switch_hint(switch: Switch, system: Os) -> &'static str {
    match (switch, system) {
        (Switch::NoDefaultLabels, _) => "Solo las etiquetas de arriba; sin self-hosted, el sistema ni la arquitectura.",
        (Switch::Ephemeral, _) => "Toma un trabajo y después GitHub elimina el runner.",
        (Switch::ReplaceExisting, _) => "Ocupa el lugar de un runner del mismo nombre; si no, eso es un error.",
        (Switch::DisableUpdates, _) => {
            "El runner no se actualiza solo; tienes que hacerlo tú, en los 30 días tras cada versión."
        }
        (Switch::RunAsService, Os::Windows) => {
            "Lo inicia Windows, también después de reiniciar. Abre PowerShell como administrador."
        }
        (Switch::RunAsService, _) => {
            "El script lo instala con svc.sh; después del comando solo, ejecuta lo que le sigue."
        }
        (Switch::Unattended, _) => "El comando no hace preguntas. El script nunca las hace.",
        (Switch::TokenInEnvironment, _) => {
            "Como variable y no en la línea de comandos, que otros pueden ver en la máquina."
        }
    }
}

fn problem(problem: Problem) -> String {
    match problem {
        Problem::LeadingDash => "No puede empezar por un guion: el runner lo leería como una opción.".to_owned(),
        Problem::Control => {
            "Contiene un salto de línea o un carácter de control. Escríbelo de nuevo a mano.".to_owned()
        }
        Problem::Unseen(character) => {
            let code = u32::from(character);
            format!(
                "Contiene un carácter que no se ve o que pasa por un espacio (U+{code:04X}). Escríbelo de nuevo a mano."
            )
        }
        Problem::NotForWindows(character) => [
            "En Windows el carácter ",
            character.encode_utf8(&mut [0; 4]),
            " no se puede pasar a config.cmd con seguridad. Quítalo.",
        ]
        .concat(),
        Problem::TrailingBackslash => "En Windows no puede terminar en una barra invertida. Quítala.".to_owned(),
        Problem::Machines => ["Escribe un número de 1 a ", &MOST_MACHINES.to_string(), "."].concat(),
        Problem::NoNumber => {
            "Varias máquinas no pueden llamarse igual. Pon el primer número entre llaves, como en ci-{01}.".to_owned()
        }
        Problem::LabelTooLong => [
            "Una etiqueta tiene como mucho ",
            &LONGEST_LABEL.to_string(),
            " caracteres. Separa las etiquetas con comas.",
        ]
        .concat(),
        Problem::LabelsMissing => {
            "Sin las etiquetas predeterminadas, el runner necesita aquí al menos una etiqueta.".to_owned()
        }
        Problem::NoGroupsHere => "Los repositorios no tienen grupos de runners. Déjalo vacío.".to_owned(),
        Problem::SlugMissing => "Escribe el slug de la empresa.".to_owned(),
        Problem::SlugIsId => {
            "Esto es un número: un id. Escribe el slug, el nombre en la dirección de la empresa.".to_owned()
        }
        Problem::Slug(ScopeError::Slash) => "Escribe solo el slug, sin barras.".to_owned(),
        Problem::Slug(_) => "El slug de una empresa solo tiene letras, cifras y guiones.".to_owned(),
    }
}

fn command_hint(system: Os) -> &'static str {
    match system {
        Os::Linux | Os::MacOs => "Ejecútalo en la carpeta donde se extrajo la aplicación de runner, no como root.",
        Os::Windows => "Ejecútalo en PowerShell, en la carpeta donde se extrajo la aplicación de runner.",
    }
}

fn script_hint(kind: ScriptKind, system: Os) -> &'static str {
    match (kind, system) {
        (ScriptKind::UserData, _) => {
            "Para una máquina nueva con Linux: crea el usuario actions-runner, que descarga y configura la aplicación, y la inicia como servicio. Quien pueda leer los datos de usuario de la máquina lee el token durante su hora."
        }
        (ScriptKind::Shell, Os::Linux | Os::MacOs) => {
            "Crea la carpeta actions-runner, descarga la aplicación, la configura y la inicia. Pégalo en sh, bash o zsh, no como root."
        }
        (ScriptKind::Shell, Os::Windows) => {
            "Crea la carpeta actions-runner, descarga la aplicación, la configura y la inicia. Pégalo en PowerShell."
        }
    }
}

fn download_problem(problem: DownloadProblem) -> &'static str {
    match problem {
        DownloadProblem::Os => "No hay script: esta consola no conoce el sistema de la aplicación.",
        DownloadProblem::Address => "No hay script: la dirección de descarga que da GitHub no es una dirección web.",
        DownloadProblem::FileName => "No hay script: el nombre del archivo que se descarga no es un nombre corriente.",
        DownloadProblem::Checksum => "No hay script: la suma de control que da GitHub no es SHA-256.",
        DownloadProblem::Token => "No hay script: el token de descarga tiene caracteres que ningún token tiene.",
    }
}
