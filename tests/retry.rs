//! The behaviours of a good request layer (bar R1), each a test: what is repeated, what never is, and when to be silent.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use runner_console::github::response::Headers;
use runner_console::github::retry::{Clock, Retrying, Waiting};
use runner_console::github::transport::{RateLimit, Request, ResponseFuture, Transport, TransportError};
use runner_console::github::{AccessToken, CacheMode, Method, RawResponse};
use std::collections::VecDeque;
use std::future::Future;
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use web_sys::AbortSignal;

type Result = std::result::Result<RawResponse, TransportError>;

/// A GitHub that answers from a list (the last answer for ever), a clock that jumps when somebody waits, and dice.
#[derive(Clone, Default)]
struct World {
    dice: Arc<Mutex<f64>>,
    answers: Arc<Mutex<VecDeque<Result>>>,
    sent: Arc<Mutex<u32>>,
    asked: Arc<Mutex<Vec<CacheMode>>>,
    now: Arc<Mutex<f64>>,
}

impl Transport for World {
    fn send<'a>(&'a self, request: Request, _signal: Option<&'a AbortSignal>) -> ResponseFuture<'a> {
        *self.sent.lock().unwrap() += 1;
        self.asked.lock().unwrap().push(request.cache_mode);
        let mut answers = self.answers.lock().unwrap();
        let answer = if answers.len() > 1 { answers.pop_front().unwrap() } else { answers[0].clone() };
        Box::pin(std::future::ready(answer))
    }
}

impl Clock for World {
    fn now(&self) -> f64 {
        *self.now.lock().unwrap()
    }
    fn jitter(&self) -> f64 {
        *self.dice.lock().unwrap()
    }
    fn wait(&self, millis: f64) -> Waiting<'_> {
        *self.now.lock().unwrap() += millis;
        Box::pin(std::future::ready(()))
    }
}

impl World {
    fn new(answers: impl IntoIterator<Item = Result>) -> (Self, Retrying<Self, Self>) {
        let world = Self { answers: Arc::new(Mutex::new(answers.into_iter().collect())), ..Self::default() };
        *world.dice.lock().unwrap() = 0.5;
        (world.clone(), Retrying::new(world.clone(), world))
    }

    fn sent(&self) -> u32 {
        *self.sent.lock().unwrap()
    }

    fn pass(&self, millis: f64) {
        *self.now.lock().unwrap() += millis;
    }
}

fn ask(retrying: &Retrying<World, World>, method: Method) -> Result {
    ask_with(retrying, method, AccessToken::parse("ghp_canary").ok())
}

fn ask_with(retrying: &Retrying<World, World>, method: Method, token: Option<AccessToken>) -> Result {
    let url = "https://ghe.corp.example/api/v3/user".to_owned();
    let request = Request { method, url, query: Vec::new(), cache_mode: CacheMode::Fresh, token };
    match pin!(retrying.send(request, None)).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(answer) => answer,
        Poll::Pending => panic!("nothing here takes time"),
    }
}

fn status(status: u16) -> Result {
    with_headers(status, Headers::default())
}

#[allow(clippy::unnecessary_wraps, reason = "an answer among others that are failures")]
fn with_headers(status: u16, headers: Headers) -> Result {
    Ok(RawResponse { status, headers, body: "{}".to_owned() })
}

fn retry_after(seconds: &str) -> Headers {
    Headers::read(|name| (name == "retry-after").then(|| seconds.to_owned()), 0.0)
}

fn budget(remaining: &str, reset: &str) -> Headers {
    let text = |text: &str| Some(text.to_owned());
    Headers { rate_limit: text("5000"), rate_remaining: text(remaining), rate_reset: text(reset), ..Headers::default() }
}

#[test]
fn r1_a_reading_is_repeated_twice_after_a_server_error_or_no_answer() {
    for failure in
        [status(500), status(502), status(503), Err(TransportError::Unreachable), Err(TransportError::TimedOut)]
    {
        let (world, retrying) = World::new([failure.clone()]);
        assert_eq!(ask(&retrying, Method::Get), failure);
        assert_eq!(world.sent(), 3, "{failure:?}");
        let (world, retrying) = World::new([failure, status(200)]);
        assert_eq!(ask(&retrying, Method::Get), status(200));
        assert_eq!(world.sent(), 2);
    }
}

#[test]
fn r1_the_waits_grow_and_differ_between_consoles() {
    for (dice, waited) in [(0.0, 800.0), (0.5, 1_600.0), (1.0, 2_400.0)] {
        let (world, retrying) = World::new([status(502)]);
        *world.dice.lock().unwrap() = dice;
        ask(&retrying, Method::Get).unwrap();
        assert!((world.now() - waited).abs() < f64::EPSILON, "{} at {dice}", world.now());
    }
}

