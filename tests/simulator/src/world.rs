//! Everything the simulator knows, in one place behind one lock.
//!
//! Invariant: operations take `&mut World` and never wait, so what each request sees is consistent.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::Config;
use crate::archives::Archives;
use crate::auth::Accounts;
use crate::clock::Clock;
use crate::directory::{Directory, Found, ScopeId};
use crate::faults::Faults;
use crate::issued::IssuedTokens;
use crate::log::Log;
use crate::machine::session::Sessions;
use crate::rate_limit::Limits;
use crate::rng::Rng;

/// The addresses of this host.
#[derive(Clone, Debug)]
pub struct Base {
    /// `http://127.0.0.1:PORT/api/v3`
    pub api: String,
    /// `http://127.0.0.1:PORT`
    pub web: String,
}

/// Whether archives need the `temp_download_token` that the downloads list then carries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DownloadAccess {
    /// Everybody may download.
    #[default]
    Open,
    /// `Authorization: Bearer TEMP_DOWNLOAD_TOKEN` is needed.
    Token,
}

/// The temporary download token, where one is needed.
pub const TEMP_DOWNLOAD_TOKEN: &str = "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.simulated.download";

/// The state of one simulator.
#[derive(Debug)]
pub struct World {
    /// The options it was started with.
    pub config: Config,
    /// Its addresses.
    pub base: Base,
    /// Its clock.
    pub clock: Clock,
    /// Its scopes and their runners.
    pub directory: Directory,
    /// Its access tokens.
    pub accounts: Accounts,
    /// The registration and remove tokens given out.
    pub issued: IssuedTokens,
    /// The request log.
    pub log: Log,
    /// The faults in place.
    pub faults: Faults,
    /// The rate limits.
    pub limits: Limits,
    /// The runner applications.
    pub archives: Arc<Archives>,
    /// Who may download them.
    pub download_access: DownloadAccess,
    /// Machines that are connected.
    pub sessions: Sessions,
    /// How long a machine may be silent before it is offline.
    pub machine_silence: Duration,
    /// How many steps of life the fleets have lived.
    pub ticks: u64,
    /// Randomness for tokens and request ids.
    pub rng: Rng,
    /// The id of the next runner to register.
    pub next_runner_id: u64,
    /// When the simulator started.
    pub started: Instant,
}

impl World {
    /// A fresh world.
    pub fn new(config: Config, base: Base) -> Self {
        Self {
            clock: Clock::default(),
            directory: Directory::new(&config),
            accounts: Accounts::new(config.seed),
            issued: IssuedTokens::default(),
            log: Log::default(),
            faults: Faults::default(),
            limits: Limits::default(),
            archives: Arc::new(Archives::build()),
            download_access: DownloadAccess::Open,
            sessions: HashMap::new(),
            machine_silence: crate::machine::session::SILENCE,
            ticks: 0,
            rng: Rng::new(config.seed, "tokens"),
            next_runner_id: 50_000_001,
            started: Instant::now(),
            config,
            base,
        }
    }

    /// Back to the first moment; what is held is let go.
    pub fn reset(&mut self) {
        let (archives, started) = (Arc::clone(&self.archives), self.started);
        *self = Self { archives, started, ..Self::new(self.config.clone(), self.base.clone()) };
    }

    /// Milliseconds since the start.
    pub fn uptime_ms(&self) -> u64 {
        u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    /// The scope a path is about in its own spelling, renamed ones followed; as typed where there is none.
    pub fn canonical_scope(&self, typed: &str) -> String {
        match self.directory.find(typed) {
            Found::Scope(id) => self.directory.get(id).map_or_else(|| typed.to_owned(), crate::directory::Scope::path),
            Found::Moved(to) => to,
            Found::Nothing => typed.to_owned(),
        }
    }

    /// An id for a runner that registers, different from all others.
    pub fn take_runner_id(&mut self) -> u64 {
        let id = self.next_runner_id;
        self.next_runner_id += 1;
        id
    }

    /// The scope at this path, for the control plane and the machines.
    pub fn scope(&self, path: &str) -> Option<ScopeId> {
        self.directory.by_path(path)
    }
}
