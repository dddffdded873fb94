//! Connecting, in Spanish.

use crate::config::TimeoutReason;
use crate::github::HostError;
use crate::github::token::AccessTokenError;
use crate::i18n::connect::{Connect, TokenHelp};

pub(crate) static CONNECT: Connect = Connect {
    about: "Todos los runners autoalojados de una empresa, una organización o un repositorio en una página: encuentra lo que falla, haz limpieza, agrega una máquina.",
    promises: [
        "Esta página habla directamente con tu host de GitHub. No hay ningún servidor en medio.",
        "Tu token se queda en esta pestaña y solo va a ese host.",
        "Cierra la sesión o la pestaña, y el token desaparece.",
    ],
    connect: "Conectar",
    connecting: "Conectando…",
    host: "Host de GitHub",
    host_hint: "github.com, un subdominio de ghe.com, o tu propio GitHub AE o GitHub Enterprise Server.",
    host_hint_only: |hosts| ["Este sitio se conecta a: ", hosts, "."].concat(),
    host_placeholder: "github.example.com",
    host_not_offered: |hosts| ["Este sitio solo se conecta a: ", hosts, ". Elige uno de ellos."].concat(),
    host_error: |error| match error {
        HostError::Empty => "Escribe el host, como en la dirección de tu GitHub.",
        HostError::UserInfo => "Quita lo que hay antes de la @: un host no lleva usuario ni contraseña.",
        HostError::PlainHttp => "Con http a secas el token iría sin cifrar. Usa https.",
        HostError::Scheme => "Usa una dirección https o solo el nombre del host.",
        HostError::NotAscii => {
            "Los nombres de host solo tienen letras sin acentos. Escribe un nombre internacional en su forma xn--."
        }
        HostError::Malformed => "Esto no es un nombre de host. Escríbelo como github.example.com.",
        HostError::Port => "El puerto tiene que ser un número del 1 al 65535.",
    },
    token: "Token de acceso",
    token_hint: "Solo se envía a este host. Nunca va en un enlace.",
    token_error: |error| match error {
        AccessTokenError::Empty => "Pega un token de acceso.",
        AccessTokenError::Characters => {
            "Un token no tiene espacios, saltos de línea ni letras especiales. Copia de nuevo el token entero."
        }
    },
    memory_only: "Olvidar el token al recargar esta página",
    memory_only_hint: "Si no, esta pestaña lo guarda, como mucho hasta que cierres la sesión o la pestaña.",
    create_token: |host| ["Crear un token en ", host].concat(),
    signed_out: "Has cerrado la sesión. El token ya no está en esta pestaña.",
    locked: |ending| {
        let (minutes, what) = match ending {
            TimeoutReason::Idle(minutes) => (minutes, " min sin uso"),
            TimeoutReason::Session(minutes) => (minutes, " min con este token"),
        };
        [
            "Bloqueado tras ",
            &minutes.to_string(),
            what,
            ", como pide este sitio. El token ya no está en esta pestaña: escríbelo de nuevo para seguir donde estabas.",
        ]
        .concat()
    },
    help: TokenHelp {
        summary: "¿Qué token necesito?",
        lead: "Su dueño tiene que poder administrar los runners, y el propio token necesita:",
        classic: "Token clásico",
        fine_grained: "Token detallado o GitHub App",
        scopes: [
            [
                "Runners de una empresa",
                "`admin:enterprise`, o en hosts más nuevos `manage_runners:enterprise`",
                "No es posible",
            ],
            [
                "Runners de una organización",
                "`admin:org`, y `repo` para repositorios privados",
                "Permiso de organización “Self-hosted runners”, lectura y escritura",
            ],
            ["Runners de un repositorio", "`repo`", "Permiso de repositorio “Administration”, lectura y escritura"],
        ],
    },
};
