//! One scope's runners as signals: carries out what the poller says, and shows views what it knows.
//!
//! Invariant: answers go to the poller alone, and signals are written in one place, [`publish`].

mod publish;

use self::publish::PublishTime;
use crate::fleet::poller::{Effect, Event};
use crate::fleet::{NextPoll, Poller, Row, Snapshot};
use crate::github::client::ApiResult;
use crate::github::endpoint::PAGE_SIZE;
use crate::github::{
    ApiError, CacheMode, Client, ErrorKind, Host, Operation, ResponseMeta, Runner, RunnerApplication, RunnerId,
    RunnerToken, Scope,
};
use crate::store::SiteRules;
use crate::store::env::{Browser, Clear, Env};
use crate::store::session_log::{Change, SessionLog};
use leptos::prelude::*;
use leptos::reactive::owner::LocalStorage;
use rustc_hash::FxHashSet;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::task::Poll;
use web_sys::AbortController;

/// How long a new runner is awaited after its command was copied, in milliseconds.
pub const WATCH_FOR: f64 = 600_000.0;

/// GitHub making a token.
type Making<'a> = Pin<Box<dyn Future<Output = ApiResult<(RunnerToken, ResponseMeta)>> + 'a>>;

/// How far the reading of the fleet is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Refresh {
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

/// What is known about the reading of the fleet. One signal for all of it, as they change together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RefreshState {
    /// How far the reading is.
    pub refresh: Refresh,
    /// Why the last reading failed, if it did; the last good rows stay.
    pub trouble: Option<ApiError>,
    /// When the next reading comes.
    pub next_poll: NextPoll,
    /// When the last reading of all pages ended, in milliseconds since the epoch by the browser's clock.
    pub refreshed_at: Option<f64>,
}

/// One scope of one GitHub as one token's owner sees it. Copy it freely; it lives as long as the view that made it.
#[derive(Clone, Copy)]
pub struct RunnerStore {
    /// Whose runners.
    pub scope: StoredValue<Scope>,
    /// Which GitHub.
    pub host: StoredValue<Host>,
    /// The fleet as last read.
    pub snapshot: RwSignal<Arc<Snapshot>>,
    /// What the site rules.
    pub rules: SiteRules,
    /// How far the reading is, and what came of it.
    pub state: RwSignal<RefreshState>,
    /// The runners that this page removed, or found gone.
    pub removed: StoredValue<FxHashSet<RunnerId>>,
    /// The log of changes. None without a page, as in tests.
    pub(super) log: Option<SessionLog>,
    client: StoredValue<Client>,
    poller: StoredValue<Poller>,
    running: StoredValue<Running, LocalStorage>,
}

/// What must be ended with the store.
struct Running {
    around: Rc<dyn Env>,
    abort: Option<AbortController>,
    /// How often all requests of the poller were called off.
    cancelled: u32,
    timer: Option<Clear>,
    /// When signals will be written, where that was asked for already.
    asked: Option<PublishTime>,
    /// When they were last written, in milliseconds since the epoch.
    published_at: f64,
    /// Whether they stay as they are for now.
    is_held: bool,
}

impl RunnerStore {
    /// A store that starts to read at once.
    ///
    /// Belongs to the current reactive owner, and ends all its requests and timers with it.
    pub fn new(client: Client, host: Host, scope: Scope, rules: SiteRules) -> Self {
        Self::within(Rc::new(Browser), client, host, scope, rules)
    }

