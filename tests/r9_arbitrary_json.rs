//! Bar R9: whatever text a server sends, in whatever kind of answer, nothing panics: not where it is read, and not
//! where the screens then look at it.
//!
//! Each case is one body with one set of headers and one status, given to every call of the client and to
//! `config.json`. Bodies are near misses above all: the fields that the API has, with values that it has not.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, TestRunner};
use runner_console::commands::Download;
use runner_console::fleet::pass::Pass;
use runner_console::fleet::{
    Before, Counts, Direction, Filter, Liveliness, Snapshot, Sort, SortKey, force_removal, has_invisible, view, visible,
};
use runner_console::github::answer::Headers;
use runner_console::github::client::Answer;
use runner_console::github::retry::{Patience, Retrying, Waiting};
use runner_console::github::transport::{Answering, Request};
use runner_console::github::{
    AccessToken, Client, Freshness, RawAnswer, Runner, RunnerApplication, RunnerId, RunnerPage, Scope, ScopeKind,
    System, Transport,
};
use runner_console::messages::{explain, messages};
use runner_console::settings::Settings;
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use web_sys::AbortSignal;

/// Bodies that are tried; each goes to eleven calls and to `config.json`.
const CASES: u32 = 1_500;

/// Every name that some body of the API or of `config.json` has.
const FIELDS: [&str; 34] = [
    "total_count",
    "runners",
    "id",
    "name",
    "os",
    "status",
    "busy",
    "labels",
    "type",
    "runner_group_id",
    "ephemeral",
    "version",
    "architecture",
    "download_url",
    "filename",
    "temp_download_token",
    "sha256_checksum",
    "token",
    "expires_at",
    "permissions",
    "login",
    "full_name",
    "message",
    "documentation_url",
    "errors",
    "title",
    "hosts",
    "allow_other_hosts",
    "api_base",
    "scopes",
    "refresh_seconds",
    "idle_lock_minutes",
    "session_minutes",
    "organization",
];

/// Texts that mean something somewhere, and what is next to them.
const TEXTS: [&str; 20] = [
    "",
    "online",
    "offline",
    "linux",
    "macos",
    "win",
    "x64",
    "arm64",
    "custom",
    "read-only",
    "2020-01-22T12:13:35.123-08:00",
    "2020-13-99T99:99:99Z",
    "9999999999999-01-01T00:00:00Z",
    "0000-00-00T00:00:00+99:99",
    "https://github.com/a.tar.gz",
    "github.com",
    "octo/repo",
    "\u{202e}gnp\u{200b}",
    "\u{0}\u{7f}\u{fffe}",
    "You have exceeded a secondary rate limit",
];

/// Numbers as text: what JSON allows, and few readers expect.
const NUMBERS: [&str; 16] = [
    "0",
    "-0",
    "-1",
    "1",
    "100",
    "65",
    "9007199254740993",
    "18446744073709551615",
    "18446744073709551616",
    "-9223372036854775809",
    "1e308",
    "1e309",
    "-1e-400",
    "0.5",
    "4294967296",
    "1.0000000000000000000000001",
];

const FIXTURES: [&str; 11] = [
    include_str!("fixtures/remove_token.json"),
    include_str!("fixtures/runners_ghes.json"),
    include_str!("fixtures/downloads_cloud.json"),
    include_str!("fixtures/runners_old_ghes.json"),
    include_str!("fixtures/runners_big_ids.json"),
    include_str!("fixtures/error_forbidden.json"),
    include_str!("fixtures/registration_token.json"),
    include_str!("fixtures/runners_ae.json"),
    include_str!("fixtures/runners_enterprise_without_total.json"),
    include_str!("fixtures/runners_cloud.json"),
    r#"[{"login":"octo-org","full_name":"octo-org/octo-repo"},{"title":"x","hosts":["github.com"],"scopes":[{"organization":"o"}]}]"#,
];

fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

fn leaf() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("null".to_owned()),
        Just("true".to_owned()),
        select(&NUMBERS[..]).prop_map(str::to_owned),
        "-?[0-9]{1,40}(\\.[0-9]{1,5})?([eE][+-]?[0-9]{1,4})?",
        select(&TEXTS[..]).prop_map(quoted),
        any::<String>().prop_map(|text| quoted(&text)),
        // Half a surrogate pair, which is no text in Rust.
        Just("\"\\ud800\"".to_owned()),
    ]
}

