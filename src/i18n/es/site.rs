//! Spanish: the page as a whole.

use crate::config::Problem;
use crate::i18n::site::Site;

pub(crate) static SITE: Site = Site {
    crashed: "Runner Console tuvo un error propio y se detuvo. Se ha cerrado la sesión; el token ya no está en esta pestaña. Recarga la página para conectarte de nuevo. Lo que se eliminó sigue eliminado; no se cambió nada más.",
    settings_heading: "Los ajustes de este sitio no se pueden usar",
    not_json: |line, column| {
        ["config.json no es JSON válido: mira la línea ", &line.to_string(), ", columna ", &column.to_string(), "."]
            .concat()
    },
    wrong_field: |field, line, problem| {
        let line = line.map(|line| [", línea ", &line.to_string()].concat()).unwrap_or_default();
        ["config.json", &line, ": ", field, " ", explain(problem), "."].concat()
    },
    not_read: |status| match status {
        Some(status) => {
            ["No se pudo leer config.json: el sitio respondió con el estado ", &status.to_string(), "."].concat()
        }
        None => "No se pudo leer config.json: el sitio no respondió.".to_owned(),
    },
    settings_next_step: "Avisa a quien mantiene este sitio. La consola no adivina los ajustes: corrige el archivo, o quítalo para usar los valores predeterminados, y recarga la página.",
};

fn explain(problem: Problem) -> &'static str {
    match problem {
        Problem::Unknown => "no es un ajuste",
        Problem::Repeated => "está dos veces",
        Problem::NotObject => "tiene que ser un objeto",
        Problem::NotList => "tiene que ser una lista",
        Problem::NotText => "tiene que ser un texto que no esté vacío",
        Problem::NotBool => "tiene que ser true o false",
        Problem::NotSeconds => "tiene que ser un número entero de segundos de 65 a 86400",
        Problem::NotMinutes => "tiene que ser un número entero de minutos de 1 a 10080",
        Problem::NotRemovals => "tiene que ser un número entero de 1 a 4",
        Problem::NotHost => "tiene que ser un host de GitHub como github.example.com",
        Problem::NotBase => "tiene que ser una ruta de este sitio como /api/v3, o una dirección https",
        Problem::NotScope => {
            "tiene que ser un objeto con uno de enterprise, organization o repository, y un nombre válido"
        }
        Problem::NoHost => "tiene que nombrar al menos un host, porque allow_other_hosts es false",
    }
}
