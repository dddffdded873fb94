//! The removal of many runners, one after the other: what comes next, what came of each, when to wait and when to stop.
//!
//! Pace (quality bar of the issue, github-api.md section 2, limits): at most one write a second where the host counts
//! requests, otherwise as many at once as the site allows; until the first answer nobody knows, and it is one a second.
//! [`report`] writes down what was done.
//!
//! Invariants: pure. Each runner is in one place at any time: waiting, under way, put off, or ended; what ended stays so.

pub mod report;

use super::removal::{Conflict, Removal, RemovalTarget};
use crate::github::client::ApiResult;
use crate::github::rate_limit::wait_for_reset;
use crate::github::{ApiError, ErrorKind};
use std::collections::VecDeque;

/// Between two writes to a host that counts requests, in milliseconds (GitHub's advice for integrators).
const WRITE_EVERY: f64 = 1_000.0;
/// How often a runner is tried where GitHub failed.
const TRIES: u32 = 3;
/// The first wait after GitHub failed, in milliseconds; each further one is twice as long.
const AFTER_FAILURE: f64 = 2_000.0;
/// The first wait for a job to end, in milliseconds; each further one is twice as long, up to [`LONGEST_WAIT`].
const FOR_A_JOB: f64 = 30_000.0;
/// In milliseconds.
const LONGEST_WAIT: f64 = 300_000.0;
/// Time left is told from so many runners on.
const KNOWS_ITS_PACE: usize = 3;

/// What came of a runner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// GitHub removed it.
    Removed,
    /// GitHub's answer was lost, and afterwards it was gone.
    RemovedInDoubt,
    /// It was not there any more.
    AlreadyGone,
    /// Left alone: it came to life since it was confirmed.
    BecameActive,
    /// Left alone: its id belongs to a runner of this name now.
    OtherName(String),
    /// GitHub refused each time as it runs a job, and somebody decided to leave it.
    SkippedBusy,
    /// It could not be removed.
    Failed(ErrorKind),
}

/// How a runner's removal ended.
#[derive(Clone, Debug, PartialEq)]
pub struct Ended {
    /// What came of it.
    pub outcome: Outcome,
    /// When, in milliseconds since the epoch by the browser's clock.
    pub at: f64,
    /// GitHub's number of the last request, where it gave one.
    pub request_id: Option<String>,
    /// The HTTP status of the last answer, where it is known.
    pub status: Option<u16>,
}

/// One runner of the many.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// As it was confirmed.
    pub confirmed: RemovalTarget,
    /// How it ended, once it did.
    pub ended: Option<Ended>,
    /// GitHub's number of the request that it last refused because of a job.
    refused_by: Option<String>,
    /// How often GitHub failed, how often it refused because of a job, and how often that stopped everything.
    failures: u32,
    refusals: u32,
    stops: u32,
    /// Somebody does not want to wait for its job.
    is_given_up: bool,
    /// A removal was sent, and nobody knows what came of it.
    in_doubt: bool,
}

/// A runner that is tried again later.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Deferred {
    place: usize,
    /// Milliseconds since the epoch.
    until: f64,
    why: Why,
}

/// Why a runner is tried again later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Why {
    /// It runs a job.
    Job,
    /// GitHub failed.
    Failure,
}

/// Why no further runner is begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stop {
    /// Somebody wanted so.
    Asked,
    /// GitHub takes no further request of this token, or none at all came through.
    Failed(ApiError),
}

/// Where the whole is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Runners are being removed.
    Running,
    /// It can be resumed.
    Stopped(Stop),
    /// Every runner ended.
    Finished,
}

/// What is to be done now.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step {
    /// Begin with the runner in this place.
    Begin(usize),
    /// Ask again at this moment, in milliseconds since the epoch.
    WaitUntil(f64),
    /// Nothing, until a runner ends or somebody wants something.
    Nothing,
}

/// How many runners are where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// All.
    pub total: usize,
    /// Removed, also where the answer was lost.
    pub removed: usize,
    /// Gone before.
    pub already_gone: usize,
    /// Left alone: more alive than confirmed, of another name, or busy for good.
    pub skipped: usize,
    /// Could not be removed.
    pub failed: usize,
    /// Run a job, and are tried again later.
    pub deferred: usize,
}

