//! `Remove NAME`, in English.

use crate::fleet::RemovalWarning;
use crate::format_number::format_number;
use crate::i18n::Remove;
use crate::i18n::remove::RemoveFacts;

pub(crate) static REMOVE: Remove = Remove {
    title: |name| ["Remove ", name].concat(),
    on_machine: "On its machine",
    on_machine_hint: "The clean way, while you can reach the machine: generate a token and run the command in the runner's folder. It removes the runner here and its configuration there.",
    generate: "Generate remove token",
    command: "Removal command",
    copy_command: "Copy remove command",
    command_copied: "Command copied",
    needs_token: "Generate a remove token first.",
    system: "Operating system of the machine",
    service_first: "Where the runner is a service, uninstall it first:",
    by_force: "By force",
    by_force_hint: "For machines that are gone or cannot be reached. GitHub forgets the runner; what is on the machine stays there.",
    force: "Force remove",
    removing: "Removing…",
    warning,
    confirm: "Type the runner name to confirm",
    type_this: |name| ["Type ", name].concat(),
    visible_form: "This name has characters that cannot be seen. Type it as it is shown here; parentheses will do for the brackets.",
    not_confirmed: "Type the runner's name first.",
    reading: "Reading the runner…",
    facts: RemoveFacts {
        id: "Id",
        status: "Status",
        os: "OS",
        labels: "Labels",
        idle: "Online, idle",
        busy: "Busy",
        offline: "Offline",
        unknown: "Unknown",
    },
    other_name: |name| {
        ["Nothing was removed: the runner with this id is now called ", name, ". Close this dialog and look again."]
            .concat()
    },
    became_active: "Nothing was removed: the runner came online or took a job in the meantime. Look at its status, and confirm again if you still want to remove it.",
    removed: |name| [name, " was removed."].concat(),
    already_gone: |name| [name, " had already been removed."].concat(),
    removal_canceled: |name| ["Canceled. ", name, " wasn't removed."].concat(),
    not_removed_renamed: |name, other| [name, " wasn't removed. Its ID now belongs to ", other, "."].concat(),
    not_removed_active: |name| [name, " wasn't removed. It came online or started a job."].concat(),
    removal_unknown: |name| {
        [name, " may or may not have been removed: GitHub's response was lost. Refresh the table to see."].concat()
    },
    bulk_left: |removed, total| {
        [
            "Removal stopped: ",
            &format_number(removed, "en"),
            " of ",
            &format_number(total, "en"),
            " runners were removed.",
        ]
        .concat()
    },
    not_removed: |name, why| [name, " wasn't removed. ", why].concat(),
};

fn warning(warning: RemovalWarning) -> &'static str {
    match warning {
        RemovalWarning::NotConnected => {
            "The machine is not connected. Should it come back, it has to be registered again."
        }
        RemovalWarning::StatusUnknown => "GitHub does not say whether the machine is connected.",
        RemovalWarning::Connected => {
            "The machine is connected: it would be cut off. Removing it on the machine is cleaner."
        }
        RemovalWarning::RunningJob => {
            "It is running a job. GitHub usually refuses to remove it until the job has ended."
        }
    }
}