    /// [`RunnerStore::new`] in other surroundings than the browser.
    pub fn within(around: Rc<dyn Env>, client: Client, host: Host, scope: Scope, rules: SiteRules) -> Self {
        let abort = around.abort_controller();
        let running = Running {
            around: around.clone(),
            abort,
            cancelled: 0,
            timer: None,
            asked: None,
            published_at: 0.0,
            is_held: false,
        };
        let store = Self {
            scope: StoredValue::new(scope),
            host: StoredValue::new(host),
            rules,
            snapshot: RwSignal::new(Arc::default()),
            state: RwSignal::default(),
            removed: StoredValue::default(),
            log: use_context(),
            client: StoredValue::new(client),
            poller: StoredValue::new(Poller::new(rules.refresh_every)),
            running: StoredValue::new_local(running),
        };
        around.on_visibility(Rc::new(move |visible| store.dispatch(Event::Visible(visible))));
        around.on_connectivity(Rc::new(move |online| store.dispatch(Event::Online(online))));
        on_cleanup(move || store.end());
        store.dispatch(Event::Visible(around.is_visible()));
        store.dispatch(Event::Online(around.is_online()));
        store.dispatch(Event::Refresh);
        store
    }

    /// Reads the fleet now, past the browser's cache.
    pub fn refresh(self) {
        self.dispatch(Event::Refresh);
    }

    /// Reads the fleet every few seconds for the next ten minutes: a new runner is awaited.
    pub fn watch(self) {
        let Some(around) = self.around() else { return };
        self.dispatch(Event::Watch(Some(around.now() + WATCH_FOR)));
    }

    /// Ends [`RunnerStore::watch`].
    pub fn stop_watching(self) {
        self.dispatch(Event::Watch(None));
    }

    /// One row, as a memo that changes only when that runner does.
    pub fn row(self, id: RunnerId) -> Memo<Option<Arc<Row>>> {
        let snapshot = self.snapshot;
        Memo::new(move |_| snapshot.with(|snapshot| snapshot.get(id).cloned()))
    }

    /// Reads one runner fresh; the table shows what came, and drops a runner that is not there any more.
    ///
    /// # Errors
    /// Any [`ApiError`]; [`ErrorKind::NotFound`] for this runner only where a page of the list confirms it.
    pub async fn read_runner(self, id: RunnerId) -> ApiResult<Runner> {
        self.read_with_meta(id).await.map(|(runner, _)| runner)
    }

    /// [`RunnerStore::read_runner`], and what the answer says about itself.
    pub(super) async fn read_with_meta(self, id: RunnerId) -> ApiResult<(Runner, ResponseMeta)> {
        let (client, scope) = self.parts(Operation::GetRunner)?;
        let answer = self.cancellable(None, Operation::GetRunner, Box::pin(client.get_runner(&scope, id))).await;
        match answer {
            Ok((runner, meta)) => {
                self.dispatch(Event::Read(runner.clone()));
                Ok((runner, meta))
            }
            Err(error) if error.is_runner_not_found() => {
                self.confirm_absence(id).await?;
                self.dispatch(Event::Removed(id));
                Err(error)
            }
            Err(error) => Err(error),
        }
    }

    /// A 404 can be about the permission: reads the page of the list that had the runner. The token must see the scope, and
    /// the page must not contradict.
    async fn confirm_absence(self, id: RunnerId) -> ApiResult<()> {
        let (client, scope) = self.parts(Operation::ListRunners)?;
        let place = self.snapshot.try_with_untracked(|snapshot| snapshot.place_of(id)).flatten();
        let number = place.and_then(|place| u32::try_from(place).ok()).unwrap_or_default() / PAGE_SIZE + 1;
        let list = client.list_runners(&scope, number, CacheMode::Fresh, None);
        let page = self.cancellable(None, Operation::ListRunners, Box::pin(list)).await?;
        if page.contradicts_absence_of(id, number) {
            return Err(ApiError::without_answer(Operation::ListRunners, ErrorKind::Contradiction));
        }
        Ok(())
    }

    /// The runner applications of the scope.
    ///
    /// # Errors
    /// Any [`ApiError`].
    pub async fn applications(self) -> ApiResult<Vec<RunnerApplication>> {
        let (client, scope) = self.parts(Operation::ListApplications)?;
        self.cancellable(None, Operation::ListApplications, Box::pin(client.list_applications(&scope))).await
    }

