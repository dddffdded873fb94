//! The fleet as it was last read, and every question about it that needs no network: pure.
//!
//! [`snapshot`] is what is known; [`pass`] makes one out of pages, [`poller`] is the life of a fleet as a state machine,
//! and [`schedule`] decides when to read again. [`filter`], [`sort`], [`counts`] and [`capability`] answer questions, [`needs`]
//! is what a token must be granted, and
//! [`visible`] makes a stranger's text safe to look at; [`arrival`] tells who has just come,
//! [`export`] writes files, [`journal`] is what was changed. [`ids`] is the set of runners that all of them use.
//!
//! Invariant: no Leptos, no clock, no request: time comes in as an argument.

pub mod arrival;
pub mod capability;
pub mod counts;
pub mod export;
pub mod filter;
pub mod ids;
pub mod journal;
mod name_ranks;
pub mod natural;
pub mod needs;
pub mod pass;
pub mod poller;
pub mod schedule;
pub mod snapshot;
pub mod sort;
#[cfg(test)]
mod test_support;
pub mod visible;

pub use arrival::Before;
pub use capability::{Caution, Confirmation, ForceRemoval, Liveliness, force_removal};
pub use counts::Counts;
pub use filter::Filter;
pub use ids::Ids;
pub use poller::{NextRound, Poller};
pub use snapshot::{Completeness, Row, Snapshot};
pub use sort::{Direction, Sort, SortKey, view};
pub use visible::{has_invisible, visible};
