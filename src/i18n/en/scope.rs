//! The frame and the choice of a scope, in English.

use crate::fleet::escape_invisible::escape_invisible;
use crate::github::{ScopeError, ScopeKind};
use crate::i18n::scope::{ScopeTexts, Shell};

pub(crate) static SHELL: Shell = Shell {
    skip: "Skip to content",
    change_scope: "Change scope",
    preferences: "Preferences",
    sign_out: "Sign out",
    signed_in_as: |login| ["Signed in as ", login].concat(),
};

pub(crate) static SCOPE: ScopeTexts = ScopeTexts {
    title: "Whose runners?",
    lead: "Runners belong to an enterprise, an organization or a repository.",
    scope: "Scope",
    kind: |kind| match kind {
        ScopeKind::Enterprise => "Enterprise",
        ScopeKind::Organization => "Organization",
        ScopeKind::Repository => "Repository",
    },
    name: |kind| match kind {
        ScopeKind::Enterprise => "Enterprise slug",
        ScopeKind::Organization => "Organization name",
        ScopeKind::Repository => "Repository (owner/name)",
    },
    hint: |kind| match kind {
        ScopeKind::Enterprise => {
            "The last part of the enterprise's address, after /enterprises/. GitHub has no list of enterprises to choose from."
        }
        ScopeKind::Organization => "As in the organization's address.",
        ScopeKind::Repository => "As in the repository's address, owner first.",
    },
    placeholder: |kind| match kind {
        ScopeKind::Enterprise => "my-enterprise",
        ScopeKind::Organization => "my-organization",
        ScopeKind::Repository => "my-organization/my-repository",
    },
    error,
    show: "Show runners",
    presets: "Offered by this site",
    recents: "Recent",
    forget_recents: "Forget recents",
    granted: |kind| match kind {
        ScopeKind::Enterprise => "Your token has the scope that enterprise runners need.",
        ScopeKind::Organization => "Your token has the scope that organization runners need.",
        ScopeKind::Repository => "Your token has the scope that repository runners need.",
    },
    not_granted: |kind| match kind {
        ScopeKind::Enterprise => {
            "Your token lacks the scope `admin:enterprise` (or, on newer hosts, `manage_runners:enterprise`). GitHub will probably refuse: sign out and connect with a token that has it."
        }
        ScopeKind::Organization => {
            "Your token lacks the scope `admin:org`. GitHub will probably refuse: sign out and connect with a token that has it."
        }
        ScopeKind::Repository => {
            "Your token lacks the scope `repo`. GitHub will probably refuse: sign out and connect with a token that has it."
        }
    },
    grants_unknown: "GitHub does not say what your token may do. Reading the runners will show it.",
};

fn error(error: ScopeError, kind: ScopeKind) -> String {
    let sentence = match (error, kind) {
        (ScopeError::Empty, ScopeKind::Enterprise) => "Type the slug of an enterprise.",
        (ScopeError::Empty, ScopeKind::Organization) => "Type the name of an organization.",
        (ScopeError::Empty | ScopeError::NotOwnerAndName, _) => {
            "Type the owner and the name with one slash between, like octo-org/octo-repo."
        }
        (ScopeError::Slash, _) => "Type one name, without a slash. For a repository, choose Repository above.",
        (ScopeError::TooLong, _) => "This is longer than any name on GitHub (100 characters).",
        (ScopeError::Character(character), _) => {
            let character = escape_invisible(&character.to_string());
            return ["A name cannot hold “", &character, "”. Type the name alone, not a web address."].concat();
        }
    };
    sentence.to_owned()
}
