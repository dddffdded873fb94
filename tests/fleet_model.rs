//! A fleet that changes while it is read (bar R4), with random schedules in virtual time: answers out of order, failures,
//! removals, refreshes, runners that come and go. What must hold, holds after every step.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use proptest::sample::Index;
use runner_console::fleet::poller::{Effect, Event};
use runner_console::fleet::{Completeness, NextPoll, Poller};
use runner_console::github::{ApiError, ErrorKind, Operation, Runner, RunnerId, RunnerPage};
use std::collections::{BTreeMap, BTreeSet};

/// So small that a fleet of some dozens has many pages. The poller learns it from the first page.
const PAGE: usize = 10;
const INTERVAL: f64 = 65_000.0;
/// Where more are missed, two readings without them have to do.
const MOST_ASKED_ONE_BY_ONE: usize = 6;

#[derive(Clone, Debug)]
enum Step {
    /// One of the requests under way is answered with what is true now.
    ApiResult(Index),
    /// One of the requests under way fails.
    Fail(Index),
    /// A machine registers; GitHub puts it at this place of the list.
    Register(Index),
    /// A runner is removed elsewhere.
    Leave(Index),
    /// The admin removes a runner that is on the screen.
    ForceRemove(Index),
    /// The Refresh button.
    Refresh,
    /// Time passes until the timer is due.
    Wait,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        12 => any::<Index>().prop_map(Step::ApiResult),
        1 => any::<Index>().prop_map(Step::Fail),
        1 => any::<Index>().prop_map(Step::Register),
        1 => any::<Index>().prop_map(Step::Leave),
        1 => any::<Index>().prop_map(Step::ForceRemove),
        1 => Just(Step::Refresh),
        2 => Just(Step::Wait),
    ];
    prop::collection::vec(step, 1..120)
}

fn runner(id: u64) -> Runner {
    serde_json::from_value(serde_json::json!({"id": id, "name": format!("runner-{id}")})).unwrap()
}

struct World {
    poller: Poller,
    runners: Vec<Runner>,
    /// Runners that were there from the beginning and never left.
    throughout: BTreeSet<u64>,
    /// Of those, the ones that were on the screen once.
    seen: BTreeSet<u64>,
    /// What was on the screen after the step before.
    shown_before: BTreeSet<u64>,
    /// What each reading brought so far, by its number.
    brought: BTreeMap<u32, BTreeSet<u64>>,
    /// Runners that GitHub confirmed the removal of.
    removed: BTreeSet<u64>,
    waiting: Vec<Effect>,
    now: f64,
    next_id: u64,
}

impl World {
    fn new(count: u64) -> Self {
        let mut world = Self {
            poller: Poller::new(INTERVAL),
            runners: (1..=count).map(runner).collect(),
            throughout: (1..=count).collect(),
            seen: BTreeSet::new(),
            shown_before: BTreeSet::new(),
            brought: BTreeMap::new(),
            removed: BTreeSet::new(),
            waiting: Vec::new(),
            now: 0.0,
            next_id: 1_000,
        };
        world.send(Event::Refresh);
        world
    }

    fn send(&mut self, event: Event) {
        for effect in self.poller.handle(event, self.now) {
            match effect {
                Effect::CancelAll => self.waiting.clear(),
                Effect::WakeAt(_) => {}
                request => self.waiting.push(request),
            }
        }
        self.poller.bring_up_to_date();
    }

    fn page(&self, number: u32) -> RunnerPage {
        let runners = self.runners.iter().skip((number as usize - 1) * PAGE).take(PAGE).cloned().collect();
        RunnerPage { runners, total_count: Some(self.runners.len() as u64), ..RunnerPage::default() }
    }

    fn reply(&mut self, effect: Effect, fails: bool) {
        let failure = |kind| ApiError::without_answer(Operation::ListRunners, kind);
        let runner_failure = |kind| ApiError::without_answer(Operation::GetRunner, kind);
        let event = match effect {
            Effect::ReadPage { read, page, .. } => {
                let result = if fails { Err(failure(ErrorKind::Server)) } else { Ok(self.page(page)) };
                let ids = result.iter().flat_map(|page| &page.runners).map(|runner| runner.id.0);
                self.brought.entry(read).or_default().extend(ids);
                Event::Page { read, page, result }
            }
            Effect::ReadRunner { read, id } => {
                let found = self.runners.iter().find(|runner| runner.id == id).cloned();
                let kind = if fails { ErrorKind::Server } else { ErrorKind::NotFound };
                let result = if fails { Err(runner_failure(kind)) } else { found.ok_or_else(|| runner_failure(kind)) };
                Event::Runner { read, id, result }
            }
            Effect::CancelAll | Effect::WakeAt(_) => unreachable!("kept out by send"),
        };
        self.send(event);
    }

