//! What the page shows, as the query string says it. The token is never part of it.
//!
//! Invariant: pure; `Route::parse(route.to_query())` is the same route, and a query that is not understood is a route
//! with less in it, never an error.

use crate::fleet::Sort;
use crate::github::{Host, RunnerId, Scope};

/// Host, scope, filter, sort and open runner.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Route {
    /// `host=`: the GitHub host the link is for.
    pub host: Option<Host>,
    /// `enterprise=`, `organization=` or `repository=`.
    pub scope: Option<Scope>,
    /// `q=`: the text in the filter box.
    pub filter: String,
    /// `sort=`: a column, with `-` before it for descending; absent for GitHub's own order.
    pub sort: Option<Sort>,
    /// `runner=`: the runner whose detail is open.
    pub runner: Option<RunnerId>,
}

impl Route {
    /// x
    pub fn parse(_query: &str) -> Self {
        Self::default()
    }
    /// x
    pub fn to_query(&self) -> String {
        String::new()
    }
}
