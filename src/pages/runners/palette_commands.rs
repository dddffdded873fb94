//! What the palette offers, and which of it fits what was typed.

use crate::fleet::escape_invisible::escape_invisible;
use crate::fleet::{Direction, Filter, Sort, SortKey};
use crate::github::ScopeKind;
use crate::i18n;
use crate::lower_case::lower_case;
use crate::pages::app_actions::AppActions;
use crate::pages::runners::keyboard::OnRunners;
use crate::pages::runners::palette::{Command, Entry};
use leptos::prelude::*;

/// The most runners that are offered: more is no help, and typing narrows them.
const MOST_RUNNERS: usize = 20;

/// What fits: commands whose names hold every word, then runners as the search box of their screen finds them.
pub(crate) fn commands(typed: &str, runners: Option<&OnRunners>, actions: AppActions) -> Vec<Entry> {
    let typed = typed.trim();
    let mut entries = all(runners, actions);
    entries.retain(|entry| holds(&entry.name, typed));
    if let Some(OnRunners { store, .. }) = runners.filter(|_| !typed.is_empty()) {
        let filter = Filter::parse(typed);
        let runner = i18n::keys().runner;
        store.snapshot.with_untracked(|snapshot| {
            let found = snapshot.rows().iter().filter(|row| filter.matches(row)).take(MOST_RUNNERS);
            entries.extend(found.map(|row| Entry {
                name: runner(&escape_invisible(&row.runner.name)),
                keys: "",
                command: Command::Runner(row.runner.id),
            }));
        });
    }
    entries
}

fn all(runners: Option<&OnRunners>, actions: AppActions) -> Vec<Entry> {
    let (m, keys) = (i18n::runners(), i18n::keys());
    let mut entries = Vec::new();
    let mut add = |name: String, keys, command| entries.push(Entry { name, keys, command });
    if let Some(OnRunners { navigation, .. }) = runners {
        add(m.refresh.to_owned(), "r", Command::Refresh);
        add(m.add.to_owned(), "a", Command::Add);
        add(m.filter.to_owned(), "/", Command::Filter);
        if navigation.route().with_untracked(|route| !route.filter.is_empty()) {
            add(m.clear_filter.to_owned(), "", Command::ClearFilter);
        }
        add(m.applications.to_owned(), "", Command::Applications);
        add(i18n::check().title.to_owned(), "", Command::Check);
        add(i18n::journal().title.to_owned(), "", Command::Journal);
        let columns = &m.columns;
        for (column, key) in [
            (columns.name, SortKey::Name),
            (columns.status, SortKey::Status),
            (columns.busy, SortKey::Busy),
            (columns.os, SortKey::Os),
            (columns.labels, SortKey::Labels),
        ] {
            let sort = Sort { key, direction: Direction::Ascending };
            add((keys.sort_by)(column), "", Command::Sort(sort));
        }
    }
    for (kind, shortcut) in
        [(ScopeKind::Enterprise, "g e"), (ScopeKind::Organization, "g o"), (ScopeKind::Repository, "g r")]
    {
        add((keys.choose)(kind).to_owned(), shortcut, Command::Choose(kind));
    }
    let mut scopes = actions.recents.get_untracked();
    for preset in actions.presets.get_value() {
        if !scopes.contains(&preset) {
            scopes.push(preset);
        }
    }
    let shown = runners.map(|runners| runners.store.scope.get_value());
    for scope in scopes.into_iter().filter(|scope| Some(scope) != shown.as_ref()) {
        add((keys.show)(scope.name()), "", Command::Show(scope));
    }
    add(keys.shortcuts.to_owned(), "?", Command::ListShortcuts);
    add(i18n::shell().preferences.to_owned(), "", Command::Preferences);
    add(i18n::shell().sign_out.to_owned(), "", Command::SignOut);
    entries
}

/// Whether every word is somewhere in a name, without regard to capitals.
fn holds(name: &str, typed: &str) -> bool {
    let name = lower_case(name);
    typed.split_whitespace().all(|word| name.contains(&lower_case(word)))
}

#[cfg(test)]
mod tests {
    use super::holds;

    #[test]
    fn every_word_counts_and_capitals_do_not() {
        for typed in ["", "add", "RUNNER add", "nn"] {
            assert!(holds("Add runner", typed), "{typed}");
        }
        for typed in ["adds", "add x", "removal"] {
            assert!(!holds("Add runner", typed), "{typed}");
        }
        assert!(holds("Órdenes", "ÓRD"));
    }
}