impl Progress {
    /// Runners whose removal ended.
    pub fn ended(&self) -> usize {
        self.removed + self.already_gone + self.skipped + self.failed
    }
}

/// The removal of many runners.
#[derive(Clone, Debug, PartialEq)]
pub struct BulkRemoval {
    items: Vec<Item>,
    waiting: VecDeque<usize>,
    under_way: usize,
    deferred: Vec<Deferred>,
    phase: Phase,
    progress: Progress,
    at_once: usize,
    /// Whether the host counts requests, once an answer said so.
    is_counted: Option<bool>,
    /// When a write was last answered.
    wrote_at: Option<f64>,
    /// GitHub failed the last time it was asked: no need to hurry.
    has_failed: bool,
    /// GitHub asked for a pause until then.
    paused_until: Option<f64>,
    /// Time spent, without the stretch since `running_since`, in milliseconds.
    spent: f64,
    running_since: Option<f64>,
}

impl BulkRemoval {
    /// Begins. `at_once` is the most runners that are removed at the same time; `now` is milliseconds since the epoch.
    pub fn new(confirmed: Vec<RemovalTarget>, at_once: usize, now: f64) -> Self {
        let item = |confirmed| Item {
            confirmed,
            ended: None,
            refused_by: None,
            failures: 0,
            refusals: 0,
            stops: 0,
            is_given_up: false,
            in_doubt: false,
        };
        let items: Vec<Item> = confirmed.into_iter().map(item).collect();
        let mut bulk = Self {
            waiting: (0..items.len()).collect(),
            progress: Progress { total: items.len(), ..Progress::default() },
            items,
            under_way: 0,
            deferred: Vec::new(),
            phase: Phase::Running,
            at_once: at_once.max(1),
            is_counted: None,
            wrote_at: None,
            has_failed: false,
            paused_until: None,
            spent: 0.0,
            running_since: Some(now),
        };
        bulk.finish_if_done(now);
        bulk
    }

    /// The runners, in the order in which they were confirmed.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// Where the whole is.
    pub fn phase(&self) -> &Phase {
        &self.phase
    }

    /// True while nothing is under way and nothing will be by itself.
    pub fn is_at_rest(&self) -> bool {
        self.phase != Phase::Running && self.under_way == 0
    }

    /// How many runners are where.
    pub fn progress(&self) -> Progress {
        let deferred = self.deferred.iter().filter(|one| one.why == Why::Job).count();
        Progress { deferred, ..self.progress }
    }

    /// Until when GitHub wants a pause, in milliseconds since the epoch, if that is not over.
    pub fn paused_until(&self, now: f64) -> Option<f64> {
        self.paused_until.filter(|until| *until > now && self.phase == Phase::Running)
    }

    /// When the next of those that run a job is tried again, if all others ended.
    pub fn waits_for_jobs_until(&self) -> Option<f64> {
        let is_idle = self.phase == Phase::Running && self.waiting.is_empty() && self.under_way == 0;
        let are_all_jobs = self.deferred.iter().all(|one| one.why == Why::Job);
        self.earliest().filter(|_| is_idle && are_all_jobs).map(|one| one.until)
    }

    /// Roughly how long the rest takes, in seconds, without those that run a job. Unknown at first.
    pub fn seconds_left(&self, now: f64) -> Option<f64> {
        let ended = self.progress.ended();
        if ended < KNOWS_ITS_PACE || self.phase != Phase::Running {
            return None;
        }
        let spent = self.spent + self.running_since.map_or(0.0, |since| (now - since).max(0.0));
        let pause = self.paused_until(now).map_or(0.0, |until| until - now);
        #[allow(clippy::cast_precision_loss, reason = "counts of runners")]
        let (ended, rest) = (ended as f64, (self.waiting.len() + self.under_way) as f64);
        Some((spent / ended * rest + pause) / 1_000.0)
    }

