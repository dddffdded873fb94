//! What a browser test starts from, and how it is run.
//!
//! Invariant: whatever a test does, panic included, its browser is closed and its servers are stopped.

use std::panic::{AssertUnwindSafe, catch_unwind};

use anyhow::{Context, Result, anyhow};
use simulator::{Config, Dialect, Ready};

use super::page::ColourScheme;
use super::world::World;
use crate::serve::Site;

/// What a test starts from: by default a simulated AE with 42 runners a scope, a light screen of 1440 × 900 and a site
/// at the root of its host.
#[derive(Clone, Debug)]
pub struct Scenario {
    pub(super) github: Config,
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) colour_scheme: ColourScheme,
    prefix: String,
    files: Vec<(String, Content)>,
}

/// What becomes of a file of the built site.
#[derive(Clone, Debug)]
enum Content {
    /// It is this.
    Bytes(Vec<u8>),
    /// It depends on where the simulated GitHub is.
    Of(fn(&Ready) -> String),
    /// It is not there.
    Missing,
}

impl Default for Scenario {
    fn default() -> Self {
        Self::new()
    }
}

impl Scenario {
    /// The usual start.
    pub fn new() -> Self {
        let prefix = "/".to_owned();
        let colour_scheme = ColourScheme::Light;
        Self { github: Config::default(), width: 1440, height: 900, colour_scheme, prefix, files: Vec::new() }
    }

    /// With so many runners in each scope.
    pub fn runners(mut self, runners: usize) -> Self {
        self.github.runners = runners;
        self
    }

    /// With another kind of GitHub.
    pub fn dialect(mut self, dialect: Dialect) -> Self {
        self.github.dialect = dialect;
        self
    }

    /// With other settings of the simulator.
    pub fn github(mut self, change: impl FnOnce(&mut Config)) -> Self {
        change(&mut self.github);
        self
    }

    /// On a screen of this size, in CSS pixels.
    pub fn screen(mut self, width: u32, height: u32) -> Self {
        (self.width, self.height) = (width, height);
        self
    }

    /// In this colour scheme.
    pub fn colour_scheme(mut self, scheme: ColourScheme) -> Self {
        self.colour_scheme = scheme;
        self
    }

    /// With the console under a path of its host, such as `/tools/console/`.
    pub fn under(mut self, path: &str) -> Self {
        path.clone_into(&mut self.prefix);
        self
    }

    /// With a file of the site replaced or added, such as `config.json`.
    pub fn file(mut self, name: &str, content: impl Into<Vec<u8>>) -> Self {
        self.files.push((name.to_owned(), Content::Bytes(content.into())));
        self
    }

    /// With a file of the site that depends on where the simulated GitHub is.
    pub fn file_of(mut self, name: &str, content: fn(&Ready) -> String) -> Self {
        self.files.push((name.to_owned(), Content::Of(content)));
        self
    }

    /// Without a file of the site.
    pub fn without_file(mut self, name: &str) -> Self {
        self.files.push((name.to_owned(), Content::Missing));
        self
    }

    pub(super) fn site(&self, built: Site, github: &Ready) -> Site {
        self.files.iter().fold(built.under(&self.prefix), |site, (name, content)| match content {
            Content::Bytes(bytes) => site.with_file(name, bytes.clone()),
            Content::Of(content) => site.with_file(name, content(github)),
            Content::Missing => site.without_file(name),
        })
    }

    /// Runs a test: starts everything, runs the body, sweeps for the tokens, checks the browser's log, ends everything.
    ///
    /// # Errors
    /// The body fails or panics, a token leaked, the log complains, or something does not start or end.
    pub fn run<F: AsyncFnOnce(&World) -> Result<()>>(&self, body: F) -> Result<()> {
        let name = test_name::<F>();
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
        let world = runtime.block_on(World::start(self, &name))?;
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            runtime.block_on(async {
                body(&world).await?;
                world.check().await
            })
        }))
        .unwrap_or_else(|panic| Err(anyhow!("{}", panic_message(panic.as_ref()))));
        let outcome = match outcome {
            Ok(()) => Ok(()),
            Err(failure) => Err(match runtime.block_on(world.leave_evidence(&failure)) {
                Ok(folder) => failure.context(format!("see {}", folder.display())),
                Err(error) => failure.context(format!("no evidence: {error:#}")),
            }),
        };
        let closed = runtime.block_on(world.close()).context("the test's world does not end");
        outcome.and(closed)
    }
}

/// The name of the test, no other's: that of the thread in which the tests run it, or, where they all run in the main one,
/// that of the function in which its closure stands. Two tests may share such a function.
fn test_name<F>() -> String {
    if let Some(name) = std::thread::current().name().filter(|name| name.contains("::")) {
        return name.replace("::", "-");
    }
    let path = std::any::type_name::<F>().replace("::{{closure}}", "");
    let parts: Vec<&str> = path.split("::").skip(1).collect();
    parts.join("-")
}

fn panic_message(panic: &(dyn std::any::Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("the test panicked")
}
