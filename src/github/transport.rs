//! How a request leaves the browser: one `fetch`, with nothing that could carry the token elsewhere.
//!
//! Invariant: credentials are omitted, no referrer is sent, no header is added beyond `Accept` and `Authorization`
//! (any other fails GitHub's CORS preflight), and an answer from another origin is refused unread.

use super::answer::Headers;
use super::{AccessToken, Method, RawAnswer};
use gloo_net::http::{RequestBuilder, Response};
use std::future::Future;
use std::pin::Pin;
use web_sys::{AbortSignal, ReferrerPolicy, RequestCache, RequestCredentials};

/// How long an answer may take, body included, in milliseconds.
const TIME_LIMIT: u32 = 30_000;

/// Whether an answer from the browser's cache will do (github-api.md section 3, "Caching").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Freshness {
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
    /// The full address, below the client's REST base.
    pub url: String,
    /// Whether the cache will do.
    pub freshness: Freshness,
    /// Whom to send it as; `None` to send no token at all.
    pub token: Option<AccessToken>,
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TransportError {
    /// The browser got no answer, or only a part of one, and does not say why.
    Unreachable,
    /// Another origin answered, after a redirect.
    Foreign,
    /// Longer than the console waits.
    TimedOut,
    /// The console called it off.
    Cancelled,
    /// Not sent: GitHub asked to be left alone.
    Barred(Bar),
}

/// Which limit forbids a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bar {
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
}

/// What [`Transport::send`] returns.
pub type Answering<'a> = Pin<Box<dyn Future<Output = Result<RawAnswer, TransportError>> + 'a>>;

/// Sends requests. The browser's `fetch` in the console, a fake in tests.
pub trait Transport: Send + Sync {
    /// Sends one request; an abort of `signal` ends it as [`TransportError::Cancelled`].
    fn send<'a>(&'a self, request: Request, signal: Option<&'a AbortSignal>) -> Answering<'a>;
}

/// The browser's `fetch`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Fetch;

impl Transport for Fetch {
    fn send<'a>(&'a self, request: Request, signal: Option<&'a AbortSignal>) -> Answering<'a> {
        Box::pin(fetch(request, signal))
    }
}

async fn fetch(request: Request, signal: Option<&AbortSignal>) -> Result<RawAnswer, TransportError> {
    let limit = AbortSignal::timeout_with_u32(TIME_LIMIT);
    let both = match signal {
        Some(signal) => AbortSignal::any(&js_sys::Array::of2(signal, &limit)),
        None => limit.clone(),
    };
    let failed = |_| {
        if signal.is_some_and(AbortSignal::aborted) {
            TransportError::Cancelled
        } else if limit.aborted() {
            TransportError::TimedOut
        } else {
            TransportError::Unreachable
        }
    };
    let method = match request.method {
        Method::Get => gloo_net::http::Method::GET,
        Method::Post => gloo_net::http::Method::POST,
        Method::Delete => gloo_net::http::Method::DELETE,
    };
    let cache = match request.freshness {
        Freshness::Cached => RequestCache::Default,
        Freshness::Fresh => RequestCache::NoCache,
    };
    // gloo-net would put another `&` behind a query that stands in the address already. Its values are numbers and plain
    // words (`Endpoint`), so that they need no decoding here.
    let (address, query) = request.url.split_once('?').unwrap_or((&request.url, ""));
    let builder = RequestBuilder::new(address)
        .query(query.split('&').filter_map(|pair| pair.split_once('=')))
        .method(method)
        .cache(cache)
        .credentials(RequestCredentials::Omit)
        .referrer_policy(ReferrerPolicy::NoReferrer)
        .abort_signal(Some(&both))
        .header("Accept", "application/vnd.github+json");
    let builder = match &request.token {
        Some(token) => builder.header("Authorization", &["Bearer ", token.reveal()].concat()),
        None => builder,
    };
    let response = builder.send().await.map_err(failed)?;
    if origin(&response.url()) != origin(&request.url) {
        return Err(TransportError::Foreign);
    }
    let headers = read_headers(&response);
    // As bytes: a text would be turned into JavaScript's kind first, and back.
    let body = text(response.binary().await.map_err(failed)?);
    Ok(RawAnswer { status: response.status(), headers, body })
}

/// The bytes of an answer as a text, without the mark that some servers begin with. What is no UTF-8 is no JSON either, and
/// of such an answer only the status tells something.
fn text(bytes: Vec<u8>) -> String {
    let text = String::from_utf8(bytes).unwrap_or_default();
    match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    }
}

fn read_headers(response: &Response) -> Headers {
    let headers = response.headers();
    Headers {
        link: headers.get("link"),
        retry_after: headers.get("retry-after"),
        rate_limit: headers.get("x-ratelimit-limit"),
        rate_remaining: headers.get("x-ratelimit-remaining"),
        rate_reset: headers.get("x-ratelimit-reset"),
        request_id: headers.get("x-github-request-id"),
        sso: headers.get("x-github-sso"),
        oauth_scopes: headers.get("x-oauth-scopes"),
    }
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
