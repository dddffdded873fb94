//! How a request leaves the browser: one `fetch`, with nothing that could carry the token elsewhere.
//!
//! Invariant: credentials are omitted, no referrer is sent, no header is added beyond `Accept` and `Authorization`
//! (any other fails GitHub's CORS preflight), and an answer from another origin is refused unread.

use super::endpoint::{Query, with_query};
use super::response::Headers;
use super::{AccessToken, Method, RawResponse};
use gloo_net::http::{Request as Builder, Response};
use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use web_sys::{AbortSignal, ReferrerPolicy, RequestCache, RequestCredentials, RequestRedirect, ResponseType};

/// How long an answer may take at least, body included, in milliseconds; a second more at most.
const TIME_LIMIT: u32 = 30_000;

/// Whether an answer from the browser's cache will do (github-api.md section 3, "Caching").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CacheMode {
    /// The timer's round: the browser revalidates by itself once 60 s have passed, and an unchanged page is free.
    Cached,
    /// Somebody decides on what comes back: ask GitHub.
    Fresh,
}

/// One request, whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The method.
    pub method: Method,
    /// The address without its query, below the client's REST base.
    pub url: String,
    /// The query. Apart from the address, because gloo-net appends a `&` to an address that has one, and addresses are the
    /// keys of the browser's cache.
    pub query: Query,
    /// Whether the cache will do.
    pub cache_mode: CacheMode,
    /// Whom to send it as; `None` to send no token at all.
    pub token: Option<AccessToken>,
}

impl Request {
    /// The whole address.
    pub fn address(&self) -> String {
        with_query(&self.url, &self.query)
    }
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TransportError {
    /// The browser got no answer, or only a part of one, and does not say why.
    Unreachable,
    /// Another origin answered, after a redirect.
    CrossOriginRedirect,
    /// A change was answered with a redirect, which was not followed.
    Redirected,
    /// Longer than the console waits.
    TimedOut,
    /// The console called it off.
    Cancelled,
    /// Not sent: GitHub asked to be left alone.
    RateLimited(RateLimit),
}

/// Which limit forbids a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RateLimit {
    /// The hourly budget, until then (seconds since the epoch by GitHub's clock).
    Primary {
        /// When it is whole again.
        reset: i64,
    },
    /// A pause that GitHub asked for.
    Secondary {
        /// How long still, in seconds.
        seconds: u32,
    },
    /// GitHub said that it is not available.
    Unavailable {
        /// For how long still, in seconds.
        seconds: u32,
    },
}

/// What [`Transport::send`] returns.
pub type ResponseFuture<'a> = Pin<Box<dyn Future<Output = Result<RawResponse, TransportError>> + 'a>>;

/// Sends requests. The browser's `fetch` in the console, a fake in tests.
pub trait Transport: Send + Sync {
    /// Sends one request; an abort of `signal` ends it as [`TransportError::Cancelled`].
    fn send<'a>(&'a self, request: Request, signal: Option<&'a AbortSignal>) -> ResponseFuture<'a>;
}

/// The browser's `fetch`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Fetch;

impl Transport for Fetch {
    fn send<'a>(&'a self, request: Request, signal: Option<&'a AbortSignal>) -> ResponseFuture<'a> {
        Box::pin(send(request, signal))
    }
}

