//! Intent and effect: single and bulk removals, with Escape, Back and signing out at every moment, on a GitHub whose answers
//! contradict one another.
//!
//! No removal is sent after it was called off, every removal that was sent has an end that is told, and no row leaves because
//! it was not listed while GitHub counts more runners than it lists.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

#[path = "support/dice.rs"]
#[allow(dead_code)]
mod dice;
#[path = "r3_races/github.rs"]
#[allow(dead_code)]
mod github;
#[path = "r3_races/machinery.rs"]
#[allow(dead_code)]
mod machinery;
#[path = "support/schedules.rs"]
mod schedules;

use dice::Dice;
use github::{About, GitHub, plain, scope};
use leptos::prelude::*;
use machinery::{World, machinery};
use runner_console::fleet::bulk::{BulkRemoval, Phase};
use runner_console::github::retry::Retrying;
use runner_console::github::transport::Request;
use runner_console::github::{AccessToken, Client, Host, Method, RawResponse, RunnerId, Transport, TransportError};
use runner_console::store::asking::Wanted;
use runner_console::store::{
    Asking, BulkRemover, NoticeEvent, Notices, Removal, RemovalTarget, RunnerStore, SiteRules,
};
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

#[derive(Clone, Copy, Debug, Default)]
struct Total {
    deletes: u64,
    called_off: u64,
    told_late: u64,
    contradictions: u64,
    rows_left: u64,
}

impl std::ops::AddAssign for Total {
    fn add_assign(&mut self, other: Self) {
        self.deletes += other.deletes;
        self.called_off += other.called_off;
        self.told_late += other.told_late;
        self.contradictions += other.contradictions;
        self.rows_left += other.rows_left;
    }
}

/// What follows from what the admin did.
#[derive(Default)]
struct Intent {
    /// The removals that may be sent: confirmed, and not called off.
    wanted: HashSet<RunnerId>,
    /// How many removals of a runner were sent whose end was not told yet.
    sent: HashMap<RunnerId, u32>,
    /// Runners that GitHub answered a 404 or a 204 about.
    gone: HashSet<RunnerId>,
    total: Total,
}

impl Intent {
    fn leaves(&mut self, request: &Request) {
        if let (Method::Delete, About::Runner(id)) = (request.method, GitHub::about(request).1) {
            let id = RunnerId(id);
            assert!(self.wanted.contains(&id), "a removal of {id} is sent that nobody wants");
            *self.sent.entry(id).or_default() += 1;
            self.total.deletes += 1;
        }
    }

    /// The end of a removal is told, be it sent or not.
    fn told(&mut self, id: RunnerId) {
        self.sent.remove(&id);
    }
}

type Shared<T> = Rc<RefCell<T>>;

/// A screen of runners, with at most one dialog over it.
struct Screen {
    owner: Owner,
    store: RunnerStore,
    dialog: Option<(Owner, RunnerId)>,
    bulk: BulkRemover,
    shown: HashSet<RunnerId>,
}

struct Schedule {
    root: Owner,
    client: Client,
    notices: Notices,
    notices_read: usize,
    /// Runners of a bulk removal that was left, and whose removal was not under way then.
    left: Vec<RunnerId>,
    github: Shared<GitHub>,
    intent: Shared<Intent>,
    screen: Option<Screen>,
    /// How many more runners GitHub counts than it lists.
    excess: u64,
    /// An organization, an enterprise or a repository.
    index: usize,
}

impl Schedule {
    fn new(dice: &mut Dice) -> Self {
        let github = Rc::new(RefCell::new(GitHub::new([dice.within(1..12) as u64; 3])));
        let intent = Rc::new(RefCell::new(Intent::default()));
        let (watching, truth) = (intent.clone(), github.clone());
        machinery().reset(Box::new(move |request| {
            watching.borrow_mut().leaves(request);
            truth.borrow().look(request)
        }));
        let transport: Box<dyn Transport> = Box::new(Retrying::new(World, World));
        let client =
            Client::new("https://ghe.corp.example/api/v3", AccessToken::parse("ghp_canary").unwrap(), transport);
        let root = Owner::new();
        let notices = root.with(|| {
            let notices = Notices::new();
            provide_context(notices);
            notices
        });
        let excess = dice.of(&[0, 5]);
        let index = dice.within(0..3);
        Self { root, client, notices, notices_read: 0, left: Vec::new(), github, intent, screen: None, excess, index }
    }