#[test]
fn r1_a_change_is_never_repeated() {
    for method in [Method::Post, Method::Delete] {
        for failure in [status(502), Err(TransportError::Unreachable), Err(TransportError::TimedOut)] {
            let (world, retrying) = World::new([failure]);
            let _ = ask(&retrying, method);
            assert_eq!(world.sent(), 1);
        }
    }
}

#[test]
fn r1_whether_a_typed_host_answers_is_asked_once() {
    let (world, retrying) = World::new([Err(TransportError::Unreachable)]);
    assert_eq!(ask_with(&retrying, Method::Get, None), Err(TransportError::Unreachable));
    assert_eq!(world.sent(), 1);
}

#[test]
fn r1_a_strangers_spent_budget_silences_nothing() {
    let spent = || with_headers(403, budget("0", "1800"));
    let (world, retrying) = World::new([spent(), status(200)]);
    assert_eq!(ask_with(&retrying, Method::Get, None), spent());
    assert_eq!(ask(&retrying, Method::Get), status(200));
    assert_eq!(world.sent(), 2);
}

#[test]
fn r1_what_would_be_answered_the_same_is_not_repeated() {
    for code in [200, 201, 204, 304, 400, 401, 403, 404, 410, 422] {
        let (world, retrying) = World::new([status(code)]);
        assert_eq!(ask(&retrying, Method::Get), status(code));
        assert_eq!(world.sent(), 1, "{code}");
    }
    for error in [TransportError::CrossOriginRedirect, TransportError::Redirected, TransportError::Cancelled] {
        let (world, retrying) = World::new([Err(error)]);
        assert_eq!(ask(&retrying, Method::Get), Err(error));
        assert_eq!(world.sent(), 1);
    }
}

#[test]
fn r1_retry_after_silences_every_request_until_it_is_over() {
    for code in [403, 429] {
        let (world, retrying) = World::new([with_headers(code, retry_after("30")), status(200)]);
        assert!(ask(&retrying, Method::Get).is_ok());
        assert_eq!(ask(&retrying, Method::Get), Err(TransportError::RateLimited(RateLimit::Secondary { seconds: 30 })));
        world.pass(29_001.0);
        assert_eq!(
            ask(&retrying, Method::Delete),
            Err(TransportError::RateLimited(RateLimit::Secondary { seconds: 1 }))
        );
        assert_eq!(world.sent(), 1, "nothing left meanwhile");
        world.pass(1_000.0);
        assert_eq!(ask(&retrying, Method::Get), status(200));
    }
}

#[test]
fn r1_a_secondary_limit_without_a_time_waits_a_minute() {
    let (world, retrying) = World::new([status(429), status(200)]);
    assert!(ask(&retrying, Method::Post).is_ok());
    assert_eq!(ask(&retrying, Method::Get), Err(TransportError::RateLimited(RateLimit::Secondary { seconds: 60 })));
    world.pass(60_000.0);
    assert_eq!(ask(&retrying, Method::Get), status(200));
}

#[test]
fn r1_a_spent_budget_silences_until_its_reset() {
    for code in [200, 403, 429] {
        let (world, retrying) = World::new([with_headers(code, budget("0", "120")), status(200)]);
        assert!(ask(&retrying, Method::Get).is_ok());
        assert_eq!(
            ask(&retrying, Method::Get),
            Err(TransportError::RateLimited(RateLimit::Primary { reset: 120 })),
            "{code}"
        );
        world.pass(120_000.0);
        assert_eq!(ask(&retrying, Method::Get), status(200));
    }
}

#[test]
fn r1_a_budget_that_is_not_spent_silences_nothing() {
    for code in [200, 403, 404] {
        let (world, retrying) = World::new([with_headers(code, budget("1", "120"))]);
        let _ = ask(&retrying, Method::Get);
        let _ = ask(&retrying, Method::Get);
        assert_eq!(world.sent(), 2, "{code}");
    }
}

#[test]
fn r1_a_wrong_time_to_wait_silences_for_an_hour_at_most() {
    let (_, retrying) = World::new([with_headers(429, retry_after("4000000000"))]);
    let _ = ask(&retrying, Method::Get);
    assert_eq!(ask(&retrying, Method::Get), Err(TransportError::RateLimited(RateLimit::Secondary { seconds: 3_600 })));
}

#[test]
fn r1_a_wait_of_nothing_is_a_second_and_grows_where_it_repeats() {
    let (world, retrying) = World::new([with_headers(429, retry_after("0"))]);
    let mut waits = Vec::new();
    while world.now() < 3_600_000.0 {
        let sent = world.sent();
        let began = world.now();
        // As impatient as can be: ten times a second.
        while world.sent() == sent {
            let _ = ask(&retrying, Method::Delete);
            world.pass(100.0);
        }
        waits.push(((world.now() - began) / 1_000.0).floor());
    }
    assert_eq!(waits[..6], [0.0, 1.0, 2.0, 4.0, 8.0, 16.0]);
    assert!(world.sent() <= 14, "{} requests in an hour", world.sent());
}

