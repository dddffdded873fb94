//! The runner table and what stands above it, in Spanish.

use crate::format_number::format_number;
use crate::i18n::runners::{Columns, CountTexts, NothingTexts, ReadingTexts, Runners, States};

pub(crate) static RUNNERS: Runners = Runners {
    title: "Runners",
    filter: "Filtrar runners",
    filter_placeholder: "Texto, o status:offline label:gpu",
    clear_filter: "Quitar el filtro",
    refresh: "Actualizar",
    add: "Agregar runner",
    applications: "Aplicaciones de runner",
    copy_link: "Copiar enlace",
    link_copied: "Enlace copiado",
    copy_link_by_hand: "El navegador no permitió copiar. Copia este enlace a mano:",
    remove: |name| ["Eliminar ", name].concat(),
    columns: Columns {
        select: "Seleccionado",
        name: "Nombre",
        status: "Estado",
        busy: "Trabajo",
        os: "SO",
        labels: "Etiquetas",
        actions: "Acciones",
    },
    states: States {
        online: "En línea",
        offline: "Desconectado",
        unknown: "Desconocido",
        busy: "Ocupado",
        idle: "Libre",
        no_job: "–",
    },
    counts: CountTexts {
        total: |count| number(count, "runner", "runners"),
        total_so_far: |count| [&format_number(count, "es"), "+ runners"].concat(),
        online: |count| number(count, "en línea", "en línea"),
        busy: |count| number(count, "ocupado", "ocupados"),
        idle: |count| number(count, "libre", "libres"),
        offline: |count| number(count, "desconectado", "desconectados"),
        other: |count| number(count, "en otro estado", "en otro estado"),
    },
    more_labels: |count| ["+", &count.to_string()].concat(),
    shown_of: |shown, total| {
        let verb = if shown == 1 { " cumple el filtro" } else { " cumplen el filtro" };
        [&format_number(shown, "es"), " de ", &number(total, "runner", "runners"), verb].concat()
    },
    reading: ReadingTexts {
        progress: |done, of| match of {
            Some(of) => [
                "Leyendo runners: página ",
                &format_number(done as usize, "es"),
                " de ",
                &format_number(of as usize, "es"),
            ]
            .concat(),
            None => "Leyendo runners".to_owned(),
        },
        all_read: |count| ["Se han leído todos los runners: ", &format_number(count, "es"), "."].concat(),
        refreshed_at: |time| ["Leído a las ", time].concat(),
        next_at: |time| ["próxima lectura a las ", time].concat(),
        slowed_until: |time| {
            ["próxima lectura a las ", time, ", más tarde de lo habitual para no gastar el límite"].concat()
        },
        limited_until: |time| ["GitHub pidió esperar: próxima lectura a las ", time].concat(),
        paused: "en pausa mientras esta pestaña está oculta",
        offline: "en pausa mientras el navegador no tiene conexión",
        stopped: "actualiza a mano cuando desaparezca la causa",
        changed: "Los runners cambiaron mientras se leían. Las filas son correctas; un runner que cambió de página puede faltar hasta la próxima lectura.",
        counts_differ: |counted, listed, shown| {
            let (counts, lists) = (format_number(large(counted), "es"), format_number(large(listed), "es"));
            let kept = if shown as u64 > listed {
                " La tabla conserva los runners que GitHub listó antes."
            } else {
                " La tabla muestra los runners que lista."
            };
            ["GitHub cuenta ", &counts, " y lista ", &lists, ".", kept].concat()
        },
        pages_missing: |pages| {
            let which = if pages.contains(',') { "las páginas " } else { "la página " };
            [
                "Faltan runners, porque GitHub no entregó ",
                which,
                pages,
                " de su lista. Se muestran y se cuentan los demás; Actualizar lee los que faltan.",
            ]
            .concat()
        },
        showing_earlier: |time, ago| ["La tabla muestra los runners leídos a las ", time, " (", ago, ")."].concat(),
    },
    nothing: NothingTexts {
        loading: "Leyendo runners",
        empty: "Aquí todavía no hay runners autoalojados",
        empty_next: "Agrega una máquina y aparecerá en esta tabla.",
        no_match: "Ningún runner cumple el filtro",
        no_match_next: "Cada palabra tiene que estar en el nombre, el id, el SO o las etiquetas de un runner, y cada término como status:offline tiene que cumplirse.",
    },
};

/// With the plural rules of Spanish (CLDR): one, whole millions (which take a "de" before a noun), all others.
fn large(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

fn number(count: usize, one: &str, other: &str) -> String {
    let of = if count > 0 && count.is_multiple_of(1_000_000) && other == "runners" { " de " } else { " " };
    [&*format_number(count, "es"), of, if count == 1 { one } else { other }].concat()
}

#[cfg(test)]
mod tests {
    use super::RUNNERS;

    #[test]
    fn plurals_follow_the_rules_of_the_language() {
        for (count, shown) in [
            (0, "0 runners"),
            (1, "1 runner"),
            (2, "2 runners"),
            (21, "21 runners"),
            (999_999, "999.999 runners"),
            (1_000_000, "1.000.000 de runners"),
            (1_000_001, "1.000.001 runners"),
            (3_000_000, "3.000.000 de runners"),
        ] {
            assert_eq!((RUNNERS.counts.total)(count), shown);
        }
        assert_eq!((RUNNERS.counts.offline)(1), "1 desconectado");
        assert_eq!((RUNNERS.counts.offline)(1_000_000), "1.000.000 desconectados");
        assert_eq!((RUNNERS.shown_of)(1, 2), "1 de 2 runners cumple el filtro");
    }
}