    fn run(mut dice: Dice) -> Total {
        let mut schedule = Self::new(&mut dice);
        schedule.open();
        schedule.answer_truly();
        for _ in 0..dice.within(10..80) {
            schedule.step(&mut dice);
            machinery().settle();
            machinery().frame();
            schedule.check();
        }
        schedule.leave();
        // Further tries wait for a moment each.
        for _ in 0..5 {
            schedule.answer_truly();
            machinery().pass(5_000.0);
        }
        schedule.check();
        let intent = schedule.intent.borrow();
        assert!(intent.sent.is_empty(), "removals whose end was not told: {:?}", intent.sent);
        drop(schedule.root);
        intent.total
    }

    fn step(&mut self, dice: &mut Dice) {
        match dice.within(0..100) {
            0..50 => self.answer(dice),
            50..62 => self.confirm(dice),
            62..70 => self.close_dialog(),
            70..76 => self.begin_bulk(dice),
            76..80 => self.stop_bulk(dice),
            80..83 => {
                self.leave();
                self.open();
            }
            83..90 => machinery().pass(dice.of(&[50.0, 1_000.0, 31_000.0, 65_000.0])),
            90..96 => {
                if let Some(screen) = &self.screen {
                    screen.store.refresh();
                }
            }
            _ => {
                let mut github = self.github.borrow_mut();
                let fleet = &mut github.fleets[self.index];
                if let Some(at) = dice.within(0..100).checked_rem(fleet.len()) {
                    if dice.percent(40) {
                        fleet.remove(at);
                    } else {
                        fleet[at].busy = !fleet[at].busy;
                    }
                }
            }
        }
    }

    fn open(&mut self) {
        let owner = self.root.with(Owner::new);
        let host = Host::parse("ghe.corp.example").unwrap();
        let (store, bulk) = owner.with(|| {
            let store =
                RunnerStore::within(Rc::new(World), self.client.clone(), host, scope(self.index), SiteRules::default());
            (store, BulkRemover::new(store))
        });
        self.screen = Some(Screen { owner, store, dialog: None, bulk, shown: HashSet::new() });
        machinery().settle();
    }

    /// Back, or signing out: the screen and what is over it goes.
    fn leave(&mut self) {
        self.close_dialog();
        self.read_bulk();
        if let Some(screen) = self.screen.take() {
            let under_way: HashSet<u64> = machinery()
                .sent
                .borrow()
                .iter()
                .filter_map(|sent| match (sent.request.method, GitHub::about(&sent.request).1) {
                    (Method::Delete, About::Runner(id)) => Some(id),
                    _ => None,
                })
                .collect();
            screen.bulk.bulk.with_untracked(|bulk| {
                let items = bulk.iter().flat_map(BulkRemoval::items).filter(|item| item.ended.is_none());
                let ids = items.map(|item| item.confirmed.id);
                self.left = ids.filter(|id| !under_way.contains(&id.0)).collect();
            });
            self.intent.borrow_mut().wanted.clear();
            screen.owner.cleanup();
        }
    }

    /// Opens `Remove NAME` and presses the button.
    fn confirm(&mut self, dice: &mut Dice) {
        self.close_dialog();
        let Some(screen) = &mut self.screen else { return };
        // The screen shows one dialog at a time: a bulk removal ends or is forgotten first.
        let is_bulk_unfinished =
            screen.bulk.bulk.with_untracked(|bulk| bulk.as_ref().is_some_and(|bulk| *bulk.phase() != Phase::Finished));
        if is_bulk_unfinished {
            return;
        }
        let shown = screen.store.snapshot.get_untracked();
        let Some(at) = dice.within(0..100).checked_rem(shown.rows().len()) else { return };
        let confirmed = RemovalTarget::of(&shown.rows()[at].runner);
        let id = confirmed.id;
        // One that is under way is told first.
        if self.intent.borrow().sent.contains_key(&id) {
            return;
        }
        self.intent.borrow_mut().wanted.insert(id);
        let owner = screen.owner.with(Owner::new);
        let (store, notices, intent) = (screen.store, self.notices, self.intent.clone());
        owner.with(|| {
            let removal: Asking<Removal> = Asking::new();
            let call = move |wanted: Wanted| store.force_remove_confirmed(confirmed, move || wanted.holds());
            let then = move |_: &Result<Removal, _>| intent.borrow_mut().told(id);
            let kind = scope(self.index).kind();
            removal.ask_wanted(call, then, move |answer| {
                notices.add(NoticeEvent::Removal { id, name: String::new(), scope: kind, result: answer.clone() });
            });
        });
        screen.dialog = Some((owner, id));
    }

