//! A static server for the built page, as a real site should be one.
//!
//! Invariant: it serves what it read when it started and nothing else, whatever path is asked for.

pub mod site;

use std::io;
use std::net::SocketAddr;

use axum::Router;
use axum::extract::Request;
use axum::response::Response;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

pub use site::Site;

/// A running server. It stops when it is dropped or told to.
#[derive(Debug)]
pub struct Serving {
    address: SocketAddr,
    prefix: String,
    stop: oneshot::Sender<()>,
    task: JoinHandle<io::Result<()>>,
}

impl Serving {
    /// The page's address, with a slash at the end: `http://127.0.0.1:8080/`.
    pub fn url(&self) -> String {
        format!("http://{}{}", self.address, self.prefix)
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Answers what has been asked and then stops.
    pub async fn stop(self) {
        // Gone already is stopped as well; and what a server could not send to a browser that left is no news.
        let _ = self.stop.send(());
        let _ = self.task.await;
    }
}

/// Serves a site until it is stopped.
///
/// # Errors
/// The address is in use or may not be used.
pub async fn serve(site: Site, listen: SocketAddr) -> io::Result<Serving> {
    serve_noting(site, listen, |_| {}).await
}

/// The same; `note` sees each request before it is answered.
///
/// # Errors
/// As [`serve`].
pub async fn serve_noting(
    site: Site,
    listen: SocketAddr,
    note: impl Fn(&Request) + Clone + Send + Sync + 'static,
) -> io::Result<Serving> {
    let listener = TcpListener::bind(listen).await?;
    let address = listener.local_addr()?;
    let prefix = site.prefix().to_owned();
    let router = Router::new().fallback(move |request: Request| {
        note(&request);
        std::future::ready(respond(&site, &request))
    });
    let (stop, stopped) = oneshot::channel::<()>();
    let serving = axum::serve(listener, router).with_graceful_shutdown(async move {
        // An error means that the handle was dropped: that is a reason to stop, too.
        let _ = stopped.await;
    });
    let task = tokio::spawn(serving.into_future());
    Ok(Serving { address, prefix, stop, task })
}

fn respond(site: &Site, request: &Request) -> Response {
    site.answer(request.method(), request.uri().path(), request.headers())
}
