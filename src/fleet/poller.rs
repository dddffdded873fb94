//! The life of one scope's fleet as a state machine: events and the time go in, effects come out.
//!
//! It reads all pages, checks that they fit together, looks after runners that were not seen, and decides when to read
//! again. The store carries the effects out; tests drive it with virtual time.
//!
//! Invariant: the last good rows stay whatever fails. A runner leaves only when GitHub says that it is gone, or when two
//! readings in a row, at least [`SECOND_LOOK`] apart, came without it (github-api.md section 3, "Paging"); and never because
//! it did not come while GitHub counts more runners than came.

mod event;

pub use event::{Effect, Event, NextPoll};

use super::Ids;
use super::paginated_read::{MOST_IN_FLIGHT, PaginatedRead, Verdict};
use super::poll_interval::{self, PollDelay};
use super::snapshot::{Completeness, Row, Snapshot};
use crate::github::{ApiError, CacheMode, RateLimitHeaders, Runner, RunnerId, RunnerPage};
use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;
use std::sync::Arc;

/// How often a reading that does not fit together is repeated at once before the timer takes over.
const REREADS: u32 = 2;

/// From a reading to the one that may confirm it, in milliseconds: two readings within a moment are one observation.
pub const SECOND_LOOK: f64 = 1_000.0;

/// How long the browser's cache may answer in GitHub's place, in milliseconds (github-api.md section 3, "Caching").
const CACHED_FOR: f64 = 60_000.0;

/// Where the machine stands.
#[derive(Debug)]
enum Phase {
    Resting,
    Reading(PaginatedRead),
    /// A reading is over, and runners it missed are asked for one by one.
    Checking(Ids),
}

/// Runners that the last reading did not bring.
type Missed = IndexMap<RunnerId, Miss, FxBuildHasher>;

/// Since when a runner is missed.
#[derive(Clone, Copy, Debug)]
struct Miss {
    /// When the first of the readings without it ended (ms).
    since: f64,
    /// It was asked for by id, and no answer told whether it is there.
    unanswered: bool,
}

/// What the next reading is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Purpose {
    /// To keep the table true.
    Update,
    /// To confirm or refute what the one before it found.
    SecondLook,
}

/// How many more runners GitHub counted than it listed.
#[derive(Clone, Copy, Debug)]
struct Difference {
    runners: i128,
    /// When it was first found so (ms).
    since: f64,
}

/// The state machine of one scope.
#[derive(Debug)]
pub struct Poller {
    snapshot: Arc<Snapshot>,
    /// Pages of a first reading came that the snapshot does not show yet.
    has_news: bool,
    phase: Phase,
    /// The number of the last reading begun.
    reads: u32,
    /// When it was begun (ms).
    begun: f64,
    rereads_left: u32,
    purpose: Purpose,
    missed: Missed,
    /// What the last reading that fits together found, where counts differ.
    difference: Option<Difference>,
    /// How many more runners GitHub counted than it listed when last all known runners came.
    usually_uncounted_for: u64,
    /// Runners that GitHub said are gone, and when (ms): an older page must not bring them back.
    gone: Vec<(RunnerId, f64)>,
    /// The last reading, where pages of it are missing: they can be read without the others.
    partial: Option<PaginatedRead>,
    trouble: Option<ApiError>,
    budget: Option<RateLimitHeaders>,
    next: NextPoll,
    interval: f64,
    refreshed_at: Option<f64>,
    /// When the last page came (ms): until the browser's cache has forgotten it, only GitHub tells what is new.
    page_came_at: Option<f64>,
    watch_until: Option<f64>,
    visible: bool,
    online: bool,
}

