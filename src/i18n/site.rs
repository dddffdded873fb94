//! What concerns the page as a whole: its start, its settings, its end.

use crate::config::Problem;

/// Texts about the site's settings and about a console that cannot go on.
#[derive(Debug)]
pub struct Site {
    /// Shown instead of everything else after a panic.
    pub crashed: &'static str,
    /// The heading over a problem with `config.json`.
    pub settings_heading: &'static str,
    /// `config.json` is no JSON; line and column where that showed.
    pub not_json: fn(usize, usize) -> String,
    /// A field of `config.json` cannot be used: its name, its line where it has one, and why.
    pub wrong_field: fn(&str, Option<usize>, Problem) -> String,
    /// `config.json` could not be read; the HTTP status, if there was an answer.
    pub not_read: fn(Option<u16>) -> String,
    /// What to do about it.
    pub settings_next_step: &'static str,
}
