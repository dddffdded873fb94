//! One random schedule: what an admin, GitHub, the network and the browser do in some order, and what must hold after
//! every step.

use crate::dice::Dice;
use crate::github::{About, GitHub, SCOPES, plain, scope};
use crate::machinery::{Sent, World, machinery};
use leptos::prelude::*;
use runner_console::fleet::{RunnerState, Snapshot};
use runner_console::github::response::Headers;
use runner_console::github::retry::Retrying;
use runner_console::github::transport::Request;
use runner_console::github::{
    AccessToken, CacheMode, Client, Host, Method, Operation, RawResponse, Runner, RunnerId, Transport, TransportError,
};
use runner_console::store::{Asked, Asking, Removal, RemovalTarget, RunnerStore, SiteRules};
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// What a schedule came to.
#[derive(Clone, Copy, Debug, Default)]
pub struct Progress {
    pub steps: u64,
    pub switches: u64,
    pub requests: u64,
    pub confirmed: u64,
    pub deletes: u64,
    pub removed: u64,
    pub refused: u64,
    pub late: u64,
}

impl std::ops::AddAssign for Progress {
    fn add_assign(&mut self, other: Self) {
        self.steps += other.steps;
        self.switches += other.switches;
        self.requests += other.requests;
        self.confirmed += other.confirmed;
        self.deletes += other.deletes;
        self.removed += other.removed;
        self.refused += other.refused;
        self.late += other.late;
    }
}

/// What the admin sees, and what follows from it for requests.
#[derive(Default)]
struct TableTools {
    /// The scope on the screen.
    shown: Option<usize>,
    /// The removal that was confirmed and not yet sent.
    confirmed: Option<RemovalTarget>,
    /// The name that GitHub last gave for an id, asked for by id.
    told: HashMap<u64, String>,
    /// Timed readings that failed: each may be tried once more, whoever looks.
    failed: u32,
    progress: Progress,
}

impl TableTools {
    /// Judges a request the moment it leaves.
    fn judge(&mut self, request: &Request) {
        let (index, about) = GitHub::about(request);
        self.progress.requests += 1;
        assert_eq!(self.shown, Some(index), "a request for a scope that is not on the screen: {request:?}");
        if request.cache_mode == CacheMode::Cached && about == About::List(1) {
            let seen = machinery().is_visible() && machinery().is_online();
            let further_try = self.failed > 0;
            self.failed = self.failed.saturating_sub(1);
            assert!(seen || further_try, "a timed reading that nobody can see");
        }
        if let (Method::Delete, About::Runner(id)) = (request.method, about) {
            self.progress.deletes += 1;
            let confirmed = self.confirmed.take().expect("a removal that nobody confirmed, or a second one");
            assert_eq!(confirmed.id, RunnerId(id), "a removal on another id");
            assert_eq!(self.told.get(&id), Some(&confirmed.name), "a removal of what has another name now");
        }
    }
}

/// A scope on the screen.
struct Page {
    owner: Owner,
    index: usize,
    store: RunnerStore,
    removal: Asking<Removal>,
    /// What the removal under way is of.
    of: Option<RunnerId>,
    gone: HashSet<RunnerId>,
}

pub struct Schedule {
    root: Owner,
    client: Client,
    github: Rc<RefCell<GitHub>>,
    desk: Rc<RefCell<TableTools>>,
    page: Option<Page>,
    left: Vec<RunnerStore>,
}

impl Schedule {
    fn new(dice: &mut Dice) -> Self {
        let big = dice.percent(15);
        let count = |dice: &mut Dice| dice.within(0..if big { 230 } else { 9 }) as u64;
        let github = Rc::new(RefCell::new(GitHub::new([count(dice), count(dice), count(dice)])));
        let desk = Rc::new(RefCell::new(TableTools::default()));
        let (judge, truth) = (desk.clone(), github.clone());
        machinery().reset(Box::new(move |request| {
            judge.borrow_mut().judge(request);
            truth.borrow().look(request)
        }));
        let transport: Box<dyn Transport> = Box::new(Retrying::new(World, World));
        let token = AccessToken::parse("ghp_canary").unwrap();
        let client = Client::new("https://ghe.corp.example/api/v3", token, transport);
        let root = Owner::new();
        Self { root, client, github, desk, page: None, left: Vec::new() }
    }

