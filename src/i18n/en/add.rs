//! `Add runner`, in English.

use crate::commands::configuration::LONGEST_LABEL;
use crate::commands::name_pattern::MOST_MACHINES;
use crate::commands::script::ScriptTexts;
use crate::commands::{DownloadProblem, Field, Problem, ScriptKind, Switch};
use crate::github::{Os, ScopeError};
use crate::i18n::Add;

pub(crate) static ADD: Add = Add {
    title: "Add runner",
    machine: "The machine",
    system: "Operating system",
    architecture: "Architecture",
    not_offered: "What is greyed out is not offered by this host.",
    reading_applications: "Reading which runner applications there are…",
    downloads: |file| ["The script downloads ", file].concat(),
    no_applications: "This host offers no runner application for download. The command works on a machine that has one already.",
    options: "Options",
    field,
    field_hint,
    no_groups: "Repositories have no runner groups.",
    no_account: "For Windows, where it runs as a service.",
    switch,
    switch_hint,
    problem,
    commands: "Token and commands",
    generate: "Generate registration token",
    token_hint: "The token lets one or more machines register for an hour. It can do nothing else.",
    command: "Configuration command",
    service_after: "Then, to start it as a service:",
    command_hint,
    copy_command: "Copy command",
    copy_script: "Copy script",
    command_copied: "Command copied",
    script_copied: "Script copied",
    script: "Complete script",
    script_hint,
    script_checks: |is_checked| {
        if is_checked {
            "It goes on only where the download has the SHA-256 that GitHub names."
        } else {
            "GitHub names no checksum for this download, so the script does not check it."
        }
    },
    script_kinds: "Form of the script",
    script_kind: |kind| match kind {
        ScriptKind::Shell => "A script to paste",
        ScriptKind::UserData => "cloud-init user data",
    },
    no_user_data: "cloud-init sets up machines with Linux.",
    which_machine: "Which machine",
    machine_of: |name, place, count| [name, ", machine ", &place.to_string(), " of ", &count.to_string()].concat(),
    previous_machine: "Previous machine",
    next_machine: "Next machine",
    same_for_all: "Command and script are the same for all machines: each goes by the name of its host.",
    script_for_all: "Script for all machines",
    script_for_all_hint: |system| match system {
        Os::Linux => {
            "One script for all: save it as a file and give each machine its number, as in `ssh HOST sh -s 1 < add.sh`. A service needs a `sudo` there that asks for no password."
        }
        Os::MacOs => {
            "One script for all: save it as a file and give each machine its number, as in `ssh HOST sh -s 1 < add.sh`."
        }
        Os::Windows => "One script for all: save it as a file and give each machine its number, as in `./add.ps1 1`.",
    },
    copy_script_for_all: "Copy script for all machines",
    needs_token: "Generate a registration token first.",
    needs_form: "The options above need a correction before there is a command.",
    needs_application: "There is no script: no runner application is known for this system and architecture.",
    download_problem,
    watching: "Now paste it on the machine. This page watches for the new runner for ten minutes.",
    appeared: |name| {
        [name, " is here. It is configured and not online yet: start it with ./run.sh (Windows: run.cmd), or start its service. This page goes on watching."].concat()
    },
    online: |name| [name, " is here. It is online."].concat(),
    many_appeared: |here, online, of| {
        let (here, online) = (here.to_string(), online.to_string());
        let who = match of {
            Some(of) => [&here, " of ", &of.to_string(), " runners are here, "].concat(),
            None => [&here, " new runners have come to this scope, "].concat(),
        };
        [&who, &online, " of them online."].concat()
    },
    nobody_came: "No new runner has come in ten minutes. On the machine, check:",
    not_online: "Not every runner has come online in ten minutes. On the machine, check:",
    checks: |system| {
        let service = match system {
            Os::Linux => "Does the runner run? Start `./run.sh`, or ask for its service with `sudo ./svc.sh status`.",
            Os::MacOs => "Does the runner run? Start `./run.sh`, or ask for its service with `./svc.sh status`.",
            Os::Windows => {
                "Does the runner run? Start `./run.cmd`, or look for `actions.runner` with `Get-Service actions.runner.*`."
            }
        };
        [
            "Did the command come to its end? What it printed last says why not; if the token had expired, generate a new one and copy again.",
            "Is it registered here? The address after `--url` in the command is the scope it joined.",
            service,
            "Does it reach GitHub over HTTPS? The newest files in its folder `_diag` say so; behind a proxy, `https_proxy` must be set.",
        ]
    },
    watch_again: "Watch for ten more minutes",
    in_script: ScriptTexts {
        already_configured: "The folder actions-runner holds a configured runner already. Nothing was changed.",
        wrong_checksum: "The downloaded file is not the one that GitHub offers: its checksum differs.",
        stopped: "The runner was not set up. The lines above say why.",
        which_machine: |first, last| {
            let [first, last] = [first.to_string(), last.to_string()];
            ["Give this script the number of this machine, from ", &first, " to ", &last, ". Nothing was changed."]
                .concat()
        },
    },
};