impl Poller {
    /// A machine at rest; `interval` is the usual wait between rounds, in milliseconds.
    pub fn new(interval: f64) -> Self {
        Self {
            snapshot: Arc::default(),
            has_news: false,
            phase: Phase::Resting,
            reads: 0,
            begun: 0.0,
            rereads_left: 0,
            purpose: Purpose::Update,
            missed: Missed::default(),
            difference: None,
            usually_uncounted_for: 0,
            gone: Vec::new(),
            partial: None,
            trouble: None,
            budget: None,
            next: NextPoll::Undecided,
            interval,
            refreshed_at: None,
            page_came_at: None,
            watch_until: None,
            visible: true,
            online: true,
        }
    }

    /// The fleet as known when it was last brought up to date, or when the last reading ended.
    pub fn snapshot(&self) -> &Arc<Snapshot> {
        &self.snapshot
    }

    /// Shows what a first reading has brought so far. It goes through all rows, so it is for those who show them, and not for
    /// each page that comes.
    pub fn bring_up_to_date(&mut self) {
        let is_first = matches!(self.snapshot.completeness, Completeness::Unread | Completeness::Reading);
        let Phase::Reading(read) = &self.phase else { return };
        if !is_first || !std::mem::take(&mut self.has_news) {
            return;
        }
        // Rows of a first reading that was begun anew stay until the new one brings them again.
        let was_begun_anew = self.reads > 1;
        let earlier = self.snapshot.rows().iter().filter(|row| was_begun_anew && !read.has(row.runner.id));
        let rows = read.rows().chain(earlier).cloned();
        self.snapshot = Arc::new(Snapshot::new(rows, read.total(), Completeness::Reading));
    }

    /// Why the last reading failed, wholly or in part.
    pub fn trouble(&self) -> Option<&ApiError> {
        self.trouble.as_ref()
    }

    /// Pages that arrived and pages there are, while pages are coming in.
    pub fn progress(&self) -> Option<(u32, Option<u32>)> {
        match &self.phase {
            Phase::Reading(read) => Some(read.progress()),
            Phase::Resting | Phase::Checking(_) => None,
        }
    }

    /// When the next reading comes.
    pub fn next_poll(&self) -> NextPoll {
        match (&self.phase, self.next) {
            (Phase::Reading(_) | Phase::Checking(_), _) => NextPoll::Undecided,
            (_, NextPoll::Stopped) => NextPoll::Stopped,
            _ if !self.online => NextPoll::Offline,
            _ if !self.visible => NextPoll::Paused,
            (_, next) => next,
        }
    }

    /// When the last reading of all pages ended (ms).
    pub fn refreshed_at(&self) -> Option<f64> {
        self.refreshed_at
    }

    /// Takes an event in at a moment (ms) and says what to do.
    pub fn handle(&mut self, event: Event, now: f64) -> Vec<Effect> {
        match event {
            Event::Refresh => self.refresh(now),
            Event::Page { read: number, page, result } => self.page_answered(number, page, result, now),
            Event::Runner { read, id, result } => self.runner_answered(read, id, result, now),
            Event::Woke => self.wake(now),
            Event::Visible(visible) => {
                self.visible = visible;
                self.wake(now)
            }
            Event::Online(online) => {
                let came_back = online && !self.online;
                self.online = online;
                if came_back && self.trouble.is_some() { self.refresh(now) } else { self.wake(now) }
            }
            Event::Removed(id) => {
                self.gone.push((id, now));
                self.missed.swap_remove(&id);
                if let Phase::Reading(read) = &mut self.phase {
                    read.forget(id);
                }
                let was_known = self.snapshot.get(id).is_some();
                let mut next = self.snapshot.without(id);
                next.total_count = next.total_count.map(|total| total.saturating_sub(u64::from(was_known)));
                self.snapshot = Arc::new(next);
                Vec::new()
            }
            Event::Read(runner) => {
                if self.snapshot.get(runner.id).is_some_and(|row| row.runner != runner) {
                    self.snapshot = Arc::new(self.snapshot.with(runner));
                }
                Vec::new()
            }
            Event::Watch(until) => self.watch(until, now),
        }
    }

