//! Selecting runners, and removing many of them, in Spanish.

use crate::fleet::RunnerState;
use crate::fleet::bulk::{Outcome, Progress};
use crate::fleet::escape_invisible;
use crate::fleet::selection::Whereabouts;
use crate::format_number::format_number;
use crate::github::ErrorKind;
use crate::i18n::BulkTexts;
use crate::i18n::bulk::{PreviewTexts, ProgressTexts};

pub(crate) static BULK: BulkTexts = BulkTexts {
    select: |name| ["Seleccionar ", name].concat(),
    select_all: "Seleccionar los mostrados",
    selected,
    clear: "Quitar la selección",
    remove_selected: "Eliminar los seleccionados",
    unfinished: |progress| ["Eliminación: ", &number(progress.ended()), " de ", &number(progress.total)].concat(),
    last: "Última eliminación",
    title: "Eliminar runners",
    preview: PreviewTexts {
        intro: "GitHub olvida estos runners; lo que hay en sus máquinas se queda allí. Cada uno se vuelve a leer justo antes: no se toca si desde la última lectura se ha conectado, ha tomado un trabajo o tiene otro nombre.",
        groups: "Cuáles de los runners seleccionados eliminar",
        group: |state, count| {
            let state = match (state, count) {
                (RunnerState::Offline, 1) => " desconectado",
                (RunnerState::Offline, _) => " desconectados",
                (RunnerState::Unknown, _) => " de estado desconocido",
                (RunnerState::Idle, 1) => " en línea y libre",
                (RunnerState::Idle, _) => " en línea y libres",
                (RunnerState::Busy, 1) => " ocupado",
                (RunnerState::Busy, _) => " ocupados",
            };
            [number(count).as_str(), state].concat()
        },
        group_hint: |state| match state {
            RunnerState::Offline => "Si alguno vuelve, habrá que registrarlo de nuevo.",
            RunnerState::Unknown => "GitHub no dice si están conectados.",
            RunnerState::Idle => "Están conectados y perderían la conexión.",
            RunnerState::Busy => "GitHub suele negarse mientras se ejecuta un trabajo; se le pide de nuevo más tarde.",
        },
        gone: |count| {
            [number(count).as_str(), if count == 1 { " ya no está" } else { " ya no están" }, " en la lista."].concat()
        },
        names: |count| {
            if count == 1 { "Su nombre".to_owned() } else { ["Los ", &number(count), " nombres"].concat() }
        },
        more_names: |count| ["y ", &number(count), " más"].concat(),
        confirm: "Escribe el número de runners para confirmar",
        type_this: |count| ["Escribe ", &count.to_string()].concat(),
        nothing_included: "Incluye antes alguno de los runners.",
        not_confirmed: "Escribe antes el número de runners.",
        has_changed: "Ahora se eliminarían otros runners: míralos y escribe el número de nuevo.",
        remove: |count| ["Eliminar ", number(count).as_str(), if count == 1 { " runner" } else { " runners" }].concat(),
    },
    progress: ProgressTexts {
        bar: |ended, total| {
            let done = if total == 1 { " runner hecho" } else { " runners hechos" };
            [number(ended).as_str(), " de ", &number(total), done].concat()
        },
        progress,
        time_left: |seconds| {
            if seconds < 60.0 {
                "queda menos de un minuto".to_owned()
            } else {
                let minutes = whole(seconds / 60.0);
                let unit = if minutes == 1 { " minuto" } else { " minutos" };
                [if minutes == 1 { "queda " } else { "quedan " }, "alrededor de ", number(minutes).as_str(), unit]
                    .concat()
            }
        },
        running: "Eliminando runners. No cierres esta pestaña.",
        paused: |time| ["GitHub ha pedido una pausa. Se sigue a las ", time, "."].concat(),
        waits_for_jobs: |count, time| {
            [
                number(count).as_str(),
                if count == 1 { " aún ejecuta un trabajo; se" } else { " aún ejecutan trabajos; se" },
                " vuelve a intentar a las ",
                time,
                ".",
            ]
            .concat()
        },
        stopping: "Deteniendo: lo que está en marcha aún termina.",
        stopped: "Detenido. No se elimina ninguno más hasta que lo reanudes.",
        in_trouble: "Detenido. Lo hecho está en el informe; reanúdalo cuando la causa haya desaparecido.",
        token_refused: "Detenido. Guarda el informe antes de cerrar la sesión: esta eliminación acaba con ella.",
        finished: "Hecho.",
        held: "Volver atrás perdería este informe. Cierra antes este diálogo.",
        close_hint: "Cerrar este diálogo detiene la eliminación; se puede reanudar.",
        stop: "Detener",
        resume: "Reanudar",
        skip_busy: |count| ["Dejar los ", &number(count), " que ahora no se pueden eliminar"].concat(),
        anew: "Empezar otra eliminación",
        exceptions: |count| {
            let what = if count == 1 { " excepción" } else { " excepciones" };
            [number(count).as_str(), what].concat()
        },
        more_exceptions: |count| ["y ", &number(count), " más: están en el informe"].concat(),
        outcome,
        csv: "Informe en CSV",
        json: "Informe en JSON",
    },
};

fn number(count: usize) -> String {
    format_number(count, "es")
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "son minutos")]
fn whole(number: f64) -> usize {
    number.round().clamp(0.0, 100_000.0) as usize
}

fn selected(of: Whereabouts) -> String {
    let mut text =
        [number(of.selected).as_str(), if of.selected == 1 { " seleccionado" } else { " seleccionados" }].concat();
    let mut add = |count: usize, what: &str| {
        if count > 0 {
            text.push_str(", ");
            text.push_str(&number(count));
            text.push_str(what);
        }
    };
    let (hidden, gone) = (of.hidden == 1, of.gone == 1);
    add(of.hidden, if hidden { " de ellos oculto por el filtro" } else { " de ellos ocultos por el filtro" });
    add(of.gone, if gone { " que ya no está" } else { " que ya no están" });
    text
}

fn progress(progress: Progress) -> String {
    let mut parts = vec![
        [number(progress.removed).as_str(), if progress.removed == 1 { " eliminado" } else { " eliminados" }].concat(),
    ];
    let mut add = |count: usize, what: &str| {
        if count > 0 {
            parts.push([number(count).as_str(), what].concat());
        }
    };
    add(progress.already_gone, if progress.already_gone == 1 { " que ya no estaba" } else { " que ya no estaban" });
    add(progress.skipped, " sin tocar");
    add(progress.failed, " con error");
    add(progress.deferred, " por intentar de nuevo");
    parts.join(", ")
}

fn outcome(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Removed => "eliminado".to_owned(),
        Outcome::RemovedInDoubt => "eliminado; la respuesta de GitHub se perdió por el camino".to_owned(),
        Outcome::AlreadyGone => "ya no estaba".to_owned(),
        Outcome::BecameActive => "sin tocar: se conectó o tomó un trabajo entretanto".to_owned(),
        Outcome::OtherName(name) => ["sin tocar: ahora se llama ", &escape_invisible(name)].concat(),
        Outcome::SkippedBusy => "sin tocar: ejecuta un trabajo".to_owned(),
        Outcome::Failed(ErrorKind::Server) => "error: GitHub tuvo cada vez un fallo propio".to_owned(),
        Outcome::Failed(ErrorKind::Forbidden) => "error: GitHub no permite a este token eliminarlo".to_owned(),
        Outcome::Failed(ErrorKind::TimedOut) => "error: no llegó respuesta a tiempo".to_owned(),
        Outcome::Failed(_) => "error: GitHub no lo aceptó".to_owned(),
    }
}
