//! A server that nobody connected to. It answers whatever a GitHub would, to everybody, and writes down who came: if a
//! console lets itself be led astray, it is here that it arrives.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Result;
use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN, CONTENT_TYPE,
};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::Response;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// Enough to pass for a user, a runner, a one-time token and an empty list of runners, whichever was asked for.
const ANSWER: &str = r#"{"login":"stranger","id":1,"name":"stranger","token":"STRANGER","expires_at":"2040-01-01T00:00:00Z","total_count":0,"runners":[]}"#;

/// One request.
#[derive(Clone, Debug)]
pub struct Visit {
    /// The method; preflights are `OPTIONS`.
    pub method: String,
    /// The path, with its query.
    pub path: String,
    /// The headers, lower-case.
    pub headers: BTreeMap<String, String>,
}

/// A server on loopback under a name of its own. It ends with the runtime that it was started in.
#[derive(Debug)]
pub struct Stranger {
    host: String,
    visits: Arc<Mutex<Vec<Visit>>>,
    _server: JoinHandle<std::io::Result<()>>,
}

impl Stranger {
    /// Listens at an address of loopback; `port` 0 takes a free one. It calls itself `name`.
    ///
    /// # Errors
    /// It cannot listen there.
    pub async fn start(address: impl Into<IpAddr>, port: u16, name: &str) -> Result<Self> {
        let listener = TcpListener::bind((address.into(), port)).await?;
        let host = format!("{name}:{}", listener.local_addr()?.port());
        let visits = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&visits);
        let answer = move |request: Request| std::future::ready(welcome(&seen, &request));
        let server = tokio::spawn(axum::serve(listener, Router::new().fallback(answer)).into_future());
        Ok(Self { host, visits, _server: server })
    }

    /// Name and port.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The web base, `http://NAME:PORT`.
    pub fn web(&self) -> String {
        format!("http://{}", self.host)
    }

    /// Everything that arrived so far.
    pub fn visits(&self) -> Vec<Visit> {
        self.visits.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

fn welcome(seen: &Mutex<Vec<Visit>>, request: &Request) -> Response {
    let visit = Visit {
        method: request.method().to_string(),
        path: request.uri().to_string(),
        headers: readable(request.headers()),
    };
    seen.lock().unwrap_or_else(PoisonError::into_inner).push(visit);
    let mut response = Response::new(Body::from(ANSWER));
    let preflight = request.method() == Method::OPTIONS;
    *response.status_mut() = if preflight { StatusCode::NO_CONTENT } else { StatusCode::OK };
    if preflight {
        *response.body_mut() = Body::empty();
    }
    for (name, value) in [
        (CONTENT_TYPE, "application/json"),
        (ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (ACCESS_CONTROL_ALLOW_HEADERS, "*, Authorization"),
        (ACCESS_CONTROL_ALLOW_METHODS, "*, DELETE"),
    ] {
        response.headers_mut().insert(name, axum::http::HeaderValue::from_static(value));
    }
    response
}

/// Headers as text.
pub(super) fn readable(headers: &HeaderMap) -> BTreeMap<String, String> {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    headers.iter().map(|(name, value)| (name.as_str().to_owned(), text(value.as_bytes()))).collect()
}
