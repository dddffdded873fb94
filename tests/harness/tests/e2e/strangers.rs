//! Three servers on this machine that nobody connected to: on another port of GitHub's address, under another name of it,
//! and on another address with GitHub's own port. Each would take whatever comes.

use anyhow::{Context, Result, ensure};
use harness::browser::{Stranger, World};

/// Three servers that nobody connected to.
pub struct Strangers(pub [Stranger; 3]);

impl Strangers {
    pub async fn start(world: &World) -> Result<Self> {
        let (_, port) = host(world).split_once(':').context("no port")?;
        Ok(Self([
            Stranger::start([127, 0, 0, 1], 0, "127.0.0.1").await?,
            Stranger::start([127, 0, 0, 1], 0, "localhost").await?,
            Stranger::start([127, 0, 0, 2], port.parse()?, "127.0.0.2").await?,
        ]))
    }

    /// Nobody came at all, with a token or without.
    pub fn saw_nobody(&self) -> Result<()> {
        for stranger in &self.0 {
            ensure!(stranger.visits().is_empty(), "{} was visited: {:?}", stranger.host(), stranger.visits());
        }
        Ok(())
    }

    /// Whoever came showed nothing.
    pub fn saw_no_token(&self, token: &str) -> Result<()> {
        for visit in self.0.iter().flat_map(Stranger::visits) {
            let shows = visit.headers.contains_key("authorization") || format!("{visit:?}").contains(token);
            ensure!(!shows, "a stranger was shown the token: {visit:?}");
        }
        Ok(())
    }
}

/// The host as it is shown.
pub fn host(world: &World) -> &str {
    world.github().ready().web.trim_start_matches("http://")
}
