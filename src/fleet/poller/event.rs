//! What goes into the poller and what comes out of it.

use crate::github::{ApiError, CacheMode, Runner, RunnerId, RunnerPage};

/// What happened.
#[derive(Clone, Debug)]
pub enum Event {
    /// Somebody wants the fleet read now: the start, or the Refresh button.
    Refresh,
    /// A page was answered.
    Page {
        /// The reading it was asked for.
        read: u32,
        /// The page, from 1.
        page: u32,
        /// What came.
        result: Result<RunnerPage, ApiError>,
    },
    /// A runner that was not seen was asked for by id.
    Runner {
        /// The reading that missed it.
        read: u32,
        /// Which runner.
        id: RunnerId,
        /// What came.
        result: Result<Runner, ApiError>,
    },
    /// The time asked for by [`Effect::WakeAt`] has come.
    Woke,
    /// The tab was hidden or shown.
    Visible(bool),
    /// The browser went offline or online.
    Online(bool),
    /// GitHub confirmed that a runner is gone.
    Removed(RunnerId),
    /// One runner was read by somebody else.
    Read(Runner),
    /// A new runner is awaited until this moment (ms), or no longer.
    Watch(Option<f64>),
}

/// What the store has to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Ask for a page and answer with [`Event::Page`].
    ReadPage {
        /// The reading it is for.
        read: u32,
        /// The page, from 1.
        page: u32,
        /// Whether the cache will do.
        cache_mode: CacheMode,
    },
    /// Ask for a runner and answer with [`Event::Runner`].
    ReadRunner {
        /// The reading that missed it.
        read: u32,
        /// Which runner.
        id: RunnerId,
    },
    /// Abort every request of earlier effects.
    CancelAll,
    /// Send [`Event::Woke`] at this moment (ms), instead of any moment named before.
    WakeAt(f64),
}

/// When the next reading comes, for the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum NextPoll {
    /// Not before the reading under way has ended.
    #[default]
    Undecided,
    /// At this moment (ms since the epoch by the browser's clock).
    At(f64),
    /// Later than usual, so that this fleet uses at most a third of what is left of the rate limit.
    Slowed(f64),
    /// GitHub asked to wait until this moment.
    Limited(f64),
    /// The tab is hidden.
    Paused,
    /// The browser is offline.
    Offline,
    /// Not by itself: what failed would fail again.
    Stopped,
}
