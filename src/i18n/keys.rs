//! The keyboard: shortcuts, and the commands of the palette.

use crate::github::ScopeKind;

/// Texts of the dialogs `Keyboard shortcuts` and `Command palette`.
#[derive(Debug)]
pub struct KeyTexts {
    /// The dialog that lists shortcuts.
    pub shortcuts: &'static str,
    /// The dialog with all commands.
    pub palette: &'static str,
    /// The box of that dialog.
    pub search: &'static str,
    /// What can be typed there.
    pub placeholder: &'static str,
    /// Nothing fits what was typed.
    pub nothing: &'static str,
    /// Shortcuts that work anywhere.
    pub anywhere: &'static str,
    /// Shortcuts of the screen of runners.
    pub on_runners: &'static str,
    /// Keys in the table.
    pub in_table: &'static str,
    /// Between two keys that are pressed one after the other.
    pub then: &'static str,
    /// From the search box to the rows; out of a dialog.
    pub back: &'static str,
    /// The next row.
    pub next_row: &'static str,
    /// The row before.
    pub previous_row: &'static str,
    /// Opens a runner.
    pub open: &'static str,
    /// The arrow keys.
    pub arrows: &'static str,
    /// Home and End.
    pub ends: &'static str,
    /// The page keys.
    pub pages: &'static str,
    /// Typing how a name begins.
    pub type_ahead: &'static str,
    /// The key Escape, as keyboards have it; likewise the next ones.
    pub escape_key: &'static str,
    /// Home and End.
    pub end_keys: &'static str,
    /// Page Up and Page Down.
    pub page_keys: &'static str,
    /// Enter.
    pub enter_key: &'static str,
    /// Any letter.
    pub letter_keys: &'static str,
    /// Chooses a scope of a kind.
    pub choose: fn(ScopeKind) -> &'static str,
    /// Shows the runners of this scope.
    pub show: fn(&str) -> String,
    /// Opens this runner.
    pub runner: fn(&str) -> String,
    /// Sorts by this column.
    pub sort_by: fn(&str) -> String,
    /// Where single letters are switched off.
    pub off: &'static str,
}