    /// What is to be done now. [`Step::Begin`] is to be followed by [`BulkRemoval::ended`] for that runner.
    pub fn next(&mut self, now: f64) -> Step {
        if self.phase != Phase::Running {
            return Step::Nothing;
        }
        if let Some(until) = self.paused_until(now) {
            return Step::WaitUntil(until);
        }
        let is_slow = self.is_counted != Some(false) || self.has_failed;
        if self.under_way >= if is_slow { 1 } else { self.at_once } {
            return Step::Nothing;
        }
        let free_at = self.wrote_at.map_or(now, |at| at + WRITE_EVERY);
        // A clock that was set back must not hold everything up.
        if is_slow && free_at > now && free_at <= now + WRITE_EVERY {
            return Step::WaitUntil(free_at);
        }
        let place = match (self.waiting.pop_front(), self.earliest()) {
            (Some(place), _) => place,
            (None, Some(Deferred { until, place, .. })) if until <= now => {
                self.deferred.retain(|other| other.place != place);
                place
            }
            (None, Some(Deferred { until, .. })) => return Step::WaitUntil(until),
            (None, None) => return Step::Nothing,
        };
        self.under_way += 1;
        Step::Begin(place)
    }

    /// Takes what came of a runner that was begun.
    pub fn ended(&mut self, place: usize, answer: ApiResult<Removal>, now: f64) {
        self.under_way = self.under_way.saturating_sub(1);
        self.has_failed = false;
        match answer {
            Ok(Removal::Removed(meta)) => {
                self.wrote_at = Some(now);
                self.is_counted = Some(meta.rate_limit.is_some());
                self.close(place, Outcome::Removed, meta.request_id, Some(204), now);
            }
            Ok(Removal::RemovedUnanswered) => {
                // Whether the host counts requests stays as known.
                self.wrote_at = Some(now);
                self.close(place, Outcome::RemovedInDoubt, None, None, now);
            }
            Ok(Removal::AlreadyGone(meta)) => {
                // Whether it was the reading that told or the removal: one second more does no harm.
                self.wrote_at = Some(now);
                let is_ours = self.items[place].in_doubt;
                let outcome = if is_ours { Outcome::RemovedInDoubt } else { Outcome::AlreadyGone };
                self.close(place, outcome, meta.request_id, Some(404), now);
            }
            Ok(Removal::Skipped(conflict, meta)) => {
                let outcome = match conflict {
                    Conflict::OtherName(name) => Outcome::OtherName(name),
                    Conflict::BecameActive => Outcome::BecameActive,
                };
                self.close(place, outcome, meta.request_id, Some(200), now);
            }
            Err(error) => self.failed(place, error, now),
        }
        self.finish_if_done(now);
    }

    fn failed(&mut self, place: usize, error: ApiError, now: f64) {
        let item = &mut self.items[place];
        // Before the removal the runner is read: where that fails, nothing was done.
        let was_sent = error.was_removal_sent();
        if was_sent {
            // Refused or not, it was a write.
            self.wrote_at = Some(now);
            item.in_doubt |= error.kind.is_lost_reply();
        }
        self.has_failed =
            matches!(error.kind, ErrorKind::Server | ErrorKind::InvalidResponse | ErrorKind::UnexpectedStatus);
        match &error.kind {
            ErrorKind::RunnerBusy => {
                self.wrote_at = Some(now);
                if item.is_given_up {
                    self.close(place, Outcome::SkippedBusy, error.request_id, Some(422), now);
                    return;
                }
                let wait = FOR_A_JOB * f64::from(1_u32 << item.refusals.min(8));
                item.refusals += 1;
                item.refused_by = error.request_id;
                self.deferred.push(Deferred { place, until: now + wait.min(LONGEST_WAIT), why: Why::Job });
            }
            ErrorKind::SecondaryLimit { retry_after } | ErrorKind::Unavailable { retry_after } => {
                self.pause(place, f64::from(*retry_after) * 1_000.0, now);
            }
            ErrorKind::PrimaryLimit { reset } => self.pause(place, wait_for_reset(*reset, now), now),
            // None of the others would fare better; this one is tried first when it goes on. So is one that the scope was
            // not to be seen for.
            ErrorKind::BadCredentials
            | ErrorKind::SsoRequired { .. }
            | ErrorKind::NotFound
            | ErrorKind::Unreachable
            | ErrorKind::CrossOriginRedirect
            | ErrorKind::Moved { .. }
            | ErrorKind::Cancelled => {
                self.waiting.push_front(place);
                self.stop(Stop::Failed(error), now);
            }
            // This may be about the one runner alone: the second time it makes room for the others.
            ErrorKind::Forbidden | ErrorKind::Gone | ErrorKind::TimedOut => {
                item.stops += 1;
                if item.stops < 2 {
                    self.waiting.push_front(place);
                } else {
                    self.close(place, Outcome::Failed(error.kind.clone()), error.request_id.clone(), error.status, now);
                }
                self.stop(Stop::Failed(error), now);
            }
            ErrorKind::Server
            | ErrorKind::InvalidResponse
            | ErrorKind::UnexpectedStatus
            | ErrorKind::Contradiction
            | ErrorKind::Rejected => {
                self.wrote_at = Some(now);
                item.failures += 1;
                if item.failures < TRIES {
                    let wait = AFTER_FAILURE * f64::from(1_u32 << item.failures.min(8)) / 2.0;
                    self.deferred.push(Deferred { place, until: now + wait, why: Why::Failure });
                } else {
                    self.close(place, Outcome::Failed(error.kind), error.request_id, error.status, now);
                }
            }
        }
    }