    fn refresh(&mut self, now: f64) -> Vec<Effect> {
        if matches!(&self.phase, Phase::Reading(read) if read.cache_mode == CacheMode::Fresh) {
            return Vec::new();
        }
        self.rereads_left = REREADS;
        self.purpose = Purpose::Update;
        if matches!(self.phase, Phase::Resting)
            && let Some(mut read) = self.partial.take()
            && read.retry()
        {
            self.phase = Phase::Reading(read);
            self.forget_gone();
            return self.ask_for_pages();
        }
        let mut effects = match self.phase {
            Phase::Resting => Vec::new(),
            Phase::Reading(_) | Phase::Checking(_) => vec![Effect::CancelAll],
        };
        effects.extend(self.begin(CacheMode::Fresh, now));
        effects
    }

    fn wake(&mut self, now: f64) -> Vec<Effect> {
        let (NextPoll::At(due) | NextPoll::Slowed(due) | NextPoll::Limited(due)) = self.next else {
            return Vec::new();
        };
        if !matches!(self.phase, Phase::Resting) || !self.visible || !self.online {
            return Vec::new();
        }
        if now < due {
            return vec![Effect::WakeAt(due)];
        }
        if std::mem::replace(&mut self.purpose, Purpose::Update) == Purpose::Update {
            self.rereads_left = REREADS;
        }
        let in_cache = self.page_came_at.is_some_and(|at| now < at + CACHED_FOR);
        // A failure may be in the browser's cache, too.
        let asks_github = in_cache || self.trouble.is_some() || self.is_watching(now);
        let cache_mode = if asks_github { CacheMode::Fresh } else { CacheMode::Cached };
        self.begin(cache_mode, now)
    }

    fn watch(&mut self, until: Option<f64>, now: f64) -> Vec<Effect> {
        self.watch_until = until;
        let sooner = now + poll_interval::WATCH_INTERVAL;
        match self.next {
            NextPoll::At(at) if until.is_some() && at > sooner => {
                self.next = NextPoll::At(sooner);
                self.wake(now)
            }
            _ => Vec::new(),
        }
    }

    fn is_watching(&self, now: f64) -> bool {
        self.watch_until.is_some_and(|until| now < until)
    }

    fn begin(&mut self, cache_mode: CacheMode, now: f64) -> Vec<Effect> {
        self.partial = None;
        self.begun = now;
        self.reads = self.reads.wrapping_add(1);
        self.phase = Phase::Reading(PaginatedRead::new(self.reads, cache_mode));
        self.ask_for_pages()
    }

    fn ask_for_pages(&mut self) -> Vec<Effect> {
        let Phase::Reading(read) = &mut self.phase else { return Vec::new() };
        let (number, cache_mode) = (read.number, read.cache_mode);
        read.take_wanted().into_iter().map(|page| Effect::ReadPage { read: number, page, cache_mode }).collect()
    }

    fn page_answered(&mut self, number: u32, page: u32, result: Result<RunnerPage, ApiError>, now: f64) -> Vec<Effect> {
        let Phase::Reading(read) = &mut self.phase else { return Vec::new() };
        if read.number != number {
            return Vec::new();
        }
        match result {
            Ok(came) => {
                self.budget = came.rate_limit;
                self.page_came_at = Some(now);
                read.page_came(page, came, &self.snapshot);
                self.has_news = true;
                self.forget_gone();
            }
            Err(error) => {
                let useless_to_go_on = page == 1 || poll_interval::ends_the_round(&error);
                read.page_failed(page, error.clone());
                if useless_to_go_on {
                    read.give_up(&error);
                    // What is still under way would only fill the browser's cache.
                    let mut effects = vec![Effect::CancelAll];
                    effects.extend(self.finish(now));
                    return effects;
                }
            }
        }
        let Phase::Reading(read) = &self.phase else { return Vec::new() };
        if read.is_over() {
            return self.finish(now);
        }
        self.ask_for_pages()
    }

