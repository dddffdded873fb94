//! What is tried again by itself, and when nothing may be asked at all.
//!
//! Between the client and the browser's `fetch`: a reading that got no answer, or a 5xx, is asked again a few times; a
//! change never is, because nobody knows whether it happened. Once GitHub asks for a wait, no request leaves before it
//! is over, and each further wait without a good response between them is longer than the one before.
//! Invariant: [`Retrying`] decides by status, method and time alone, and time is a [`Clock`]: tests need no clock.

use super::rate_limit::{LONGEST_WAIT, WINDOW};
use super::transport::{RateLimit, Request, ResponseFuture, Transport, TransportError};
use super::{CacheMode, Method, RawResponse};
use std::collections::VecDeque;
use std::future::Future;
use std::pin::Pin;
use std::sync::Mutex;
use web_sys::AbortSignal;

/// The waits before the second and the third try, in milliseconds, before the dice are thrown.
const WAITS: [f64; 2] = [400.0, 1_200.0];

/// How many further tries all requests together may use in [`BUDGET_WINDOW`]: a GitHub that is down is not helped by more.
const BUDGET: usize = 20;

/// In milliseconds.
const BUDGET_WINDOW: f64 = 60_000.0;

/// What [`Clock::wait`] returns.
pub type Waiting<'a> = Pin<Box<dyn Future<Output = ()> + 'a>>;

/// A clock that can wait, and dice.
pub trait Clock: Send + Sync {
    /// Milliseconds since the epoch by the browser's clock.
    fn now(&self) -> f64;
    /// A number from 0 to 1.
    fn jitter(&self) -> f64;
    /// Ends after so many milliseconds.
    fn wait(&self, millis: f64) -> Waiting<'_>;
}

/// A transport that tries again what may be tried again, and is silent while GitHub wants it.
pub struct Retrying<T, P> {
    transport: T,
    clock: P,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// No request before this moment, and which limit says so.
    rate_limited: Option<(f64, RateLimit)>,
    /// How many waits GitHub has asked for.
    waits: u32,
    /// How many of them came one after the other, without a good response between.
    waits_in_a_row: u32,
    /// When further tries were made.
    tries: VecDeque<f64>,
}

impl<T: Transport, P: Clock> Retrying<T, P> {
    /// Puts patience before a transport.
    pub fn new(transport: T, clock: P) -> Self {
        Self { transport, clock, state: Mutex::default() }
    }

    /// The state; a panic while it was held leaves it as it was, which is good enough for a clock and a counter.
    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn check_rate_limit(&self) -> Result<(), TransportError> {
        let Some((until, bar)) = self.state().rate_limited else { return Ok(()) };
        let left = until - self.clock.now();
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 3,600")]
        let seconds = (left / 1_000.0).ceil().clamp(0.0, 3_600.0) as u32;
        match bar {
            _ if seconds == 0 => Ok(()),
            RateLimit::Primary { .. } => Err(TransportError::RateLimited(bar)),
            RateLimit::Secondary { .. } => Err(TransportError::RateLimited(RateLimit::Secondary { seconds })),
            RateLimit::Unavailable { .. } => Err(TransportError::RateLimited(RateLimit::Unavailable { seconds })),
        }
    }

    /// Notes the wait that an answer asks for, and writes into it how long the wait is. `waits_before` is how many waits had
    /// been asked for when the request was sent: of several requests that are refused together, one makes the wait grow.
    fn note(&self, response: &mut RawResponse, waits_before: u32) {
        let now = self.clock.now();
        let asked = response.asks_to_wait(now);
        let mut state = self.state();
        let is_new = state.waits == waits_before;
        let Some((asked, bar)) = asked else {
            if is_new && response.status < 500 {
                state.waits_in_a_row = 0;
            }
            return;
        };
        if is_new {
            state.waits += 1;
            state.waits_in_a_row = state.waits_in_a_row.saturating_add(1);
        }
        let growth = f64::from(1_u32 << state.waits_in_a_row.saturating_sub(1).min(12));
        let wait = match bar {
            // A reset is a moment, not a length: only one that comes again and again too soon is put off.
            RateLimit::Primary { .. } => asked.max(growth * 1_000.0),
            RateLimit::Secondary { .. } | RateLimit::Unavailable { .. } => {
                let seconds = (asked / 1_000.0 * growth).min(LONGEST_WAIT.into());
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and 3,600")]
                let seconds = seconds as u32;
                response.headers.retry_after = Some(seconds);
                f64::from(seconds) * 1_000.0
            }
        };
        let until = now + wait.min(WINDOW);
        if state.rate_limited.is_none_or(|(known, _)| known < until) {
            state.rate_limited = Some((until, bar));
        }
    }

    /// Takes a further try out of the budget of all requests.
    fn take_try(&self) -> bool {
        let now = self.clock.now();
        let mut state = self.state();
        while state.tries.front().is_some_and(|at| now - at > BUDGET_WINDOW) {
            state.tries.pop_front();
        }
        let allowed = state.tries.len() < BUDGET;
        if allowed {
            state.tries.push_back(now);
        }
        allowed
    }

    async fn send_patiently(
        &self,
        mut request: Request,
        signal: Option<&AbortSignal>,
    ) -> Result<RawResponse, TransportError> {
        let mut waits = WAITS.iter();
        loop {
            self.check_rate_limit()?;
            let waits_before = self.state().waits;
            let mut result = self.transport.send(request.clone(), signal).await;
            // What a stranger's budget is says nothing of the token's.
            if let Ok(response) = &mut result
                && request.token.is_some()
            {
                self.note(response, waits_before);
            }
            let wait = match waits.next() {
                Some(wait) if may_be_repeated(&request, &result) && self.take_try() => *wait,
                _ => return result,
            };
            // Between half and one and a half times the wait, so that many consoles do not ask at the same moment.
            self.clock.wait(wait * (0.5 + self.clock.jitter())).await;
            if signal.is_some_and(AbortSignal::aborted) {
                return Err(TransportError::Cancelled);
            }
            // A failure may be in the browser's cache.
            request.cache_mode = CacheMode::Fresh;
        }
    }
}

impl<T: Transport, P: Clock> Transport for Retrying<T, P> {
    fn send<'a>(&'a self, request: Request, signal: Option<&'a AbortSignal>) -> ResponseFuture<'a> {
        Box::pin(self.send_patiently(request, signal))
    }
}

/// Readings without a good answer may be repeated. Never a change, and never what would be answered the same again.
///
/// Nor what is asked without a token: somebody waits to hear whether the host that was typed is one.
fn may_be_repeated(request: &Request, result: &Result<RawResponse, TransportError>) -> bool {
    request.method == Method::Get
        && request.token.is_some()
        && match result {
            Ok(response) => {
                (500..600).contains(&response.status)
                    && !(response.status == 503 && response.headers.retry_after.is_some())
            }
            Err(TransportError::Unreachable | TransportError::TimedOut) => true,
            Err(
                TransportError::CrossOriginRedirect
                | TransportError::Redirected
                | TransportError::Cancelled
                | TransportError::RateLimited(_),
            ) => false,
        }
}