    /// Runs the schedule of these dice.
    pub fn run(mut dice: Dice) -> Progress {
        let mut schedule = Self::new(&mut dice);
        schedule.open(dice.within(0..3));
        for _ in 0..dice.within(5..90) {
            schedule.step(&mut dice);
            schedule.desk.borrow_mut().progress.steps += 1;
            schedule.check();
        }
        schedule.come_to_rest();
        schedule.leave();
        schedule.root.cleanup();
        schedule.desk.take().progress
    }

    fn step(&mut self, dice: &mut Dice) {
        match dice.within(0..100) {
            0..34 => self.answer(dice),
            34..40 => self.fail(dice),
            40..52 => machinery().frame(),
            52..60 => machinery().pass(dice.of(&[10.0, 500.0, 2_000.0, 31_000.0, 70_000.0])),
            60..66 => self.open(dice.within(0..3)),
            66..71 => self.refresh(),
            71..83 => self.confirm(dice),
            83..93 => self.change(dice),
            93..95 => machinery().show(!machinery().is_visible()),
            95..97 => {
                let online = !machinery().is_online();
                machinery().connect(online);
            }
            97 => self.leave(),
            _ => {
                if let Some(page) = &self.page {
                    page.store.watch();
                }
            }
        }
        machinery().settle();
    }

    /// Shows a scope in place of the one that is shown.
    fn open(&mut self, index: usize) {
        self.leave();
        self.desk.borrow_mut().shown = Some(index);
        self.desk.borrow_mut().progress.switches += 1;
        let owner = self.root.with(Owner::new);
        let host = Host::parse("ghe.corp.example").unwrap();
        let (store, removal) = owner.with(|| {
            let store =
                RunnerStore::within(Rc::new(World), self.client.clone(), host, scope(index), SiteRules::default());
            (store, Asking::new())
        });
        self.page = Some(Page { owner, index, store, removal, of: None, gone: HashSet::new() });
        machinery().settle();
    }

    /// Back to the choice of a scope, or signed out: nothing is shown.
    fn leave(&mut self) {
        if let Some(page) = self.page.take() {
            let mut desk = self.desk.borrow_mut();
            (desk.shown, desk.confirmed) = (None, None);
            desk.told.clear();
            drop(desk);
            page.owner.cleanup();
            self.left.push(page.store);
        }
    }

    fn refresh(&self) {
        if let Some(page) = &self.page {
            page.store.refresh();
        }
    }

    /// Confirms the removal of a runner as it is on the screen; mostly one whose state allows it.
    fn confirm(&mut self, dice: &mut Dice) {
        let Some(page) = &mut self.page else { return };
        if page.removal.asked.with_untracked(Asked::is_waiting) {
            return;
        }
        let shown: Vec<Runner> =
            page.store.snapshot.with_untracked(|shown| shown.rows().iter().map(|row| row.runner.clone()).collect());
        let Some(at) = dice.within(0..1_000).checked_rem(shown.len()) else { return };
        let runner = &shown[at];
        let confirmed = RemovalTarget { id: runner.id, name: runner.name.clone(), state: RunnerState::of(runner) };
        let mut desk = self.desk.borrow_mut();
        desk.confirmed = Some(confirmed.clone());
        desk.told.remove(&runner.id.0);
        desk.progress.confirmed += 1;
        drop(desk);
        page.of = Some(runner.id);
        page.owner.with(|| page.removal.ask(page.store.force_remove_confirmed(confirmed, || true)));
    }

    fn change(&self, dice: &mut Dice) {
        let index = dice.within(0..3);
        let mut github = self.github.borrow_mut();
        match dice.within(0..4) {
            0 => github.register(index, dice.within(0..300)),
            1 => github.rename(index, dice.within(0..300)),
            what => {
                let fleet = &mut github.fleets[index];
                if let Some(at) = dice.within(0..300).checked_rem(fleet.len()) {
                    if what == 2 {
                        fleet.remove(at);
                    } else {
                        fleet[at].busy = !fleet[at].busy;
                    }
                }
            }
        }
    }

    fn take_sent(dice: &mut Dice) -> Option<Sent> {
        let mut sent = machinery().sent.take();
        let at = dice.within(0..1_000).checked_rem(sent.len());
        let one = at.map(|at| sent.remove(at));
        *machinery().sent.borrow_mut() = sent;
        one
    }

    /// One of the requests under way is answered: as things are, or as they were when it was sent.
    fn answer(&self, dice: &mut Dice) {
        let Some(sent) = Self::take_sent(dice) else { return };
        let late = dice.percent(30) && sent.request.method == Method::Get;
        let answer = if late { sent.early.clone() } else { self.github.borrow_mut().answer(&sent.request) };
        self.arrive(sent, answer);
    }

