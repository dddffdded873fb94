//! Every sentence on the screen, typed: one struct of texts for each screen, one folder of values for each language.
//!
//! Each struct has a function here that gives it in the language of the page.
//!
//! A text is a `&'static str`; one with numbers or names in it is a function. A missing message does not compile.
//! Invariant: no other module holds a sentence that a person reads.

pub mod add;
pub mod applications;
pub mod bulk;
pub mod check;
pub mod common;
pub mod connect;
pub mod detail;
mod en;
pub mod equivalent;
pub mod errors;
mod es;
pub mod hand_over;
pub mod journal;
pub mod keys;
pub mod one_time;
pub mod overview;
pub mod preferences;
pub mod query;
pub mod remove;
pub mod runners;
pub mod scope;
pub mod site;
pub mod tab;

use serde::{Deserialize, Serialize};
use std::sync::atomic::{AtomicBool, Ordering};

pub use add::Add;
pub use applications::ApplicationTexts;
pub use bulk::BulkTexts;
pub use check::CheckTexts;
pub use common::Common;
pub use connect::Connect;
pub use detail::Detail;
pub use equivalent::EquivalentTexts;
pub use errors::{Errors, Explanation, explain, minutes_until};
pub use hand_over::HandOver;
pub use journal::JournalTexts;
pub use keys::KeyTexts;
pub use one_time::OneTimeTexts;
pub use overview::OverviewTexts;
pub use preferences::PreferenceTexts;
pub use query::QueryTexts;
pub use remove::Remove;
pub use runners::Runners;
pub use scope::{ScopeTexts, Shell};
pub use site::Site;
pub use tab::TabTexts;

/// A language the console speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Language {
    /// English.
    #[default]
    #[serde(rename = "en")]
    English,
    /// Spanish.
    #[serde(rename = "es")]
    Spanish,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::English, Self::Spanish];

    /// As HTML and `Intl` call it: `en`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Spanish => "es",
        }
    }

    /// As it calls itself.
    pub fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Spanish => "Español",
        }
    }

    /// The language of a tag, whatever the country: `es-MX`.
    pub fn of_tag(tag: &str) -> Option<Self> {
        let language = tag.split('-').next().unwrap_or_default();
        Self::ALL.into_iter().find(|known| known.tag().eq_ignore_ascii_case(language))
    }
}

/// True while Spanish is spoken. Not a signal: what is on the page is made anew in another language (`app::console`).
static IS_SPANISH: AtomicBool = AtomicBool::new(false);

/// The language of the page.
pub fn language() -> Language {
    if IS_SPANISH.load(Ordering::Relaxed) { Language::Spanish } else { Language::English }
}

/// Speaks this language from now on.
pub fn speak(language: Language) {
    IS_SPANISH.store(language == Language::Spanish, Ordering::Relaxed);
}

/// That of the two which is in the language of the page.
fn spoken<T>(english: &'static T, spanish: &'static T) -> &'static T {
    match language() {
        Language::English => english,
        Language::Spanish => spanish,
    }
}

/// `Add runner`.
pub fn add() -> &'static Add {
    spoken(&en::add::ADD, &es::add::ADD)
}

/// `Runner applications`.
pub fn applications() -> &'static ApplicationTexts {
    spoken(&en::applications::APPLICATIONS, &es::applications::APPLICATIONS)
}

/// Selecting runners, and removing many of them.
pub fn bulk() -> &'static BulkTexts {
    spoken(&en::bulk::BULK, &es::bulk::BULK)
}

/// The language of the search box.
pub fn query() -> &'static QueryTexts {
    spoken(&en::query::QUERY, &es::query::QUERY)
}

/// `Connection check`.
pub fn check() -> &'static CheckTexts {
    spoken(&en::check::CHECK, &es::check::CHECK)
}

/// Changes as commands for a terminal.
pub fn equivalent() -> &'static EquivalentTexts {
    spoken(&en::equivalent::EQUIVALENT, &es::equivalent::EQUIVALENT)
}

/// `What this tab changed`.
pub fn journal() -> &'static JournalTexts {
    spoken(&en::journal::JOURNAL, &es::journal::JOURNAL)
}

/// What leaves the page for others.
pub fn hand_over() -> &'static HandOver {
    spoken(&en::hand_over::HAND_OVER, &es::hand_over::HAND_OVER)
}

/// What several screens share.
pub fn common() -> &'static Common {
    spoken(&en::common::COMMON, &es::common::COMMON)
}

/// Connecting to a host.
pub fn connect() -> &'static Connect {
    spoken(&en::connect::CONNECT, &es::connect::CONNECT)
}

/// One runner.
pub fn detail() -> &'static Detail {
    spoken(&en::detail::DETAIL, &es::detail::DETAIL)
}

/// What went wrong, and what to do.
pub fn errors() -> &'static Errors {
    spoken(&en::errors::ERRORS, &es::errors::ERRORS)
}

/// Tokens that live an hour.
pub fn one_time() -> &'static OneTimeTexts {
    spoken(&en::one_time::ONE_TIME, &es::one_time::ONE_TIME)
}

/// The overview above the runner table.
pub fn overview() -> &'static OverviewTexts {
    spoken(&en::overview::OVERVIEW, &es::overview::OVERVIEW)
}

/// What a reader likes.
pub fn preferences() -> &'static PreferenceTexts {
    spoken(&en::preferences::PREFERENCES, &es::preferences::PREFERENCES)
}

/// `Remove NAME`.
pub fn remove() -> &'static Remove {
    spoken(&en::remove::REMOVE, &es::remove::REMOVE)
}

/// The runner table and what stands above it.
pub fn runners() -> &'static Runners {
    spoken(&en::runners::RUNNERS, &es::runners::RUNNERS)
}

/// Choosing a scope.
pub fn scope() -> &'static ScopeTexts {
    spoken(&en::scope::SCOPE, &es::scope::SCOPE)
}

/// Shortcuts and commands.
pub fn keys() -> &'static KeyTexts {
    spoken(&en::keys::KEYS, &es::keys::KEYS)
}

/// The frame of the page while connected.
pub fn shell() -> &'static Shell {
    spoken(&en::scope::SHELL, &es::scope::SHELL)
}

/// The page as a whole.
pub fn site() -> &'static Site {
    spoken(&en::site::SITE, &es::site::SITE)
}

/// The title of the page.
pub fn tab() -> &'static TabTexts {
    spoken(&en::tab::TAB, &es::tab::TAB)
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn a_tag_tells_the_language_whatever_the_country() {
        for (tag, language) in [
            ("es", Some(Language::Spanish)),
            ("es-MX", Some(Language::Spanish)),
            ("ES", Some(Language::Spanish)),
            ("en-GB", Some(Language::English)),
            ("eo", None),
            ("est", None),
            ("", None),
        ] {
            assert_eq!(Language::of_tag(tag), language, "{tag}");
        }
    }
}
