//! What a runner's state, system and labels look like, in the table and in the detail.
//!
//! Invariant: a state is a word; its colour and shape only repeat it. A stranger's text goes through [`visible`].

use crate::fleet::escape_invisible;
use crate::github::{Label, Os, Runner, RunnerId, Status};
use crate::i18n;

/// The runner's name with nothing hidden in it; its id where it has none, so that there is something to press.
pub fn shown_name(runner: &Runner) -> String {
    shown_name_of(runner.id, &runner.name)
}

/// [`shown_name`] of a runner of which only this is known.
pub fn shown_name_of(id: RunnerId, name: &str) -> String {
    if name.is_empty() { (i18n::detail().unnamed)(&id.to_string()) } else { escape_invisible(name) }
}

/// The word for a status.
pub fn status_word(status: &Status) -> String {
    let words = &i18n::runners().states;
    match status {
        Status::Online => words.online.to_owned(),
        Status::Offline => words.offline.to_owned(),
        Status::Other(word) => escape_invisible(word),
        Status::Unknown => words.unknown.to_owned(),
    }
}

/// The name of a status in the style sheet.
pub fn status_style(status: &Status) -> &'static str {
    match status {
        Status::Online => "online",
        Status::Offline => "offline",
        Status::Other(_) | Status::Unknown => "other",
    }
}

/// The word for having a job or not. Only a connected runner can be idle.
pub fn busy_word(runner: &Runner) -> &'static str {
    let states = &i18n::runners().states;
    match (runner.busy, &runner.status) {
        (true, _) => states.busy,
        (false, Status::Online) => states.idle,
        (false, _) => states.no_job,
    }
}

/// The name of having a job or not in the style sheet.
pub fn busy_style(runner: &Runner) -> &'static str {
    if runner.busy { "busy" } else { "not-busy" }
}

/// The operating system, in one spelling for what GitHub spells in several.
pub fn system_name(os: &str) -> String {
    Os::from_word(os).map_or_else(|| escape_invisible(os), |system| system.name().to_owned())
}

/// The classes of a label as a chip; GitHub's own are quieter than those an admin gave.
pub fn label_style(label: &Label) -> &'static str {
    if label.is_read_only { "chip quiet" } else { "chip" }
}
