//! Every sentence on the screen, typed: one struct of texts for each screen, one folder of values for each language.
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
pub use remove::Remove;
pub use runners::Runners;
pub use scope::{ScopeTexts, Shell};
pub use site::Site;

/// All texts in one language.
#[derive(Debug)]
pub struct Messages {
    /// What several screens share.
    pub common: Common,
    /// The runner table and what stands above it.
    pub runners: Runners,
    /// One runner.
    pub detail: Detail,
    /// Connecting to a host.
    pub connect: Connect,
    /// The frame of the page while connected.
    pub shell: Shell,
    /// Choosing a scope.
    pub scope: ScopeTexts,
    /// What went wrong, and what to do.
    pub errors: Errors,
    /// `Add runner`.
    pub add: Add,
    /// `Remove NAME`.
    pub remove: Remove,
    /// `Runner applications`.
    pub applications: ApplicationTexts,
    /// Tokens that live an hour.
    pub one_time: OneTimeTexts,
    /// The page as a whole.
    pub site: Site,
}

/// The texts in the language of this page. It does not change while a view lives.
pub fn messages() -> &'static Messages {
    &en::ENGLISH
}