/// JSON as text, in which the API's own fields hold anything.
fn json() -> impl Strategy<Value = String> {
    leaf().prop_recursive(5, 48, 6, |inner| {
        let field = prop_oneof![8 => select(&FIELDS[..]).prop_map(str::to_owned), 1 => any::<String>()];
        let pair = (field, inner.clone()).prop_map(|(name, value)| format!("{}:{value}", quoted(&name)));
        prop_oneof![
            vec(inner, 0..6).prop_map(|items| format!("[{}]", items.join(","))),
            // A name may come twice.
            vec(pair, 0..8).prop_map(|pairs| format!("{{{}}}", pairs.join(","))),
        ]
    })
}

/// A real body in which one value, wherever it is, is another.
fn near_miss() -> impl Strategy<Value = String> {
    (select(&FIXTURES[..]), any::<prop::sample::Index>(), json()).prop_map(|(fixture, place, value)| {
        // Values begin behind a colon, a comma or a bracket; what ends them does not matter to a hostile server.
        let starts: Vec<usize> = fixture.match_indices([':', '[', ',']).map(|(at, _)| at + 1).collect();
        let start = starts[place.index(starts.len())];
        let end = fixture[start..].find([',', '}', ']']).map_or(fixture.len(), |end| start + end);
        [&fixture[..start], &value, &fixture[end..]].concat()
    })
}

/// A real body that was cut off, or in which one character is another.
fn damaged() -> impl Strategy<Value = String> {
    (select(&FIXTURES[..]), any::<prop::sample::Index>(), any::<Option<char>>()).prop_map(|(fixture, place, other)| {
        let at = place.index(fixture.chars().count());
        let head: String = fixture.chars().take(at).collect();
        match other {
            None => head,
            Some(other) => head + &other.to_string() + &fixture.chars().skip(at + 1).collect::<String>(),
        }
    })
}

fn body() -> impl Strategy<Value = String> {
    prop_oneof![3 => json(), 4 => near_miss(), 2 => damaged(), 1 => any::<String>()]
}

fn status() -> impl Strategy<Value = u16> {
    prop_oneof![4 => Just(200), 1 => select(vec![201, 204, 301, 304, 400, 401, 403, 404, 410, 422, 429, 500, 503]), 1 => any::<u16>()]
}

fn headers() -> impl Strategy<Value = Headers> {
    let text = || {
        let odd = prop_oneof![leaf(), any::<String>(), select(&TEXTS[..]).prop_map(str::to_owned)];
        let link = "<[a-z:/?&=0-9]{0,20}page=[0-9]{1,12}>; rel=\"(next|last|prev)\"";
        let sso = "(required|partial-results); (url|organizations)=[a-z:/;]{0,20}";
        proptest::option::of(prop_oneof![2 => odd.boxed(), 1 => link.boxed(), 1 => sso.boxed()])
    };
    (vec(text(), 8)).prop_map(|mut all| Headers {
        link: all.pop().flatten(),
        retry_after: all.pop().flatten(),
        rate_limit: all.pop().flatten(),
        rate_remaining: all.pop().flatten(),
        rate_reset: all.pop().flatten(),
        request_id: all.pop().flatten(),
        sso: all.pop().flatten(),
        oauth_scopes: all.pop().flatten(),
    })
}

/// Answers everything in the same way.
struct Same(RawAnswer);

impl Transport for Same {
    fn send<'a>(&'a self, _request: Request, _signal: Option<&'a AbortSignal>) -> Answering<'a> {
        Box::pin(std::future::ready(Ok(self.0.clone())))
    }
}

/// A clock that stands, and waits that are over at once.
struct Hurry;

impl Patience for Hurry {
    fn now(&self) -> f64 {
        1.8e12
    }

