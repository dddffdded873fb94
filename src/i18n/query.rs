//! The language of the search box.

use crate::fleet::query::secret_scan::SaveError;
use crate::fleet::query::{Qualifier, QueryError};

/// Texts of it.
#[derive(Debug)]
pub struct QueryTexts {
    /// A term that was not understood, in its visible form, and why.
    pub not_understood: fn(term: &str, why: QueryError) -> String,
    /// What is typed looks like a token.
    pub secret: &'static str,
    /// The button that opens the values that can be clicked.
    pub facets: &'static str,
    /// What a key is about.
    pub key: fn(Qualifier) -> &'static str,
    /// What a word of `status:` is called, where that is another word than the one that is typed.
    pub status: fn(&str) -> Option<&'static str>,
    /// A number of runners.
    pub count: fn(usize) -> String,
    /// The group of what could be typed next.
    pub offers: &'static str,
    /// Said when there are some.
    pub offered: fn(count: usize) -> String,
    /// The button that opens the kept views.
    pub views: &'static str,
    /// There are none.
    pub no_views: &'static str,
    /// The box for a name.
    pub view_name: &'static str,
    /// What is kept.
    pub view_hint: &'static str,
    /// The button that keeps one.
    pub save_view: &'static str,
    /// Said when it was kept.
    pub saved: fn(name: &str) -> String,
    /// One was forgotten.
    pub forgotten: fn(name: &str) -> String,
    /// Why it was not.
    pub save_error: fn(SaveError) -> &'static str,
    /// The button that forgets one.
    pub delete_view: fn(name: &str) -> String,
}
