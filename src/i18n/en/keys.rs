//! The keyboard, in English.

use crate::github::ScopeKind;
use crate::i18n::KeyTexts;

pub(crate) static KEYS: KeyTexts = KeyTexts {
    shortcuts: "Keyboard shortcuts",
    palette: "Command palette",
    search: "Command or runner",
    placeholder: "Type a command, or a runner’s name",
    nothing: "No command and no runner matches",
    anywhere: "Anywhere",
    on_runners: "With the runners",
    in_table: "In the table",
    then: "then",
    back: "Back to the rows, or out of a dialog",
    next_row: "Next row",
    previous_row: "Previous row",
    open: "Open the runner",
    arrows: "Rows and cells",
    ends: "First and last row",
    pages: "A screen up or down",
    type_ahead: "Go to the runner whose name begins so; hold Shift for letters that are shortcuts",
    escape_key: "Esc",
    end_keys: "Home End",
    page_keys: "PageUp PageDown",
    enter_key: "Enter",
    letter_keys: "a…z",
    choose: |kind| match kind {
        ScopeKind::Enterprise => "Choose an enterprise",
        ScopeKind::Organization => "Choose an organization",
        ScopeKind::Repository => "Choose a repository",
    },
    show: |scope| ["Show the runners of ", scope].concat(),
    runner: |name| ["Open runner ", name].concat(),
    sort_by: |column| ["Sort by ", column].concat(),
    off: "Single-key shortcuts are switched off in Preferences.",
};