async fn send(request: Request, signal: Option<&AbortSignal>) -> Result<RawResponse, TransportError> {
    let limit = time_limit();
    let both = match signal {
        Some(signal) => AbortSignal::any(&js_sys::Array::of2(signal, &limit)),
        None => limit.clone(),
    };
    // The signals know more than the error. gloo-net panics where a rejection is no `Error` of JavaScript: a signal of ours is
    // never aborted with a reason of our own, and the browser's reasons (`AbortError`, `TimeoutError`) are errors.
    let failed = |_| {
        if signal.is_some_and(AbortSignal::aborted) {
            TransportError::Cancelled
        } else if limit.aborted() {
            TransportError::TimedOut
        } else {
            TransportError::Unreachable
        }
    };
    // A redirected change may change something else, and a redirected POST becomes a GET: once followed, it is too late.
    let (builder, redirect) = match request.method {
        Method::Get => (Builder::get(&request.url), RequestRedirect::Follow),
        Method::Post => (Builder::post(&request.url), RequestRedirect::Manual),
        Method::Delete => (Builder::delete(&request.url), RequestRedirect::Manual),
    };
    let cache = match request.cache_mode {
        CacheMode::Cached => RequestCache::Default,
        CacheMode::Fresh => RequestCache::NoCache,
    };
    let mut builder = builder
        .query(request.query.iter().map(|(name, value)| (*name, value)))
        .header("Accept", "application/vnd.github+json")
        .cache(cache)
        .credentials(RequestCredentials::Omit)
        .referrer_policy(ReferrerPolicy::NoReferrer)
        .redirect(redirect)
        .abort_signal(Some(&both));
    if let Some(token) = &request.token {
        builder = builder.header("Authorization", &["Bearer ", token.reveal()].concat());
    }
    let response = builder.send().await.map_err(failed)?;
    if response.type_() == ResponseType::Opaqueredirect {
        return Err(TransportError::Redirected);
    }
    if origin(&response.url()) != origin(&request.url) {
        return Err(TransportError::CrossOriginRedirect);
    }
    let headers = read_headers(&response);
    let body = text(response.binary().await.map_err(failed)?);
    Ok(RawResponse { status: response.status(), headers, body })
}

/// Bytes as text, without the byte order mark that some servers send. What is no UTF-8 is no JSON either, and of such a
/// response the status alone tells something.
fn text(bytes: Vec<u8>) -> String {
    let text = String::from_utf8(bytes).unwrap_or_default();
    match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    }
}

/// What ends a request that takes too long: one for all that begin within a second, since the browser keeps each until its
/// time is over, whenever the request is. A hundred pages are a hundred requests.
fn time_limit() -> AbortSignal {
    thread_local! {
        static LATEST: RefCell<Option<(f64, AbortSignal)>> = const { RefCell::new(None) };
    }
    let now = js_sys::Date::now();
    LATEST.with_borrow_mut(|latest| match latest {
        Some((begun, limit)) if (0.0..1_000.0).contains(&(now - *begun)) && !limit.aborted() => limit.clone(),
        _ => {
            let limit = AbortSignal::timeout_with_u32(TIME_LIMIT + 1_000);
            *latest = Some((now, limit.clone()));
            limit
        }
    })
}

fn read_headers(response: &Response) -> Headers {
    let headers = response.headers();
    Headers::read(|name| headers.get(name), js_sys::Date::now())
}

/// Scheme, name and port: all up to the third slash. Both sides are addresses that the browser or this crate normalised.
pub(super) fn origin(url: &str) -> &str {
    let end = url.match_indices('/').nth(2).map_or(url.len(), |(index, _)| index);
    &url[..end]
}

#[cfg(test)]
mod tests {
    use super::{origin, text};

    #[test]
    fn a_text_begins_behind_its_mark_and_is_nothing_where_it_is_none() {
        assert_eq!(text("\u{feff}{}".into()), "{}");
        assert_eq!(text("{\"é\"}".into()), "{\"é\"}");
        assert_eq!(text(b"<p>Passerelle non autoris\xe9e</p>".to_vec()), "");
    }

    #[test]
    fn an_origin_ends_where_the_path_begins() {
        assert_eq!(origin("https://ghe.corp.example:8443/api/v3/user?x=/y"), "https://ghe.corp.example:8443");
        assert_eq!(origin("https://ghe.corp.example"), "https://ghe.corp.example");
        assert_ne!(origin("https://ghe.corp.example.evil/api"), origin("https://ghe.corp.example/api"));
    }
}
