//! The client against a fake in the place of the browser's `fetch`: what is sent, and what becomes of the answers.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use runner_console::github::response::Headers;
use runner_console::github::transport::{Request, ResponseFuture};
use runner_console::github::{
    AccessToken, CacheMode, Client, ErrorKind, Method, RawResponse, Reachability, RunnerId, Scope, ScopeKind,
    TokenKind, TokenScopes, Transport, TransportError,
};
use std::collections::VecDeque;
use std::future::Future;
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use web_sys::AbortSignal;

/// Answers from a queue, and remembers what was asked.
#[derive(Clone, Default)]
struct Fake {
    answers: Arc<Mutex<VecDeque<Result<RawResponse, TransportError>>>>,
    requests: Arc<Mutex<Vec<Request>>>,
}

impl Transport for Fake {
    fn send<'a>(&'a self, request: Request, _signal: Option<&'a AbortSignal>) -> ResponseFuture<'a> {
        self.requests.lock().unwrap().push(request);
        let answer = self.answers.lock().unwrap().pop_front().unwrap();
        Box::pin(std::future::ready(answer))
    }
}

impl Fake {
    fn answering(status: u16, body: &str) -> Self {
        let fake = Self::default();
        fake.then(status, body, Headers::default());
        fake
    }

    fn then(&self, status: u16, body: &str, headers: Headers) {
        self.answers.lock().unwrap().push_back(Ok(RawResponse { status, headers, body: body.to_owned() }));
    }

    fn client(&self) -> Client {
        Client::new(
            "https://ghe.corp.example/api/v3/",
            AccessToken::parse("ghp_canary").unwrap(),
            Box::new(self.clone()),
        )
    }

    fn asked(&self) -> Vec<(Method, String, CacheMode)> {
        let requests = self.requests.lock().unwrap();
        requests.iter().map(|request| (request.method, request.address(), request.cache_mode)).collect()
    }
}

/// A fake answers at once, so one poll is enough.
fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("the fake answers at once"),
    }
}

fn organization() -> Scope {
    Scope::parse(ScopeKind::Organization, "octo-org").unwrap()
}

const TOKEN: &str = r#"{"token":"LLBF3JGZDX3P5PMEXLND6TS6FCWO6","expires_at":"2020-01-22T12:13:35.123-08:00"}"#;