    /// Takes what GitHub said is gone out of the reading, whose pages may be older than that. A later page that brings it
    /// is believed: a 404 can be about a permission that is there again.
    fn forget_gone(&mut self) {
        let Phase::Reading(read) = &mut self.phase else { return };
        let oldest_page = match read.cache_mode {
            CacheMode::Fresh => self.begun,
            CacheMode::Cached => self.begun - CACHED_FOR,
        };
        self.gone.retain(|(id, since)| {
            let may_be_older = *since >= oldest_page;
            if may_be_older {
                read.forget(*id);
            }
            may_be_older || !read.has(*id)
        });
    }

    /// All pages of a reading were answered: merges them with what was known.
    fn finish(&mut self, now: f64) -> Vec<Effect> {
        let Phase::Reading(read) = std::mem::replace(&mut self.phase, Phase::Resting) else { return Vec::new() };
        self.trouble = read.error().cloned();
        let verdict = read.verdict();
        let missing_pages = read.missing_pages();
        if read.rows().next().is_none() && !missing_pages.is_empty() {
            // Nothing came at all: what is known stays as it is.
            return self.rest(now);
        }
        let not_seen: Vec<Arc<Row>> =
            self.snapshot.rows().iter().filter(|row| !read.has(row.runner.id)).cloned().collect();
        if verdict != Verdict::Changed && verdict != Verdict::PagesMissing && not_seen.is_empty() {
            self.usually_uncounted_for = read.uncounted_for();
        }
        // GitHub says that there are more than came: what did not come may be there.
        let claims_more = read.uncounted_for() > self.usually_uncounted_for;
        // A few can be asked for by id, which is surer than a second reading.
        let few = not_seen.len() <= MOST_IN_FLIGHT;
        let leaves = |row: &Arc<Row>| {
            let miss = self.missed.get(&row.runner.id);
            miss.is_some_and(|miss| now - miss.since >= SECOND_LOOK && (!few || miss.unanswered))
        };
        let kept: Vec<Arc<Row>> = match verdict {
            // What was not read cannot be missed.
            Verdict::PagesMissing => not_seen,
            _ if claims_more => not_seen,
            _ => not_seen.into_iter().filter(|row| !leaves(row)).collect(),
        };
        if verdict == Verdict::PagesMissing {
            // What did come is not missed any more, whatever an earlier reading lacked.
            self.missed.retain(|id, _| !read.has(*id));
        } else {
            let before = std::mem::take(&mut self.missed);
            let miss = |id: RunnerId| before.get(&id).copied().unwrap_or(Miss { since: now, unanswered: false });
            self.missed = kept.iter().map(|row| (row.runner.id, miss(row.runner.id))).collect();
            self.refreshed_at = Some(now);
        }
        let do_counts_differ_lastingly = self.compare_counts(&read, verdict, now);
        let completeness = match verdict {
            Verdict::PagesMissing => Completeness::PagesMissing(missing_pages),
            Verdict::Complete if kept.is_empty() => Completeness::Complete,
            Verdict::CountsDiffer if do_counts_differ_lastingly => {
                Completeness::CountsDiffer { counted: read.total().unwrap_or_default(), listed: read.listed() }
            }
            Verdict::Complete | Verdict::Changed | Verdict::CountsDiffer => Completeness::ChangedWhileReading,
        };
        let next = Snapshot::new(read.rows().cloned().chain(kept), read.total(), completeness);
        if *self.snapshot != next {
            self.snapshot = Arc::new(next);
        }
        match verdict {
            Verdict::PagesMissing => {
                self.partial = Some(read);
                self.rest(now)
            }
            Verdict::Changed if self.rereads_left > 0 => self.reread(now),
            Verdict::CountsDiffer if self.rereads_left > 0 && !do_counts_differ_lastingly => self.look_again(now),
            _ if self.missed.is_empty() || claims_more => self.rest(now),
            _ if self.missed.len() <= MOST_IN_FLIGHT => self.check_missed(),
            _ if self.rereads_left > 0 => self.look_again(now),
            _ => self.rest(now),
        }
    }

