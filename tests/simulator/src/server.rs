//! Connections: the accept loop, one request's way through log, faults and API, and connections that break on order.
//!
//! Invariant: the lock on the world is never held across an `.await`.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use axum::Router;
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{Request, State};
use axum::http::header::CONTENT_LENGTH;
use axum::http::{HeaderValue, Method, StatusCode};
use axum::response::Response;
use hyper::body::{Frame, Incoming};
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tower_service::Service;

use crate::answer::Answer;
use crate::clock;
use crate::faults::{Facts, Strike, When};
use crate::log::{self, Entry};
use crate::operations::Call;
use crate::paging::Page;
use crate::query::Pairs;
use crate::route::{self, Operation};
use crate::world::World;
use crate::{api, control};

/// A request's body is read up to this many bytes.
const BODY_LIMIT: usize = 16 << 20;

/// What all connections share.
#[derive(Debug)]
pub struct Shared {
    world: Mutex<World>,
}

impl Shared {
    /// Shares a world.
    pub fn new(world: World) -> Self {
        Self { world: Mutex::new(world) }
    }

    /// The world. A panic elsewhere does not take it away.
    pub fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The control plane, and everything else through log, faults and API.
pub fn router(shared: Arc<Shared>) -> Router {
    Router::new().fallback(entry).with_state(shared)
}

async fn entry(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = axum::body::to_bytes(body, BODY_LIMIT).await else {
        return into_response(Answer::empty(StatusCode::PAYLOAD_TOO_LARGE), None);
    };
    let path = parts.uri.path();
    let raw_query = parts.uri.query().unwrap_or("").to_owned();
    if let Some(name) = control::name_of(path) {
        let answer = control::http(&mut shared.world(), &parts.method, name, &raw_query, &body);
        return into_response(answer, None);
    }
    let asked = match &parts.method {
        // A preflight names the method that will follow.
        &Method::OPTIONS => {
            parts.headers.get("access-control-request-method").and_then(|value| value.as_bytes().try_into().ok())
        }
        method => Some(method.clone()),
    };
    let target = route::parse(&asked.unwrap_or(Method::GET), path);
    let path = path.to_owned();
    let query = Pairs::parse(&raw_query);
    exchange(&shared, path, Call { method: parts.method, target, query, raw_query, headers: parts.headers, body }).await
}

async fn exchange(shared: &Arc<Shared>, path: String, call: Call) -> Response {
    let (mut visit, strike) = arrive(shared, path, &call);
    let latency = shared.world().config.latency;
    if !latency.is_zero() {
        tokio::time::sleep(latency).await;
    }
    let Some(mut strike) = strike else {
        let answer = api::respond(&mut shared.world(), &call, None);
        visit.answered(&answer);
        return into_response(answer, None);
    };
    if strike.fault.when == When::Before {
        strike.wait().await;
        if strike.fault.reset {
            return reset();
        }
    }
    let answer = api::respond(&mut shared.world(), &call, Some(&strike.fault));
    if strike.fault.when == When::After {
        strike.wait().await;
        if strike.fault.reset {
            return reset();
        }
    }
    visit.answered(&answer);
    into_response(answer, strike.fault.truncate)
}

/// Writes the arrival down and finds the fault that strikes.
fn arrive(shared: &Arc<Shared>, path: String, call: &Call) -> (Visit, Option<Strike>) {
    let mut world = shared.world();
    let world = &mut *world;
    let token = world.accounts.shown(&call.headers).map(|account| account.name.clone());
    let scope = call.target.scope.as_deref().map(|scope| world.canonical_scope(scope));
    let page = (call.target.operation == Operation::List).then(|| Page::of(&call.query).number);
    let facts = Facts {
        operation: call.target.operation,
        preflight: call.method == Method::OPTIONS,
        scope: scope.as_deref(),
        page,
        id: call.target.runner,
        token: token.as_deref(),
    };
    let strike = world.faults.strike(&facts);
    let entry = Entry {
        n: 0,
        time: clock::utc(world.clock.now_ms()),
        at_ms: world.uptime_ms(),
        took_ms: None,
        in_flight: 0,
        method: call.method.to_string(),
        path,
        query: call.raw_query.clone(),
        operation: call.target.operation,
        scope,
        page,
        id: call.target.runner,
        status: None,
        request_id: None,
        fault: strike.as_ref().map(|strike| strike.id),
        headers: log::headers(&call.headers, token.as_deref()),
        token,
    };
    let n = world.log.arrive(entry);
    (Visit { shared: Arc::clone(shared), n, status: None, request_id: None }, strike)
}

/// One request under way; writes its end down even where the client gives up.
struct Visit {
    shared: Arc<Shared>,
    n: u64,
    status: Option<u16>,
    request_id: Option<String>,
}

impl Visit {
    fn answered(&mut self, answer: &Answer) {
        self.status = Some(answer.status.as_u16());
        let request_id = answer.headers.get("x-github-request-id").and_then(|id| id.to_str().ok());
        self.request_id = request_id.map(str::to_owned);
    }
}

impl Drop for Visit {
    fn drop(&mut self) {
        let mut world = self.shared.world();
        let now = world.uptime_ms();
        world.log.depart(self.n, self.status, self.request_id.take(), now);
    }
}

fn into_response(answer: Answer, truncate: Option<usize>) -> Response {
    let Answer { status, headers, body } = answer;
    let mut response = match truncate {
        None => Response::new(Body::from(body)),
        Some(keep) => {
            let announced = HeaderValue::from(body.len());
            let mut response = Response::new(Body::new(Truncated::new(body.slice(..keep.min(body.len())))));
            response.headers_mut().insert(CONTENT_LENGTH, announced);
            response
        }
    };
    *response.status_mut() = status;
    response.headers_mut().extend(headers);
    response
}

/// The connection is to be reset; also the error that makes hyper drop it.
#[derive(Clone, Copy, Debug)]
struct Broken;

impl std::fmt::Display for Broken {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("connection broken on order")
    }
}