    fn dice(&self) -> f64 {
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
    fn note<T>(&mut self, answer: Answer<T>) -> Option<T> {
        self.calls += 1;
        match answer {
            Ok(value) => {
                self.read += 1;
                Some(value)
            }
            Err(error) => {
                let scope = ScopeKind::ALL.into_iter().nth(usize::from(error.status.unwrap_or(0) % 4));
                let told = explain(&messages().errors, &error, scope, 1_800_000_000);
                assert!(!told.sentence.is_empty() && !told.next_step.is_empty(), "{error:?} is not explained");
                assert!(!format!("{error:?} {} {}", told.sentence, told.next_step).contains(CANARY), "{error:?}");
                None
            }
        }
    }
}

const CANARY: &str = "ghp_canary_of_arbitrary_json";

/// Every call that reads an answer, and what the screens do with what it gives.
fn every_call(answer: &RawAnswer, seen: &mut Seen) {
    let token = AccessToken::parse(CANARY).unwrap();
    // A new one each time: a limit would silence those that follow.
    let client = || {
        let transport = Retrying::new(Same(answer.clone()), Hurry);
        Client::new("https://ghe.corp.example/api/v3", token.clone(), Box::new(transport))
    };
    let scope = Scope::parse(ScopeKind::Organization, "octo-org").unwrap();
    seen.note(now(client().reach()));
    seen.note(now(client().probe()));
    if let Some(page) = seen.note(now(client().list_runners(&scope, 1, Freshness::Fresh, None))) {
        look_at_page(page);
    }
    for application in seen.note(now(client().list_applications(&scope))).into_iter().flatten() {
        look_at_application(&application);
    }
    for made in [now(client().create_registration_token(&scope)), now(client().create_remove_token(&scope))] {
        seen.note(made);
    }
    if let Some(runner) = seen.note(now(client().get_runner(&scope, RunnerId(1)))) {
        look_at_runner(&runner);
    }
    seen.note(now(client().delete_runner(&scope, RunnerId(1))));
    seen.note(now(client().list_organizations()));
    seen.note(now(client().list_repositories(None)));
    seen.note(now(client().list_repositories(Some(&scope))));
    seen.calls += 1;
    if let Ok(settings) = Settings::parse(&answer.body) {
        seen.read += 1;
        for host in &settings.hosts {
            assert!(settings.api_base(host, "https://site.example").starts_with("http"));
        }
    }
}

fn look_at_runner(runner: &Runner) {
    let _ = force_removal(Liveliness::of(runner));
    let _ = (visible(&runner.name), has_invisible(&runner.name), System::from_word(&runner.os));
}

fn look_at_application(application: &RunnerApplication) {
    let _ = (application.system(), application.architecture(), Download::check(application).is_ok());
}

/// Reads a fleet all of whose pages are this one, and shows it.
fn look_at_page(page: RunnerPage) {
    page.runners.iter().for_each(look_at_runner);
    let empty = Snapshot::default();
    let mut pass = Pass::new(1, Freshness::Fresh);
    let mut asked = 0;
    while let wanted = pass.take_wanted()
        && !wanted.is_empty()
    {
        asked += wanted.len();
        assert!(asked <= 12, "the same page again and again is read without end");
        for number in wanted {
            pass.page_came(number, page.clone(), &empty);
        }
    }
    let _ = (pass.progress(), pass.missing_pages());
    let completeness = runner_console::fleet::Completeness::Complete;
    let snapshot = Snapshot::new(pass.rows().cloned(), pass.total(), completeness);
    let _ = (Counts::of(&snapshot), Before::of(&snapshot).map(|before| before.arrived(&snapshot, Some("x")).len()));
    for key in [SortKey::Name, SortKey::Status] {
        let sort = Some(Sort { key, direction: Direction::Descending });
        assert!(view(&snapshot, &Filter::parse("linux online"), sort).len() <= snapshot.rows().len());
    }
}

#[test]
fn r9_no_answer_to_any_call_makes_the_console_panic() {
    let mut runner = TestRunner::new(Config { cases: CASES, failure_persistence: None, ..Config::default() });
    let seen = std::cell::RefCell::new(Seen::default());
    let tried = runner.run(&(status(), headers(), body()), |(status, headers, body)| {
        every_call(&RawAnswer { status, headers, body }, &mut seen.borrow_mut());
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
            every_call(&RawAnswer { status, body: body.clone(), ..RawAnswer::default() }, &mut Seen::default());
        }
    }
}