    fn pause(&mut self, place: usize, millis: f64, now: f64) {
        // It counts requests, or it would not refuse them.
        self.is_counted = Some(true);
        self.waiting.push_front(place);
        let until = now + millis;
        self.paused_until = Some(self.paused_until.map_or(until, |known| known.max(until)));
    }

    fn close(&mut self, place: usize, outcome: Outcome, request_id: Option<String>, status: Option<u16>, at: f64) {
        let count = match outcome {
            Outcome::Removed | Outcome::RemovedInDoubt => &mut self.progress.removed,
            Outcome::AlreadyGone => &mut self.progress.already_gone,
            Outcome::BecameActive | Outcome::OtherName(_) | Outcome::SkippedBusy => &mut self.progress.skipped,
            Outcome::Failed(_) => &mut self.progress.failed,
        };
        *count += 1;
        self.items[place].ended = Some(Ended { outcome, at, request_id, status });
    }

    /// Begins with no further runner. What is under way ends.
    pub fn stop(&mut self, why: Stop, now: f64) {
        if self.phase == Phase::Running {
            self.phase = Phase::Stopped(why);
            self.spent += self.running_since.take().map_or(0.0, |since| (now - since).max(0.0));
        }
    }

    /// Goes on after a stop.
    pub fn resume(&mut self, now: f64) {
        if matches!(self.phase, Phase::Stopped(_)) {
            self.phase = Phase::Running;
            self.running_since = Some(now);
            self.finish_if_done(now);
        }
    }

    /// Leaves those alone that run a job; those that are just tried again, if they still do.
    pub fn skip_busy(&mut self, now: f64) {
        for item in &mut self.items {
            item.is_given_up |= item.refusals > 0;
        }
        let deferred = std::mem::take(&mut self.deferred);
        let (busy, others): (Vec<_>, Vec<_>) = deferred.into_iter().partition(|one| one.why == Why::Job);
        self.deferred = others;
        for Deferred { place, .. } in busy {
            let refused_by = self.items[place].refused_by.take();
            self.close(place, Outcome::SkippedBusy, refused_by, Some(422), now);
        }
        self.finish_if_done(now);
    }

    fn finish_if_done(&mut self, now: f64) {
        if self.waiting.is_empty() && self.under_way == 0 && self.deferred.is_empty() {
            self.phase = Phase::Finished;
            self.spent += self.running_since.take().map_or(0.0, |since| (now - since).max(0.0));
        }
    }

    fn earliest(&self) -> Option<Deferred> {
        self.deferred.iter().copied().min_by(|one, other| one.until.total_cmp(&other.until))
    }
}

#[cfg(test)]
mod tests;
