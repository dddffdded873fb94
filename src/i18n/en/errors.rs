//! Failures, in English.

use crate::github::{Operation, ScopeKind};
use crate::i18n::errors::{Errors, Pause};

pub(crate) static ERRORS: Errors = Errors {
    task: |operation| match operation {
        Operation::ListRunners => "read the runners",
        Operation::ListApplications => "read the runner applications",
        Operation::CreateRegistrationToken => "generate a registration token",
        Operation::CreateRemoveToken => "generate a remove token",
        Operation::GetRunner => "read this runner",
        Operation::DeleteRunner => "remove this runner",
        Operation::Reach | Operation::GetUser => "connect",
        Operation::GetScope => "find the new name",
        Operation::GetMeta => "read the version of the server",
        Operation::ListOrganizations => "list your organizations",
        Operation::ListRepositories => "list repositories",
    },
    bad_credentials: "GitHub does not accept this access token.",
    bad_credentials_connecting: "Check that the whole token was pasted, that it was made on this host, and that it has neither expired nor been revoked.",
    bad_credentials_later: "It has expired or been revoked. Sign out, then connect with a valid one.",
    forbidden: |task| ["GitHub does not allow your access token to ", task, "."].concat(),
    forbidden_next: |scope| match scope {
        Some(ScopeKind::Enterprise) => {
            "Sign out, then connect with a classic token with the scope `admin:enterprise` (on newer hosts `manage_runners:enterprise` is enough) whose owner is an owner of the enterprise. Fine-grained tokens and GitHub Apps cannot manage enterprise runners."
        }
        Some(ScopeKind::Organization) => {
            "Sign out, then connect with a classic token with the scope `admin:org` (and `repo` for private repositories), or a fine-grained token or GitHub App with the organization permission “Self-hosted runners”, read and write. Its owner must be an owner of the organization."
        }
        Some(ScopeKind::Repository) => {
            "Sign out, then connect with a classic token with the scope `repo`, or a fine-grained token or GitHub App with the repository permission “Administration”, read and write. Its owner must be an admin of the repository."
        }
        None => {
            "Check the token's scopes (enterprise: `admin:enterprise`, organization: `admin:org`, repository: `repo`), and that its owner is an owner or admin there."
        }
    },
    sso: "This token is not authorized for single sign-on (SAML) there.",
    sso_link: "Authorize it with the link below, then try again.",
    sso_no_link: "Open the token in your GitHub settings, choose “Configure SSO”, authorize it, then try again.",
    primary_limit: "The hourly request limit of this token is used up.",
    primary_limit_next: |minutes| {
        [
            "GitHub answers again in about ",
            minutes,
            " min. Everything that uses this account's tokens shares the limit.",
        ]
        .concat()
    },
    secondary_limit: "GitHub asks for a pause: too many requests in a short time.",
    secondary_limit_next: |pause| ["Wait ", &pause_words(pause), ", then try again."].concat(),
    unavailable: |status| ["GitHub isn't available right now (HTTP ", status, ")."].concat(),
    unavailable_next: |pause| ["It asks to wait ", &pause_words(pause), ". It may be under maintenance."].concat(),
    moved: [
        "GitHub redirected the request, so nothing was changed.",
        "The organization or repository may have been renamed or moved. Look up its name on GitHub, then choose it again.",
    ],
    renamed: |to| ["This is now called ", to, ". Nothing was changed."].concat(),
    renamed_next: "Go to the new name, then try again there.",
    go_to: |to| ["Go to ", to].concat(),
    contradiction: [
        "GitHub's responses contradict each other: it can't find this runner, but counts or lists it. Nothing was changed.",
        "Refresh the table and try again. If it goes on, ask the host's administrators.",
    ],
    not_found,
    gone: [
        "This host no longer serves the version of the API that the console uses.",
        "Ask whoever runs this site for a newer Runner Console.",
    ],
    busy: [
        "The runner is running a job, so GitHub did not remove it.",
        "Wait until the job ends or cancel it, then try again. For a machine that died, GitHub can keep saying so for a while.",
    ],
    rejected: |task| ["GitHub did not take the request to ", task, "."].concat(),
    rejected_next: "Trying again will not help by itself. If what GitHub says does not either, give its support the request id.",
    server: |status| ["GitHub itself failed (HTTP ", status, ")."].concat(),
    server_next: "Try again in a moment. If it goes on, look at the host's status page or ask its administrators.",
    unexpected: |status| ["The host answered in a way that GitHub does not document (HTTP ", status, ")."].concat(),
    unexpected_next: "A proxy may have answered in its place. Check the host, then try again.",
    not_understood: [
        "The answer is not what GitHub's API documents.",
        "A proxy or sign-in page may have answered in its place. Open the host in a new tab, sign in if asked, then try again.",
    ],
    foreign: [
        "Another server answered in GitHub's place. The console did not use its answer.",
        "The host redirects elsewhere. Check its name, and ask its administrators whether it has moved.",
    ],
    unreachable: "GitHub could not be reached.",
    unreachable_next: "The browser does not say why. Check, in this order:",
    unreachable_checks: &[
        "Is this machine online, and on the VPN that the host may need?",
        "Is the host name right? Open the host in a new tab: it should show GitHub, without a certificate warning.",
        "Did the browser ask to reach devices on the local network? Allow it. Only pages served over https can ask.",
        "Does an extension, such as an ad blocker, stop the request?",
        "Is there a proxy or a private mode in front of GitHub? It must let OPTIONS requests through and keep the Access-Control headers (CORS). Ask the host's administrators.",
        "Is this page served over https and the host over http? Browsers refuse that.",
    ],
    timed_out: ["GitHub did not answer in time.", "Try again. If it goes on, check the network and the host's status."],
    removal_lost: [
        "GitHub's answer to the removal was lost.",
        "The runner may have been removed or not. Try again: the console first looks whether it is there.",
    ],
    cancelled: ["The request was called off.", "Try again if you still want it."],
    github_says: "GitHub says:",
    request_id: "Request id",
    copy_request_id: "Copy request id",
    authorize: "Authorize this token on GitHub",
};

