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

pub mod bulk;
pub mod capacity;
pub mod changes;
pub mod counts;
pub mod escape_invisible;
pub mod export;
pub mod filter;
pub mod ids;
mod name_ranks;
pub mod natural;
pub mod paginated_read;
pub mod poll_interval;
pub mod poller;
pub mod query;
pub mod registration_watch;
pub mod removal;
pub mod removal_policy;
pub mod required_scopes;
pub mod selection;
pub mod session_log;
pub mod should_renew;
pub mod snapshot;
pub mod sort;
pub mod stale_runners;
#[cfg(test)]
mod test_support;
pub mod usage_history;

pub use capacity::Capacity;
pub use changes::{Change, Changes};
pub use counts::Counts;
pub use escape_invisible::{escape_invisible, has_invisible};
pub use filter::Filter;
pub use ids::Ids;
pub use poller::{NextPoll, Poller};
pub use registration_watch::{Arrival, Watch};
pub use removal_policy::{Confirmation, ForceRemoval, RemovalWarning, RunnerState, force_removal};
pub use snapshot::{Completeness, Row, Snapshot};
pub use sort::{Direction, Sort, SortKey, view};
pub use usage_history::Activity;