    fn arrive(&self, sent: Sent, answer: RawResponse) {
        let (index, about) = GitHub::about(&sent.request);
        let mut desk = self.desk.borrow_mut();
        if desk.shown != Some(index) {
            desk.progress.late += 1;
        } else if let (About::Runner(id), 200) = (about, answer.status) {
            let runner: Runner = answer.decode(Operation::GetRunner).unwrap();
            desk.told.insert(id, runner.name);
        }
        drop(desk);
        sent.answer(Ok(answer));
        machinery().settle();
    }

    /// One of the requests under way fails. A change may have happened all the same.
    fn fail(&self, dice: &mut Dice) {
        let Some(sent) = Self::take_sent(dice) else { return };
        if dice.percent(50) {
            let _ = self.github.borrow_mut().answer(&sent.request);
        }
        if sent.request.cache_mode == CacheMode::Cached {
            self.desk.borrow_mut().failed += 1;
        }
        let limited = Headers { retry_after: Some(30), ..Headers::default() };
        sent.answer(match dice.within(0..6) {
            0 | 1 => Err(TransportError::Unreachable),
            2 => Err(TransportError::TimedOut),
            3 => Ok(plain(502, "<html>".to_owned())),
            4 => Ok(plain(200, "{\"total_count\":".to_owned())),
            _ => Ok(RawResponse { status: 429, headers: limited, body: "{}".to_owned() }),
        });
    }

    /// What must hold at any moment.
    fn check(&mut self) {
        assert!(
            self.left.iter().all(|store| store.snapshot.try_get_untracked().is_none()),
            "a store that was left lives"
        );
        let Some(page) = &mut self.page else { return };
        let letter = SCOPES[page.index].3;
        let outcome = page.removal.asked.get_untracked();
        if let (Asked::Answered(outcome), Some(id)) = (&outcome, page.of)
            && page.gone.insert(id)
        {
            let fleet = &self.github.borrow().fleets[page.index];
            let there = fleet.iter().any(|machine| RunnerId(machine.id) == id);
            let mut desk = self.desk.borrow_mut();
            match outcome {
                Removal::Removed(_) | Removal::RemovedUnanswered | Removal::AlreadyGone(_) => {
                    assert!(!there, "{id} is said to be gone, and is not");
                    desk.progress.removed += 1;
                    drop(desk);
                    machinery().frame();
                }
                Removal::Skipped(..) => {
                    assert!(desk.confirmed.is_some(), "{id} was refused, and the request was sent");
                    desk.progress.refused += 1;
                    page.gone.remove(&id);
                    page.of = None;
                }
            }
        }
        if !matches!(outcome, Asked::Waiting) {
            self.desk.borrow_mut().confirmed = None;
        }
        page.store.snapshot.with_untracked(|shown| {
            let ids: HashSet<RunnerId> = shown.rows().iter().map(|row| row.runner.id).collect();
            assert_eq!(ids.len(), shown.rows().len(), "an id twice");
            for row in shown.rows() {
                assert!(row.runner.name.starts_with(letter), "{:?} in the scope of {letter}", row.runner.name);
                assert!(!page.gone.contains(&row.runner.id), "{} came back", row.runner.id);
            }
        });
    }

    /// Nothing fails any more: the screen must come to show what is true.
    fn come_to_rest(&mut self) {
        let Some(index) = self.page.as_ref().map(|page| page.index) else { return };
        machinery().show(true);
        machinery().connect(true);
        for _ in 0..40 {
            self.refresh();
            machinery().settle();
            while let Some(sent) = machinery().take_last() {
                let answer = self.github.borrow_mut().answer(&sent.request);
                self.arrive(sent, answer);
            }
            machinery().frame();
            self.check();
            if self
                .page
                .as_ref()
                .is_some_and(|page| page.store.snapshot.with_untracked(|shown| self.is_true(index, shown)))
            {
                return;
            }
            machinery().pass(70_000.0);
        }
        panic!("the screen does not come to show what is true");
    }

    fn is_true(&self, index: usize, shown: &Snapshot) -> bool {
        let fleet = &self.github.borrow().fleets[index];
        let same = |machine: &crate::github::Machine| {
            shown.get(RunnerId(machine.id)).is_some_and(|row| row.runner.name == machine.name)
        };
        shown.rows().len() == fleet.len() && fleet.iter().all(same)
    }
}
