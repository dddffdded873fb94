//! The fleet as it was last read, and every question about it that needs no network: pure.
//!
//! [`snapshot`] is what is known; [`pass`] makes one out of pages, [`poller`] is the life of a fleet as a state machine,
//! and [`schedule`] decides when to read again.
//!
//! Invariant: no Leptos, no clock, no request: time comes in as an argument.

pub mod pass;
pub mod poller;
pub mod schedule;
pub mod snapshot;
pub mod sort;
#[cfg(test)]
mod test_support;

pub use poller::{NextRound, Poller};
pub use snapshot::{Completeness, Row, Snapshot};
pub use sort::{Direction, Sort, SortKey};