    /// Escape.
    fn close_dialog(&mut self) {
        let Some((owner, id)) = self.screen.as_mut().and_then(|screen| screen.dialog.take()) else { return };
        owner.cleanup();
        let mut intent = self.intent.borrow_mut();
        if intent.wanted.remove(&id) && !intent.sent.contains_key(&id) {
            intent.total.called_off += 1;
        }
    }

    fn begin_bulk(&mut self, dice: &mut Dice) {
        self.close_dialog();
        self.read_bulk();
        let Some(screen) = &self.screen else { return };
        let is_at_work = screen.bulk.bulk.with_untracked(|bulk| bulk.as_ref().is_some_and(|bulk| !bulk.is_at_rest()));
        if is_at_work {
            return;
        }
        let shown = screen.store.snapshot.get_untracked();
        let intent = self.intent.borrow();
        let confirmed: Vec<RemovalTarget> = shown
            .rows()
            .iter()
            .map(|row| RemovalTarget::of(&row.runner))
            .filter(|confirmed| dice.percent(60) && !intent.sent.contains_key(&confirmed.id))
            .collect();
        drop(intent);
        self.intent.borrow_mut().wanted = confirmed.iter().map(|confirmed| confirmed.id).collect();
        screen.bulk.begin(confirmed);
    }

    fn stop_bulk(&mut self, dice: &mut Dice) {
        let Some(screen) = &self.screen else { return };
        if screen.bulk.bulk.with_untracked(Option::is_none) {
            return;
        }
        let of_bulk: Vec<RunnerId> = screen
            .bulk
            .bulk
            .with_untracked(|bulk| bulk.iter().flat_map(BulkRemoval::items).map(|item| item.confirmed.id).collect());
        let dialog = screen.dialog.as_ref().map(|(_, id)| *id);
        if dice.percent(60) {
            screen.bulk.stop();
            self.intent.borrow_mut().wanted.retain(|id| Some(*id) == dialog);
        } else {
            let ended = screen.bulk.bulk.with_untracked(|bulk| {
                let items = bulk.iter().flat_map(BulkRemoval::items);
                items.filter(|item| item.ended.is_some()).map(|item| item.confirmed.id).collect::<HashSet<_>>()
            });
            self.intent.borrow_mut().wanted.extend(of_bulk.into_iter().filter(|id| !ended.contains(id)));
            screen.bulk.resume();
        }
    }

    /// What the report of the bulk removal tells.
    fn read_bulk(&self) {
        let Some(screen) = &self.screen else { return };
        screen.bulk.bulk.with_untracked(|bulk| {
            let Some(bulk) = bulk else { return };
            let mut intent = self.intent.borrow_mut();
            for item in bulk.items().iter().filter(|item| item.ended.is_some()) {
                intent.told(item.confirmed.id);
            }
            // What stopped it, and what it waits for, is told on the screen of the removal.
            if bulk.is_at_rest() || bulk.progress().deferred > 0 {
                for item in bulk.items().iter().filter(|item| item.ended.is_none()) {
                    intent.told(item.confirmed.id);
                }
            }
        });
    }

    fn read_notices(&mut self) {
        let all = self.notices.all().get_untracked();
        for notice in all[self.notices_read..].iter().cloned() {
            let mut intent = self.intent.borrow_mut();
            intent.total.told_late += 1;
            match notice.event {
                NoticeEvent::Removal { id, .. } => intent.told(id),
                // How many were removed; what is under way is told by itself.
                NoticeEvent::BulkRemovalLeft(_) => {
                    for id in std::mem::take(&mut self.left) {
                        intent.told(id);
                    }
                }
            }
        }
        self.notices_read = all.len();
    }