#[test]
fn every_request_goes_below_the_base_and_the_timer_alone_uses_the_cache() {
    let base = "https://ghe.corp.example/api/v3/orgs/octo-org/actions/runners";
    let scope = organization();
    let fake = Fake::default();
    fake.then(200, r#"{"total_count":0,"runners":[]}"#, Headers::default());
    fake.then(200, "[]", Headers::default());
    fake.then(201, TOKEN, Headers::default());
    fake.then(201, TOKEN, Headers::default());
    fake.then(200, r#"{"id":7,"name":"x"}"#, Headers::default());
    fake.then(204, "", Headers::default());
    let client = fake.client();
    now(client.list_runners(&scope, 2, CacheMode::Cached, None)).unwrap();
    now(client.list_applications(&scope)).unwrap();
    assert_eq!(now(client.create_registration_token(&scope)).unwrap().0.reveal(), "LLBF3JGZDX3P5PMEXLND6TS6FCWO6");
    now(client.create_remove_token(&scope)).unwrap();
    assert_eq!(now(client.get_runner(&scope, RunnerId(7))).unwrap().0.name, "x");
    now(client.delete_runner(&scope, RunnerId(7))).unwrap();
    let expected = [
        (Method::Get, format!("{base}?per_page=100&page=2"), CacheMode::Cached),
        (Method::Get, format!("{base}/downloads"), CacheMode::Fresh),
        (Method::Post, format!("{base}/registration-token"), CacheMode::Fresh),
        (Method::Post, format!("{base}/remove-token"), CacheMode::Fresh),
        (Method::Get, format!("{base}/7"), CacheMode::Fresh),
        (Method::Delete, format!("{base}/7"), CacheMode::Fresh),
    ];
    assert_eq!(fake.asked(), expected);
}

#[test]
fn the_probe_tells_an_owner_from_a_token_that_may_not_say() {
    let headers = Headers { oauth_scopes: Some("admin:org".to_owned()), ..Headers::default() };
    let fake = Fake::default();
    fake.then(200, r#"{"login":"octocat","id":1}"#, headers);
    let identity = now(fake.client().probe()).unwrap();
    assert_eq!(identity.login.as_deref(), Some("octocat"));
    assert_eq!(identity.token_scopes, TokenScopes::Listed(vec!["admin:org".to_owned()]));
    for status in [403, 404] {
        let fake = Fake::answering(status, r#"{"message":"Resource not accessible by integration"}"#);
        assert_eq!(now(fake.client().probe()).unwrap().login, None, "{status}");
    }
}

#[test]
fn what_is_no_github_does_not_pass_the_probe() {
    let table = [
        (401, r#"{"message":"Bad credentials"}"#, ErrorKind::BadCredentials),
        (404, "<html>nothing here</html>", ErrorKind::InvalidResponse),
        (200, "<html>sign in</html>", ErrorKind::InvalidResponse),
        (502, "", ErrorKind::Server),
    ];
    for (status, body, kind) in table {
        assert_eq!(now(Fake::answering(status, body).client().probe()).unwrap_err().kind, kind, "{status} {body}");
    }
}

#[test]
fn a_host_is_reached_without_the_token_first() {
    for (status, body) in
        [(200, "{}"), (401, r#"{"message":"Requires authentication"}"#), (401, ""), (403, "{}"), (404, "{}")]
    {
        let fake = Fake::answering(status, body);
        now(fake.client().reach()).unwrap();
        assert_eq!(fake.requests.lock().unwrap()[0].token, None);
    }
    let error = now(Fake::answering(200, "<html>sign in</html>").client().reach()).unwrap_err();
    assert_eq!(error.kind, ErrorKind::InvalidResponse);
}

#[test]
fn another_runner_than_the_one_asked_for_is_not_believed() {
    let fake = Fake::answering(200, r#"{"id":8,"name":"x"}"#);
    let error = now(fake.client().get_runner(&organization(), RunnerId(7))).unwrap_err();
    assert_eq!(error.kind, ErrorKind::InvalidResponse);
}

#[test]
fn a_missing_answer_is_an_error_of_its_own() {
    let table = [
        (TransportError::Unreachable, ErrorKind::Unreachable),
        (TransportError::CrossOriginRedirect, ErrorKind::CrossOriginRedirect),
        (TransportError::TimedOut, ErrorKind::TimedOut),
        (TransportError::Cancelled, ErrorKind::Cancelled),
    ];
    for (lost, kind) in table {
        let fake = Fake::default();
        fake.answers.lock().unwrap().push_back(Err(lost));
        assert_eq!(now(fake.client().list_organizations()).unwrap_err().kind, kind);
    }
}

#[test]
fn no_error_holds_the_token() {
    let fake = Fake::answering(500, r#"{"message":"boom"}"#);
    let error = now(fake.client().probe()).unwrap_err();
    let requests = format!("{:?}", fake.requests.lock().unwrap());
    assert!(!format!("{error:?}{requests}").contains("ghp_canary"));
}

#[test]
fn suggestions_are_names() {
    let fake = Fake::answering(200, r#"[{"login":"octo-org","id":1},{"login":"octo-two"}]"#);
    assert_eq!(now(fake.client().list_organizations()).unwrap(), ["octo-org", "octo-two"]);
    let fake = Fake::answering(200, r#"[{"full_name":"octo-org/octo-repo"}]"#);
    assert_eq!(now(fake.client().list_repositories(Some(&organization()))).unwrap(), ["octo-org/octo-repo"]);
}

#[test]
fn a_look_at_the_connection_asks_no_more_than_helps() {
    let scope = organization();
    let urls = |fake: &Fake| -> Vec<String> {
        let base = "https://ghe.corp.example/api/v3";
        fake.asked().into_iter().map(|(_, url, _)| url.trim_start_matches(base).to_owned()).collect()
    };
    let list = "/orgs/octo-org/actions/runners?per_page=100&page=1";
    let granted = Headers { oauth_scopes: Some("admin:org".to_owned()), ..Headers::default() };

    // All is well, and this host tells its version.
    let fake = Fake::answering(401, r#"{"message":"Requires authentication"}"#);
    fake.then(200, r#"{"login":"octo-admin"}"#, granted);
    fake.then(200, r#"{"installed_version":"3.19.1"}"#, Headers::default());
    fake.then(200, r#"{"total_count":7,"runners":[]}"#, Headers::default());
    let found = now(fake.client().diagnose(&scope, true));
    assert_eq!(urls(&fake), ["/user", "/user", "/meta", list]);
    assert!(fake.requests.lock().unwrap()[0].token.is_none(), "it is asked with the token first");
    assert_eq!((found.version.as_deref(), found.scope), (Some("3.19.1"), Some(Ok(Some(7)))));
    let user = found.user.unwrap().unwrap();
    assert_eq!((user.login.as_deref(), user.token_scopes.allow("read:org")), (Some("octo-admin"), Some(true)));
    assert_eq!(found.token, TokenKind::Classic);

    // A token that is refused is refused everywhere; a host that cannot be reached, too.
    let fake = Fake::answering(401, "{}");
    fake.then(401, r#"{"message":"Bad credentials"}"#, Headers::default());
    let found = now(fake.client().diagnose(&scope, true));
    assert_eq!(found.user.unwrap().unwrap_err().kind, ErrorKind::BadCredentials);
    assert_eq!((urls(&fake).len(), found.scope), (2, None));
    let fake = Fake::default();
    fake.answers.lock().unwrap().push_back(Err(TransportError::Unreachable));
    let found = now(fake.client().diagnose(&scope, true));
    assert_eq!((urls(&fake).len(), found.reachability()), (1, Reachability::NotReached));

    // The cloud has no version; a host that has none is no trouble.
    let fake = Fake::answering(401, "{}");
    fake.then(403, r#"{"message":"Resource not accessible by integration"}"#, Headers::default());
    fake.then(404, "{}", Headers::default());
    let found = now(fake.client().diagnose(&scope, false));
    assert_eq!(urls(&fake), ["/user", "/user", list]);
    assert_eq!((found.reachability(), found.version), (Reachability::Reached, None));
    assert_eq!(found.scope.unwrap().unwrap_err().kind, ErrorKind::NotFound);
}
