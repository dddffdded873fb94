//! The reactive side of the fleet: signals that views read, and calls that views make. Views do no HTTP of their own.
//!
//! [`runner_store`] is one scope of one GitHub as one token's owner sees it; it is replaced as a whole when any of the
//! three changes. [`asking`] runs one call for a view and holds its answer. [`navigation`] is the route as a signal,
//! [`address`] what the browser shows of it, [`env`] what else is needed of the browser. [`one_time`] holds a
//! registration or remove token while it lives, and [`removal`] removes what was confirmed, [`bulk_removal`] many at a
//! time. [`saved_views`] keeps filters in this browser. [`activity`] and [`journal`] outlive the screen of a scope.
//! [`scoped_memo`] is for views that read what outlives them.
//!
//! Invariant: nothing is written after the owner of a signal is gone, and nothing of one scope reaches another.

pub mod address;
pub mod asking;
pub mod bulk_removal;
pub mod check;
pub mod env;
pub mod navigation;
pub mod notices;
pub mod removal;
pub mod runner_store;
pub mod runner_token;
pub mod saved_views;
pub mod scoped_memo;
pub mod session_log;
pub mod usage_history;

/// What the site rules for everyone, as far as it concerns runners and tokens.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SiteRules {
    /// The usual wait between two readings, in milliseconds.
    pub refresh_every: f64,
    /// Whether one-time tokens are hidden on the screen until they are asked for.
    pub masks_tokens: bool,
    /// The most runners that are removed at the same time.
    pub removals_at_once: u32,
}

impl Default for SiteRules {
    fn default() -> Self {
        Self { refresh_every: 65_000.0, masks_tokens: false, removals_at_once: 4 }
    }
}

pub use crate::fleet::NextPoll;
pub use crate::fleet::removal::{Conflict, Removal, RemovalTarget};
pub use asking::{Asked, Asking};
pub use bulk_removal::BulkRemover;
pub use navigation::{Navigation, use_navigation};
pub use notices::{Notice, NoticeEvent, Notices};
pub use runner_store::{Refresh, RunnerStore};
pub use runner_token::{Left, Renewal, RunnerTokenState};
pub use scoped_memo::scoped_memo;
pub use session_log::{SessionLog, use_session_log};
pub use usage_history::{UsageHistory, use_usage_history};
