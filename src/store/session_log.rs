//! The changes this tab made, as long as the page is open: in memory only.
//!
//! A context of the app: it outlives the screen of a scope, and records changes that end after their screen is gone.
//!
//! Invariant: one list never holds the changes of two logins or two hosts.

use super::RunnerStore;
use crate::fleet::session_log::{Entry, Outcome, request_id_of};
use crate::github::{ApiError, Host, Identity, Operation, ResponseMeta, RunnerId, Scope};
use crate::session::SessionKey;
use leptos::prelude::*;

/// The owner of a list: a host and a login, or a session while the login is unknown.
#[derive(Clone, Debug)]
struct Keeper {
    host: Host,
    /// The owner of the token, once it is known.
    identity: RwSignal<Option<Identity>>,
    /// The last login that `identity` had: the signal is emptied at the end of a session.
    login: Option<String>,
    session: SessionKey,
    /// The number of the list: each new list has another one.
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
            && (self.session == other.session || (self.login.is_some() && self.login == other.login))
    }
}

/// The log of the session's changes. Copy it freely.
#[derive(Clone, Copy, Debug)]
pub struct SessionLog {
    /// The oldest first.
    entries: RwSignal<Vec<Entry>>,
    keeper: StoredValue<Option<Keeper>>,
}

impl SessionLog {
    /// An empty log. Belongs to the current reactive owner.
    pub fn new() -> Self {
        Self { entries: RwSignal::new(Vec::new()), keeper: StoredValue::new(None) }
    }

    /// Continues the log where host and login are those before, or the session is. Begins an empty one otherwise.
    pub fn keep_for(self, host: Host, identity: RwSignal<Option<Identity>>, session: SessionKey) {
        let mut now = Keeper { host, identity, login: None, session, list: 0 };
        now.look_up();
        let is_same_person = self.keeper.try_update_value(|keeper| {
            let is_same_person = keeper.as_ref().is_some_and(|before| now.is_same_person(before));
            let list = keeper.as_ref().map_or(0, |before| before.list);
            now.list = if is_same_person { list } else { list.wrapping_add(1) };
            if now.login.is_none() && is_same_person {
                now.login = keeper.take().and_then(|before| before.login);
            }
            *keeper = Some(now);
            is_same_person
        });
        if is_same_person == Some(false) {
            self.entries.set(Vec::new());
        }
    }

    /// The changes of this tab, the oldest first. Reactive: read it through [`super::scoped_memo`].
    pub fn changes(self) -> Vec<Entry> {
        self.entries.get()
    }

    /// The number of the current list.
    fn list(self) -> Option<u32> {
        self.keeper.try_with_value(|keeper| keeper.as_ref().map(|now| now.list)).flatten()
    }
}

impl Default for SessionLog {
    fn default() -> Self {
        Self::new()
    }
}

/// The log of the page.
pub fn use_session_log() -> SessionLog {
    expect_context()
}

/// A change that is about to be asked for.
#[derive(Clone, Debug)]
pub(super) struct Change {
    log: Option<SessionLog>,
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
        let keeper = store.log.and_then(|log| {
            let look_up = |keeper: &mut Option<Keeper>| keeper.as_mut().map(|now| (now.look_up(), now.list));
            log.keeper.try_update_value(look_up).flatten()
        });
        let (login, list) = keeper.unzip();
        Self {
            log: store.log,
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
    pub(super) fn ended<T>(self, answer: &Result<T, ApiError>, meta: impl FnOnce(&T) -> &ResponseMeta) {
        let Some((host, log)) = self.host.zip(self.log) else { return };
        if log.list() != Some(self.list) {
            // Another login has connected by now.
            return;
        }
        let answer = answer.as_ref().map(meta);
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
        log.entries.try_update(|entries| entries.push(entry));
    }
}
