//! The fleet as it was last read, and every question about it that needs no network: pure.
//!
//! [`snapshot`] is what is known; [`pass`] makes one out of pages, [`poller`] is the life of a fleet as a state machine,
//! and [`schedule`] decides when to read again. [`filter`], [`sort`], [`counts`] and [`capability`] answer questions, and
//! [`visible`] makes a stranger's text safe to look at; [`arrival`] tells who has just come, [`renewal`] when a token is
//! replaced, [`changes`] what is different from one reading to the next, [`capacity`] which jobs the fleet can take,
//! [`suspects`] who is probably left over, [`activity`] what went on since the page was opened. [`language`] understands the
//! search box, [`selection`] is what was ticked, [`removal`] what was confirmed, and [`bulk`] the removal of many; [`export`]
//! writes files, [`journal`] is what was changed, and [`needs`] what a token must be granted. [`ids`] is the set of runners that all of them use.
//!
//! Invariant: no Leptos, no clock, no request: time comes in as an argument.

pub mod activity;
pub mod arrival;
pub mod bulk;
pub mod capability;
pub mod capacity;
pub mod changes;
pub mod counts;
pub mod export;
pub mod filter;
pub mod ids;
pub mod journal;
pub mod language;
mod name_ranks;
pub mod natural;
pub mod needs;
pub mod pass;
pub mod poller;
pub mod removal;
pub mod renewal;
pub mod schedule;
pub mod selection;
pub mod snapshot;
pub mod sort;
pub mod suspects;
#[cfg(test)]
mod test_support;
pub mod visible;

pub use activity::Activity;
pub use arrival::{Arrival, Watch};
pub use capability::{Caution, Confirmation, ForceRemoval, Liveliness, force_removal};
pub use capacity::Capacity;
pub use changes::{Change, Changes};
pub use counts::Counts;
pub use filter::Filter;
pub use ids::Ids;
pub use poller::{NextRound, Poller};
pub use snapshot::{Completeness, Row, Snapshot};
pub use sort::{Direction, Sort, SortKey, view};
pub use visible::{has_invisible, visible};
