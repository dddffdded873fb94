//! Filters and sorts that somebody kept under a name: in this browser, for all its tabs, each for one scope of one host.
//!
//! They are kept as lines, each a query string as in the page's address and a name. Invariant: no secret is kept: a text
//! that holds what looks like a token is refused; what is not understood is as if it were not there.

use crate::fleet::Sort;
use crate::fleet::language::keeping::{SaveError, looks_secret};
use crate::github::{Host, Scope};
use crate::route::Route;
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

fn to_line(view: &SavedView) -> String {
    let route = Route {
        host: Some(view.host.clone()),
        scope: Some(view.scope.clone()),
        filter: view.filter.clone(),
        sort: view.sort,
        runner: None,
    };
    let name: String = view.name.chars().filter(|character| !character.is_control()).collect();
    [&route.to_query(), " ", &name].concat()
}

fn from_line(line: &str) -> Option<SavedView> {
    // Spaces of the text are plus signs in a query string.
    let (query, name) = line.split_once(' ')?;
    let Route { host, scope, filter, sort, .. } = Route::parse(query);
    Some(SavedView { name: name.to_owned(), host: host?, scope: scope?, filter, sort })
}

fn all() -> Vec<SavedView> {
    let text = storage().and_then(|storage| storage.get_item(KEY).ok().flatten()).unwrap_or_default();
    text.lines().filter_map(from_line).collect()
}

fn keep(views: &[SavedView]) -> Option<()> {
    let lines: Vec<String> = views.iter().map(to_line).collect();
    storage()?.set_item(KEY, &lines.join("\n")).ok()
}

/// A browser may refuse storage altogether.
fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{SaveError, SavedView, from_line, to_line, with};
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

    proptest! {
        #[test]
        fn what_was_kept_is_read_again(name in "[^\\p{Cc}]{1,20}", filter in "\\PC{0,30}") {
            let kept = view(&name, &filter);
            prop_assert_eq!(from_line(&to_line(&kept)), Some(kept));
        }

        #[test]
        fn any_line_is_a_view_or_nothing(line in ".*") {
            let _ = from_line(&line);
        }
    }
}
