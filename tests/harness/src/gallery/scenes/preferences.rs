//! What a person can choose for themselves, and the help with the keyboard.
//!
//! A scene that awaits something is counted as ignored. Once that is there: take `.awaits(…)` away, and look at its picture.

use super::super::scene::{Scene, Session, Step};

const ROW: &str = "tbody [role=row]";
const PREFERENCES: &str = "the Preferences dialog";
const KEYS: &str = "the keyboard's dialogs";
const LOOKS: &str = "the looks of contrast and density";

pub(super) fn scenes() -> Vec<Scene> {
    let table = |name| Scene::runners(name, "").wait(ROW);
    let picker = Scene::new("contrast-scope").session(Session::Connected).wait("form [role=combobox]");
    vec![
        table("preferences").press(".shell-account .button:first-of-type").wait("dialog[open]").awaits(PREFERENCES),
        Scene::new("connect-preferences")
            .wait("input[type=password]")
            .press("button[aria-haspopup=dialog], .connect > .button")
            .wait("dialog[open]")
            .awaits(PREFERENCES),
        table("keyboard-shortcuts").then(Step::Key('?')).wait("dialog[open]").in_spanish().awaits(KEYS),
        table("command-palette").then(Step::Key('⌘')).wait("dialog[open] [role=option]").in_spanish().awaits(KEYS),
        table("contrast").preferences("contrast=more").awaits(LOOKS),
        picker.preferences("contrast=more").awaits(LOOKS),
        table("contrast-add")
            .preferences("contrast=more")
            .press(".runners-actions > .primary")
            .wait("dialog[open]")
            .awaits(LOOKS),
        table("compact").preferences("density=compact").awaits(LOOKS),
    ]
}
