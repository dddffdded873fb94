//! Every sentence on the screen, typed: one struct of texts for each screen, one folder of values for each language.
//!
//! Each struct has a function here that gives it in the language of the page. They are apart from each other so that the
//! texts of a screen are loaded with the screen (`views::later`).
//!
//! A text is a `&'static str`; one with numbers or names in it is a function. A missing message does not compile.
//! Invariant: no other module holds a sentence that a person reads.

pub mod add;
pub mod applications;
pub mod common;
pub mod connect;
pub mod detail;
mod en;
pub mod errors;
pub mod one_time;
pub mod preferences;
pub mod remove;
pub mod runners;
pub mod scope;
pub mod site;

pub use add::Add;
pub use applications::ApplicationTexts;
pub use common::Common;
pub use connect::Connect;
pub use detail::Detail;
pub use errors::{Errors, Explanation, explain};
pub use one_time::OneTimeTexts;
pub use preferences::PreferenceTexts;
pub use remove::Remove;
pub use runners::Runners;
pub use scope::{ScopeTexts, Shell};
pub use site::Site;

/// A language the console speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Spanish.
    Spanish,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::English, Self::Spanish];
    /// STUB
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Spanish => "es",
        }
    }
    /// STUB
    pub fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Spanish => "Español",
        }
    }
    /// STUB
    pub fn of_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| tag.starts_with(one.tag()))
    }
}
/// STUB
pub fn language() -> Language {
    Language::English
}
/// STUB
pub fn speak(_: Language) {}

/// `Add runner`.
pub fn add() -> &'static Add {
    &en::add::ADD
}

/// `Runner applications`.
pub fn applications() -> &'static ApplicationTexts {
    &en::applications::APPLICATIONS
}

/// What several screens share.
pub fn common() -> &'static Common {
    &en::common::COMMON
}

/// Connecting to a host.
pub fn connect() -> &'static Connect {
    &en::connect::CONNECT
}

/// One runner.
pub fn detail() -> &'static Detail {
    &en::detail::DETAIL
}

/// What went wrong, and what to do.
pub fn errors() -> &'static Errors {
    &en::errors::ERRORS
}

/// Tokens that live an hour.
pub fn one_time() -> &'static OneTimeTexts {
    &en::one_time::ONE_TIME
}

/// What a reader likes.
pub fn preferences() -> &'static PreferenceTexts {
    &en::preferences::PREFERENCES
}

/// `Remove NAME`.
pub fn remove() -> &'static Remove {
    &en::remove::REMOVE
}

/// The runner table and what stands above it.
pub fn runners() -> &'static Runners {
    &en::runners::RUNNERS
}

/// Choosing a scope.
pub fn scope() -> &'static ScopeTexts {
    &en::scope::SCOPE
}

/// The frame of the page while connected.
pub fn shell() -> &'static Shell {
    &en::scope::SHELL
}

/// The page as a whole.
pub fn site() -> &'static Site {
    &en::site::SITE
}
