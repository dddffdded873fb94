//! `cargo verify`: every check there is, and an honest count of them.
//!
//! Invariant: all stages run even if one fails; a stage of tests that ran none has failed; what is summed up was counted
//! from what the stages said.

pub mod counts;
mod left_out;
mod rebuild;
mod stages;
mod summary;
mod supply;

use std::process::ExitCode;
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow};

use crate::cli::VerifyOptions;
use crate::layout::Layout;
use crate::page;
use crate::tools::BuildTools;
use counts::{Counts, Failure};

/// One part of the verification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Formatting.
    Fmt,
    /// Clippy, native and wasm.
    Clippy,
    /// Native tests.
    Test,
    /// Tests of the console's parts in a real browser.
    Web,
    /// Tests of the built page in a real browser.
    E2e,
    /// Every screen and state of the built page, examined and pictured.
    Gallery,
    /// Every fault of every operation of the scopes that `E2e` leaves out.
    Faults,
    /// Generated commands through real shells, generated schedules through the store.
    Fuzz,
    /// Licences, sources and bans of the dependencies.
    Supply,
    /// The page built twice and compared.
    Rebuild,
    /// The tests of `Web` and `E2e` in Firefox.
    Firefox,
}

impl Stage {
    /// All of them, in the order in which they run: the quick ones first.
    pub const ALL: [Self; 11] = [
        Self::Fmt,
        Self::Clippy,
        Self::Test,
        Self::Web,
        Self::E2e,
        Self::Gallery,
        Self::Faults,
        Self::Fuzz,
        Self::Supply,
        Self::Rebuild,
        Self::Firefox,
    ];

    /// Those that every change has to pass.
    pub const USUAL: [Self; 6] = [Self::Fmt, Self::Clippy, Self::Test, Self::Web, Self::E2e, Self::Gallery];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fmt => "fmt",
            Self::Clippy => "clippy",
            Self::Test => "test",
            Self::Web => "web",
            Self::E2e => "e2e",
            Self::Gallery => "gallery",
            Self::Faults => "faults",
            Self::Fuzz => "fuzz",
            Self::Supply => "supply",
            Self::Rebuild => "rebuild",
            Self::Firefox => "firefox",
        }
    }

    fn needs_build_tools(self) -> bool {
        matches!(self, Self::Web | Self::E2e | Self::Gallery | Self::Faults | Self::Rebuild | Self::Firefox)
    }
}

/// How a stage went.
#[derive(Clone, Debug)]
struct Outcome {
    stage: Stage,
    counts: Counts,
    /// Why the stage failed, where its counts do not say it.
    trouble: Option<String>,
    elapsed: Duration,
}

impl Outcome {
    fn passed(&self) -> bool {
        self.trouble.is_none() && self.counts.failed == 0
    }
}

/// What the stages share.
struct Context<'a> {
    layout: &'a Layout,
    options: &'a VerifyOptions,
    tools: OnceLock<Result<BuildTools, String>>,
    /// The tests that failed, in the order of the stages.
    failures: Mutex<Vec<Failure>>,
}

impl Context<'_> {
    /// The build tools, installed by the first who asks.
    fn tools(&self) -> Result<&BuildTools> {
        let tools = self.tools.get_or_init(|| {
            BuildTools::ensure(self.layout, || page::compile(self.layout)).map_err(|error| format!("{error:#}"))
        });
        tools.as_ref().map_err(|message| anyhow!("{message}"))
    }
}

/// Runs the stages and prints a summary. The exit code says whether all is well.
///
/// # Errors
/// None of the stages' own: those are in the summary and in the exit code.
pub fn run(options: &VerifyOptions) -> Result<ExitCode> {
    let layout = Layout::find();
    let context = Context { layout: &layout, options, tools: OnceLock::new(), failures: Mutex::default() };
    let outcomes = thread::scope(|scope| {
        if options.stages.iter().any(|stage| stage.needs_build_tools()) {
            // Beside the stages that need no tools; who needs them waits. Trouble is told to those who ask.
            scope.spawn(|| context.tools().is_ok());
        }
        options.stages.iter().map(|stage| run_stage(*stage, &context)).collect::<Vec<_>>()
    });
    let failures = context.failures.lock().unwrap_or_else(PoisonError::into_inner);
    print!("{}{}", summary::failures(&failures), summary::text(&outcomes));
    Ok(if outcomes.iter().all(Outcome::passed) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn run_stage(stage: Stage, context: &Context) -> Outcome {
    println!("\n━━ {} ━━", stage.name());
    let start = Instant::now();
    let mut counts = Counts::default();
    let result = match stage {
        Stage::Fmt => stages::fmt(context, &mut counts),
        Stage::Clippy => stages::clippy(context, &mut counts),
        Stage::Test => stages::test(context, &mut counts),
        Stage::Web => stages::web(context, &mut counts),
        Stage::E2e => stages::e2e(context, &mut counts),
        Stage::Gallery => stages::gallery(context, &mut counts),
        Stage::Faults => stages::faults(context, &mut counts),
        Stage::Fuzz => stages::fuzz(context, &mut counts),
        Stage::Firefox => stages::firefox(context, &mut counts),
        Stage::Rebuild => rebuild::rebuild(context, &mut counts),
        Stage::Supply => supply::supply(context, &mut counts),
    };
    let trouble = match result {
        Ok(()) if counts.ran() == 0 => Some("no test ran".to_owned()),
        Ok(()) => None,
        Err(error) => Some(format!("{error:#}")),
    };
    if let Some(trouble) = &trouble {
        println!("{}: {trouble}", stage.name());
        // A stage that broke off before a test could fail is one failure, so that the sum never hides it.
        counts.failed = counts.failed.max(1);
    }
    Outcome { stage, counts, trouble, elapsed: start.elapsed() }
}
