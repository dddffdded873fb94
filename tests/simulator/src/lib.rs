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
//! - [`control`]: the control plane under `/_simulator/`: [`log`], [`faults`], edits, clock. [`live`]: fleets that live.
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
pub mod rng;
pub mod route;
pub mod server;
pub mod world;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::http::{Method, StatusCode};
use serde::Serialize;
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

pub use dialect::Dialect;
pub use faults::Fault;
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

/// What a client needs to know: the line that the binary prints.
#[derive(Clone, Debug, Serialize)]
pub struct Ready {
    /// The REST base, `http://127.0.0.1:PORT/api/v3`.
    pub api: String,
    /// The web base, `http://127.0.0.1:PORT`: the host to type.
    pub web: String,
    /// The control plane, `http://127.0.0.1:PORT/_simulator`.
    pub control: String,
    /// Which GitHub this is.
    pub dialect: Dialect,
    /// A token with every scope.
    pub token: String,
    /// A token with `read:org` only: lists of runners answer 403 or 404.
    pub read_only_token: String,
    /// A token that has expired: 401.
    pub expired_token: String,
    /// A token with `manage_runners:enterprise` only.
    pub enterprise_token: String,
    /// A token with `admin:org` only.
    pub org_token: String,
    /// A token with `repo` only.
    pub repo_token: String,
    /// A token with every scope whose owner is no administrator: 403.
    pub member_token: String,
    /// A token with every scope, authorised for the organization behind single sign-on.
    pub sso_token: String,
    /// A fine-grained token: no `X-OAuth-Scopes`, no enterprise.
    pub fine_grained_token: String,
    /// An installation token: no `X-OAuth-Scopes`, no enterprise, no user.
    pub installation_token: String,
    /// The slug of the enterprise.
    pub enterprise: &'static str,
    /// Its numeric id.
    pub enterprise_id: u64,
    /// The organization.
    pub org: &'static str,
    /// The repository.
    pub repo: &'static str,
    /// A public repository.
    pub public_repo: &'static str,
    /// The organization with ids beyond 2^53.
    pub big_ids_org: &'static str,
    /// The organization behind single sign-on.
    pub sso_org: &'static str,
    /// The organization without runners.
    pub empty_org: &'static str,
    /// The organization with hostile names.
    pub hostile_org: &'static str,
    /// A former name of the organization: redirects.
    pub renamed_org: &'static str,
    /// A former name of the repository: redirects.
    pub renamed_repo: &'static str,
}

impl Ready {
    fn of(world: &World) -> Self {
        let token = |name: &str| world.accounts.value(name);
        Self {
            api: world.base.api.clone(),
            web: world.base.web.clone(),
            control: format!("{}/_simulator", world.base.web),
            dialect: world.config.dialect,
            token: token("token"),
            read_only_token: token("read_only_token"),
            expired_token: token("expired_token"),
            enterprise_token: token("enterprise_token"),
            org_token: token("org_token"),
            repo_token: token("repo_token"),
            member_token: token("member_token"),
            sso_token: token("sso_token"),
            fine_grained_token: token("fine_grained_token"),
            installation_token: token("installation_token"),
            enterprise: directory::ENTERPRISE,
            enterprise_id: directory::ENTERPRISE_ID,
            org: directory::ORG,
            repo: directory::REPO,
            public_repo: directory::PUBLIC_REPO,
            big_ids_org: directory::BIG_IDS_ORG,
            sso_org: directory::SSO_ORG,
            empty_org: directory::EMPTY_ORG,
            hostile_org: directory::HOSTILE_ORG,
            renamed_org: directory::RENAMED_ORG,
            renamed_repo: directory::RENAMED_REPO,
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
        machine::sweep(world);
        if live && seconds.is_multiple_of(live::STEP_SECONDS) {
            live::step(world);
        }
    }
}
