//! Which runners are selected, by id: it survives whatever happens to the table.
//!
//! Invariant: pure. An id is selected until somebody takes it off, also where the filter hides it or it is gone.

use super::{Ids, Snapshot};
use crate::github::RunnerId;

/// The runners that are selected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    ids: Ids,
    /// Where a range begins.
    anchor: Option<RunnerId>,
}

/// Where the selected runners are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Whereabouts {
    /// Selected at all.
    pub selected: usize,
    /// In the fleet, and not in the table: the filter hides them.
    pub hidden: usize,
    /// Not in the fleet any more.
    pub gone: usize,
}

impl Selection {
    /// Whether a runner is selected.
    pub fn has(&self, id: RunnerId) -> bool {
        self.ids.contains(&id)
    }

    /// The selected runners, in no order that means anything.
    pub fn ids(&self) -> &Ids {
        &self.ids
    }

    /// Selects a runner or takes it off. A range may begin here.
    pub fn put(&mut self, id: RunnerId, selected: bool) {
        self.anchor = Some(id);
        self.put_one(id, selected);
    }

    /// Does to all rows from where the last one was done to this one what is done to this one.
    pub fn put_range(&mut self, shown: &[RunnerId], id: RunnerId, selected: bool) {
        let place = |wanted: RunnerId| shown.iter().position(|id| *id == wanted);
        let ends = self.anchor.and_then(place).zip(place(id));
        let Some((one, other)) = ends else { return self.put(id, selected) };
        for id in &shown[one.min(other)..=one.max(other)] {
            self.put_one(*id, selected);
        }
        self.anchor = Some(id);
    }

    /// Selects all of these, too, or takes them off.
    pub fn put_all(&mut self, shown: &[RunnerId], selected: bool) {
        if selected {
            self.ids.extend(shown.iter().copied());
        } else {
            let off: Ids = shown.iter().copied().collect();
            self.ids.retain(|id| !off.contains(id));
        }
        self.anchor = None;
    }

    /// How many of these are selected.
    pub fn count_of(&self, shown: &[RunnerId]) -> usize {
        if self.ids.is_empty() { 0 } else { shown.iter().filter(|id| self.has(**id)).count() }
    }

    /// Where the selected runners are, of a fleet and of what the table shows of it.
    pub fn whereabouts(&self, snapshot: &Snapshot, shown: &[RunnerId]) -> Whereabouts {
        let gone = self.ids.iter().filter(|id| snapshot.get(**id).is_none()).count();
        let selected = self.ids.len();
        Whereabouts { selected, gone, hidden: selected.saturating_sub(gone + self.count_of(shown)) }
    }

    fn put_one(&mut self, id: RunnerId, selected: bool) {
        if selected {
            self.ids.insert(id);
        } else {
            self.ids.swap_remove(&id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Selection, Whereabouts};
    use crate::fleet::test_support::{runner, snapshot};
    use crate::github::RunnerId;
    use proptest::prelude::*;

    fn ids(ids: &[u64]) -> Vec<RunnerId> {
        ids.iter().copied().map(RunnerId).collect()
    }

    fn selected(selection: &Selection) -> Vec<u64> {
        let mut ids: Vec<u64> = selection.ids().iter().map(|id| id.0).collect();
        ids.sort_unstable();
        ids
    }

    #[test]
    fn a_range_goes_from_the_last_one_in_the_order_of_the_table() {
        let shown = ids(&[5, 3, 9, 1, 7]);
        let mut selection = Selection::default();
        selection.put(RunnerId(9), true);
        selection.put_range(&shown, RunnerId(5), true);
        assert_eq!(selected(&selection), [3, 5, 9]);
        selection.put_range(&shown, RunnerId(3), false);
        assert_eq!(selected(&selection), [9], "what is done to the last is done to all");
        selection.put_range(&shown, RunnerId(77), true);
        assert_eq!(selected(&selection), [9, 77], "without a range it is that one");
    }

    #[test]
    fn what_is_not_in_sight_is_told() {
        let mut selection = Selection::default();
        selection.put_all(&ids(&[1, 2, 3, 99]), true);
        let fleet = snapshot([1, 2, 3, 4].map(runner));
        let told = selection.whereabouts(&fleet, &ids(&[1, 4]));
        assert_eq!(told, Whereabouts { selected: 4, hidden: 2, gone: 1 });
        selection.put_all(&ids(&[1, 99]), false);
        assert_eq!(selected(&selection), [2, 3]);
    }

    proptest! {
        #[test]
        fn a_range_is_what_lies_between(
            order in Just((0..20_u64).collect::<Vec<_>>()).prop_shuffle(), one in 0..20_usize, other in 0..20_usize,
        ) {
            let shown = ids(&order);
            let mut selection = Selection::default();
            selection.put(shown[one], true);
            selection.put_range(&shown, shown[other], true);
            for (place, id) in shown.iter().enumerate() {
                let between = (one.min(other)..=one.max(other)).contains(&place);
                prop_assert_eq!(selection.has(*id), between);
            }
        }
    }
}
