//! Headers and time: a GitHub that answers anything with any header about limits and caches, for a while, and then is well.
//!
//! However it asks, requests stay few; once it is well the runners are read again within an hour; and a press on Refresh is
//! never ignored in silence.
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
use machinery::{Sent, World, machinery};
use runner_console::fleet::NextPoll;
use runner_console::github::response::Headers;
use runner_console::github::retry::Retrying;
use runner_console::github::{
    AccessToken, CacheMode, Client, ErrorKind, Host, Method, RawResponse, Transport, TransportError,
};
use runner_console::store::{BulkRemover, Refresh, RemovalTarget, RunnerStore, SiteRules};
use std::collections::{HashMap, VecDeque};
use std::rc::Rc;

const MINUTE: f64 = 60_000.0;
const HOUR: f64 = 3_600_000.0;

/// The most requests in a minute that a GitHub which refuses or fails gets, whatever it asks for. In 20,000 schedules 24 were
/// seen.
const MOST_REFUSED_IN_A_MINUTE: usize = 60;

#[derive(Clone, Copy, Debug, Default)]
struct Total {
    requests: u64,
    deletes: u64,
    refused: u64,
    most_refused_in_a_minute: usize,
    presses: u64,
    replayed: u64,
    stopped: u64,
}

impl std::ops::AddAssign for Total {
    fn add_assign(&mut self, other: Self) {
        self.requests += other.requests;
        self.deletes += other.deletes;
        self.refused += other.refused;
        self.most_refused_in_a_minute = self.most_refused_in_a_minute.max(other.most_refused_in_a_minute);
        self.presses += other.presses;
        self.replayed += other.replayed;
        self.stopped += other.stopped;
    }
}

struct Schedule {
    github: GitHub,
    store: RunnerStore,
    bulk: BulkRemover,
    owner: Owner,
    /// When it is well again.
    well_at: f64,
    /// What the browser has, and until when.
    cache: HashMap<String, (RawResponse, f64)>,
    /// The browser's cache answered with a failure.
    was_failure_replayed: bool,
    /// When requests were refused or failed, within the last minute.
    refused: VecDeque<f64>,
    total: Total,
}

/// Any text that a header about waits may have.
fn wait_text(dice: &mut Dice, now: f64) -> String {
    let date = |seconds: f64| {
        let at = std::time::UNIX_EPOCH + std::time::Duration::from_secs_f64((now / 1_000.0 + seconds).max(0.0));
        httpdate::fmt_http_date(at)
    };
    match dice.within(0..10) {
        0 => "0".to_owned(),
        1 => dice.within(1..120).to_string(),
        2 => dice.within(120..100_000).to_string(),
        3 => "4294967295".to_owned(),
        4 => "99999999999999999999999".to_owned(),
        5 => date(-100.0),
        6 => date(90.0),
        7 => date(1e8),
        8 => "soon".to_owned(),
        _ => "-1".to_owned(),
    }
}

fn headers(dice: &mut Dice, now: f64) -> HashMap<&'static str, String> {
    let mut headers = HashMap::new();
    if dice.percent(40) {
        headers.insert("retry-after", wait_text(dice, now));
    }
    if dice.percent(40) {
        #[allow(clippy::cast_possible_truncation, reason = "seconds since the epoch")]
        let seconds = (now / 1_000.0) as i64;
        let reset = match dice.within(0..6) {
            0 => 0,
            1 => seconds,
            2 => seconds + 1,
            3 => seconds - 1_000,
            4 => seconds + 1_800,
            _ => i64::MAX / 2,
        };
        headers.insert("x-ratelimit-limit", dice.of(&["5000", "0", "x"]).to_owned());
        headers.insert("x-ratelimit-remaining", dice.of(&["0", "1", "100", "4999", "-1"]).to_owned());
        headers.insert("x-ratelimit-reset", reset.to_string());
    }
    headers
}

