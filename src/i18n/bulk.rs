//! Selecting runners, and removing many of them.

use crate::fleet::RunnerState;
use crate::fleet::bulk::{Outcome, Progress};
use crate::fleet::selection::Whereabouts;

/// Texts of it.
#[derive(Debug)]
pub struct BulkTexts {
    /// The box of a row; the runner's name comes in its visible form.
    pub select: fn(name: &str) -> String,
    /// The box for all rows that pass the filter. Without their number: it changes while pages come in, and what is
    /// beside the box would move.
    pub select_all: &'static str,
    /// How many are selected, and how many of these are not in sight.
    pub selected: fn(Whereabouts) -> String,
    /// The button that takes the selection off.
    pub clear: &'static str,
    /// The button that opens the dialog.
    pub remove_selected: &'static str,
    /// The button that opens the dialog again while a removal is not finished.
    pub unfinished: fn(Progress) -> String,
    /// The button that opens the dialog again once it is.
    pub last: &'static str,
    /// The dialog's name.
    pub title: &'static str,
    /// The preview.
    pub preview: PreviewTexts,
    /// While it runs, and afterwards.
    pub progress: ProgressTexts,
}

/// What is shown before anything is removed.
#[derive(Debug)]
pub struct PreviewTexts {
    /// What will be done.
    pub intro: &'static str,
    /// The group of the choices.
    pub groups: &'static str,
    /// The box of those that look so alive.
    pub group: fn(RunnerState, count: usize) -> String,
    /// What it means to remove those.
    pub group_hint: fn(RunnerState) -> &'static str,
    /// Selected runners that are not in the fleet any more.
    pub gone: fn(count: usize) -> String,
    /// What opens the names.
    pub names: fn(count: usize) -> String,
    /// Names that are not listed.
    pub more_names: fn(count: usize) -> String,
    /// The box for the number.
    pub confirm: &'static str,
    /// What has to be typed there.
    pub type_this: fn(count: usize) -> String,
    /// Why the button does not work yet: no runner is included.
    pub nothing_included: &'static str,
    /// Why it does not work yet: the number.
    pub not_confirmed: &'static str,
    /// The same, where other runners than those are included for which the number was typed.
    pub has_changed: &'static str,
    /// The button.
    pub remove: fn(count: usize) -> String,
}

/// What is shown while runners are removed.
#[derive(Debug)]
pub struct ProgressTexts {
    /// The name of the bar.
    pub bar: fn(ended: usize, total: usize) -> String,
    /// How many were removed and so on.
    pub progress: fn(Progress) -> String,
    /// How long the rest takes.
    pub time_left: fn(seconds: f64) -> String,
    /// It runs.
    pub running: &'static str,
    /// GitHub wants a pause until this time of day.
    pub paused: fn(time: &str) -> String,
    /// Only those are left that run a job; they are tried at this time of day.
    pub waits_for_jobs: fn(count: usize, time: &str) -> String,
    /// Somebody stopped it, and GitHub has still to answer.
    pub stopping: &'static str,
    /// Somebody stopped it.
    pub stopped: &'static str,
    /// It stopped by itself: what went wrong stands below.
    pub in_trouble: &'static str,
    /// The token is refused: signing out, which that asks for, is the end of it.
    pub token_refused: &'static str,
    /// All is done.
    pub finished: &'static str,
    /// What closing does.
    pub close_hint: &'static str,
    /// Back was pressed, and nothing came of it.
    pub held: &'static str,
    /// The button that stops it.
    pub stop: &'static str,
    /// The button that goes on.
    pub resume: &'static str,
    /// The button that leaves those alone that run a job.
    pub skip_busy: fn(count: usize) -> String,
    /// The button that leaves this removal for a new one.
    pub anew: &'static str,
    /// The list of runners that were not removed, or not simply.
    pub exceptions: fn(count: usize) -> String,
    /// Those that are not listed.
    pub more_exceptions: fn(count: usize) -> String,
    /// Why a runner was not removed, or not by this.
    pub outcome: fn(&Outcome) -> String,
    /// The button for the report as comma-separated values.
    pub csv: &'static str,
    /// The button for the report as JSON.
    pub json: &'static str,
}