fn field(field: Field) -> &'static str {
    match field {
        Field::Name => "Runner name",
        Field::Machines => "Machines",
        Field::Labels => "Labels",
        Field::Group => "Runner group",
        Field::Work => "Work folder",
        Field::Account => "Service account",
        Field::EnterpriseSlug => "Enterprise slug",
    }
}

fn field_hint(field: Field) -> &'static str {
    match field {
        Field::Name => "Empty: the machine's host name. For several machines, ci-{01} counts ci-01, ci-02 and so on.",
        Field::Machines => "How many to add. Empty: one.",
        Field::Labels => "Separated by commas, besides the default ones.",
        Field::Group => "Empty: the default group. It must exist already.",
        Field::Work => "Empty: _work, in the runner's folder.",
        Field::Account => "Empty: NETWORK SERVICE. The password is asked for on the machine.",
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
        Switch::TokenInEnvironment => "Token in the environment",
    }
}

fn switch_hint(switch: Switch, system: Os) -> &'static str {
    match (switch, system) {
        (Switch::NoDefaultLabels, _) => "Only the labels above; without self-hosted, the system and the architecture.",
        (Switch::Ephemeral, _) => "Takes one job, then GitHub removes the runner.",
        (Switch::ReplaceExisting, _) => "Takes the place of a runner of the same name, which otherwise is an error.",
        (Switch::DisableUpdates, _) => {
            "The runner does not update itself; you have to, within 30 days of each release."
        }
        (Switch::RunAsService, Os::Windows) => {
            "Started by Windows, also after a restart. Run PowerShell as administrator."
        }
        (Switch::RunAsService, _) => {
            "The script installs it with svc.sh; after the command alone, run what is below it."
        }
        (Switch::Unattended, _) => "The command asks no questions. The script never asks any.",
        (Switch::TokenInEnvironment, _) => {
            "As a variable rather than on the command line, where others on the machine can list it."
        }
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
        Problem::Machines => ["Type a number from 1 to ", &MOST_MACHINES.to_string(), "."].concat(),
        Problem::NoNumber => {
            "Several machines cannot share a name. Put the first number in braces, as in ci-{01}.".to_owned()
        }
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

fn command_hint(system: Os) -> &'static str {
    match system {
        Os::Linux | Os::MacOs => "Run it in the folder where the runner application was extracted, not as root.",
        Os::Windows => "Run it in PowerShell, in the folder where the runner application was extracted.",
    }
}

fn script_hint(kind: ScriptKind, system: Os) -> &'static str {
    match (kind, system) {
        (ScriptKind::UserData, _) => {
            "For a new machine with Linux: makes the user actions-runner, who downloads and configures the application, and starts it as a service. Whoever may read the machine's user data reads the token, for its hour."
        }
        (ScriptKind::Shell, Os::Linux | Os::MacOs) => {
            "Makes the folder actions-runner, downloads the application, configures and starts it. Paste it into sh, bash or zsh, not as root."
        }
        (ScriptKind::Shell, Os::Windows) => {
            "Makes the folder actions-runner, downloads the application, configures and starts it. Paste it into PowerShell."
        }
    }
}

fn download_problem(problem: DownloadProblem) -> &'static str {
    match problem {
        DownloadProblem::Os => "There is no script: this console does not know the application's system.",
        DownloadProblem::Address => "There is no script: GitHub's address for the download is no web address.",
        DownloadProblem::FileName => "There is no script: the name of the file to download is not a plain one.",
        DownloadProblem::Checksum => "There is no script: GitHub's checksum for the download is not a SHA-256.",
        DownloadProblem::Token => "There is no script: the token for the download holds characters that no token has.",
    }
}
