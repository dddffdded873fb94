//! A GitHub that runs on this machine: the self-hosted runner API, for demos and tests.
//!
//! It answers as GitHub AE, GitHub Enterprise Server or the cloud does (`Dialect`), as far as `github-api.md` and the
//! runner's own source tell. Nobody here has an AE instance, so this is what everyone trusts: a rule that is not
//! written down there is not invented here without saying so.
//!
//! # Use
//! ```no_run
//! # async fn example() -> std::io::Result<()> {
//! let simulator = simulator::start(simulator::Config::default()).await?;
//! println!("connect to {} with {}", simulator.ready().web, simulator.ready().token);
//! simulator.state().with(|world| world.clock.advance(3600));
//! simulator.stop().await;
//! # Ok(())
//! # }
//! ```
//! or `cargo run -p simulator -- --listen 127.0.0.1:0 --runners 42 --seed 1 --dialect ae --latency-ms 0 [--live]`,
//! which prints the [`Ready`] line.
//!
//! # What is where, in reading order
//! - [`dialect`]: what differs between hosts. [`directory`], [`fleet`]: scopes and their runners. [`world`]: all state.
//! - [`route`]: path to operation. [`operations`]: what each answers. [`auth`]: who may. [`api`]: all of it together
//!   with [`cors`], [`caching`], [`paging`], [`rate_limit`].
//! - [`archives`], [`machine`], `machine/*.sh`: runner applications that really register here.
//! - [`ready`]: what a client is told. [`control`]: the control plane under `/_simulator/`: [`log`], [`faults`], edits, clock. [`live`]: fleets that live.
//!
//! [`server`] does the connections.
//!
//! # What it leaves out
//! Jobs, runner groups, labels and JIT configuration beyond what registration needs (they answer 404); secondary
//! rate limits (order a fault); TLS.

pub mod answer;
pub mod api;
pub mod archives;
pub mod auth;
pub mod caching;
pub mod clock;
pub mod control;
pub mod cors;
pub mod dialect;
pub mod directory;
pub mod faults;
pub mod fleet;
pub mod issued;
pub mod live;
pub mod log;
pub mod machine;
pub mod operations;
pub mod paging;
pub mod query;
pub mod rate_limit;
pub mod ready;
pub mod rng;
pub mod route;
pub mod server;
pub mod world;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::http::{Method, StatusCode};
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

pub use dialect::Dialect;
pub use faults::Fault;
pub use ready::Ready;
use server::Shared;
use world::{Base, World};

/// How to start a simulator.
#[derive(Clone, Debug)]
pub struct Config {
    /// The address to listen on; port 0 takes a free one.
    pub listen: SocketAddr,
    /// How many runners each of the enterprise, the organization and the repository has.
    pub runners: usize,
    /// What the fleets and tokens follow from.
    pub seed: u64,
    /// Which GitHub to be.
    pub dialect: Dialect,
    /// How long every answer is delayed.
    pub latency: Duration,
    /// Fleets change by themselves.
    pub live: bool,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            runners: 42,
            seed: 1,
            dialect: Dialect::Ae,
            latency: Duration::ZERO,
            live: false,
        }
    }
}

/// A simulator that runs. Dropping it stops it, too; [`Running::stop`] waits until it has stopped.
#[derive(Debug)]
pub struct Running {
    ready: Ready,
    handle: Handle,
    stop: watch::Sender<()>,
    server: JoinHandle<()>,
}

impl Running {
    /// Addresses, tokens and names.
    pub fn ready(&self) -> &Ready {
        &self.ready
    }

    /// The control plane, in-process.
    pub fn state(&self) -> &Handle {
        &self.handle
    }

    /// Closes the port and every connection.
    pub async fn stop(self) {
        drop(self.stop);
        // The task ends when its channel closes; should it have panicked, it has ended as well.
        let _ = self.server.await;
    }
}

/// The control plane, in-process; cheap to clone.
#[derive(Clone, Debug)]
pub struct Handle(Arc<Shared>);

impl Handle {
    /// Reads or changes the world. Requests wait meanwhile.
    pub fn with<T>(&self, action: impl FnOnce(&mut World) -> T) -> T {
        action(&mut self.0.world())
    }

    /// What `METHOD /_simulator/NAME` with this body does: status and answer.
    pub fn control(&self, method: &Method, name: &str, body: &Value) -> (StatusCode, Value) {
        self.with(|world| control::handle(world, method, name, &query::Pairs::default(), body))
    }

    /// The request log, oldest first.
    pub fn requests(&self) -> Vec<log::Entry> {
        self.with(|world| world.log.entries().cloned().collect())
    }

    /// Puts a fault in place and gives its number.
    pub fn add_fault(&self, fault: Fault) -> u64 {
        self.with(|world| world.faults.add(fault))
    }

    /// Takes all faults away; what they held goes on.
    pub fn clear_faults(&self) {
        self.with(|world| world.faults.remove(None));
    }
}

/// Starts a simulator on the current Tokio runtime.
///
/// # Errors
/// Where the address cannot be listened on.
pub async fn start(config: Config) -> std::io::Result<Running> {
    let listener = TcpListener::bind(config.listen).await?;
    let mut address = listener.local_addr()?;
    if address.ip().is_unspecified() {
        address.set_ip(std::net::Ipv4Addr::LOCALHOST.into());
    }
    let web = format!("http://{address}");
    let live = config.live;
    let world = World::new(config, Base { api: format!("{web}/api/v3"), web });
    let ready = Ready::of(&world);
    let shared = Arc::new(Shared::new(world));
    let (stop, stopped) = watch::channel(());
    tokio::spawn(let_time_pass(Arc::clone(&shared), live, stopped.clone()));
    let server = tokio::spawn(server::serve(listener, server::router(Arc::clone(&shared)), stopped));
    Ok(Running { ready, handle: Handle(shared), stop, server })
}

/// Machines that fell silent go offline, and with `--live` the fleets live, until the simulator stops.
async fn let_time_pass(shared: Arc<Shared>, live: bool, mut stopped: watch::Receiver<()>) {
    let mut seconds = 0_u64;
    while tokio::time::timeout(Duration::from_secs(1), stopped.changed()).await.is_err() {
        seconds += 1;
        let world = &mut shared.world();
        machine::session::sweep(world);
        if live && seconds.is_multiple_of(live::STEP_SECONDS) {
            live::step(world);
        }
    }
}