    /// A new registration token.
    ///
    /// # Errors
    /// Any [`ApiError`].
    pub async fn registration_token(self) -> ApiResult<RunnerToken> {
        let operation = Operation::CreateRegistrationToken;
        let (client, scope) = self.parts(operation)?;
        self.made(operation, &scope, Box::pin(client.create_registration_token(&scope))).await
    }

    /// A new remove token.
    ///
    /// # Errors
    /// Any [`ApiError`].
    pub async fn remove_token(self) -> ApiResult<RunnerToken> {
        let operation = Operation::CreateRemoveToken;
        let (client, scope) = self.parts(operation)?;
        self.made(operation, &scope, Box::pin(client.create_remove_token(&scope))).await
    }

    /// A token that GitHub makes, and the journal's entry of it.
    async fn made(self, operation: Operation, scope: &Scope, call: Making<'_>) -> ApiResult<RunnerToken> {
        let change = Change::of(self, self.now(), operation, scope, None);
        let answer = self.cancellable(None, operation, call).await;
        change.ended(&answer, |(_, meta)| meta);
        match answer {
            Ok((token, _)) => Ok(token),
            Err(error) => Err(self.with_new_name(error).await),
        }
    }

    /// Adds to the error of a redirected change what the scope is called now, if GitHub tells.
    async fn with_new_name(self, error: ApiError) -> ApiError {
        if error.kind != (ErrorKind::Moved { to: None }) {
            return error;
        }
        let Ok((client, scope)) = self.parts(Operation::GetScope) else { return error };
        let found = self.cancellable(None, Operation::GetScope, Box::pin(client.find_scope(&scope))).await;
        let to = found.ok().filter(|found| *found != scope);
        ApiError { kind: ErrorKind::Moved { to }, ..error }
    }

    /// Removes a runner by force; it leaves the table once GitHub says that it is gone. The fleet is not read anew. No
    /// receipt where the reply was lost, and the runner was gone afterwards. Once sent, the request ends and is written down
    /// even where the store is gone.
    ///
    /// # Errors
    /// Any [`ApiError`]; [`ErrorKind::NotFound`] for this runner means that it was gone already (the row is dropped then, too).
    pub async fn force_remove(self, id: RunnerId) -> ApiResult<Option<ResponseMeta>> {
        let (client, scope) = self.parts(Operation::DeleteRunner)?;
        let change = Change::of(self, self.now(), Operation::DeleteRunner, &scope, Some(id));
        let mut was_answered = true;
        let answer = match client.delete_runner(&scope, id).await {
            Err(error) if leaves_a_doubt(&error) => match (self.read_with_meta(id).await, &error.kind) {
                (Err(after), ErrorKind::NotFound) if after.is_runner_not_found() => Err(error),
                // The reply was lost, but the runner is gone: the removal did it.
                (Err(after), _) if after.is_runner_not_found() => {
                    was_answered = false;
                    Ok(ResponseMeta::default())
                }
                // It is there, so this 404 was about the permission to remove it.
                (Ok(_), ErrorKind::NotFound) => Err(ApiError { kind: ErrorKind::Forbidden, ..error }),
                // A 404 that nothing confirms tells nothing about the runner.
                (Err(after), ErrorKind::NotFound) if after.kind == ErrorKind::Cancelled => {
                    Err(ApiError { operation: error.operation, ..after })
                }
                (Err(after), ErrorKind::NotFound) => Err(after),
                _ => Err(error),
            },
            Err(error) => Err(self.with_new_name(error).await),
            Ok(meta) => Ok(meta),
        };
        change.ended(&answer, |meta| meta);
        let is_gone = answer.as_ref().map_or_else(ApiError::is_runner_not_found, |_| true);
        if is_gone {
            self.dispatch(Event::Removed(id));
        }
        answer.map(|meta| was_answered.then_some(meta))
    }

    /// The client and the scope, unless the view that owns the store is gone.
    pub(super) fn parts(self, operation: Operation) -> ApiResult<(Client, Scope)> {
        self.client
            .try_get_value()
            .zip(self.scope.try_get_value())
            .ok_or_else(|| ApiError::without_answer(operation, ErrorKind::Cancelled))
    }

