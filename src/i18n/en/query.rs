//! The language of the search box, in English.

use crate::fleet::query::secret_scan::SaveError;
use crate::fleet::query::{Qualifier, QueryError};
use crate::format_number::format_number;
use crate::i18n::QueryTexts;

pub(crate) static QUERY: QueryTexts = QueryTexts {
    not_understood,
    secret: "This looks like a token. It is left out of the page's address; take it out of this box.",
    facets: "Filters",
    key: |key| match key {
        Qualifier::Status => "Status",
        Qualifier::Busy => "Busy",
        Qualifier::Os => "Operating system",
        Qualifier::Label => "Labels",
        Qualifier::Name => "Name",
        Qualifier::Id => "ID",
        Qualifier::Group => "Runner group",
        Qualifier::Ephemeral => "Ephemeral",
        Qualifier::Version => "Version",
    },
    status: |_| None,
    count: |count| format_number(count, "en"),
    offers: "Suggestions",
    offered: |count| {
        [
            format_number(count, "en").as_str(),
            if count == 1 { " suggestion" } else { " suggestions" },
            "; arrow down leads to them",
        ]
        .concat()
    },
    views: "Saved views",
    no_views: "Nothing is saved for this scope yet.",
    view_name: "Name of the view",
    view_hint: "Keeps the filter and the sort, in this browser only.",
    save_view: "Save this view",
    saved: |name| ["“", name, "” was saved."].concat(),
    forgotten: |name| ["“", name, "” was deleted."].concat(),
    save_error: |error| match error {
        SaveError::NoName => "Give the view a name.",
        SaveError::LongName => "Choose a name of at most 60 characters.",
        SaveError::Secret => "This looks like it holds a token. A token is never saved: take it out of the filter.",
        SaveError::TooMany => "There are 50 views of this scope already. Delete one first.",
        SaveError::NoStorage => {
            "This browser does not let the page keep anything. Copy the link instead: it holds the same."
        }
    },
    delete_view: |name| ["Delete the view ", name].concat(),
};

fn not_understood(term: &str, why: QueryError) -> String {
    let says = match why {
        QueryError::NoSuchKey => {
            " filters nothing: there is no such field. To search for it as text, put it in quotes."
        }
        QueryError::NoValue(_) => " filters nothing yet: a value is missing behind the colon.",
        QueryError::NoSuchValue(key) => match key {
            Qualifier::Status => " filters nothing: a status is online, offline, idle, busy or unknown.",
            Qualifier::Busy | Qualifier::Ephemeral => " filters nothing: the value is true or false.",
            Qualifier::Id | Qualifier::Group => " filters nothing: the value is a number.",
            Qualifier::Version => " filters nothing: a version looks like 2.329, <2.329 or >=2.329.1.",
            Qualifier::Os | Qualifier::Label | Qualifier::Name => " filters nothing: there is no such value.",
        },
    };
    ["“", term, "”", says].concat()
}