#[test]
fn r1_a_good_answer_ends_the_growth_of_waits() {
    let limited = || with_headers(429, retry_after("1"));
    let (world, retrying) = World::new([limited(), limited(), limited(), status(200), limited(), status(200)]);
    let until_sent = |world: &World| {
        let (sent, began) = (world.sent(), world.now());
        while world.sent() == sent {
            let _ = ask(&retrying, Method::Get);
            world.pass(100.0);
        }
        ((world.now() - began) / 1_000.0).floor()
    };
    let waits: Vec<f64> = (0..6).map(|_| until_sent(&world)).collect();
    assert_eq!(waits, [0.0, 1.0, 2.0, 4.0, 0.0, 1.0]);
}

#[test]
fn r1_an_unavailable_github_is_left_alone_for_the_time_it_names() {
    let (world, retrying) = World::new([with_headers(503, retry_after("30")), status(200)]);
    assert!(ask(&retrying, Method::Get).is_ok());
    assert_eq!(world.sent(), 1, "not tried again at once");
    assert_eq!(ask(&retrying, Method::Get), Err(TransportError::RateLimited(RateLimit::Unavailable { seconds: 30 })));
    world.pass(30_000.0);
    assert_eq!(ask(&retrying, Method::Get), status(200));
}

#[test]
fn r1_a_further_try_is_past_the_browsers_cache() {
    let (world, retrying) = World::new([status(500), status(500), status(200)]);
    let url = "https://ghe.corp.example/api/v3/user".to_owned();
    let token = AccessToken::parse("ghp_canary").ok();
    let request = Request { method: Method::Get, url, query: Vec::new(), cache_mode: CacheMode::Cached, token };
    let sent = pin!(retrying.send(request, None)).poll(&mut Context::from_waker(Waker::noop()));
    assert_eq!(sent, Poll::Ready(status(200)));
    assert_eq!(*world.asked.lock().unwrap(), [CacheMode::Cached, CacheMode::Fresh, CacheMode::Fresh]);
}

#[test]
fn r1_a_limit_met_on_a_second_try_ends_the_tries() {
    let (world, retrying) = World::new([status(502), with_headers(429, retry_after("5")), status(200)]);
    assert_eq!(ask(&retrying, Method::Get), with_headers(429, retry_after("5")));
    assert_eq!(world.sent(), 2);
}

#[test]
fn r1_all_requests_share_one_budget_of_further_tries() {
    let (world, retrying) = World::new([Err(TransportError::Unreachable)]);
    let sent_by = |gets: u32| {
        let before = world.sent();
        for _ in 0..gets {
            let _ = ask(&retrying, Method::Get);
        }
        world.sent() - before
    };
    world.pass(1_700_000_000_000.0);
    // The clock stands still but for the waits: 16 seconds, the first further try at their beginning.
    assert_eq!(sent_by(15), 15 + 20);
    world.pass(44_000.0);
    assert_eq!(sent_by(1), 1, "the first one is a minute old and still counts");
    world.pass(1.0);
    assert_eq!(sent_by(1), 1 + 2, "as one grows old after the other, there is room again");
}

/// Answers with the waits it was given, the n-th request with the n-th, each only when asked for the second time: all
/// requests are on their way before the first answer comes.
struct Crowd {
    waits: Vec<&'static str>,
    sent: Mutex<usize>,
}

impl Transport for Crowd {
    fn send<'a>(&'a self, _request: Request, _signal: Option<&'a AbortSignal>) -> ResponseFuture<'a> {
        let mut sent = self.sent.lock().unwrap();
        let answer = with_headers(429, retry_after(self.waits[*sent]));
        *sent += 1;
        let mut asked = false;
        Box::pin(std::future::poll_fn(move |_| {
            if asked {
                return Poll::Ready(answer.clone());
            }
            asked = true;
            Poll::Pending
        }))
    }
}

#[test]
fn r1_of_several_waits_the_longest_holds() {
    for waits in [["5", "30"], ["30", "5"]] {
        let crowd = Crowd { waits: waits.to_vec(), sent: Mutex::default() };
        let retrying = Retrying::new(crowd, World::default());
        let url = "https://ghe.corp.example/api/v3/user".to_owned();
        let token = AccessToken::parse("ghp_canary").ok();
        let request = Request { method: Method::Get, url, query: Vec::new(), cache_mode: CacheMode::Fresh, token };
        let send = || Box::pin(retrying.send(request.clone(), None));
        let mut context = Context::from_waker(Waker::noop());
        let mut on_their_way = [send(), send()];
        assert!(on_their_way.iter_mut().all(|sent| sent.as_mut().poll(&mut context).is_pending()));
        assert!(on_their_way.iter_mut().all(|sent| sent.as_mut().poll(&mut context).is_ready()));
        let rate_limited = Poll::Ready(Err(TransportError::RateLimited(RateLimit::Secondary { seconds: 30 })));
        assert_eq!(send().as_mut().poll(&mut context), rate_limited, "{waits:?}");
    }
}