    /// What is around the store, unless the view that owns it is gone.
    pub(super) fn around(self) -> Option<Rc<dyn Env>> {
        self.running.try_with_value(|running| running.around.clone())
    }

    /// Milliseconds since the epoch.
    fn now(self) -> f64 {
        self.around().map_or(0.0, |around| around.now())
    }

    /// A call that nothing comes of any more, not even a further try, once the store is gone or (where `round` says which
    /// requests it is one of) once those were called off.
    ///
    /// The call comes in a box: else its whole way would be in here, once for each call.
    pub(super) async fn cancellable<T>(
        self,
        round: Option<u32>,
        operation: Operation,
        mut call: Pin<Box<dyn Future<Output = ApiResult<T>> + '_>>,
    ) -> ApiResult<T> {
        poll_fn(move |context| {
            let now = self.running.try_with_value(|running| running.cancelled);
            if now.is_none() || (round.is_some() && now != round) {
                return Poll::Ready(Err(ApiError::without_answer(operation, ErrorKind::Cancelled)));
            }
            call.as_mut().poll(context)
        })
        .await
    }

    fn dispatch(self, event: Event) {
        let Some(around) = self.around() else { return };
        let is_page = matches!(event, Event::Page { .. });
        if let Event::Removed(id) = event {
            self.removed.try_update_value(|removed| removed.insert(id));
        }
        let effects = self.poller.try_update_value(|poller| poller.handle(event, around.now()));
        for effect in effects.into_iter().flatten() {
            self.run_effect(effect);
        }
        self.publish_soon(is_page);
    }

    fn run_effect(self, effect: Effect) {
        match effect {
            Effect::ReadPage { read, page, cache_mode } => {
                let Ok((client, scope)) = self.parts(Operation::ListRunners) else { return };
                let running = self
                    .running
                    .try_with_value(|running| (running.cancelled, running.abort.as_ref().map(AbortController::signal)));
                let Some((round, signal)) = running else { return };
                leptos::task::spawn_local(async move {
                    let call = Box::pin(client.list_runners(&scope, page, cache_mode, signal.as_ref()));
                    let result = self.cancellable(Some(round), Operation::ListRunners, call).await;
                    self.dispatch(Event::Page { read, page, result });
                });
            }
            Effect::ReadRunner { read, id } => {
                let Ok((client, scope)) = self.parts(Operation::GetRunner) else { return };
                let round = self.running.try_with_value(|running| running.cancelled);
                leptos::task::spawn_local(async move {
                    let result =
                        self.cancellable(round, Operation::GetRunner, Box::pin(client.get_runner(&scope, id))).await;
                    self.dispatch(Event::Runner { read, id, result: result.map(|(runner, _)| runner) });
                });
            }
            Effect::CancelAll => {
                self.running.try_update_value(|running| {
                    if let Some(abort) = running.abort.take() {
                        abort.abort();
                    }
                    running.abort = running.around.abort_controller();
                    running.cancelled = running.cancelled.wrapping_add(1);
                });
            }
            Effect::WakeAt(at) => {
                let Some(around) = self.around() else { return };
                let timer = around.after(at - around.now(), Box::new(move || self.dispatch(Event::Woke)));
                self.running.try_update_value(|running| {
                    if let Some(clear) = std::mem::replace(&mut running.timer, timer) {
                        clear();
                    }
                });
            }
        }
    }

    fn end(self) {
        self.running.try_update_value(|running| {
            if let Some(abort) = running.abort.take() {
                abort.abort();
            }
            if let Some(clear) = running.timer.take() {
                clear();
            }
        });
    }
}

/// True where the error of a removal does not tell whether the runner is still there.
fn leaves_a_doubt(error: &ApiError) -> bool {
    error.kind == ErrorKind::NotFound || error.kind.is_lost_reply()
}
