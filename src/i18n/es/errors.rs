//! Failures, in Spanish.

use crate::github::{Operation, ScopeKind};
use crate::i18n::errors::{Errors, Pause};

pub(crate) static ERRORS: Errors = Errors {
    task: |operation| match operation {
        Operation::ListRunners => "leer los runners",
        Operation::ListApplications => "leer las aplicaciones de runner",
        Operation::CreateRegistrationToken => "generar un token de registro",
        Operation::CreateRemoveToken => "generar un token de eliminación",
        Operation::GetRunner => "leer este runner",
        Operation::DeleteRunner => "eliminar este runner",
        Operation::Reach | Operation::GetUser => "conectarse",
        Operation::GetScope => "buscar el nombre nuevo",
        Operation::GetMeta => "leer la versión del servidor",
        Operation::ListOrganizations => "listar tus organizaciones",
        Operation::ListRepositories => "listar repositorios",
    },
    bad_credentials: "GitHub no acepta este token de acceso.",
    bad_credentials_connecting: "Comprueba que se pegó el token entero, que se creó en este host y que no ha caducado ni se ha revocado.",
    bad_credentials_later: "Ha caducado o se ha revocado. Cierra la sesión y conéctate con uno válido.",
    forbidden: |task| ["GitHub no permite a tu token de acceso ", task, "."].concat(),
    forbidden_next: |scope| match scope {
        Some(ScopeKind::Enterprise) => {
            "Cierra la sesión y conéctate con un token clásico con el alcance `admin:enterprise` (en hosts más nuevos basta `manage_runners:enterprise`) cuyo dueño sea propietario de la empresa. Los tokens detallados y las GitHub Apps no pueden administrar runners de una empresa."
        }
        Some(ScopeKind::Organization) => {
            "Cierra la sesión y conéctate con un token clásico con el alcance `admin:org` (y `repo` para repositorios privados), o un token detallado o una GitHub App con el permiso de organización “Self-hosted runners”, lectura y escritura. Su dueño tiene que ser propietario de la organización."
        }
        Some(ScopeKind::Repository) => {
            "Cierra la sesión y conéctate con un token clásico con el alcance `repo`, o un token detallado o una GitHub App con el permiso de repositorio “Administration”, lectura y escritura. Su dueño tiene que ser administrador del repositorio."
        }
        None => {
            "Comprueba los alcances del token (empresa: `admin:enterprise`, organización: `admin:org`, repositorio: `repo`), y que su dueño sea propietario o administrador allí."
        }
    },
    sso: "Este token no está autorizado allí para el inicio de sesión único (SAML).",
    sso_link: "Autorízalo con el enlace de abajo e inténtalo de nuevo.",
    sso_no_link: "Abre el token en tus ajustes de GitHub, elige “Configure SSO”, autorízalo e inténtalo de nuevo.",
    primary_limit: "Se ha agotado el límite de peticiones por hora de este token.",
    primary_limit_next: |minutes| {
        [
            "GitHub vuelve a responder en unos ",
            minutes,
            " min. Todo lo que usa los tokens de esta cuenta comparte el límite.",
        ]
        .concat()
    },
    secondary_limit: "GitHub pide una pausa: demasiadas peticiones en poco tiempo.",
    secondary_limit_next: |pause| ["Espera ", &pause_words(pause), " e inténtalo de nuevo."].concat(),
    unavailable: |status| ["GitHub no está disponible en este momento (HTTP ", status, ")."].concat(),
    unavailable_next: |pause| ["Pide esperar ", &pause_words(pause), ". Puede que esté en mantenimiento."].concat(),
    moved: [
        "GitHub redirigió la petición y no se cambió nada.",
        "Puede que la organización o el repositorio tenga otro nombre. Búscalo en GitHub y elígelo de nuevo.",
    ],
    renamed: |to| ["Ahora se llama ", to, ". No se cambió nada."].concat(),
    renamed_next: "Ve al nombre nuevo e inténtalo allí de nuevo.",
    go_to: |to| ["Ir a ", to].concat(),
    contradiction: [
        "Las respuestas de GitHub se contradicen: no encuentra este runner, pero lo cuenta o lo lista. No se cambió nada.",
        "Actualiza la tabla e inténtalo de nuevo. Si sigue igual, pregunta a los administradores del host.",
    ],
    not_found,
    gone: [
        "Este host ya no ofrece la versión de la API que usa la consola.",
        "Pide a quien mantiene este sitio una Runner Console más nueva.",
    ],
    busy: [
        "El runner está ejecutando un trabajo, así que GitHub no lo eliminó.",
        "Espera a que el trabajo termine o cancélalo, e inténtalo de nuevo. Con una máquina que murió, GitHub puede seguir diciéndolo un rato.",
    ],
    rejected: |task| ["GitHub no aceptó la petición de ", task, "."].concat(),
    rejected_next: "Intentarlo de nuevo no servirá por sí solo. Si lo que dice GitHub tampoco ayuda, da el id de la petición a su soporte.",
    server: |status| ["Falló el propio GitHub (HTTP ", status, ")."].concat(),
    server_next: "Inténtalo de nuevo dentro de un momento. Si continúa, mira la página de estado del host o pregunta a sus administradores.",
    unexpected: |status| ["El host respondió de una forma que GitHub no documenta (HTTP ", status, ")."].concat(),
    unexpected_next: "Puede que un proxy haya respondido en su lugar. Comprueba el host e inténtalo de nuevo.",
    not_understood: [
        "La respuesta no es la que documenta la API de GitHub.",
        "Puede que un proxy o una página de inicio de sesión haya respondido en su lugar. Abre el host en otra pestaña, inicia sesión si lo pide e inténtalo de nuevo.",
    ],
    foreign: [
        "Otro servidor respondió en lugar de GitHub. La consola no usó su respuesta.",
        "El host redirige a otra parte. Comprueba su nombre y pregunta a sus administradores si se ha mudado.",
    ],
    unreachable: "No se pudo llegar a GitHub.",
    unreachable_next: "El navegador no dice por qué. Comprueba, en este orden:",
    unreachable_checks: &[
        "¿Esta máquina tiene conexión, y está en la VPN que el host pueda necesitar?",
        "¿Es correcto el nombre del host? Ábrelo en otra pestaña: debería mostrar GitHub, sin avisos de certificado.",
        "¿Pidió el navegador permiso para llegar a dispositivos de la red local? Permítelo. Solo las páginas servidas por https pueden pedirlo.",
        "¿Alguna extensión, como un bloqueador de anuncios, detiene la petición?",
        "¿Hay un proxy o un modo privado delante de GitHub? Tiene que dejar pasar las peticiones OPTIONS y conservar las cabeceras Access-Control (CORS). Pregunta a los administradores del host.",
        "¿Esta página se sirve por https y el host por http? Los navegadores lo rechazan.",
    ],
    timed_out: [
        "GitHub no respondió a tiempo.",
        "Inténtalo de nuevo. Si continúa, comprueba la red y el estado del host.",
    ],
    removal_lost: [
        "Se perdió la respuesta de GitHub a la eliminación.",
        "El runner puede haberse eliminado o no. Inténtalo de nuevo: la consola mira primero si sigue ahí.",
    ],
    cancelled: ["La petición se canceló.", "Inténtalo de nuevo si todavía lo quieres."],
    github_says: "GitHub dice:",
    request_id: "Id de la petición",
    copy_request_id: "Copiar el id de la petición",
    authorize: "Autorizar este token en GitHub",
};

