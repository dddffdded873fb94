//! The look at the connection, in Spanish.

use crate::format_number::format_number;
use crate::github::{ScopeKind, TokenKind};
use crate::i18n::check::{CheckLines, CheckTexts, Meaning};

pub(crate) static CHECK: CheckTexts = CheckTexts {
    title: "Comprobar la conexión",
    checking: "Preguntando a GitHub…",
    checked: |time| ["Comprobado a las ", time].concat(),
    again: "Comprobar de nuevo",
    verdict: |problems| match problems {
        0 => "No se encontró ningún problema.".to_owned(),
        1 => "Se encontró 1 problema: míralo abajo.".to_owned(),
        _ => ["Se encontraron ", &problems.to_string(), " problemas: míralos abajo."].concat(),
    },
    marks: ["Bien:", "Mal:", "No se sabe:"],
    lines: CheckLines {
        address: "Dirección",
        reach: "Acceso al host",
        version: "Versión del servidor",
        token: "Token de acceso",
        scopes: "Alcances del token",
        runners: |scope| ["Runners de ", scope].concat(),
        sso: "Inicio de sesión único (SAML)",
        budget: "Límite de peticiones",
    },
    api_base_of_site: "Este sitio ha puesto esta dirección en su config.json, en lugar de la del propio host.",
    reached: "GitHub responde a esta página.",
    paused: "GitHub pidió una pausa, así que ahora no se le ha preguntado.",
    not_reached: "No llegó ninguna respuesta que el navegador deje leer a esta página, y no dice por qué. Puede significar, en el orden en que conviene comprobarlo:",
    meanings: &[
        Meaning {
            cause: "No hay red, o no es la adecuada: puede que al host solo se llegue desde dentro.",
            remedy: "Comprueba la conexión y la VPN.",
        },
        Meaning {
            cause: "DNS: aquí no se conoce el nombre del host.",
            remedy: "Abre el host en otra pestaña. Si tampoco se encuentra allí, pide al administrador de GitHub el nombre correcto y desde qué redes se resuelve.",
        },
        Meaning {
            cause: "TLS: el navegador no confía en el certificado del host.",
            remedy: "Entonces otra pestaña avisa de ello. Pide al administrador de GitHub un certificado de una autoridad en la que confíen los navegadores de aquí, con la cadena completa.",
        },
        Meaning {
            cause: "Modo privado, o un proxy de inicio de sesión: la petición se envía a una página de inicio de sesión, que una página como esta no puede seguir.",
            remedy: "Pide al administrador de GitHub que deje llegar a la API, sin inicio de sesión, las peticiones a rutas de esa dirección: GitHub comprueba el token por sí mismo.",
        },
        Meaning {
            cause: "CORS: el host o un proxy delante de él responde sin las cabeceras que dejan a una página leer la respuesta.",
            remedy: "Pide al administrador de GitHub que responda a `OPTIONS` en las rutas de la dirección de la API sin inicio de sesión, y que conserve las cabeceras `Access-Control-Allow-…` que envía GitHub.",
        },
        Meaning {
            cause: "El propio navegador: pregunta antes de llegar a dispositivos de la red local, y una extensión puede detener una petición.",
            remedy: "Permite la red local, para lo que esta página tiene que servirse por https, y prueba sin extensiones.",
        },
    ],
    preflight_refused: "GitHub responde a una petición sin el token, pero no a una con él. Antes de esa el navegador pregunta con `OPTIONS` si esta página puede enviar un token (CORS). Lo más probable es que lo rechace el host (como hace en modo privado) o un proxy delante de él; o que lleve a otro host.",
    preflight_remedy: "Pide al administrador de GitHub que responda a `OPTIONS` a rutas de esa dirección sin inicio de sesión y sin redirección, con `Access-Control-Allow-Origin` y con `Authorization` en `Access-Control-Allow-Headers`.",
    origin: |origin| ["Esta página se sirve desde ", origin, ": ese es el origen que hay que permitir."].concat(),
    not_asked: "No se ha preguntado, debido al fallo de arriba.",
    no_version: "Este host no dice su versión. GitHub Enterprise Server la dice; GitHub AE, no.",
    no_version_in_cloud: "GitHub en la nube no tiene versión.",
    token: |kind| match kind {
        TokenKind::Classic => "Un token de acceso personal clásico. Enumera sus alcances.",
        TokenKind::FineGrained => {
            "Un token de acceso personal detallado. Tiene permisos en lugar de alcances, y no puede administrar los runners de una empresa."
        }
        TokenKind::OAuth => "Un token de una aplicación OAuth. Enumera sus alcances.",
        TokenKind::AppUser => {
            "Un token de una GitHub App que actúa por una persona. Tiene los permisos de ambas, y no puede administrar los runners de una empresa."
        }
        TokenKind::Installation => {
            "Un token de la instalación de una GitHub App. Tiene permisos en lugar de alcances, vive una hora y no puede administrar los runners de una empresa."
        }
        TokenKind::Unknown => "Un token de un tipo que esta página no conoce.",
    },
    owner: |login| ["Pertenece a ", login, "."].concat(),
    no_owner: "GitHub no dice a este token de quién es.",
    no_scopes: "GitHub no enumera alcances de este token: los de su tipo tienen permisos en su lugar, o un proxy oculta la lista. Lo que puede hacer solo se ve al intentarlo.",
    hierarchy: "Un alcance amplio contiene otros más estrechos: `admin:enterprise` contiene `manage_runners:enterprise`; `admin:org` contiene `manage_runners:org`, `write:org` y `read:org`; `repo` contiene `public_repo`.",
    needs: |kind| match kind {
        ScopeKind::Enterprise => "Lo que necesitan las operaciones en una empresa",
        ScopeKind::Organization => "Lo que necesitan las operaciones en una organización",
        ScopeKind::Repository => "Lo que necesitan las operaciones en un repositorio",
    },
    heads: ["Para", "Un token necesita", "Este token"],
    or: "o",
    has: "Lo tiene",
    through: |held| ["Lo tiene por `", held, "`"].concat(),
    lacks: "No lo tiene",
    unknown: "GitHub no lo dice",
    role: |kind| match kind {
        ScopeKind::Enterprise => "Además, el dueño del token tiene que ser propietario de la empresa.",
        ScopeKind::Organization => {
            "Además, el dueño del token tiene que ser propietario de la organización, y un repositorio privado necesita también `repo`. Los tokens sin alcances necesitan el permiso de organización “Self-hosted runners”, lectura y escritura."
        }
        ScopeKind::Repository => {
            "Además, el dueño del token tiene que ser administrador del repositorio. Los tokens sin alcances necesitan el permiso de repositorio “Administration”, lectura y escritura."
        }
    },
    readable: |count| match count.and_then(|count| usize::try_from(count).ok()) {
        Some(count) => ["Este token puede leerlos: ", &format_number(count, "es"), "."].concat(),
        None => "Este token puede leerlos.".to_owned(),
    },
    needs_sso: "GitHub no deja que este token los lea hasta que se autorice: mira la línea siguiente.",
    sso_not_missing: "Este token no necesita aquí ninguna otra autorización.",
    sso_unknown: "GitHub no dijo nada al respecto.",
    budget: |left, of, time, minutes| {
        let number = |number: u32| format_number(usize::try_from(number).unwrap_or_default(), "es");
        [
            "Quedan ",
            &number(left),
            " de ",
            &number(of),
            " peticiones. Vuelven a estar todas a las ",
            time,
            ", en unos ",
            minutes,
            " min.",
        ]
        .concat()
    },
    no_budget: "Este host no dice ningún límite: no lo tiene, lo que es habitual en GitHub Enterprise Server y GitHub AE, o no deja que las páginas lo vean.",
};
