//! What is known of a fleet at one moment.
//!
//! Invariant: immutable, no id twice. A row that did not change from one reading to the next is the same allocation, so
//! that whoever shows it can tell by the pointer that there is nothing to do.

use super::name_ranks::NameRanks;
use crate::github::{Runner, RunnerId};
use crate::lower_case::lower_case;
use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use rustc_hash::FxBuildHasher;
use std::hash::BuildHasher;
use std::sync::Arc;

/// The most runners that room is made for before they come.
const MOST_RESERVED: u64 = 100_000;

/// How many runners to make room for at once: to grow is to hash everything again, and what is as large as what was there
/// before fits in its place. The total is a stranger's word.
fn announced(total_count: Option<u64>) -> usize {
    usize::try_from(total_count.unwrap_or_default().min(MOST_RESERVED)).unwrap_or_default()
}

/// A runner, with what searching needs computed once.
#[derive(Debug, PartialEq, Eq)]
pub struct Row {
    /// As GitHub described it.
    pub runner: Runner,
    /// Name, id, system and labels in lower case, a line feed between them.
    pub search_key: Box<str>,
}

impl Row {
    /// Computes the search key of a runner.
    pub fn new(runner: Runner) -> Self {
        let mut key = lower_case(&runner.name);
        key.push('\n');
        key.push_str(&runner.id.to_string());
        key.push('\n');
        key.push_str(&lower_case(&runner.os));
        for label in &runner.labels {
            key.push('\n');
            key.push_str(&lower_case(&label.name));
        }
        Self { runner, search_key: key.into_boxed_str() }
    }

    /// A line of the search key: 0 the name, 2 the operating system.
    pub(super) fn search_line(&self, line: usize) -> &str {
        self.search_key.split('\n').nth(line).unwrap_or_default()
    }

    /// What tells the rows whose runner's name begins with a text, in capitals or not.
    pub fn named(beginning: &str) -> impl Fn(&Self) -> bool + use<> {
        let beginning = lower_case(beginning);
        // The key begins with the name, and nobody types the line feed after it.
        move |row| row.search_key.starts_with(&*beginning)
    }
}

/// How far a snapshot can be trusted to be the whole fleet (github-api.md section 3, "Paging").
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Completeness {
    /// Nothing was read yet.
    #[default]
    Unread,
    /// Pages are still coming in.
    Reading,
    /// Every page carried the same total, and as many ids came.
    Complete,
    /// The fleet changed while it was read: the rows are right, the set may be off by some.
    ChangedWhileReading,
    /// GitHub lastingly counts another number of runners than it lists.
    CountsDiffer {
        /// How many it counts.
        counted: u64,
        /// How many it lists.
        listed: u64,
    },
    /// These pages (counted from 1) could not be read.
    PagesMissing(Vec<u32>),
}

/// The fleet as last read.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    rows: Vec<Arc<Row>>,
    /// Where each row stands, by its runner's id. The ids themselves are in the rows: a fleet is as large in memory as what
    /// is known of it, a few times over while it is read.
    places: HashTable<usize>,
    /// How many runners GitHub said there are.
    pub total_count: Option<u64>,
    /// Whether these are all.
    pub completeness: Completeness,
    name_ranks: NameRanks,
}

/// Where a row stands follows from the rows.
impl PartialEq for Snapshot {
    fn eq(&self, other: &Self) -> bool {
        self.rows == other.rows && self.total_count == other.total_count && self.completeness == other.completeness
    }
}

impl Eq for Snapshot {}

fn hash(id: RunnerId) -> u64 {
    FxBuildHasher.hash_one(id)
}

impl Snapshot {
    /// A snapshot of these rows; of rows with the same id the later one counts, at the place of the first.
    pub fn new(rows: impl IntoIterator<Item = Arc<Row>>, total_count: Option<u64>, completeness: Completeness) -> Self {
        let rows = rows.into_iter();
        let mut snapshot = Self { total_count, completeness, ..Self::default() };
        snapshot.reserve(rows.size_hint().0.max(announced(total_count)));
        for row in rows {
            snapshot.put(row);
        }
        snapshot
    }

    /// Makes room for all runners that GitHub says there are, while there are none.
    pub(super) fn make_room(&mut self, total_count: Option<u64>) {
        self.reserve(announced(total_count));
    }

    fn reserve(&mut self, room: usize) {
        // Nothing is there yet that would have to be hashed.
        self.places.reserve(room, |_| 0);
        self.rows.reserve(room);
    }

    /// Adds a row, or replaces the one with its id.
    pub(super) fn put(&mut self, row: Arc<Row>) {
        self.name_ranks = NameRanks::default();
        let (id, rows) = (row.runner.id, &self.rows);
        let is_it = |place: &usize| rows[*place].runner.id == id;
        match self.places.entry(hash(id), is_it, |place| hash(rows[*place].runner.id)) {
            Entry::Occupied(place) => {
                let place = *place.get();
                self.rows[place] = row;
            }
            Entry::Vacant(place) => {
                place.insert(rows.len());
                self.rows.push(row);
            }
        }
    }

    /// All rows, in GitHub's order.
    pub fn rows(&self) -> &[Arc<Row>] {
        &self.rows
    }

    /// Where each of the rows stands by name; those with the same name stand in the same place.
    pub(super) fn name_ranks(&self) -> &[u32] {
        self.name_ranks.of(&self.rows)
    }

    /// The row of a runner, if it is known.
    pub fn get(&self, id: RunnerId) -> Option<&Arc<Row>> {
        self.place_of(id).map(|place| &self.rows[place])
    }

    /// Where a runner stands in GitHub's order, counted from 0.
    pub fn place_of(&self, id: RunnerId) -> Option<usize> {
        self.places.find(hash(id), |place| self.rows[*place].runner.id == id).copied()
    }

    /// The same fleet without one runner, which GitHub said is gone. The total stays as it was said.
    pub fn without(&self, id: RunnerId) -> Self {
        let rows = self.rows.iter().filter(|row| row.runner.id != id).cloned();
        Self::new(rows, self.total_count, self.completeness.clone())
    }

    /// The same fleet with one runner as it was just read, if it is in the fleet at all.
    pub fn with(&self, runner: Runner) -> Self {
        let mut snapshot = self.clone();
        if self.get(runner.id).is_some_and(|row| row.runner != runner) {
            snapshot.put(Arc::new(Row::new(runner)));
        }
        snapshot
    }
}

impl Snapshot {
    /// A row for a runner as it was just read: the known one where nothing changed.
    pub(super) fn share(&self, runner: Runner) -> Arc<Row> {
        match self.get(runner.id) {
            Some(row) if row.runner == runner => Arc::clone(row),
            _ => Arc::new(Row::new(runner)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Row;
    use crate::fleet::test_support::named;
    use crate::github::Status;

    #[test]
    fn a_row_is_found_by_how_its_name_begins_and_by_nothing_else_of_it() {
        let row = Row::new(named(7, "GPU-Öl-7", Status::Online, false));
        for (beginning, fits) in [
            ("", true),
            ("g", true),
            ("GpU-ö", true),
            ("gpu-öl-7", true),
            ("gpu-öl-77", false),
            ("pu", false),
            ("7", false),
        ] {
            assert_eq!(Row::named(beginning)(&row), fits, "{beginning:?}");
        }
        assert!(!Row::named("7")(&Row::new(named(7, "", Status::Online, false))), "the id is not the name");
    }
}