fn pause_words(pause: Pause) -> String {
    let (count, unit) = match pause {
        Pause::Seconds(1) => (1, " segundo"),
        Pause::Seconds(seconds) => (seconds, " segundos"),
        Pause::Minutes(minutes) => (minutes, " minutos"),
    };
    [&count.to_string(), unit].concat()
}

fn not_found(operation: Operation, scope: Option<ScopeKind>) -> [&'static str; 2] {
    match operation {
        Operation::GetUser => [
            "No hay ninguna API de GitHub en esta dirección.",
            "Comprueba el host. En GitHub AE y GitHub Enterprise Server es el nombre que abres en el navegador.",
        ],
        Operation::GetRunner => [
            "Este runner ya no existe, o tu token de acceso no puede verlo.",
            "GitHub responde lo mismo en ambos casos. Actualiza la tabla.",
        ],
        Operation::DeleteRunner => [
            "El runner ya no estaba, o tu token de acceso no puede verlo.",
            "Actualiza la tabla. Si no está, no queda nada por hacer.",
        ],
        Operation::ListOrganizations | Operation::ListRepositories => {
            ["Este host no ofrece ninguna lista donde elegir.", "Escribe el nombre a mano."]
        }
        _ => match scope {
            Some(ScopeKind::Enterprise) => [
                "No existe esa empresa, o tu token de acceso no puede verla. GitHub responde lo mismo en ambos casos.",
                "Comprueba el slug, que el token tenga el alcance `admin:enterprise` y que su dueño sea propietario de la empresa.",
            ],
            Some(ScopeKind::Organization) => [
                "No existe esa organización, o tu token de acceso no puede verla. GitHub responde lo mismo en ambos casos.",
                "Comprueba el nombre de la organización, que el token tenga el alcance `admin:org` (uno detallado o una GitHub App: el permiso “Self-hosted runners”, lectura y escritura) y que su dueño sea propietario de la organización.",
            ],
            Some(ScopeKind::Repository) => [
                "No existe ese repositorio, o tu token de acceso no puede verlo. GitHub responde lo mismo en ambos casos.",
                "Comprueba el dueño y el nombre, que el token tenga el alcance `repo` (uno detallado o una GitHub App: el permiso “Administration”, lectura y escritura) y que su dueño sea administrador del repositorio.",
            ],
            None => [
                "No existe ese ámbito, o tu token de acceso no puede verlo. GitHub responde lo mismo en ambos casos.",
                "Comprueba el nombre y los alcances del token (empresa: `admin:enterprise`, organización: `admin:org`, repositorio: `repo`).",
            ],
        },
    }
}
