//! Bar R9: whatever text a server sends, in whatever kind of answer, nothing panics: not where it is read, and not
//! where the screens then look at it.
//!
//! Each case is one body with one set of headers and one status, given to every call of the client and to
//! `config.json`. Bodies are near misses above all: the fields that the API has, with values that it has not.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

#[path = "support/arbitrary_answers.rs"]
mod arbitrary_answers;

use arbitrary_answers::{body, headers, status};
use proptest::test_runner::{Config as TestConfig, TestRunner};
use runner_console::commands::Download;
use runner_console::config::Config;
use runner_console::fleet::paginated_read::PaginatedRead;
use runner_console::fleet::{
    Counts, Direction, Filter, RunnerState, Snapshot, Sort, SortKey, Watch, escape_invisible, force_removal,
    has_invisible, view,
};
use runner_console::github::client::ApiResult;
use runner_console::github::retry::{Clock, Retrying, Waiting};
use runner_console::github::transport::{Request, ResponseFuture};
use runner_console::github::{
    AccessToken, CacheMode, Client, Os, RawResponse, Runner, RunnerApplication, RunnerId, RunnerPage, Scope, ScopeKind,
    Transport,
};
use runner_console::i18n::{self, explain};
use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use web_sys::AbortSignal;

/// Bodies that are tried; each goes to a dozen calls and to `config.json`.
const CASES: u32 = 1_500;

/// Answers everything in the same way.
struct Same(RawResponse);

impl Transport for Same {
    fn send<'a>(&'a self, _request: Request, _signal: Option<&'a AbortSignal>) -> ResponseFuture<'a> {
        Box::pin(std::future::ready(Ok(self.0.clone())))
    }
}

/// A clock that stands, and waits that are over at once.
struct Hurry;

impl Clock for Hurry {
    fn now(&self) -> f64 {
        1.8e12
    }

    fn jitter(&self) -> f64 {
        0.5
    }

    fn wait(&self, _millis: f64) -> Waiting<'_> {
        Box::pin(std::future::ready(()))
    }
}

/// Nothing here takes time, so one poll is enough.
fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("nothing here takes time"),
    }
}

/// What a call came to, counted, so that the test can show that it read something.
#[derive(Default)]
struct Seen {
    calls: u64,
    read: u64,
}

impl Seen {
    /// Takes the outcome of a call as the screens do: a value, or a sentence with a next step.
    fn note<T>(&mut self, answer: ApiResult<T>) -> Option<T> {
        self.calls += 1;
        match answer {
            Ok(value) => {
                self.read += 1;
                Some(value)
            }
            Err(error) => {
                let scope = ScopeKind::ALL.into_iter().nth(usize::from(error.status.unwrap_or(0) % 4));
                let told = explain(i18n::errors(), &error, scope, 1_800_000_000);
                assert!(!told.sentence.is_empty() && !told.next_step.is_empty(), "{error:?} is not explained");
                assert!(!format!("{error:?} {} {}", told.sentence, told.next_step).contains(CANARY), "{error:?}");
                None
            }
        }
    }
}

const CANARY: &str = "ghp_canary_of_arbitrary_json";

/// Every call that reads an answer, and what the screens do with what it gives.
fn every_call(answer: &RawResponse, seen: &mut Seen) {
    let token = AccessToken::parse(CANARY).unwrap();
    // A new one each time: a limit would silence those that follow.
    let client = || {
        let transport = Retrying::new(Same(answer.clone()), Hurry);
        Client::new("https://ghe.corp.example/api/v3", token.clone(), Box::new(transport))
    };
    let scope = Scope::parse(ScopeKind::Organization, "octo-org").unwrap();
    seen.note(now(client().reach()));
    seen.note(now(client().probe()));
    if let Some(page) = seen.note(now(client().list_runners(&scope, 1, CacheMode::Fresh, None))) {
        look_at_page(page);
    }
    for application in seen.note(now(client().list_applications(&scope))).into_iter().flatten() {
        look_at_application(&application);
    }
    for made in [now(client().create_registration_token(&scope)), now(client().create_remove_token(&scope))] {
        seen.note(made);
    }
    if let Some((runner, _)) = seen.note(now(client().get_runner(&scope, RunnerId(1)))) {
        look_at_runner(&runner);
    }
    seen.note(now(client().delete_runner(&scope, RunnerId(1))));
    let found = now(client().diagnose(&scope, true));
    let _ = (found.reachability(), found.single_sign_on());
    seen.note(found.reach);
    found.user.and_then(|user| seen.note(user));
    found.scope.and_then(|count| seen.note(count));
    seen.note(now(client().list_organizations()));
    seen.note(now(client().list_repositories(None)));
    seen.note(now(client().list_repositories(Some(&scope))));
    seen.calls += 1;
    if let Ok(settings) = Config::parse(&answer.body) {
        seen.read += 1;
        for host in &settings.hosts {
            assert!(settings.api_base(host, "https://site.example").starts_with("http"));
        }
    }
}

