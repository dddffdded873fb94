//! The dialog that removes a runner.

use crate::fleet::RemovalWarning;

/// Texts of `Remove NAME`.
#[derive(Debug)]
pub struct Remove {
    /// The dialog's name; the runner's name comes in its visible form. Fixed by product.md.
    pub title: fn(name: &str) -> String,
    /// Heading: the clean way.
    pub on_machine: &'static str,
    /// What the clean way does.
    pub on_machine_hint: &'static str,
    /// The button that asks for a token. Fixed by product.md.
    pub generate: &'static str,
    /// The region with the command.
    pub command: &'static str,
    /// The button that copies the command. Fixed by product.md.
    pub copy_command: &'static str,
    /// Said when the command was copied.
    pub command_copied: &'static str,
    /// Why nothing can be copied.
    pub needs_token: &'static str,
    /// The machine's system is not known: which one to write the command for.
    pub system: &'static str,
    /// Where the runner is a service: what to run before.
    pub service_first: &'static str,
    /// Heading: the hard way.
    pub by_force: &'static str,
    /// What the hard way does.
    pub by_force_hint: &'static str,
    /// The button. Fixed by product.md.
    pub force: &'static str,
    /// While it is removed.
    pub removing: &'static str,
    /// What to know before.
    pub warning: fn(RemovalWarning) -> &'static str,
    /// The text box. Fixed by product.md.
    pub confirm: &'static str,
    /// Beside the box: what has to be typed.
    pub type_this: fn(visible: &str) -> String,
    /// The name has characters that cannot be seen: how they are typed.
    pub visible_form: &'static str,
    /// Why the button does not work yet.
    pub not_confirmed: &'static str,
    /// While the runner is read.
    pub reading: &'static str,
    /// What is known of the runner.
    pub facts: RemoveFacts,
    /// The id belongs to another name now: nothing was removed.
    pub other_name: fn(visible: &str) -> String,
    /// It came to life since it was confirmed: nothing was removed.
    pub became_active: &'static str,
    /// Removed: announced.
    pub removed: fn(visible: &str) -> String,
    /// Gone already: announced.
    pub already_gone: fn(visible: &str) -> String,
    /// The dialog was closed before the removal was sent.
    pub removal_canceled: fn(visible: &str) -> String,
    /// Told after the dialog was closed: the runner's id belongs to another name.
    pub not_removed_renamed: fn(visible: &str, other: &str) -> String,
    /// Told after the dialog was closed: the runner became active.
    pub not_removed_active: fn(visible: &str) -> String,
    /// Told after the dialog was closed: GitHub's response was lost.
    pub removal_unknown: fn(visible: &str) -> String,
    /// A bulk removal was left before its end: so many of so many are removed.
    pub bulk_left: fn(removed: usize, total: usize) -> String,
    /// Told after the dialog was closed: why the runner was not removed.
    pub not_removed: fn(visible: &str, why: &str) -> String,
}

/// Names of the facts about a runner.
#[derive(Debug)]
pub struct RemoveFacts {
    /// Its id.
    pub id: &'static str,
    /// Online or offline.
    pub status: &'static str,
    /// Its operating system.
    pub os: &'static str,
    /// Its labels.
    pub labels: &'static str,
    /// Connected and free.
    pub idle: &'static str,
    /// It runs a job.
    pub busy: &'static str,
    /// Not connected.
    pub offline: &'static str,
    /// GitHub did not say.
    pub unknown: &'static str,
}
