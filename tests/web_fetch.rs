//! The transport in a real browser, with a fake in the place of `window.fetch`: what a request carries, and what is
//! believed of an answer.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used)]

use js_sys::Array;
use runner_console::github::transport::{Fetch, Request};
use runner_console::github::{AccessToken, CacheMode, Method, Transport, TransportError};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::AbortController;

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen(inline_js = r#"
    const real = window.fetch;
    // Answers the next requests with this status, body and address, and notes what was asked.
    export function fake_fetch(status, body, url, asked) {
        window.fetch = async (...all) => {
            const request = new Request(...all);
            asked.push(request.method, request.url, request.cache, request.credentials, request.referrerPolicy,
                       [...request.headers].map((pair) => pair.join(": ")).sort().join("\n"), request.redirect);
            const response = new Response(body, { status, headers: { "X-GitHub-Request-Id": "A:1", "Link": "<x?page=2>; rel=\"next\"" } });
            Object.defineProperty(response, "url", { value: url ?? request.url });
            return response;
        };
    }
    export function failing_fetch() { window.fetch = async () => { throw new TypeError("Failed to fetch"); }; }
    // Like the real one: it ends when the signal of its request does, and never by itself.
    const until = (signal) => new Promise((_, reject) => {
        const end = () => reject(signal.reason);
        if (signal.aborted) end(); else signal.addEventListener("abort", end);
    });
    export function hanging_fetch() { window.fetch = (...all) => until(new Request(...all).signal); }
    // The head of a response, and a body that never ends.
    export function endless_fetch() {
        window.fetch = async (...all) => {
            const { signal, url } = new Request(...all);
            const response = new Response("");
            Object.defineProperty(response, "url", { value: url });
            response.arrayBuffer = () => until(signal);
            return response;
        };
    }
    export function redirecting_fetch() {
        window.fetch = async () => {
            const response = Response.error();
            Object.defineProperty(response, "type", { value: "opaqueredirect" });
            return response;
        };
    }
    // The time limit of a request that begins now is over at once. An hour later, no earlier limit is at hand.
    const [clock, timeout] = [Date.now, AbortSignal.timeout];
    export function short_time_limit() {
        Date.now = () => clock.call(Date) + 3_600_000;
        AbortSignal.timeout = () => timeout.call(AbortSignal, 1);
    }
    export function real_fetch() {
        window.fetch = real;
        Date.now = clock;
        AbortSignal.timeout = timeout;
    }
"#)]
extern "C" {
    fn fake_fetch(status: u16, body: &str, url: Option<String>, asked: &Array);
    fn failing_fetch();
    fn hanging_fetch();
    fn endless_fetch();
    fn redirecting_fetch();
    fn short_time_limit();
    fn real_fetch();
}

const URL: &str = "https://ghe.corp.example/api/v3/user";

fn request(method: Method, cache_mode: CacheMode) -> Request {
    let token = AccessToken::parse("ghp_canary").ok();
    Request { method, url: URL.to_owned(), query: Vec::new(), cache_mode, token }
}

fn texts(asked: &Array) -> Vec<String> {
    asked.iter().map(|text: JsValue| text.as_string().unwrap()).collect()
}

#[wasm_bindgen_test]
async fn a_request_carries_two_headers_and_nothing_else() {
    let asked = Array::new();
    fake_fetch(200, "{}", None, &asked);
    let answer = Fetch.send(request(Method::Get, CacheMode::Cached), None).await.unwrap();
    real_fetch();
    let headers = "accept: application/vnd.github+json\nauthorization: Bearer ghp_canary";
    assert_eq!(texts(&asked), ["GET", URL, "default", "omit", "no-referrer", headers, "follow"]);
    assert_eq!((answer.status, answer.body.as_str()), (200, "{}"));
    assert_eq!(answer.headers.request_id.as_deref(), Some("A:1"));
    assert_eq!(answer.headers.retry_after, None);
}

#[wasm_bindgen_test]
async fn a_request_without_a_token_has_no_authorization() {
    let asked = Array::new();
    fake_fetch(200, "{}", None, &asked);
    Fetch.send(Request { token: None, ..request(Method::Get, CacheMode::Fresh) }, None).await.unwrap();
    real_fetch();
    assert_eq!(texts(&asked)[5], "accept: application/vnd.github+json");
}

#[wasm_bindgen_test]
async fn a_fresh_request_goes_past_the_cache() {
    for (method, word, redirect) in [
        (Method::Get, "GET", "follow"),
        // What a redirect would carry out is not what was asked for.
        (Method::Post, "POST", "manual"),
        (Method::Delete, "DELETE", "manual"),
    ] {
        let asked = Array::new();
        fake_fetch(200, "{}", None, &asked);
        Fetch.send(request(method, CacheMode::Fresh), None).await.unwrap();
        real_fetch();
        assert_eq!(texts(&asked)[..3], [word, URL, "no-cache"]);
        assert_eq!(texts(&asked)[6], redirect, "{word}");
    }
}

#[wasm_bindgen_test]
async fn an_address_has_its_query_and_nothing_behind_it() {
    // Addresses are the keys of the browser's cache.
    let list = [("per_page", "100"), ("page", "2")];
    for (query, address) in [
        (&list[..], "https://ghe.corp.example/api/v3/user?per_page=100&page=2"),
        (&list[..1], "https://ghe.corp.example/api/v3/user?per_page=100"),
        (&[("a", "b c&d=é")], "https://ghe.corp.example/api/v3/user?a=b+c%26d%3D%C3%A9"),
        (&[], URL),
    ] {
        let asked = Array::new();
        fake_fetch(200, "{}", None, &asked);
        let query = query.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        let request = Request { query, ..request(Method::Get, CacheMode::Cached) };
        assert_eq!(request.address(), address);
        Fetch.send(request, None).await.unwrap();
        real_fetch();
        assert_eq!(texts(&asked)[1], address);
    }
}

#[wasm_bindgen_test]
async fn a_redirected_change_is_not_followed() {
    redirecting_fetch();
    let answer = Fetch.send(request(Method::Delete, CacheMode::Fresh), None).await;
    real_fetch();
    assert_eq!(answer, Err(TransportError::Redirected));
}

#[wasm_bindgen_test]
async fn an_answer_from_another_origin_is_refused() {
    for foreign in [
        "https://evil.example/api/v3/user",
        "https://ghe.corp.example:8443/api/v3/user",
        "http://ghe.corp.example/api/v3/user",
    ] {
        fake_fetch(200, "{}", Some(foreign.to_owned()), &Array::new());
        let answer = Fetch.send(request(Method::Get, CacheMode::Fresh), None).await;
        real_fetch();
        assert_eq!(answer, Err(TransportError::CrossOriginRedirect), "{foreign}");
    }
}

#[wasm_bindgen_test]
async fn no_answer_and_a_cancelled_request_are_told_apart() {
    failing_fetch();
    let lost = Fetch.send(request(Method::Get, CacheMode::Fresh), None).await;
    assert_eq!(lost, Err(TransportError::Unreachable));
    hanging_fetch();
    let controller = AbortController::new().unwrap();
    controller.abort();
    let cancelled = Fetch.send(request(Method::Get, CacheMode::Fresh), Some(&controller.signal())).await;
    real_fetch();
    assert_eq!(cancelled, Err(TransportError::Cancelled));
}

#[wasm_bindgen_test]
async fn a_request_that_is_cancelled_while_it_is_under_way_ends() {
    // Before the head and before the end of the body; the browser's `AbortError` is an error as gloo-net wants it.
    for fake in [hanging_fetch, endless_fetch] {
        fake();
        let controller = AbortController::new().unwrap();
        let signal = controller.signal();
        wasm_bindgen_futures::spawn_local(async move { controller.abort() });
        let answer = Fetch.send(request(Method::Get, CacheMode::Fresh), Some(&signal)).await;
        real_fetch();
        assert_eq!(answer, Err(TransportError::Cancelled));
    }
}

#[wasm_bindgen_test]
async fn a_request_that_takes_too_long_ends() {
    // With a `TimeoutError`, alone and beside a signal of the caller's.
    let controller = AbortController::new().unwrap();
    let signal = controller.signal();
    for (fake, signal) in
        [(hanging_fetch as fn(), None), (hanging_fetch, Some(&signal)), (endless_fetch, Some(&signal))]
    {
        fake();
        short_time_limit();
        let answer = Fetch.send(request(Method::Get, CacheMode::Fresh), signal).await;
        real_fetch();
        assert_eq!(answer, Err(TransportError::TimedOut));
    }
}

#[wasm_bindgen_test]
async fn the_settings_come_from_a_site_that_asks_who_one_is() {
    let asked = Array::new();
    fake_fetch(200, "\u{feff}{ \"title\": \"Runners\" }", None, &asked);
    let settings = runner_console::config::load::load().await.unwrap();
    real_fetch();
    assert_eq!(texts(&asked)[2..4], ["no-cache", "same-origin"]);
    assert_eq!(settings.title.as_deref(), Some("Runners"));
}
