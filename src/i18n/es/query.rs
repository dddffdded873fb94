//! The language of the search box, in Spanish.

use crate::fleet::query::secret_scan::SaveError;
use crate::fleet::query::{Qualifier, QueryError};
use crate::format_number::format_number;
use crate::i18n::QueryTexts;

pub(crate) static QUERY: QueryTexts = QueryTexts {
    not_understood,
    secret: "Esto parece un token. No se pone en la dirección de la página; quítalo de este cuadro.",
    facets: "Filtros",
    key: |key| match key {
        Qualifier::Status => "Estado",
        Qualifier::Busy => "Ocupado",
        Qualifier::Os => "Sistema operativo",
        Qualifier::Label => "Etiquetas",
        Qualifier::Name => "Nombre",
        Qualifier::Id => "Identificador",
        Qualifier::Group => "Grupo de runners",
        Qualifier::Ephemeral => "Efímero",
        Qualifier::Version => "Versión",
    },
    status: |word| match word {
        "busy" => Some("ocupado"),
        "idle" => Some("libre"),
        "offline" => Some("desconectado"),
        "unknown" => Some("desconocido"),
        _ => None,
    },
    count: |count| format_number(count, "es"),
    offers: "Sugerencias",
    offered: |count| {
        [
            format_number(count, "es").as_str(),
            if count == 1 { " sugerencia" } else { " sugerencias" },
            "; la flecha hacia abajo lleva a ellas",
        ]
        .concat()
    },
    views: "Vistas guardadas",
    no_views: "Aún no hay nada guardado para este ámbito.",
    view_name: "Nombre de la vista",
    view_hint: "Guarda el filtro y el orden, solo en este navegador.",
    save_view: "Guardar esta vista",
    saved: |name| ["Se ha guardado «", name, "»."].concat(),
    forgotten: |name| ["Se ha borrado «", name, "»."].concat(),
    save_error: |error| match error {
        SaveError::NoName => "Ponle un nombre a la vista.",
        SaveError::LongName => "Elige un nombre de 60 caracteres como máximo.",
        SaveError::Secret => "Parece que contiene un token. Un token no se guarda nunca: quítalo del filtro.",
        SaveError::TooMany => "Ya hay 50 vistas de este ámbito. Borra antes una.",
        SaveError::NoStorage => "Este navegador no deja que la página guarde nada. Copia el enlace: contiene lo mismo.",
    },
    delete_view: |name| ["Borrar la vista ", name].concat(),
};

fn not_understood(term: &str, why: QueryError) -> String {
    let says = match why {
        QueryError::NoSuchKey => {
            " no filtra nada: no existe ese campo. Para buscarlo como texto, ponlo entre comillas."
        }
        QueryError::NoValue(_) => " todavía no filtra nada: falta un valor tras los dos puntos.",
        QueryError::NoSuchValue(key) => match key {
            Qualifier::Status => " no filtra nada: un estado es online, offline, idle, busy o unknown.",
            Qualifier::Busy | Qualifier::Ephemeral => " no filtra nada: el valor es true o false.",
            Qualifier::Id | Qualifier::Group => " no filtra nada: el valor es un número.",
            Qualifier::Version => " no filtra nada: una versión es como 2.329, <2.329 o >=2.329.1.",
            Qualifier::Os | Qualifier::Label | Qualifier::Name => " no filtra nada: no existe ese valor.",
        },
    };
    ["«", term, "»", says].concat()
}
