//! What may be done with a runner, and how carefully: one table, its sources named.
//!
//! Invariant: pure. GitHub decides in the end: nothing is forbidden here that GitHub might allow, it is only made harder to
//! do by mistake.

use crate::github::{Runner, Status};

/// How alive a runner looks, the least alive first. Removal asks again when a runner is more alive than what was confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RunnerState {
    /// Not connected, no job.
    Offline,
    /// A status that is not known today, or none: it may be connected.
    Unknown,
    /// Connected, no job.
    Idle,
    /// It has a job, connected or not.
    Busy,
}

impl RunnerState {
    /// As GitHub described the runner.
    pub fn of(runner: &Runner) -> Self {
        match (runner.busy, &runner.status) {
            (true, _) => Self::Busy,
            (false, Status::Online) => Self::Idle,
            (false, Status::Offline) => Self::Offline,
            (false, Status::Other(_) | Status::Unknown) => Self::Unknown,
        }
    }
}

/// What has to be done before `Force remove` works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confirmation {
    /// The button in the dialog is enough.
    Plain,
    /// The runner's name has to be typed.
    TypeName,
}

/// What an admin should know before force removal. The sentence for each is in `messages`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RemovalWarning {
    /// Nothing special: the machine is not connected. Should it come back, it has to register again.
    NotConnected,
    /// Whether the machine is connected is not known.
    StatusUnknown,
    /// The machine is connected and would be cut off; `config.sh remove` on it is the cleaner way.
    Connected,
    /// It runs a job: GitHub will most likely refuse with 422.
    RunningJob,
}

/// What force removal of a runner asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ForceRemoval {
    /// What has to be done first.
    pub confirmation: Confirmation,
    /// What to say.
    pub warning: RemovalWarning,
}

/// The table. A busy runner may be tried (product.md, "how they behave"); 422 is GitHub's answer while a job is held
/// (github-api.md section 2); names are typed where the runner is online or busy (product.md, names on the screen), and
/// where that is not known, because a script that deleted the wrong runner is what admins fear (actions/runner#1268).
const FORCE_REMOVAL: [(RunnerState, Confirmation, RemovalWarning); 4] = [
    (RunnerState::Offline, Confirmation::Plain, RemovalWarning::NotConnected),
    (RunnerState::Unknown, Confirmation::TypeName, RemovalWarning::StatusUnknown),
    (RunnerState::Idle, Confirmation::TypeName, RemovalWarning::Connected),
    (RunnerState::Busy, Confirmation::TypeName, RemovalWarning::RunningJob),
];

/// What force removal asks for, of a runner in this state.
pub fn force_removal(state: RunnerState) -> ForceRemoval {
    // The table is in the order of the enum; `the_table_is_in_order` holds it.
    let (_, confirmation, warning) = FORCE_REMOVAL[state as usize];
    ForceRemoval { confirmation, warning }
}

#[cfg(test)]
mod tests {
    use super::{Confirmation, FORCE_REMOVAL, ForceRemoval, RemovalWarning, RunnerState, force_removal};
    use crate::fleet::test_support::named;
    use crate::github::Status;

    #[test]
    fn the_table_is_in_order() {
        for (place, (state, ..)) in FORCE_REMOVAL.iter().enumerate() {
            assert_eq!(*state as usize, place);
        }
        assert!(FORCE_REMOVAL.is_sorted_by(|one, next| one.0 < next.0));
    }

    #[test]
    fn only_an_offline_runner_without_a_job_is_removed_by_one_click() {
        let asked = |status, busy| force_removal(RunnerState::of(&named(1, "r", status, busy)));
        let type_name = |warning| ForceRemoval { confirmation: Confirmation::TypeName, warning };
        let plain = ForceRemoval { confirmation: Confirmation::Plain, warning: RemovalWarning::NotConnected };
        assert_eq!(asked(Status::Offline, false), plain);
        assert_eq!(asked(Status::Offline, true), type_name(RemovalWarning::RunningJob));
        assert_eq!(asked(Status::Online, false), type_name(RemovalWarning::Connected));
        assert_eq!(asked(Status::Online, true), type_name(RemovalWarning::RunningJob));
        assert_eq!(asked(Status::Unknown, false), type_name(RemovalWarning::StatusUnknown));
        assert_eq!(asked(Status::Other("draining".into()), false), type_name(RemovalWarning::StatusUnknown));
    }

    #[test]
    fn what_comes_back_is_more_alive() {
        assert!(RunnerState::Offline < RunnerState::Unknown);
        assert!(RunnerState::Unknown < RunnerState::Idle);
        assert!(RunnerState::Idle < RunnerState::Busy);
    }
}
