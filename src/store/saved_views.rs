//! Filters and sorts that somebody kept under a name: in this browser, for all its tabs, each for one scope of one host.
//!
//! They are kept as JSON: a list of names and query strings as in the page's address. Invariant: no secret is kept: a text
//! that holds what looks like a token is refused; what is not understood is as if it were not there.

use crate::fleet::Sort;
use crate::fleet::query::secret_scan::{SaveError, looks_secret};
use crate::github::{Host, Scope};
use crate::route::Route;
use serde::{Deserialize, Serialize};
use web_sys::Storage;

/// Where they are kept.
const KEY: &str = "runner-console/views";
/// More of one scope are not kept: a list that long is not looked through.
const MOST: usize = 50;
/// The longest name, in characters.
const LONGEST_NAME: usize = 60;
/// One of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedView {
    /// What somebody called it.
    pub name: String,
    /// Whose runners.
    pub host: Host,
    /// Which runners.
    pub scope: Scope,
    /// The text in the search box.
    pub filter: String,
    /// The column they are sorted by.
    pub sort: Option<Sort>,
}

/// Those of a scope, in the order of their names.
pub fn of(host: &Host, scope: &Scope) -> Vec<SavedView> {
    let mut views: Vec<SavedView> =
        all().into_iter().filter(|view| view.host == *host && view.scope == *scope).collect();
    views.sort_by(|one, other| one.name.cmp(&other.name));
    views
}

/// Keeps one, in place of one with the same name; gives back all of its scope.
///
/// # Errors
/// Every [`SaveError`].
pub fn save(view: SavedView) -> Result<Vec<SavedView>, SaveError> {
    let (host, scope) = (view.host.clone(), view.scope.clone());
    let views = with(all(), view)?;
    keep(&views).ok_or(SaveError::NoStorage)?;
    Ok(of(&host, &scope))
}

/// Forgets one; gives back those of its scope that are left.
pub fn delete(view: &SavedView) -> Vec<SavedView> {
    let left: Vec<SavedView> = all().into_iter().filter(|other| !is_same(other, view)).collect();
    // A browser that refuses keeps it, and the list shows so.
    let _ = keep(&left);
    of(&view.host, &view.scope)
}

fn with(mut views: Vec<SavedView>, view: SavedView) -> Result<Vec<SavedView>, SaveError> {
    if view.name.trim().is_empty() {
        return Err(SaveError::NoName);
    }
    if view.name.chars().count() > LONGEST_NAME {
        return Err(SaveError::LongName);
    }
    if looks_secret(&view.filter) || looks_secret(&view.name) {
        return Err(SaveError::Secret);
    }
    views.retain(|other| !is_same(other, &view));
    if views.iter().filter(|other| other.host == view.host && other.scope == view.scope).count() >= MOST {
        return Err(SaveError::TooMany);
    }
    views.push(view);
    Ok(views)
}

fn is_same(one: &SavedView, other: &SavedView) -> bool {
    one.name == other.name && one.host == other.host && one.scope == other.scope
}

/// A view as it is kept. The query string is the one of a link to the view.
#[derive(Serialize, Deserialize)]
struct Entry {
    name: String,
    query: String,
}

impl Entry {
    fn of(view: &SavedView) -> Self {
        let SavedView { name, host, scope, filter, sort } = view.clone();
        Self { name, query: Route { host: Some(host), scope: Some(scope), filter, sort, runner: None }.to_query() }
    }

    fn view(self) -> Option<SavedView> {
        let Route { host, scope, filter, sort, .. } = Route::parse(&self.query);
        Some(SavedView { name: self.name, host: host?, scope: scope?, filter, sort })
    }
}

fn to_text(views: &[SavedView]) -> serde_json::Result<String> {
    serde_json::to_string(&views.iter().map(Entry::of).collect::<Vec<_>>())
}

fn parse(text: &str) -> Vec<SavedView> {
    match serde_json::from_str::<Vec<serde_json::Value>>(text) {
        Ok(list) => list.into_iter().filter_map(|entry| serde_json::from_value::<Entry>(entry).ok()?.view()).collect(),
        Err(_) => text.lines().filter_map(parse_line).collect(),
    }
}