fn pause_words(pause: Pause) -> String {
    let (count, unit) = match pause {
        Pause::Seconds(1) => (1, " second"),
        Pause::Seconds(seconds) => (seconds, " seconds"),
        Pause::Minutes(minutes) => (minutes, " minutes"),
    };
    [&count.to_string(), unit].concat()
}

fn not_found(operation: Operation, scope: Option<ScopeKind>) -> [&'static str; 2] {
    match operation {
        Operation::GetUser => [
            "There is no GitHub API at this address.",
            "Check the host. For GitHub AE and GitHub Enterprise Server it is the name you open in the browser.",
        ],
        Operation::GetRunner => [
            "This runner does not exist any more, or your access token may not see it.",
            "GitHub answers the same for both. Refresh the table.",
        ],
        Operation::DeleteRunner => [
            "The runner was already gone, or your access token may not see it.",
            "Refresh the table. Gone: nothing is left to do.",
        ],
        Operation::ListOrganizations | Operation::ListRepositories => {
            ["This host offers no list to choose from.", "Type the name yourself."]
        }
        _ => match scope {
            Some(ScopeKind::Enterprise) => [
                "There is no such enterprise, or your access token may not see it. GitHub answers the same for both.",
                "Check the slug, and that the token has the scope `admin:enterprise` and its owner is an owner of the enterprise.",
            ],
            Some(ScopeKind::Organization) => [
                "There is no such organization, or your access token may not see it. GitHub answers the same for both.",
                "Check the organization's name, that the token has the scope `admin:org` (a fine-grained one or a GitHub App: the permission “Self-hosted runners”, read and write), and that its owner is an owner of the organization.",
            ],
            Some(ScopeKind::Repository) => [
                "There is no such repository, or your access token may not see it. GitHub answers the same for both.",
                "Check the owner and the name, that the token has the scope `repo` (a fine-grained one or a GitHub App: the permission “Administration”, read and write), and that its owner is an admin of the repository.",
            ],
            None => [
                "There is no such scope, or your access token may not see it. GitHub answers the same for both.",
                "Check the name, and the token's scopes (enterprise: `admin:enterprise`, organization: `admin:org`, repository: `repo`).",
            ],
        },
    }
}