    /// Notes how GitHub's count and its list differ; true where they did by as much in a reading before.
    fn compare_counts(&mut self, read: &PaginatedRead, verdict: Verdict, now: f64) -> bool {
        match (verdict, read.total()) {
            (Verdict::CountsDiffer, Some(counted)) => {
                let runners = i128::from(counted) - i128::from(read.listed());
                let known = self.difference.filter(|known| known.runners == runners);
                self.difference = Some(known.unwrap_or(Difference { runners, since: now }));
                known.is_some_and(|known| now - known.since >= SECOND_LOOK)
            }
            (Verdict::Complete, _) => {
                self.difference = None;
                false
            }
            _ => false,
        }
    }

    /// Reads again at once. Never from the cache: within its 60 s it would answer with the same pages.
    fn reread(&mut self, now: f64) -> Vec<Effect> {
        self.rereads_left -= 1;
        self.begin(CacheMode::Fresh, now)
    }

    /// Reads again in a moment, to confirm what this reading found.
    fn look_again(&mut self, now: f64) -> Vec<Effect> {
        self.rereads_left -= 1;
        self.purpose = Purpose::SecondLook;
        self.next = NextPoll::At(now + SECOND_LOOK);
        self.wake(now)
    }

    fn check_missed(&mut self) -> Vec<Effect> {
        let ids: Ids = self.missed.keys().copied().collect();
        let effects = ids.iter().map(|id| Effect::ReadRunner { read: self.reads, id: *id }).collect();
        self.phase = Phase::Checking(ids);
        effects
    }

    fn runner_answered(&mut self, read: u32, id: RunnerId, result: Result<Runner, ApiError>, now: f64) -> Vec<Effect> {
        let Phase::Checking(waiting) = &mut self.phase else { return Vec::new() };
        if read != self.reads || !waiting.swap_remove(&id) {
            return Vec::new();
        }
        let last = waiting.is_empty();
        match result {
            Ok(runner) => {
                self.missed.swap_remove(&id);
                self.snapshot = Arc::new(self.snapshot.with(runner));
            }
            Err(error) if error.is_runner_not_found() => {
                self.missed.swap_remove(&id);
                self.gone.push((id, now));
                self.snapshot = Arc::new(self.snapshot.without(id));
            }
            // Neither there nor gone: the next reading decides.
            Err(_) => {
                if let Some(miss) = self.missed.get_mut(&id) {
                    miss.unanswered = true;
                }
            }
        }
        if !last {
            return Vec::new();
        }
        self.phase = Phase::Resting;
        let agrees = self.snapshot.total_count.is_none_or(|total| total == self.snapshot.rows().len() as u64);
        match (self.missed.is_empty(), agrees) {
            (true, true) => {
                let rows = self.snapshot.rows().iter().cloned();
                self.snapshot = Arc::new(Snapshot::new(rows, self.snapshot.total_count, Completeness::Complete));
                self.rest(now)
            }
            // All that was missed is there, so something that came is not: a page was older than the others.
            (true, false) if self.rereads_left > 0 && self.difference.is_none() => self.reread(now),
            _ => self.rest(now),
        }
    }

    fn rest(&mut self, now: f64) -> Vec<Effect> {
        let interval = if self.is_watching(now) { poll_interval::WATCH_INTERVAL } else { self.interval };
        let pages = u32::try_from(self.snapshot.rows().len().div_ceil(100)).unwrap_or(u32::MAX);
        let poll_delay = match &self.trouble {
            Some(error) => poll_interval::after_failure(error, interval, now),
            None => poll_interval::after_success(pages, interval, self.budget, now),
        };
        self.next = match poll_delay {
            PollDelay::Usual(wait) => NextPoll::At(now + wait),
            PollDelay::Slowed(wait) => NextPoll::Slowed(now + wait),
            PollDelay::Limited(wait) => NextPoll::Limited(now + wait),
            PollDelay::Stopped => NextPoll::Stopped,
        };
        self.wake(now)
    }
}

#[cfg(test)]
mod tests;
