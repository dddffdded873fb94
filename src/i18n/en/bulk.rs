//! Selecting runners, and removing many of them, in English.

use crate::fleet::RunnerState;
use crate::fleet::bulk::{Outcome, Progress};
use crate::fleet::escape_invisible;
use crate::fleet::selection::Whereabouts;
use crate::format_number::format_number;
use crate::github::ErrorKind;
use crate::i18n::BulkTexts;
use crate::i18n::bulk::{PreviewTexts, ProgressTexts};

pub(crate) static BULK: BulkTexts = BulkTexts {
    select: |name| ["Select ", name].concat(),
    select_all: "Select all shown",
    selected,
    clear: "Clear selection",
    remove_selected: "Delete selected",
    unfinished: |progress| ["Removal: ", &number(progress.ended()), " of ", &number(progress.total)].concat(),
    last: "Last removal",
    title: "Delete runners",
    preview: PreviewTexts {
        intro: "GitHub forgets these runners; what is on their machines stays there. Each one is read again just before: it is left alone if it has come online or taken a job since it was read, or has another name.",
        groups: "Which of the selected runners to delete",
        group: |state, count| {
            let state = match state {
                RunnerState::Offline => " offline",
                RunnerState::Unknown => " of unknown status",
                RunnerState::Idle => " online and idle",
                RunnerState::Busy => " busy",
            };
            [number(count).as_str(), state].concat()
        },
        group_hint: |state| match state {
            RunnerState::Offline => "Should one come back, it has to be registered again.",
            RunnerState::Unknown => "GitHub does not say whether they are connected.",
            RunnerState::Idle => "Connected: they would be cut off.",
            RunnerState::Busy => "GitHub usually refuses while a job runs, and is asked again later.",
        },
        gone: |count| {
            [number(count).as_str(), if count == 1 { " is" } else { " are" }, " not in the list any more."].concat()
        },
        names: |count| {
            if count == 1 { "Its name".to_owned() } else { ["The ", number(count).as_str(), " names"].concat() }
        },
        more_names: |count| ["and ", &number(count), " more"].concat(),
        confirm: "Type the number of runners to confirm",
        type_this: |count| ["Type ", &count.to_string()].concat(),
        nothing_included: "Include some of the runners first.",
        not_confirmed: "Type the number of runners first.",
        has_changed: "Other runners would be deleted now: look at them, and type the number again.",
        remove: |count| ["Delete ", number(count).as_str(), if count == 1 { " runner" } else { " runners" }].concat(),
    },
    progress: ProgressTexts {
        bar: |ended, total| {
            let done = if total == 1 { " runner done" } else { " runners done" };
            [number(ended).as_str(), " of ", &number(total), done].concat()
        },
        progress,
        time_left: |seconds| {
            if seconds < 60.0 {
                "less than a minute left".to_owned()
            } else {
                let minutes = whole(seconds / 60.0);
                ["about ", number(minutes).as_str(), if minutes == 1 { " minute" } else { " minutes" }, " left"]
                    .concat()
            }
        },
        running: "Removing. Keep this tab open.",
        paused: |time| ["GitHub asked for a pause. It goes on at ", time, "."].concat(),
        waits_for_jobs: |count, time| {
            [
                number(count).as_str(),
                if count == 1 { " still runs a job; it is" } else { " still run jobs; they are" },
                " tried again at ",
                time,
                ".",
            ]
            .concat()
        },
        stopping: "Stopping: what is under way still ends.",
        stopped: "Stopped. Nothing further is removed until you resume.",
        in_trouble: "Stopped. What was done is in the report; resume once the cause is gone.",
        token_refused: "Stopped. Save the report before you sign out: this removal ends with it.",
        finished: "Done.",
        held: "Going back would lose this report. Close this dialog first.",
        close_hint: "Closing this dialog stops the removal; it can be resumed.",
        stop: "Stop",
        resume: "Resume",
        skip_busy: |count| ["Skip the ", &number(count), " that cannot be removed now"].concat(),
        anew: "Start another removal",
        exceptions: |count| [number(count).as_str(), if count == 1 { " exception" } else { " exceptions" }].concat(),
        more_exceptions: |count| ["and ", &number(count), " more: see the report"].concat(),
        outcome,
        csv: "Report as CSV",
        json: "Report as JSON",
    },
};

fn number(count: usize) -> String {
    format_number(count, "en")
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number of minutes")]
fn whole(number: f64) -> usize {
    number.round().clamp(0.0, 100_000.0) as usize
}

fn selected(of: Whereabouts) -> String {
    let mut text = [number(of.selected).as_str(), " selected"].concat();
    let mut add = |count: usize, what: &str| {
        if count > 0 {
            text.push_str(", ");
            text.push_str(&number(count));
            text.push_str(what);
        }
    };
    add(of.hidden, " of them hidden by the filter");
    add(of.gone, " no longer there");
    text
}

fn progress(progress: Progress) -> String {
    let mut parts = vec![[number(progress.removed).as_str(), " removed"].concat()];
    let mut add = |count: usize, what: &str| {
        if count > 0 {
            parts.push([number(count).as_str(), what].concat());
        }
    };
    add(progress.already_gone, " gone already");
    add(progress.skipped, " left alone");
    add(progress.failed, " failed");
    add(progress.deferred, " to be tried again");
    parts.join(", ")
}

fn outcome(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Removed => "removed".to_owned(),
        Outcome::RemovedInDoubt => "removed; GitHub's answer was lost on the way".to_owned(),
        Outcome::AlreadyGone => "gone already".to_owned(),
        Outcome::BecameActive => "left alone: it came online or took a job meanwhile".to_owned(),
        Outcome::OtherName(name) => ["left alone: it is called ", &escape_invisible(name), " now"].concat(),
        Outcome::SkippedBusy => "left alone: it runs a job".to_owned(),
        Outcome::Failed(ErrorKind::Server) => "failed: GitHub had an error of its own each time".to_owned(),
        Outcome::Failed(ErrorKind::Forbidden) => "failed: GitHub does not let this token remove it".to_owned(),
        Outcome::Failed(ErrorKind::TimedOut) => "failed: no answer came in time".to_owned(),
        Outcome::Failed(_) => "failed: GitHub did not take it".to_owned(),
    }
}
