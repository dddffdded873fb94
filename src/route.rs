//! What the page shows, as the query string says it. The token is never part of it.
//!
//! Invariant: pure; `Route::parse(route.to_query())` is the same route, but for a filter that looks like a token, and a query that is not understood is a route
//! with less in it, never an error.

use crate::fleet::query::secret_scan::looks_secret;
use crate::fleet::{Direction, Sort, SortKey};
use crate::github::{Host, RunnerId, Scope, ScopeKind};

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

/// The columns, by their words in the query string.
const COLUMNS: [(SortKey, &str); 5] = [
    (SortKey::Name, "name"),
    (SortKey::Status, "status"),
    (SortKey::Busy, "busy"),
    (SortKey::Os, "os"),
    (SortKey::Labels, "labels"),
];

impl Route {
    /// Reads a query string, with or without its `?`. Names that are not known and values that make no sense are passed
    /// over; of a name that comes twice the first value that makes sense counts.
    pub fn parse(query: &str) -> Self {
        let mut route = Self::default();
        for (name, value) in form_urlencoded::parse(query.strip_prefix('?').unwrap_or(query).as_bytes()) {
            match &*name {
                "host" if route.host.is_none() => route.host = Host::parse(&value).ok(),
                "q" if route.filter.is_empty() => route.filter = value.into_owned(),
                "sort" if route.sort.is_none() => route.sort = parse_sort(&value),
                "runner" if route.runner.is_none() => route.runner = parse_id(&value),
                word if route.scope.is_none() => {
                    let kind = ScopeKind::from_word(word);
                    route.scope = kind.and_then(|kind| Scope::parse(kind, &value).ok());
                }
                _ => {}
            }
        }
        route
    }

    /// The query string with its `?`; empty where there is nothing to say.
    pub fn to_query(&self) -> String {
        let mut query = String::new();
        if let Some(host) = &self.host {
            push_pair(&mut query, "host", &host.as_text());
        }
        if let Some(scope) = &self.scope {
            push_pair(&mut query, scope.kind().as_word(), scope.name());
        }
        // A token that was pasted into the wrong box: addresses are kept in histories and logs.
        if !self.filter.is_empty() && !looks_secret(&self.filter) {
            push_pair(&mut query, "q", &self.filter);
        }
        if let Some(sort) = self.sort {
            push_pair(&mut query, "sort", &sort_word(sort));
        }
        if let Some(runner) = self.runner {
            push_pair(&mut query, "runner", &runner.to_string());
        }
        query
    }
}

/// Adds a parameter as forms write it. RFC 3986 lets a query hold `/` and `:` as they are: `octo-org/octo-repo` stays
/// readable.
fn push_pair(query: &mut String, name: &str, value: &str) {
    query.push(if query.is_empty() { '?' } else { '&' });
    query.extend([name, "="]);
    query.extend(form_urlencoded::byte_serialize(value.as_bytes()).map(|part| match part {
        "%2F" => "/",
        "%3A" => ":",
        part => part,
    }));
}

fn parse_sort(value: &str) -> Option<Sort> {
    let (direction, word) = match value.strip_prefix('-') {
        Some(word) => (Direction::Descending, word),
        None => (Direction::Ascending, value),
    };
    let (key, _) = COLUMNS.into_iter().find(|(_, column)| *column == word)?;
    Some(Sort { key, direction })
}

fn sort_word(sort: Sort) -> String {
    let word = COLUMNS.into_iter().find(|(key, _)| *key == sort.key).map_or("", |(_, word)| word);
    match sort.direction {
        Direction::Ascending => word.to_owned(),
        Direction::Descending => ["-", word].concat(),
    }
}

