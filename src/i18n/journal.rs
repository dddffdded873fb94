//! `What this tab changed`.

use crate::github::Operation;

/// Texts of the list of changes.
#[derive(Debug)]
pub struct JournalTexts {
    /// The dialog, and the button that opens it.
    pub title: &'static str,
    /// What is kept, where, and for how long.
    pub hint: &'static str,
    /// Nothing was changed.
    pub nothing: &'static str,
    /// How many changes there are.
    pub count: fn(count: usize) -> String,
    /// Only the latest are shown.
    pub latest: fn(shown: usize) -> String,
    /// The browser gives out no file.
    pub not_saved: &'static str,
    /// What was asked for.
    pub what: fn(Operation) -> &'static str,
    /// A runner without a known name, by its id.
    pub unnamed: fn(id: &str) -> String,
    /// GitHub did it.
    pub done: &'static str,
    /// There was nothing left to do.
    pub already_gone: &'static str,
    /// GitHub did not do it; before why.
    pub failed: &'static str,
    /// Nobody knows; before why.
    pub unknown: &'static str,
    /// Who, by login and host.
    pub who: fn(login: &str, host: &str) -> String,
    /// In the place of a login that GitHub did not tell.
    pub unknown_login: &'static str,
}
