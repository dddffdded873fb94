//! What a person can choose for themselves, and the help with the keyboard.

use super::super::scene::{Scene, Session, Step};

const ROW: &str = "tbody [role=row]";

pub(super) fn scenes() -> Vec<Scene> {
    let table = |name| Scene::runners(name, "").wait(ROW);
    let picker = Scene::new("contrast-scope").session(Session::Connected).wait("form [role=combobox]");
    vec![
        table("preferences").press("#preferences").wait("dialog[open]"),
        table("preferences-shortcuts")
            .press("#preferences")
            .press("dialog summary")
            .wait("dialog .shortcuts")
            .in_spanish(),
        Scene::new("connect-preferences").wait("input[type=password]").press("#preferences").wait("dialog[open]"),
        table("keyboard-shortcuts").then(Step::Key('?')).wait("dialog[open]").in_spanish(),
        table("command-palette").then(Step::Key('⌘')).wait("dialog[open] [role=option]").in_spanish(),
        table("command-palette-no-match")
            .then(Step::Key('⌘'))
            .wait("dialog[open] [role=option]")
            .types("dialog input", "there is none")
            .wait("dialog [role=status]:not(:empty)"),
        table("contrast").preference("contrast", "more"),
        picker.preference("contrast", "more"),
        // No dialog that scrolls: in high contrast Chromium draws its scroll bar in one of two colours, as it likes.
        table("contrast-detail").preference("contrast", "more").press("[role=rowheader] button").wait("dialog .facts"),
        table("compact").preference("density", "compact"),
    ]
}
