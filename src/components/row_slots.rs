//! Assigns the rows of a windowed list to slots. A slot is a row of elements that is used again and again.
//!
//! A row keeps its slot while it is on the page. A slot that becomes free is given to a row that comes: to fill elements
//! anew costs a third of making them.
//!
//! Invariants: pure; a row that stays keeps its slot; the slot of a row that held the focus is not given to another row, so
//! that a key pressed there does not reach the wrong one.

/// A slot and the row it shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slot<K> {
    /// Identifies the slot, and so its elements.
    pub(super) number: usize,
    /// The place of the row in the list.
    pub(super) index: usize,
    /// The row.
    pub(super) key: K,
}

/// Assigns a slot to every row, in the order of the rows. `held` is the row that has the focus.
pub(super) fn assign<K: Copy + PartialEq>(before: &[Slot<K>], rows: &[(usize, K)], held: Option<K>) -> Vec<Slot<K>> {
    let stays = |key: K| rows.iter().any(|(_, other)| *other == key);
    let mut free = before.iter().filter(|slot| !stays(slot.key) && held != Some(slot.key)).map(|slot| slot.number);
    let mut next = before.iter().map(|slot| slot.number + 1).max().unwrap_or_default();
    let mut new = || {
        next += 1;
        next - 1
    };
    let number_of = |key: K| before.iter().find(|slot| slot.key == key).map(|slot| slot.number);
    let slots = rows.iter().map(|(index, key)| {
        let number = number_of(*key).or_else(|| free.next()).unwrap_or_else(&mut new);
        Slot { number, index: *index, key: *key }
    });
    slots.collect()
}

/// Where the slots stand on the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Placement {
    /// The slot that does not stand next to the others. Only the row that has the focus can be far from them.
    pub(super) apart: Option<usize>,
    /// How many rows are left out before the others.
    pub(super) left_out: usize,
}

impl Placement {
    /// The placement of these slots.
    pub(super) fn of<K>(slots: &[Slot<K>]) -> Self {
        let gap = slots.windows(2).position(|pair| pair[0].index + 1 != pair[1].index);
        let apart = gap.map(|gap| if gap == 0 { 0 } else { slots.len() - 1 });
        let first = slots.get(usize::from(apart == Some(0)));
        Self { apart: apart.map(|place| slots[place].number), left_out: first.map_or(0, |slot| slot.index) }
    }
}

/// Which elements to move so that they stand in the order of the slots: each number, and the one before which it goes, or
/// none for the end. `before` is how they stand now. `is_new` tells whose row has just come: those are moved rather than the
/// others, so that a row that stays is not touched, and does not lose the focus.
pub(super) fn moves(before: &[usize], now: &[usize], is_new: impl Fn(usize) -> bool) -> Vec<(usize, Option<usize>)> {
    let mut moves = Vec::new();
    let mut standing = before.iter().copied().peekable();
    for (place, number) in now.iter().copied().enumerate() {
        while standing.next_if(|other| *other != number && (is_new(*other) || now[..place].contains(other))).is_some() {
        }
        if standing.next_if_eq(&number).is_none() {
            moves.push((number, standing.peek().copied()));
        }
    }
    moves
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{Placement, Slot, assign, moves};
    use proptest::prelude::*;

    fn rows(keys: &[u8]) -> Vec<(usize, u8)> {
        keys.iter().copied().enumerate().collect()
    }

    fn numbers(slots: &[Slot<u8>]) -> Vec<usize> {
        slots.iter().map(|slot| slot.number).collect()
    }

    #[test]
    fn the_slots_of_rows_that_leave_are_given_to_those_that_come() {
        let first = assign(&[], &rows(b"abcd"), None);
        assert_eq!(numbers(&first), [0, 1, 2, 3]);
        assert_eq!(numbers(&assign(&first, &rows(b"cdef"), None)), [2, 3, 0, 1]);
        assert_eq!(numbers(&assign(&first, &rows(b"wxyz"), None)), [0, 1, 2, 3]);
        assert_eq!(numbers(&assign(&first, &rows(b"da"), None)), [3, 0]);
    }

    #[test]
    fn the_slot_of_a_row_that_held_the_focus_is_not_given_away() {
        let first = assign(&[], &rows(b"abc"), None);
        assert_eq!(numbers(&assign(&first, &rows(b"acd"), Some(b'b'))), [0, 2, 3]);
        assert_eq!(numbers(&assign(&first, &rows(b"abd"), Some(b'b'))), [0, 1, 2]);
    }

    #[test]
    fn rows_that_stay_are_not_moved() {
        assert_eq!(moves(&[0, 1, 2, 3], &[2, 3, 0, 1], |number| number < 2), [(0, None), (1, None)]);
        assert_eq!(moves(&[0, 1, 2, 3], &[2, 3, 0, 1], |number| number > 1), [(2, Some(0)), (3, Some(0))]);
        assert_eq!(moves(&[0, 1, 2], &[0, 1, 2], |_| true), []);
        assert_eq!(moves(&[0, 1, 2], &[2, 1, 0], |_| false), [(2, Some(0)), (1, Some(0))]);
    }

    #[test]
    fn one_row_may_stand_apart_from_the_others() {
        let placement = |indices: &[usize]| {
            let slot = |(number, index): (usize, &usize)| Slot { number, index: *index, key: *index };
            let placement = Placement::of(&indices.iter().enumerate().map(slot).collect::<Vec<_>>());
            (placement.apart, placement.left_out)
        };
        assert_eq!(placement(&[]), (None, 0));
        assert_eq!(placement(&[7]), (None, 7));
        assert_eq!(placement(&[50, 51, 52]), (None, 50));
        assert_eq!(placement(&[2, 50, 51]), (Some(0), 50));
        assert_eq!(placement(&[50, 51, 90]), (Some(2), 50));
    }

    proptest! {
        #[test]
        fn the_moves_put_them_in_order(
            (before, now) in (0..12_usize).prop_flat_map(|count| {
                let all: Vec<usize> = (0..count).collect();
                (Just(all.clone()).prop_shuffle(), Just(all).prop_shuffle())
            }),
            new in prop::collection::hash_set(0..12_usize, 0..12),
        ) {
            let mut standing = before.clone();
            for (number, next) in moves(&before, &now, |number| new.contains(&number)) {
                standing.retain(|other| *other != number);
                let place = next.map_or(standing.len(), |next| standing.iter().position(|other| *other == next).unwrap());
                standing.insert(place, number);
            }
            prop_assert_eq!(standing, now);
        }

        #[test]
        fn each_row_has_a_slot_of_its_own_and_keeps_it(
            lists in prop::collection::vec(prop::collection::hash_set(0_u8..40, 0..20), 1..12), held in prop::option::of(0_u8..40),
        ) {
            let mut before: Vec<Slot<u8>> = Vec::new();
            for keys in lists {
                let keys: Vec<u8> = keys.into_iter().collect();
                let now = assign(&before, &rows(&keys), held);
                prop_assert_eq!(now.iter().map(|slot| slot.key).collect::<Vec<_>>(), keys);
                let mut sorted = numbers(&now);
                sorted.sort_unstable();
                sorted.dedup();
                prop_assert_eq!(sorted.len(), now.len());
                for slot in &before {
                    for other in &now {
                        prop_assert!(slot.key != other.key || slot.number == other.number);
                        prop_assert!(held != Some(slot.key) || slot.number != other.number || slot.key == other.key);
                    }
                }
                before = now;
            }
        }
    }
}
