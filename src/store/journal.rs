//! What this tab changed, as long as the page is open: in memory only.
//!
//! It outlives the screen of a scope, and so do the changes that are under way when the screen goes: they are written down
//! too. It is kept outside of all screens, and not in a [`RunnerStore`].
//!
//! Invariant: nobody sees what another person changed: whoever connects as somebody else, or elsewhere, begins anew.

use super::RunnerStore;
use crate::fleet::journal::{Entry, Outcome, request_id_of};
use crate::github::{ApiError, Host, Identity, Operation, Receipt, RunnerId, Scope};
use leptos::prelude::*;
use std::sync::{LazyLock, Mutex, PoisonError};

/// The list, the oldest first. A signal without an owner: no screen takes it along.
static ENTRIES: LazyLock<ArcRwSignal<Vec<Entry>>> = LazyLock::new(|| ArcRwSignal::new(Vec::new()));

/// Whose list it is.
static KEEPER: Mutex<Option<Keeper>> = Mutex::new(None);

/// Who is connected, as far as it is known.
#[derive(Clone, Debug)]
struct Keeper {
    host: Host,
    /// Who the token belongs to, once that is known.
    identity: RwSignal<Option<Identity>>,
    /// The login when it was last looked at: the signal is emptied at the end of a session.
    login: Option<String>,
    /// Which of the page's connections.
    connection: u32,
    /// Whose list it is, counted: another one each time that it begins anew.
    list: u32,
}

impl Keeper {
    fn look_up(&mut self) -> Option<String> {
        let known = self.identity.try_get_untracked().flatten().and_then(|identity| identity.login);
        if known.is_some() {
            self.login.clone_from(&known);
        }
        known
    }

    fn is_same_person(&self, other: &Self) -> bool {
        self.host == other.host
            && (self.connection == other.connection || (self.login.is_some() && self.login == other.login))
    }
}

/// Keeps the list for who is connected now; it is emptied where that is not who it was kept for.
///
/// `connection` counts how often somebody connected on this page.
pub fn keep_for(host: Host, identity: RwSignal<Option<Identity>>, connection: u32) {
    let mut now = Keeper { host, identity, login: None, connection, list: 0 };
    now.look_up();
    let mut keeper = KEEPER.lock().unwrap_or_else(PoisonError::into_inner);
    let is_same_person = keeper.as_ref().is_some_and(|before| now.is_same_person(before));
    let list = keeper.as_ref().map_or(0, |before| before.list);
    now.list = if is_same_person { list } else { list.wrapping_add(1) };
    if now.login.is_none() && is_same_person {
        now.login = keeper.take().and_then(|before| before.login);
    }
    *keeper = Some(now);
    drop(keeper);
    if !is_same_person {
        ENTRIES.set(Vec::new());
    }
}

/// The changes of this tab, the oldest first. Reactive: read it through [`super::leaving_memo`].
pub fn changes() -> Vec<Entry> {
    ENTRIES.get()
}

/// A change that is about to be asked for.
#[derive(Clone, Debug)]
pub(super) struct Change {
    at: f64,
    host: Option<Host>,
    login: Option<String>,
    /// The list it belongs into.
    list: u32,
    operation: Operation,
    scope: Scope,
    runner: Option<RunnerId>,
    runner_name: String,
}

impl Change {
    /// Looks at host and login before the request, which is asked at `at`: afterwards the screen may be gone.
    pub(super) fn of(
        store: RunnerStore,
        at: f64,
        operation: Operation,
        scope: &Scope,
        runner: Option<RunnerId>,
    ) -> Self {
        let runner_name = runner.and_then(|id| {
            store.snapshot.try_with_untracked(|snapshot| snapshot.get(id).map(|row| row.runner.name.clone())).flatten()
        });
        let keeper =
            KEEPER.lock().unwrap_or_else(PoisonError::into_inner).as_mut().map(|now| (now.look_up(), now.list));
        let (login, list) = keeper.unzip();
        Self {
            at,
            // Nobody keeps a list: a store without a screen, as tests have.
            host: login.is_some().then(|| store.host.try_get_value()).flatten(),
            login: login.flatten(),
            list: list.unwrap_or_default(),
            operation,
            scope: scope.clone(),
            runner,
            runner_name: runner_name.unwrap_or_default(),
        }
    }

    /// Writes down what came of it.
    pub(super) fn ended<T>(self, answer: &Result<T, ApiError>, receipt: impl FnOnce(&T) -> &Receipt) {
        let Some(host) = self.host else { return };
        let list = KEEPER.lock().unwrap_or_else(PoisonError::into_inner).as_ref().map(|now| now.list);
        if list != Some(self.list) {
            // Somebody else has connected by now.
            return;
        }
        let answer = answer.as_ref().map(receipt);
        let entry = Entry {
            at: self.at,
            host,
            login: self.login,
            operation: self.operation,
            scope: self.scope,
            runner: self.runner,
            runner_name: self.runner_name,
            outcome: Outcome::of(answer),
            request_id: request_id_of(answer),
        };
        ENTRIES.update(|entries| entries.push(entry));
    }
}