/// Digits only: `parse` alone would take `+7`.
fn parse_id(value: &str) -> Option<RunnerId> {
    let digits = value.bytes().all(|byte| byte.is_ascii_digit());
    value.parse().ok().filter(|_| digits).map(RunnerId)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{COLUMNS, Route};
    use crate::fleet::{Direction, Sort, SortKey};
    use crate::github::{Host, RunnerId, Scope, ScopeKind};
    use proptest::prelude::*;

    fn full() -> Route {
        Route {
            host: Some(Host::parse("http://127.0.0.1:8081").unwrap()),
            scope: Some(Scope::parse(ScopeKind::Repository, "octo-org/Octo.Repo").unwrap()),
            filter: "gpu \"box 3\" 50% a+b&c=d#é".to_owned(),
            sort: Some(Sort { key: SortKey::Os, direction: Direction::Descending }),
            runner: Some(RunnerId(u64::MAX)),
        }
    }

    #[test]
    fn a_link_reads_well_and_leads_back() {
        let query = full().to_query();
        assert_eq!(
            query,
            "?host=127.0.0.1:8081&repository=octo-org/Octo.Repo&q=gpu+%22box+3%22+50%25+a%2Bb%26c%3Dd%23%C3%A9&sort=-os&runner=18446744073709551615"
        );
        assert_eq!(Route::parse(&query), full());
        assert_eq!(Route::parse(query.trim_start_matches('?')), full());
        assert_eq!(Route::default().to_query(), "");
    }

    #[test]
    fn what_is_no_code_is_itself() {
        let table = [
            ("a+b", "a b"),
            ("%41%4a%4A", "AJJ"),
            ("%", "%"),
            ("%4", "%4"),
            ("%zz%2", "%zz%2"),
            ("%+41", "% 41"),
            ("%C3%A9", "é"),
            ("%C3", "\u{fffd}"),
            ("%2525", "%25"),
            ("a=b", "a=b"),
            ("octo-org/octo-repo:x~*", "octo-org/octo-repo:x~*"),
        ];
        for (coded, plain) in table {
            assert_eq!(Route::parse(&["?x&&=y&q=", coded].concat()).filter, plain, "{coded}");
        }
    }

    #[test]
    fn a_token_in_the_wrong_box_stays_out_of_the_address() {
        for filter in ["ghp_0123456789abcdefghij", "label:x github_pat_0123456789abcdefghij"] {
            let route = Route { filter: filter.to_owned(), ..full() };
            assert_eq!(Route::parse(&route.to_query()), Route { filter: String::new(), ..full() });
        }
    }

    #[test]
    fn what_is_broken_is_left_out_and_the_rest_counts() {
        let route = Route::parse(
            "?host=http://evil.example&enterprise=a/b&organization=octo-org&q=x&sort=price&runner=+7&token=t&=&&%",
        );
        let scope = Scope::parse(ScopeKind::Organization, "octo-org").unwrap();
        assert_eq!(route, Route { scope: Some(scope), filter: "x".to_owned(), ..Route::default() });
        for runner in ["", "-1", "7x", "18446744073709551616"] {
            assert_eq!(Route::parse(&["runner=", runner].concat()), Route::default(), "{runner}");
        }
    }

    #[test]
    fn the_first_value_that_makes_sense_counts() {
        let route = Route::parse("runner=x&runner=7&runner=8&sort=-&sort=name&enterprise=e&repository=a/b");
        assert_eq!(route.runner, Some(RunnerId(7)));
        assert_eq!(route.sort, Some(Sort::default()));
        assert_eq!(route.scope, Scope::parse(ScopeKind::Enterprise, "e").ok());
    }

    fn any_scope() -> impl Strategy<Value = Scope> {
        prop_oneof![
            "[a-zA-Z0-9_-]{1,20}".prop_map(|name| (ScopeKind::Enterprise, name)),
            "[a-zA-Z0-9_-]{1,20}".prop_map(|name| (ScopeKind::Organization, name)),
            "[a-zA-Z0-9_-]{1,9}/[a-zA-Z0-9_-]{1,9}".prop_map(|name| (ScopeKind::Repository, name)),
        ]
        .prop_map(|(kind, name)| Scope::parse(kind, &name).unwrap())
    }

    fn any_host() -> impl Strategy<Value = Host> {
        "[a-z]{1,9}\\.example(:[1-9][0-9]{2})?|\\[::1\\]|127\\.0\\.0\\.1:8081|localhost|https://localhost"
            .prop_map(|text| Host::parse(&text).unwrap())
    }

    fn any_sort() -> impl Strategy<Value = Sort> {
        (0..COLUMNS.len(), any::<bool>()).prop_map(|(column, down)| Sort {
            key: COLUMNS[column].0,
            direction: if down { Direction::Descending } else { Direction::Ascending },
        })
    }

    proptest! {
        #[test]
        fn every_route_survives_being_written_down(
            host in prop::option::of(any_host()), scope in prop::option::of(any_scope()), filter in ".*|\\PC*",
            sort in prop::option::of(any_sort()), runner in prop::option::of(any::<u64>().prop_map(RunnerId)),
        ) {
            let route = Route { host, scope, filter, sort, runner };
            let query = route.to_query();
            prop_assert!(query.bytes().skip(1).all(|byte| byte.is_ascii_graphic() && !b"#\"<>?'".contains(&byte)));
            prop_assert_eq!(Route::parse(&query), route);
        }

        #[test]
        fn no_query_panics(query in "\\PC*|[a-z&=%+0-9A-F]*|(q|host|sort|runner)=[%0-9a-fA-F+]*") {
            let route = Route::parse(&query);
            prop_assert_eq!(Route::parse(&route.to_query()), route);
        }
    }
}
