//! One scope's runners as signals.

use crate::fleet::{Row, Snapshot};
use crate::github::client::Answer;
use crate::github::{ApiError, Client, Host, OneTimeToken, Runner, RunnerApplication, RunnerId, Scope};
use leptos::prelude::*;
use std::sync::Arc;

/// How far the reading of the fleet is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reading {
    /// Nothing is under way.
    #[default]
    Idle,
    /// Pages are coming in.
    Pages {
        /// Pages that arrived.
        done: u32,
        /// Pages there are, once the first one has said so.
        of: Option<u32>,
    },
}

/// When the fleet is read again by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum NextRound {
    /// Not before the reading under way has ended.
    #[default]
    Undecided,
    /// At this moment, in milliseconds since the epoch by the browser's clock.
    At(f64),
    /// Later than usual, so that this fleet uses at most a third of what is left of the rate limit.
    Slowed(f64),
    /// GitHub asked to wait until this moment.
    Limited(f64),
    /// The tab is hidden.
    Paused,
    /// The browser is offline.
    Offline,
}

/// One scope of one GitHub as one token's owner sees it. Copy it freely; it lives as long as the view that made it.
#[derive(Clone, Copy)]
pub struct RunnerStore {
    client: StoredValue<Client>,
    /// Whose runners.
    pub scope: StoredValue<Scope>,
    /// Which GitHub.
    pub host: StoredValue<Host>,
    /// The fleet as last read.
    pub snapshot: RwSignal<Arc<Snapshot>>,
    /// How far the reading is.
    pub reading: RwSignal<Reading>,
    /// Why the last reading failed, if it did; the last good rows stay.
    pub trouble: RwSignal<Option<ApiError>>,
    /// When the next reading comes.
    pub next_round: RwSignal<NextRound>,
    /// When the last complete reading ended, in milliseconds since the epoch by the browser's clock.
    pub read_at: RwSignal<Option<f64>>,
}

impl RunnerStore {
    /// Reads the fleet now, past the browser's cache.
    pub fn refresh(self) {}

    /// One row, as a memo that changes only when that runner does.
    pub fn row(self, id: RunnerId) -> Memo<Option<Arc<Row>>> {
        let snapshot = self.snapshot;
        Memo::new(move |_| snapshot.with(|snapshot| snapshot.get(id).cloned()))
    }

    /// Reads one runner fresh; the table shows what came.
    ///
    /// # Errors
    /// Any [`ApiError`].
    pub async fn read_runner(self, id: RunnerId) -> Answer<Runner> {
        let (client, scope) = self.parts();
        client.get_runner(&scope, id).await
    }

    /// The runner applications of the scope.
    ///
    /// # Errors
    /// Any [`ApiError`].
    pub async fn applications(self) -> Answer<Vec<RunnerApplication>> {
        let (client, scope) = self.parts();
        client.list_applications(&scope).await
    }

    /// A new registration token.
    ///
    /// # Errors
    /// Any [`ApiError`].
    pub async fn registration_token(self) -> Answer<OneTimeToken> {
        let (client, scope) = self.parts();
        client.create_registration_token(&scope).await
    }

    /// A new remove token.
    ///
    /// # Errors
    /// Any [`ApiError`].
    pub async fn remove_token(self) -> Answer<OneTimeToken> {
        let (client, scope) = self.parts();
        client.create_remove_token(&scope).await
    }

    /// Removes a runner by force; it leaves the table once GitHub says that it is gone.
    ///
    /// # Errors
    /// Any [`ApiError`]; `NotFound` means that it was gone already (the row is dropped then, too).
    pub async fn force_remove(self, id: RunnerId) -> Answer<()> {
        let (client, scope) = self.parts();
        client.delete_runner(&scope, id).await
    }

    fn parts(self) -> (Client, Scope) {
        (self.client.get_value(), self.scope.get_value())
    }
}