impl std::error::Error for Broken {}

fn reset() -> Response {
    let mut response = Response::new(Body::empty());
    response.extensions_mut().insert(Broken);
    response
}

/// A body that ends too early: some bytes, a chance to flush them, then an error.
struct Truncated {
    bytes: Option<Bytes>,
    flushed: bool,
}

impl Truncated {
    fn new(bytes: Bytes) -> Self {
        Self { bytes: Some(bytes), flushed: false }
    }
}

impl HttpBody for Truncated {
    type Data = Bytes;
    type Error = Broken;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Broken>>> {
        if let Some(bytes) = self.bytes.take().filter(|bytes| !bytes.is_empty()) {
            return Poll::Ready(Some(Ok(Frame::data(bytes))));
        }
        if !self.flushed {
            self.flushed = true;
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        Poll::Ready(Some(Err(Broken)))
    }
}

/// Accepts connections until told to stop, then closes all of them.
pub async fn serve(listener: TcpListener, router: Router, mut stop: watch::Receiver<()>) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            // Told to stop, or nobody is left who could tell.
            _ = stop.changed() => break,
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    connections.spawn(connection(stream, router.clone()));
                }
                // Out of file descriptors: let some connections end.
                Err(_) => tokio::time::sleep(std::time::Duration::from_millis(20)).await,
            },
            Some(_) = connections.join_next(), if !connections.is_empty() => {}
        }
    }
    connections.shutdown().await;
}

async fn connection(stream: TcpStream, router: Router) {
    // Small answers must not wait for Nagle; a socket that refuses is slow, not wrong.
    let _ = stream.set_nodelay(true);
    let service = hyper::service::service_fn(move |request: hyper::Request<Incoming>| {
        let mut router = router.clone();
        async move {
            let response: Result<Response, Infallible> = router.call(request.map(Body::new)).await;
            match response {
                Ok(response) if response.extensions().get::<Broken>().is_some() => Err(Broken),
                Ok(response) => Ok(response),
                Err(never) => match never {},
            }
        }
    });
    let mut connection = hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service);
    if (&mut connection).await.is_err() {
        // An error is a client that left or a fault that breaks: RST either way.
        let _ = connection.into_parts().io.into_inner().set_zero_linger();
    }
}