/// Before 0.1.0 a view was a line: the query string, a space and the name. The next save writes it as JSON.
fn parse_line(line: &str) -> Option<SavedView> {
    // Spaces of the text are plus signs in a query string.
    let (query, name) = line.split_once(' ')?;
    Entry { name: name.to_owned(), query: query.to_owned() }.view()
}

fn all() -> Vec<SavedView> {
    parse(&storage().and_then(|storage| storage.get_item(KEY).ok().flatten()).unwrap_or_default())
}

fn keep(views: &[SavedView]) -> Option<()> {
    storage()?.set_item(KEY, &to_text(views).ok()?).ok()
}

/// A browser may refuse storage altogether.
fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{Entry, SaveError, SavedView, parse, to_text, with};
    use crate::fleet::{Direction, Sort, SortKey};
    use crate::github::{Host, Scope, ScopeKind};
    use proptest::prelude::*;

    fn view(name: &str, filter: &str) -> SavedView {
        SavedView {
            name: name.to_owned(),
            host: Host::parse("github.example.com").unwrap(),
            scope: Scope::parse(ScopeKind::Organization, "octo-org").unwrap(),
            filter: filter.to_owned(),
            sort: Some(Sort { key: SortKey::Os, direction: Direction::Descending }),
        }
    }

    #[test]
    fn a_name_counts_once() {
        let two = with(vec![view("a", "x")], view("b", "y")).unwrap();
        let again = with(two, view("a", "z")).unwrap();
        assert_eq!(again, [view("b", "y"), view("a", "z")]);
    }

    #[test]
    fn what_cannot_be_kept_is_refused_with_the_reason() {
        let token = format!("ghp_{}", "a".repeat(36));
        for (name, filter, why) in [
            (" ", "x", SaveError::NoName),
            (&*"n".repeat(61), "x", SaveError::LongName),
            ("n", &*token, SaveError::Secret),
            (&*token, "", SaveError::Secret),
            ("n", &*format!("label:{}", "0a".repeat(20)), SaveError::Secret),
        ] {
            assert_eq!(with(Vec::new(), view(name, filter)), Err(why), "{name} {filter}");
        }
        let full = (0..50).map(|number| view(&number.to_string(), "")).collect::<Vec<_>>();
        assert_eq!(with(full.clone(), view("one more", "")), Err(SaveError::TooMany));
        assert!(with(full, view("7", "another text")).is_ok(), "in place of one");
    }

    #[test]
    fn what_is_kept_is_a_list_of_names_and_query_strings() {
        let json = r#"[{"name":"The \"dead\"","query":"?host=github.example.com&organization=octo-org&q=status:offline&sort=-os"}]"#;
        let views = [view("The \"dead\"", "status:offline")];
        assert_eq!(to_text(&views).unwrap(), json);
        assert_eq!(parse(json), views);
    }

    #[test]
    fn views_that_an_older_version_kept_as_lines_are_read() {
        let lines = "?host=github.example.com&organization=octo-org&q=gpu+x&sort=-os The GPUs\nnonsense\n?q=x no scope";
        assert_eq!(parse(lines), [view("The GPUs", "gpu x")]);
        let kept = to_text(&parse(lines)).unwrap();
        assert_eq!(parse(&kept), parse(lines), "and written as JSON the next time");
    }

    #[test]
    fn an_entry_that_is_not_understood_leaves_the_others() {
        let good = serde_json::to_value(Entry::of(&view("a", "x"))).unwrap();
        let list = serde_json::json!([null, {}, {"name": "b", "query": 7}, {"name": "c", "query": "?q=x"}, good, "d"]);
        assert_eq!(parse(&list.to_string()), [view("a", "x")]);
        assert_eq!((parse("{}"), parse("null"), parse("")), (vec![], vec![], vec![]));
    }

    proptest! {
        #[test]
        fn what_was_kept_is_read_again(name in "\\PC{1,20}|.{1,20}", filter in "\\PC{0,30}") {
            let kept = [view(&name, &filter)];
            prop_assert_eq!(parse(&to_text(&kept).unwrap()), kept);
        }

        #[test]
        fn any_text_is_views_or_nothing(text in ".*|\\[(null|\\{\"(name|query)\":\"[a-z=&?]*\"\\},?)*\\]") {
            let _ = parse(&text);
        }
    }
}