    fn step(&mut self, step: &Step) {
        match step {
            Step::ApiResult(index) | Step::Fail(index) if !self.waiting.is_empty() => {
                let effect = self.waiting.swap_remove(index.index(self.waiting.len()));
                // Where even asking for one runner fails, two readings without it have to do: that is the rule.
                let may_fail = matches!(effect, Effect::ReadPage { .. });
                self.reply(effect, may_fail && matches!(step, Step::Fail(_)));
            }
            Step::Register(index) => {
                self.next_id += 1;
                self.runners.insert(index.index(self.runners.len() + 1), runner(self.next_id));
            }
            Step::Leave(index) if !self.runners.is_empty() => {
                let gone = self.runners.remove(index.index(self.runners.len()));
                self.throughout.remove(&gone.id.0);
            }
            Step::ForceRemove(index) if !self.shown().is_empty() => {
                let id = *index.get(&self.shown());
                self.runners.retain(|runner| runner.id.0 != id);
                self.throughout.remove(&id);
                self.removed.insert(id);
                self.send(Event::Removed(RunnerId(id)));
            }
            Step::Refresh => self.send(Event::Refresh),
            Step::Wait => {
                self.now += INTERVAL;
                self.send(Event::Woke);
            }
            _ => {}
        }
    }

    fn shown(&self) -> Vec<u64> {
        self.poller.snapshot().rows().iter().map(|row| row.runner.id.0).collect()
    }

    fn check(&mut self) -> Result<(), TestCaseError> {
        let shown = self.shown();
        let ids: BTreeSet<u64> = shown.iter().copied().collect();
        prop_assert_eq!(ids.len(), shown.len(), "no id twice");
        prop_assert!(ids.is_disjoint(&self.removed), "what was removed does not come back");
        self.seen.extend(ids.intersection(&self.throughout));
        self.seen.retain(|id| self.throughout.contains(id));
        let dropped: BTreeSet<u64> = self.seen.difference(&ids).copied().collect();
        prop_assert!(
            dropped.is_empty() || self.may_drop(&dropped),
            "what was there throughout is not dropped: {dropped:?}"
        );
        self.seen.retain(|id| !dropped.contains(id));
        self.shown_before = ids;
        prop_assert!(self.waiting.len() <= 6, "never more than six under way");
        Ok(())
    }

    /// The rule of github-api.md, "Paging": more than are asked for one by one were missed, and these by two readings.
    fn may_drop(&self, dropped: &BTreeSet<u64>) -> bool {
        let mut last = self.brought.values().rev();
        let (Some(last), Some(before)) = (last.next(), last.next()) else { return false };
        self.shown_before.difference(last).count() > MOST_ASKED_ONE_BY_ONE
            && dropped.iter().all(|id| !last.contains(id) && !before.contains(id))
    }

    /// The fleet stands still, and everything is answered: a balanced change heals within the next reading. The first refresh
    /// may only end a reading that is under way, and the second one only read the pages that failed in it.
    fn settle(&mut self) -> Result<(), TestCaseError> {
        for _ in 0..3 {
            // Readings within a second are one observation.
            self.now += 2_000.0;
            self.send(Event::Refresh);
            for _ in 0..1_000 {
                if self.waiting.is_empty() {
                    break;
                }
                let effect = self.waiting.remove(0);
                self.reply(effect, false);
                self.check()?;
            }
            prop_assert!(self.waiting.is_empty(), "reading comes to an end");
        }
        Ok(())
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn r4_nothing_is_lost_and_nothing_is_invented(count in 0_u64..60, steps in steps()) {
        let mut world = World::new(count);
        for step in &steps {
            world.step(step);
            world.check()?;
        }
        world.settle()?;
        let shown: BTreeSet<u64> = world.shown().into_iter().collect();
        let there: BTreeSet<u64> = world.runners.iter().map(|runner| runner.id.0).collect();
        prop_assert_eq!(shown, there, "once the fleet stands still, the screen shows it");
        prop_assert_eq!(&world.poller.snapshot().completeness, &Completeness::Complete);
        prop_assert!(world.poller.trouble().is_none());
        prop_assert!(matches!(world.poller.next_poll(), NextPoll::At(_)));
    }
}
