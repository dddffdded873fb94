//! `Add runner`, in English.

use crate::commands::configuration::LONGEST_LABEL;
use crate::commands::script::ScriptTexts;
use crate::commands::{DownloadProblem, Field, Problem, Switch};
use crate::github::{ScopeError, System};
use crate::messages::Add;

pub(crate) static ADD: Add = Add {
    title: "Add runner",
    machine: "The machine",
    system: "Operating system",
    architecture: "Architecture",
    not_offered: "What is greyed out is not offered by this GitHub.",
    reading_applications: "Reading which runner applications there are…",
    downloads: |file| ["The script downloads ", file].concat(),
    no_applications: "This GitHub offers no runner application for download. The command works on a machine that has one already.",
    options: "Options",
    field,
    field_hint,
    no_groups: "Repositories have no runner groups.",
    switch,
    switch_hint,
    problem,
    commands: "Token and commands",
    generate: "Generate registration token",
    token_hint: "The token lets one or more machines register for an hour. It can do nothing else.",
    command: "Configuration command",
    command_hint,
    copy_command: "Copy command",
    copy_script: "Copy script",
    command_copied: "Command copied",
    script_copied: "Script copied",
    script: "Complete script",
    script_hint,
    needs_token: "Generate a registration token first.",
    needs_form: "The options above need a correction before there is a command.",
    needs_application: "There is no script: no runner application is known for this system and architecture.",
    download_problem,
    watching: "Now paste it on the machine. This page watches for the new runner for ten minutes.",
    appeared: |name| [name, " is here."].concat(),
    in_script: ScriptTexts {
        already_configured: "The folder actions-runner holds a configured runner already. Nothing was changed.",
        wrong_checksum: "The downloaded file is not the one that GitHub offers: its checksum differs.",
        stopped: "The runner was not set up. The lines above say why.",
    },
};

fn field(field: Field) -> &'static str {
    match field {
        Field::Name => "Runner name",
        Field::Labels => "Labels",
        Field::Group => "Runner group",
        Field::Work => "Work folder",
        Field::EnterpriseSlug => "Enterprise slug",
    }
}

fn field_hint(field: Field) -> &'static str {
    match field {
        Field::Name => "Empty: the machine's host name.",
        Field::Labels => "Separated by commas, besides the default ones.",
        Field::Group => "Empty: the default group. It must exist already.",
        Field::Work => "Empty: _work, in the runner's folder.",
        Field::EnterpriseSlug => {
            "The enterprise was given by its id, but the runner needs its slug: the name in github.com/enterprises/SLUG."
        }
    }
}

fn switch(switch: Switch) -> &'static str {
    match switch {
        Switch::NoDefaultLabels => "No default labels",
        Switch::Ephemeral => "Ephemeral",
        Switch::ReplaceExisting => "Replace existing",
        Switch::DisableUpdates => "Disable updates",
        Switch::RunAsService => "Run as a service",
        Switch::Unattended => "Unattended",
    }
}

fn switch_hint(switch: Switch, system: System) -> &'static str {
    match (switch, system) {
        (Switch::NoDefaultLabels, _) => "Only the labels above; without self-hosted, the system and the architecture.",
        (Switch::Ephemeral, _) => "Takes one job, then GitHub removes the runner.",
        (Switch::ReplaceExisting, _) => "Takes the place of a runner of the same name, which otherwise is an error.",
        (Switch::DisableUpdates, _) => {
            "The runner does not update itself; you have to, within 30 days of each release."
        }
        (Switch::RunAsService, System::Windows) => "Started by Windows, also after a restart.",
        (Switch::RunAsService, _) => {
            "The script installs it with svc.sh; after the command alone, run svc.sh yourself."
        }
        (Switch::Unattended, _) => "The command asks nothing. The script never does.",
    }
}

fn problem(problem: Problem) -> String {
    match problem {
        Problem::LeadingDash => "This must not begin with a dash: the runner would read it as an option.".to_owned(),
        Problem::Control => "This holds a line break or a control character. Type it again by hand.".to_owned(),
        Problem::Unseen(character) => {
            let code = u32::from(character);
            format!(
                "This holds a character that cannot be seen or passes for a space (U+{code:04X}). Type it again by hand."
            )
        }
        Problem::NotForWindows(character) => [
            "On Windows the character ",
            character.encode_utf8(&mut [0; 4]),
            " cannot be given to config.cmd safely. Leave it out.",
        ]
        .concat(),
        Problem::TrailingBackslash => "On Windows this must not end with a backslash. Leave it out.".to_owned(),
        Problem::LabelTooLong => {
            ["A label has at most ", &LONGEST_LABEL.to_string(), " characters. Put commas between labels."].concat()
        }
        Problem::LabelsMissing => "Without the default labels the runner needs at least one label here.".to_owned(),
        Problem::NoGroupsHere => "Repositories have no runner groups. Leave this empty.".to_owned(),
        Problem::SlugMissing => "Type the enterprise's slug.".to_owned(),
        Problem::SlugIsId => "This is a number: an id. Type the slug, the name in the enterprise's address.".to_owned(),
        Problem::Slug(ScopeError::Slash) => "Type the slug alone, without slashes.".to_owned(),
        Problem::Slug(_) => "An enterprise's slug has letters, digits and dashes only.".to_owned(),
    }
}

fn command_hint(system: System) -> &'static str {
    match system {
        System::Linux | System::MacOs => {
            "Run it in the folder where the runner application was extracted, not as root."
        }
        System::Windows => "Run it in PowerShell, in the folder where the runner application was extracted.",
    }
}

fn script_hint(system: System) -> &'static str {
    match system {
        System::Linux | System::MacOs => {
            "Makes the folder actions-runner, downloads and checks the application, configures and starts it. Paste it into sh, bash or zsh, not as root."
        }
        System::Windows => {
            "Makes the folder actions-runner, downloads and checks the application, configures and starts it. Paste it into PowerShell."
        }
    }
}

fn download_problem(problem: DownloadProblem) -> &'static str {
    match problem {
        DownloadProblem::System => "There is no script: this console does not know the application's system.",
        DownloadProblem::Address => "There is no script: GitHub's address for the download is no web address.",
        DownloadProblem::FileName => "There is no script: the name of the file to download is not a plain one.",
        DownloadProblem::Checksum => "There is no script: GitHub's checksum for the download is not a SHA-256.",
        DownloadProblem::Token => "There is no script: the token for the download holds characters that no token has.",
    }
}
