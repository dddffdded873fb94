//! The overview above the runner table, in Spanish.

use crate::format_number::format_number;
use crate::i18n::overview::{ActivityTexts, CapacityTexts, ChangeTexts, OverviewTexts, SuspectTexts};

pub(crate) static OVERVIEW: OverviewTexts = OverviewTexts {
    title: "Resumen",
    shares: "Runners libres, ocupados y desconectados",
    only_these: "Mostrar solo estos en la tabla",
    all_again: "Mostrar de nuevo todos los estados",
    more: |count| number(count, "más", "más"),
    capacity: CapacityTexts {
        title: "Capacidad",
        explained: "Cuántos runners podrían tomar un trabajo que pide estas etiquetas. También cuenta un runner con más etiquetas.",
        labels: "Etiquetas",
        free: "Libres",
        online: "En línea",
        total: "Todos",
        number: |count| format_number(count, "es"),
        none_online: "ninguno en línea",
        none_free: "ninguno libre",
        no_labels: "Aquí ningún runner tiene etiquetas.",
        show: "Mostrar estos runners en la tabla",
        worst: |shown, of| {
            [
                "Los ",
                &format_number(shown, "es"),
                " con menos margen de ",
                &format_number(of, "es"),
                " conjuntos de etiquetas",
            ]
            .concat()
        },
    },
    activity: ActivityTexts {
        title: "Actividad",
        drawing: "Líneas de los runners en línea y ocupados desde que se abrió esta página; abajo, en palabras",
        too_soon: "Las líneas empiezan con la segunda lectura de los runners.",
        online: |now, least, most| range("en línea", now, least, most),
        busy: |now, least, most| range(if now == 1 { "ocupado" } else { "ocupados" }, now, least, most),
        between: |from, to| [from, " a ", to].concat(),
        explained: "De las lecturas de esta página; se pierde con ella.",
    },
    changes: ChangeTexts {
        title: |count| {
            if count == 0 { "Cambios".to_owned() } else { ["Cambios (", &format_number(count, "es"), ")"].concat() }
        },
        nothing: "Nada que listar. Los runners que aparecen, desaparecen, se desconectan o vuelven de una lectura a la siguiente se listan aquí hasta que los descartes.",
        between: |from, to| ["Entre las lecturas de las ", from, " y las ", to].concat(),
        went_offline: "Se desconectó",
        gone: "Desapareció",
        appeared: "Apareció",
        came_back: "Volvió",
        how_many_went_offline: |count| number(count, "se desconectó", "se desconectaron"),
        how_many_gone: |count| number(count, "desapareció", "desaparecieron"),
        how_many_appeared: |count| number(count, "apareció", "aparecieron"),
        how_many_came_back: |count| number(count, "volvió", "volvieron"),
        show: |shown, of| {
            if shown == of { "Mostrar estos en la tabla".to_owned() } else { first(shown, of) }
        },
    },
    suspects: SuspectTexts {
        title: "Sospechosos",
        explained: "Probablemente sobran: desconectados, mientras la mayoría de los demás de su nombre, con cualquier número, está en línea.",
        none: "Ningún runner parece sobrar: ninguno está desconectado mientras la mayoría de los demás de su nombre está en línea.",
        show_all: |shown, of| {
            if of == 1 {
                "Mostrarlo en la tabla".to_owned()
            } else if shown == of {
                ["Mostrar los ", &format_number(of, "es"), " en la tabla"].concat()
            } else {
                first(shown, of)
            }
        },
        show: |family| ["Mostrar ", family].concat(),
        online_of: |online, of| [&format_number(online, "es"), " de ", &format_number(of, "es"), " en línea"].concat(),
        offline: |names| [if names.contains(", ") { "Desconectados: " } else { "Desconectado: " }, names].concat(),
        same_name: "Uno tiene el nombre sin número: ¿una máquina registrada dos veces?",
    },
};

fn first(shown: usize, of: usize) -> String {
    ["Mostrar los primeros ", &format_number(shown, "es"), " de ", &format_number(of, "es"), " en la tabla"].concat()
}

fn number(count: usize, one: &str, other: &str) -> String {
    [&*format_number(count, "es"), " ", if count == 1 { one } else { other }].concat()
}

fn range(word: &str, now: usize, least: usize, most: usize) -> String {
    let number = |count| format_number(count, "es");
    [&number(now), " ", word, " ahora; mínimo ", &number(least), ", máximo ", &number(most)].concat()
}

#[cfg(test)]
mod tests {
    use super::OVERVIEW;

    #[test]
    fn one_and_many_have_their_own_words() {
        assert_eq!((OVERVIEW.changes.how_many_went_offline)(1), "1 se desconectó");
        assert_eq!((OVERVIEW.changes.how_many_went_offline)(3), "3 se desconectaron");
        assert_eq!((OVERVIEW.suspects.show_all)(1, 1), "Mostrarlo en la tabla");
        assert_eq!((OVERVIEW.activity.busy)(1, 0, 4), "1 ocupado ahora; mínimo 0, máximo 4");
    }
}
