//! Where each row stands by name, found out once a snapshot: every order falls back on the name, and to compare numbers is
//! quicker than to compare names.
//!
//! Invariant: a copy knows nothing, since it is made to be changed.

use super::Row;
use super::natural::natural;
use std::cmp::Ordering;
use std::sync::{Arc, OnceLock};

/// The ranks of a snapshot's rows, in the order of the rows. Names that are the same have the same rank.
#[derive(Debug, Default)]
pub(super) struct NameRanks(OnceLock<Vec<u32>>);

impl NameRanks {
    /// The ranks; `rows` must be the same each time.
    pub(super) fn of(&self, rows: &[Arc<Row>]) -> &[u32] {
        self.0.get_or_init(|| ranks(rows))
    }
}

impl Clone for NameRanks {
    fn clone(&self) -> Self {
        Self::default()
    }
}

/// What follows from the rows makes no snapshot another one.
impl PartialEq for NameRanks {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for NameRanks {}

fn ranks(rows: &[Arc<Row>]) -> Vec<u32> {
    // By the lower-case name first, so that capitals decide only between names that are otherwise the same.
    let lower_names: Vec<&str> = rows.iter().map(|row| row.search_line(0)).collect();
    let compare = |one: u32, other: u32| {
        let (one, other) = (one as usize, other as usize);
        natural(lower_names[one], lower_names[other]).then_with(|| rows[one].runner.name.cmp(&rows[other].runner.name))
    };
    let mut places: Vec<u32> = (0..).zip(rows).map(|(place, _)| place).collect();
    sort_places(&mut places, &compare);
    let mut ranks = vec![0; rows.len()];
    for (before, place) in places.iter().zip(&places[1.min(places.len())..]) {
        let is_after = u32::from(compare(*before, *place).is_ne());
        ranks[*place as usize] = ranks[*before as usize] + is_after;
    }
    ranks
}

/// One sort for all orders: each further one would be a copy of the algorithm in the page.
pub(super) fn sort_places(places: &mut [u32], compare: &dyn Fn(u32, u32) -> Ordering) {
    // Unstable is as good: whoever needs an order between equal ones compares further.
    places.sort_unstable_by(|one, other| compare(*one, *other));
}