    /// One of the requests under way is answered: truly, falsely, or not at all.
    fn answer(&self, dice: &mut Dice) {
        let mut all = machinery().sent.take();
        let Some(at) = dice.within(0..100).checked_rem(all.len()) else { return };
        let sent = all.remove(at);
        *machinery().sent.borrow_mut() = all;
        let truly = self.true_answer(&sent.request);
        let reply = match dice.within(0..100) {
            0..60 => Ok(truly),
            60..66 => Ok(plain(404, r#"{"message":"Not Found"}"#.to_owned())),
            66..70 => Ok(plain(200, "{}".to_owned())),
            70..74 => Ok(plain(204, String::new())),
            74..78 => Ok(plain(422, "{}".to_owned())),
            78..82 => Ok(plain(403, "{}".to_owned())),
            82..86 => Ok(plain(500, "{}".to_owned())),
            86..90 => Err(TransportError::Unreachable),
            90..92 => Err(TransportError::Redirected),
            92..94 => Err(TransportError::TimedOut),
            _ => Ok(self.nothing_listed(&sent.request, truly)),
        };
        self.note(&sent.request, &reply);
        sent.answer(reply);
    }

    fn note(&self, request: &Request, reply: &Result<RawResponse, TransportError>) {
        if let (About::Runner(id), Ok(answer)) = (GitHub::about(request).1, reply) {
            let says_gone = answer.status == 404 || (request.method == Method::Delete && answer.status == 204);
            if says_gone {
                let mut intent = self.intent.borrow_mut();
                intent.gone.insert(RunnerId(id));
                let is_there = self.github.borrow().fleets[self.index].iter().any(|machine| machine.id == id);
                intent.total.contradictions += u64::from(is_there);
            }
        }
    }

    fn true_answer(&self, request: &Request) -> RawResponse {
        let answer = self.github.borrow_mut().answer(request);
        if matches!(GitHub::about(request).1, About::List(_)) {
            let fleet = self.github.borrow().fleets[self.index].len() as u64;
            let (said, counted) =
                (format!("\"total_count\":{fleet}"), format!("\"total_count\":{}", fleet + self.excess));
            return RawResponse { body: answer.body.replace(&said, &counted), ..answer };
        }
        answer
    }

    /// The count of all, and none of them.
    fn nothing_listed(&self, request: &Request, truly: RawResponse) -> RawResponse {
        if matches!(GitHub::about(request).1, About::List(_)) {
            let fleet = self.github.borrow().fleets[self.index].len() as u64;
            return plain(200, format!("{{\"total_count\":{},\"runners\":[]}}", fleet + self.excess.max(1)));
        }
        truly
    }

    /// Everything that is under way is answered as it is.
    fn answer_truly(&self) {
        for _ in 0..500 {
            machinery().settle();
            let Some(sent) = machinery().take_last() else { break };
            let answer = Ok(self.true_answer(&sent.request));
            self.note(&sent.request, &answer);
            sent.answer(answer);
        }
        machinery().settle();
        machinery().frame();
    }

    fn check(&mut self) {
        self.read_bulk();
        self.read_notices();
        let Some(screen) = &mut self.screen else { return };
        let ids: HashSet<RunnerId> =
            screen.store.snapshot.with_untracked(|shown| shown.rows().iter().map(|row| row.runner.id).collect());
        let github = self.github.borrow();
        let mut intent = self.intent.borrow_mut();
        for id in screen.shown.difference(&ids) {
            let is_there = github.fleets[self.index].iter().any(|machine| RunnerId(machine.id) == *id);
            assert!(!is_there || intent.gone.contains(id), "{id} left the table, and nothing said that it is gone");
            intent.total.rows_left += 1;
        }
        screen.shown = ids;
    }
}

#[test]
fn nothing_is_removed_after_it_was_called_off_and_every_end_is_told() {
    if let Some((count, total)) = schedules::run_all("intent and effect", 3_000, Schedule::run) {
        let is_tried = total.deletes > count / 2 && total.called_off > count / 4 && total.told_late > count / 20;
        assert!(is_tried && total.contradictions > count / 20 && total.rows_left > count / 4, "{total:?}");
    }
}