fn look_at_runner(runner: &Runner) {
    let _ = force_removal(RunnerState::of(runner));
    let _ = (escape_invisible(&runner.name), has_invisible(&runner.name), Os::from_word(&runner.os));
}

fn look_at_application(application: &RunnerApplication) {
    let _ = (application.system(), application.architecture(), Download::check(application).is_ok());
}

/// Reads a fleet all of whose pages are this one, and shows it.
fn look_at_page(page: RunnerPage) {
    page.runners.iter().for_each(look_at_runner);
    let empty = Snapshot::default();
    let mut read = PaginatedRead::new(1, CacheMode::Fresh);
    let mut asked = 0;
    while let wanted = read.take_wanted()
        && !wanted.is_empty()
    {
        asked += wanted.len();
        assert!(asked <= 12, "the same page again and again is read without end");
        for number in wanted {
            read.page_came(number, page.clone(), &empty);
        }
    }
    let _ = (read.progress(), read.missing_pages());
    let completeness = runner_console::fleet::Completeness::Complete;
    let snapshot = Arc::new(Snapshot::new(read.rows().cloned(), read.total(), completeness));
    let watch = Watch::from(&snapshot).map(|mut watch| {
        watch.look(&snapshot);
        watch.arrived(&snapshot, &["x".to_owned()]).len()
    });
    let _ = (Counts::of(&snapshot), watch);
    for key in [SortKey::Name, SortKey::Status] {
        let sort = Some(Sort { key, direction: Direction::Descending });
        assert!(view(&snapshot, &Filter::parse("linux online"), sort).len() <= snapshot.rows().len());
    }
}

#[test]
fn r9_no_answer_to_any_call_makes_the_console_panic() {
    let mut runner = TestRunner::new(TestConfig { cases: CASES, failure_persistence: None, ..TestConfig::default() });
    let seen = std::cell::RefCell::new(Seen::default());
    let tried = runner.run(&(status(), headers(), body()), |(status, headers, body)| {
        every_call(&RawResponse { status, headers, body }, &mut seen.borrow_mut());
        Ok(())
    });
    tried.unwrap();
    let Seen { calls, read } = seen.into_inner();
    println!("{calls} answers read without a panic; {read} of them made sense");
    assert!(read * 50 > calls, "hardly anything was read: {read} of {calls}");
}

#[test]
fn r9_bodies_that_are_deep_long_or_twice_the_same_do_no_harm() {
    let deep = "[".repeat(100_000);
    let closed = ["[".repeat(50_000), "]".repeat(50_000)].concat();
    let objects = r#"{"runners":"#.repeat(20_000);
    let long = format!(r#"{{"message":"{}"}}"#, "\u{202e}x".repeat(1_000_000));
    let labels =
        format!(r#"{{"runners":[{{"id":1,"name":"x","labels":[{}]}}]}}"#, vec![r#"{"name":"a"}"#; 50_000].join(","));
    let same = format!(
        r#"{{"total_count":18446744073709551615,"runners":[{}]}}"#,
        vec![r#"{"id":1,"name":"x"}"#; 100].join(",")
    );
    let ids = (1..=100).map(|id| format!(r#"{{"id":{id},"name":"x"}}"#)).collect::<Vec<_>>().join(",");
    let endless = format!(r#"{{"total_count":18446744073709551615,"runners":[{ids}]}}"#);
    for body in [deep, closed, objects, long, labels, same, endless, "\u{feff}{}".to_owned(), "\u{0}".to_owned()] {
        for status in [200, 403, 500] {
            every_call(&RawResponse { status, body: body.clone(), ..RawResponse::default() }, &mut Seen::default());
        }
    }
}