impl Schedule {
    fn new(dice: &mut Dice) -> Self {
        let github = GitHub::new([dice.of(&[0, 3, 120, 230]); 3]);
        let index = dice.within(0..3);
        let early = github.clone();
        machinery().reset(Box::new(move |request| early.look(request)));
        let transport: Box<dyn Transport> = Box::new(Retrying::new(World, World));
        let token = AccessToken::parse("ghp_canary").unwrap();
        let client = Client::new("https://ghe.corp.example/api/v3", token, transport);
        let owner = Owner::new();
        let host = Host::parse("ghe.corp.example").unwrap();
        let (store, bulk) = owner.with(|| {
            let store = RunnerStore::within(Rc::new(World), client, host, scope(index), SiteRules::default());
            (store, BulkRemover::new(store))
        });
        machinery().settle();
        let well_at = machinery().now() + dice.of(&[5.0 * MINUTE, 40.0 * MINUTE, 3.0 * HOUR]);
        Self {
            github,
            store,
            bulk,
            owner,
            well_at,
            cache: HashMap::new(),
            was_failure_replayed: false,
            refused: VecDeque::new(),
            total: Total::default(),
        }
    }

    fn run(mut dice: Dice) -> Total {
        let mut schedule = Self::new(&mut dice);
        // What kind of trouble it has: mostly one, or all.
        let favourite = dice.of(&[0, 200, 403, 429, 500, 503]);
        let begins_well = dice.percent(60);
        if begins_well {
            schedule.answer_all(&mut dice, None);
        }
        schedule.begin_removal(&mut dice);
        while machinery().now() < schedule.well_at {
            schedule.answer_all(&mut dice, Some(favourite));
            if dice.percent(10) {
                schedule.press_refresh();
                schedule.answer_all(&mut dice, Some(favourite));
            }
            if dice.percent(5) {
                schedule.bulk.resume();
            }
            if dice.percent(2) {
                schedule.store.watch();
            }
            machinery().settle();
            machinery().pass(dice.of(&[1_000.0, 10_000.0, 65_000.0, 600_000.0]));
            machinery().frame();
        }
        schedule.is_read_again_within_an_hour(&mut dice);
        schedule.owner.cleanup();
        schedule.total
    }

    fn begin_removal(&mut self, dice: &mut Dice) {
        machinery().frame();
        let confirmed = self.store.snapshot.with_untracked(|snapshot| {
            let rows = snapshot.rows().iter().take(dice.of(&[0, 5, 100]));
            rows.map(|row| RemovalTarget::of(&row.runner)).collect::<Vec<_>>()
        });
        self.bulk.begin(confirmed);
        machinery().settle();
    }

    fn press_refresh(&mut self) {
        machinery().frame();
        let is_reading = self.store.state.with_untracked(|state| state.refresh != Refresh::Idle);
        let (sent, before) = (machinery().sent.borrow().len(), self.total.requests);
        self.store.refresh();
        machinery().settle();
        machinery().frame();
        self.total.presses += 1;
        Self::abort_timed_readings();
        let is_asked = machinery().sent.borrow().len() > sent || self.total.requests > before;
        let is_told = self.store.state.with_untracked(|state| {
            let limits = |kind: &ErrorKind| {
                matches!(
                    kind,
                    ErrorKind::PrimaryLimit { .. } | ErrorKind::SecondaryLimit { .. } | ErrorKind::Unavailable { .. }
                )
            };
            state.trouble.as_ref().is_some_and(|trouble| limits(&trouble.kind))
                && matches!(state.next_poll, NextPoll::Limited(at) if at > machinery().now())
        });
        assert!(is_reading || is_asked || is_told, "Refresh was ignored in silence");
    }

    /// What a browser does where a timed reading is called off for one by hand: nothing of it gets into its cache.
    fn abort_timed_readings() {
        let sent = machinery().sent.take();
        let (aborted, others): (Vec<_>, Vec<_>) =
            sent.into_iter().partition(|sent| sent.request.cache_mode == CacheMode::Cached);
        *machinery().sent.borrow_mut() = others;
        for sent in aborted {
            sent.answer(Err(TransportError::Cancelled));
        }
        machinery().settle();
    }

    /// Answers what is under way, and what follows from it at once, each after a moment.
    fn answer_all(&mut self, dice: &mut Dice, trouble: Option<u16>) {
        for _ in 0..3_000 {
            machinery().settle();
            let Some(sent) = machinery().take_last() else { return };
            machinery().pass(dice.of(&[5.0, 50.0, 400.0]));
            self.answer(dice, sent, trouble);
            machinery().settle();
        }
        panic!("requests follow one another without an end");
    }

