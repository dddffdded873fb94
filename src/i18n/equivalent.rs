//! The console's changes as commands for a terminal.

/// Texts about such commands.
#[derive(Debug)]
pub struct EquivalentTexts {
    /// What unfolds them; `task` is that of the operation, as in `i18n::errors`.
    pub summary: fn(task: &str) -> String,
    /// The same for the removal of several runners.
    pub summary_of_removals: fn(count: usize) -> String,
    /// How to use them.
    pub hint: &'static str,
    /// The name of the command for `curl`.
    pub curl: &'static str,
    /// The name of the command for `gh`.
    pub gh: &'static str,
    /// The button that copies the command for `curl`.
    pub copy_curl: &'static str,
    /// The button that copies the command for `gh`.
    pub copy_gh: &'static str,
    /// Why there is none for `gh`.
    pub no_gh: &'static str,
}
