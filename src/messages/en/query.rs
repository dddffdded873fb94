//! The language of the search box, in English.

use crate::fleet::language::keeping::SaveError;
use crate::fleet::language::{Key, Misunderstanding};
use crate::grouped::grouped;
use crate::messages::QueryTexts;

pub(crate) static QUERY: QueryTexts = QueryTexts {
    not_understood,
    secret: "This looks like a token. It is left out of the page's address; take it out of this box.",
    facets: "Filters",
    key: |key| match key {
        Key::Status => "Status",
        Key::Busy => "Busy",
        Key::Os => "Operating system",
        Key::Label => "Labels",
        Key::Name => "Name",
        Key::Id => "ID",
        Key::Group => "Runner group",
        Key::Ephemeral => "Ephemeral",
        Key::Version => "Version",
    },
    status: |_| None,
    count: |count| grouped(count, "en"),
    offers: "Suggestions",
    offered: |count| {
        [
            grouped(count, "en").as_str(),
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

fn not_understood(term: &str, why: Misunderstanding) -> String {
    let says = match why {
        Misunderstanding::NoSuchKey => {
            " filters nothing: there is no such field. To search for it as text, put it in quotes."
        }
        Misunderstanding::NoValue(_) => " filters nothing yet: a value is missing behind the colon.",
        Misunderstanding::NoSuchValue(key) => match key {
            Key::Status => " filters nothing: a status is online, offline, idle, busy or unknown.",
            Key::Busy | Key::Ephemeral => " filters nothing: the value is true or false.",
            Key::Id | Key::Group => " filters nothing: the value is a number.",
            Key::Version => " filters nothing: a version looks like 2.329, <2.329 or >=2.329.1.",
            Key::Os | Key::Label | Key::Name => " filters nothing: there is no such value.",
        },
    };
    ["“", term, "”", says].concat()
}