    fn answer(&mut self, dice: &mut Dice, sent: Sent, trouble: Option<u16>) {
        let now = machinery().now();
        let request = sent.request.clone();
        if GitHub::about(&request).1 == About::List(1) {
            let was_replayed = std::mem::take(&mut self.was_failure_replayed);
            assert!(
                !was_replayed || request.cache_mode == CacheMode::Fresh,
                "after a failure the cache is asked again"
            );
        }
        if request.cache_mode == CacheMode::Cached
            && let Some((known, until)) = self.cache.get(&request.address())
            && now < *until
        {
            self.total.replayed += 1;
            // Of a request that was called off, at the most: this world has no signal that aborts it.
            self.was_failure_replayed |= known.status >= 300;
            let known = known.clone();
            return sent.answer(Ok(known));
        }
        self.total.requests += 1;
        self.total.deletes += u64::from(request.method == Method::Delete);
        let reply = match trouble {
            Some(favourite) if dice.percent(90) => self.troubled(dice, &request, favourite, now),
            _ => Ok(self.github.answer(&request)),
        };
        if !matches!(&reply, Ok(answer) if answer.status < 300) {
            self.note_refusal(now);
        }
        if let Ok(answer) = &reply
            && request.method == Method::Get
        {
            // Some servers let a browser keep anything.
            let age: f64 = if trouble.is_some() { dice.of(&[0.0, 60_000.0, 86_400_000.0]) } else { 60_000.0 };
            self.cache.insert(request.address(), (answer.clone(), now + age));
        }
        sent.answer(reply);
    }

    fn troubled(
        &mut self,
        dice: &mut Dice,
        request: &runner_console::github::transport::Request,
        favourite: u16,
        now: f64,
    ) -> Result<RawResponse, TransportError> {
        let status = if favourite != 0 && dice.percent(70) {
            favourite
        } else {
            dice.of(&[200, 401, 403, 404, 410, 422, 429, 500, 502, 503, 504])
        };
        if dice.percent(10) {
            return Err(dice.of(&[TransportError::Unreachable, TransportError::TimedOut, TransportError::Redirected]));
        }
        let found = headers(dice, now);
        let headers = Headers::read(|name| found.get(name).cloned(), now);
        if status == 200 {
            let answer = self.github.answer(request);
            let body = if dice.percent(50) { answer.body } else { "{}".to_owned() };
            return Ok(RawResponse { headers, body, status: answer.status });
        }
        let body = dice.of(&["{}", "", "<html>", r#"{"message":"You have exceeded a secondary rate limit."}"#]);
        Ok(RawResponse { headers, ..plain(status, body.to_owned()) })
    }

    fn note_refusal(&mut self, now: f64) {
        self.refused.push_back(now);
        while self.refused.front().is_some_and(|at| now - at > MINUTE) {
            self.refused.pop_front();
        }
        self.total.refused += 1;
        self.total.most_refused_in_a_minute = self.total.most_refused_in_a_minute.max(self.refused.len());
        assert!(self.refused.len() <= MOST_REFUSED_IN_A_MINUTE, "{} refused requests in a minute", self.refused.len());
    }

    fn is_read_again_within_an_hour(&mut self, dice: &mut Dice) {
        let well_since = machinery().now();
        // What was sent before may still be answered by then.
        self.answer_all(dice, None);
        let end = well_since + HOUR + 2.0 * MINUTE;
        let store = self.store;
        let refreshed_at = || store.state.with_untracked(|state| state.refreshed_at);
        machinery().frame();
        while refreshed_at().is_none_or(|at| at <= well_since) {
            assert!(machinery().now() < end, "a GitHub that is well is not read again within an hour");
            machinery().frame();
            // What failed in a way that repeats itself waits for the admin.
            if self.store.state.with_untracked(|state| state.next_poll == NextPoll::Stopped) {
                self.total.stopped += 1;
                self.press_refresh();
            }
            self.answer_all(dice, None);
            machinery().pass(1_000.0);
            self.answer_all(dice, None);
            machinery().frame();
        }
    }
}

#[test]
fn whatever_headers_say_requests_are_few_and_a_healthy_host_is_read_again() {
    if let Some((count, total)) = schedules::run_all("headers and time", 600, Schedule::run) {
        assert!(
            total.refused > count * 5 && total.deletes > count && total.presses > count / 4 && total.replayed > 0,
            "{total:?}"
        );
    }
}
