//! The dialog that adds a runner.

use crate::commands::script::ScriptTexts;
use crate::commands::{DownloadProblem, Field, Problem, ScriptKind, Switch};
use crate::github::Os;

/// Texts of `Add runner`.
#[derive(Debug)]
pub struct Add {
    /// The dialog's name. Fixed by product.md.
    pub title: &'static str,
    /// Heading: which machine.
    pub machine: &'static str,
    /// The group of systems. Fixed by product.md.
    pub system: &'static str,
    /// The group of architectures. Fixed by product.md.
    pub architecture: &'static str,
    /// Why a system or architecture cannot be chosen.
    pub not_offered: &'static str,
    /// While the runner applications are read.
    pub reading_applications: &'static str,
    /// Which file the script downloads.
    pub downloads: fn(file: &str) -> String,
    /// The host offers no runner application at all.
    pub no_applications: &'static str,
    /// Heading: the options.
    pub options: &'static str,
    /// The name of a text box. Fixed by product.md, but for the slug.
    pub field: fn(Field) -> &'static str,
    /// Help below a text box.
    pub field_hint: fn(Field) -> &'static str,
    /// Why the runner group cannot be typed for a repository.
    pub no_groups: &'static str,
    /// Why no account of a service can be typed.
    pub no_account: &'static str,
    /// The name of a check box. Fixed by product.md.
    pub switch: fn(Switch) -> &'static str,
    /// Help below a check box, which may depend on the system.
    pub switch_hint: fn(Switch, Os) -> &'static str,
    /// What is wrong with the text of a box.
    pub problem: fn(Problem) -> String,
    /// Heading: token and commands.
    pub commands: &'static str,
    /// The button that asks for a token. Fixed by product.md.
    pub generate: &'static str,
    /// What the token is, before there is one.
    pub token_hint: &'static str,
    /// The region with the command. Fixed by product.md.
    pub command: &'static str,
    /// Before the commands that start the runner as a service.
    pub service_after: &'static str,
    /// Where and how to run the command.
    pub command_hint: fn(Os) -> &'static str,
    /// The button that copies the command. Fixed by product.md.
    pub copy_command: &'static str,
    /// The button that copies the script. Fixed by product.md.
    pub copy_script: &'static str,
    /// Said when the command was copied.
    pub command_copied: &'static str,
    /// Said when the script was copied.
    pub script_copied: &'static str,
    /// The fold that shows the script.
    pub script: &'static str,
    /// What the script does.
    pub script_hint: fn(ScriptKind, Os) -> &'static str,
    /// Whether it checks what it downloads.
    pub script_checks: fn(is_checked: bool) -> &'static str,
    /// The choice of what a machine is set up by.
    pub script_kinds: &'static str,
    /// One of these.
    pub script_kind: fn(ScriptKind) -> &'static str,
    /// Why there is no user data.
    pub no_user_data: &'static str,
    /// The group that steps from machine to machine.
    pub which_machine: &'static str,
    /// Which one is shown; `place` counts from 1.
    pub machine_of: fn(name: &str, place: u32, count: u32) -> String,
    /// The button to the one before.
    pub previous_machine: &'static str,
    /// The button to the next one.
    pub next_machine: &'static str,
    /// Several machines without names: there is nothing to step through.
    pub same_for_all: &'static str,
    /// The fold that shows the script for all machines.
    pub script_for_all: &'static str,
    /// How it is given to each of them.
    pub script_for_all_hint: fn(Os) -> &'static str,
    /// The button that copies it.
    pub copy_script_for_all: &'static str,
    /// Why nothing can be copied: no token.
    pub needs_token: &'static str,
    /// Why there is no command: the form.
    pub needs_form: &'static str,
    /// Why there is no script: the applications are still read or could not be read.
    pub needs_application: &'static str,
    /// Why there is no script: what the host says of the application cannot be used.
    pub download_problem: fn(DownloadProblem) -> &'static str,
    /// After copying: what happens next.
    pub watching: &'static str,
    /// A runner came, and is not online yet.
    pub appeared: fn(name: &str) -> String,
    /// A runner came online.
    pub online: fn(name: &str) -> String,
    /// So many came that they are not named; of so many, where not more came than were expected.
    pub many_appeared: fn(here: usize, online: usize, of: Option<usize>) -> String,
    /// The ten minutes are over and there is no new runner.
    pub nobody_came: &'static str,
    /// The ten minutes are over and who came is not online.
    pub not_online: &'static str,
    /// What to check on the machine then: first what to look at where nobody came, from the third on also where who came
    /// is not online.
    pub checks: fn(Os) -> [&'static str; 4],
    /// The button that watches for ten more minutes.
    pub watch_again: &'static str,
    /// What the script says on the machine.
    pub in_script: ScriptTexts,
}
