//! Which elements of the page show which row of a windowed list.
//!
//! A seat is a row of elements. It stays with its row as long as that is on the page, and is then given to a row that comes:
//! to fill elements anew costs a third of making them.
//!
//! Invariants: pure; a row that stays keeps its seat; the seat of a row that held the focus is given to nobody, so that a key
//! pressed there meets nothing rather than another row.

/// A row of elements, and what it shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Seat<K> {
    /// The elements.
    pub(super) number: usize,
    /// Where the row is in the list.
    pub(super) index: usize,
    /// The row.
    pub(super) key: K,
}

/// Gives every row a seat, in the order of the rows. `held` is the row that has the focus.
pub(super) fn seat<K: Copy + PartialEq>(before: &[Seat<K>], rows: &[(usize, K)], held: Option<K>) -> Vec<Seat<K>> {
    let stays = |key: K| rows.iter().any(|(_, other)| *other == key);
    let mut free = before.iter().filter(|seat| !stays(seat.key) && held != Some(seat.key)).map(|seat| seat.number);
    let mut next = before.iter().map(|seat| seat.number + 1).max().unwrap_or_default();
    let mut new = || {
        next += 1;
        next - 1
    };
    let number_of = |key: K| before.iter().find(|seat| seat.key == key).map(|seat| seat.number);
    let seats = rows.iter().map(|(index, key)| {
        let number = number_of(*key).or_else(|| free.next()).unwrap_or_else(&mut new);
        Seat { number, index: *index, key: *key }
    });
    seats.collect()
}

/// Which elements to move so that they stand in the order of the seats: each number, and the one before which it goes, or
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
    use super::{Seat, moves, seat};
    use proptest::prelude::*;

    fn rows(keys: &[u8]) -> Vec<(usize, u8)> {
        keys.iter().copied().enumerate().collect()
    }

    fn numbers(seats: &[Seat<u8>]) -> Vec<usize> {
        seats.iter().map(|seat| seat.number).collect()
    }

    #[test]
    fn the_seats_of_rows_that_leave_are_given_to_those_that_come() {
        let first = seat(&[], &rows(b"abcd"), None);
        assert_eq!(numbers(&first), [0, 1, 2, 3]);
        assert_eq!(numbers(&seat(&first, &rows(b"cdef"), None)), [2, 3, 0, 1]);
        assert_eq!(numbers(&seat(&first, &rows(b"wxyz"), None)), [0, 1, 2, 3]);
        assert_eq!(numbers(&seat(&first, &rows(b"da"), None)), [3, 0]);
    }

    #[test]
    fn the_seat_of_a_row_that_held_the_focus_is_given_to_nobody() {
        let first = seat(&[], &rows(b"abc"), None);
        assert_eq!(numbers(&seat(&first, &rows(b"acd"), Some(b'b'))), [0, 2, 3]);
        assert_eq!(numbers(&seat(&first, &rows(b"abd"), Some(b'b'))), [0, 1, 2]);
    }

    #[test]
    fn rows_that_stay_are_not_moved() {
        assert_eq!(moves(&[0, 1, 2, 3], &[2, 3, 0, 1], |number| number < 2), [(0, None), (1, None)]);
        assert_eq!(moves(&[0, 1, 2, 3], &[2, 3, 0, 1], |number| number > 1), [(2, Some(0)), (3, Some(0))]);
        assert_eq!(moves(&[0, 1, 2], &[0, 1, 2], |_| true), []);
        assert_eq!(moves(&[0, 1, 2], &[2, 1, 0], |_| false), [(2, Some(0)), (1, Some(0))]);
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
        fn each_row_has_a_seat_of_its_own_and_keeps_it(
            lists in prop::collection::vec(prop::collection::hash_set(0_u8..40, 0..20), 1..12), held in prop::option::of(0_u8..40),
        ) {
            let mut before: Vec<Seat<u8>> = Vec::new();
            for keys in lists {
                let keys: Vec<u8> = keys.into_iter().collect();
                let now = seat(&before, &rows(&keys), held);
                prop_assert_eq!(now.iter().map(|seat| seat.key).collect::<Vec<_>>(), keys);
                let mut sorted = numbers(&now);
                sorted.sort_unstable();
                sorted.dedup();
                prop_assert_eq!(sorted.len(), now.len());
                for seat in &before {
                    for other in &now {
                        prop_assert!(seat.key != other.key || seat.number == other.number);
                        prop_assert!(held != Some(seat.key) || seat.number != other.number || seat.key == other.key);
                    }
                }
                before = now;
            }
        }
    }
}
