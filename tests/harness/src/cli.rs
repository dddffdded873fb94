//! The command line of the harness, as types.
//!
//! Invariant: parsing has no effect; what is returned is complete and valid.

mod help;

use anyhow::{Context, Result, bail};
use lexopt::prelude::*;
use simulator::Dialect;

use self::help::{DEMO_HELP, HOSTING_HELP, MEASURE_HELP, PICTURES_HELP, SITE_HELP, VERIFY_HELP};
use crate::measure::Bar;
use crate::verify::Stage;

/// What to do.
#[derive(Debug, PartialEq, Eq)]
pub enum Command {
    /// Print this text.
    Help(String),
    /// `cargo demo`
    Demo(DemoOptions),
    /// `cargo verify`
    Verify(VerifyOptions),
    /// `cargo measure`
    Measure(MeasureOptions),
    /// `cargo site ledger`
    Ledger,
    /// `cargo site`
    Site,
    /// Renew the examples of hosting.
    Hosting,
    /// Renew the pictures of README.
    Pictures,
}

/// How `cargo demo` was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoOptions {
    /// Port of the page; 0 takes any free one.
    pub port: u16,
    /// Port of the simulated GitHub; 0 takes any free one.
    pub api_port: u16,
    /// Runners in each of the three scopes.
    pub runners: usize,
    /// Which GitHub is simulated.
    pub dialect: Dialect,
}

impl Default for DemoOptions {
    fn default() -> Self {
        Self { port: 8080, api_port: 8081, runners: 42, dialect: Dialect::Ae }
    }
}

/// How `cargo verify` was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifyOptions {
    /// The stages to run, in their fixed order, none twice.
    pub stages: Vec<Stage>,
    /// How many cases the `fuzz` stage generates.
    pub cases: u64,
    /// How often the browser tests are run.
    pub times: u32,
    /// Arguments for the test binaries (what came after `--`).
    pub test_arguments: Vec<String>,
}

impl Default for VerifyOptions {
    fn default() -> Self {
        Self { stages: Stage::USUAL.to_vec(), cases: 1_000_000, times: 1, test_arguments: Vec::new() }
    }
}

/// How `cargo measure` was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeasureOptions {
    /// What to measure, in their order, none twice.
    pub bars: Vec<Bar>,
    /// How often each time is measured.
    pub rounds: u32,
}

impl Default for MeasureOptions {
    fn default() -> Self {
        Self { bars: Bar::ALL.to_vec(), rounds: 5 }
    }
}

/// Reads the command line.
///
/// # Errors
/// An unknown command, option or value; the message names it.
pub fn parse(mut parser: lexopt::Parser) -> Result<Command> {
    match parser.next()? {
        Some(Value(name)) if name == "demo" => demo(parser),
        Some(Value(name)) if name == "verify" => verify(parser),
        Some(Value(name)) if name == "measure" => measure(parser),
        Some(Value(name)) if name == "site" => site(parser),
        Some(Value(name)) if name == "hosting" => only(parser, Command::Hosting, HOSTING_HELP),
        Some(Value(name)) if name == "pictures" => only(parser, Command::Pictures, PICTURES_HELP),
        Some(Long("help") | Short('h')) | None => Ok(Command::Help(
            [DEMO_HELP, VERIFY_HELP, MEASURE_HELP, SITE_HELP, HOSTING_HELP, PICTURES_HELP].join("\n\n"),
        )),
        Some(other) => Err(other.unexpected().into()),
    }
}

fn demo(mut parser: lexopt::Parser) -> Result<Command> {
    let mut options = DemoOptions::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("port") => options.port = parser.value()?.parse().context("--port")?,
            Long("api-port") => options.api_port = parser.value()?.parse().context("--api-port")?,
            Long("runners") => options.runners = parser.value()?.parse().context("--runners")?,
            Long("dialect") => options.dialect = dialect(&parser.value()?.string()?)?,
            Long("help") | Short('h') => return Ok(Command::Help(DEMO_HELP.into())),
            other => return Err(other.unexpected().into()),
        }
    }
    if options.port != 0 && options.port == options.api_port {
        bail!("--port and --api-port are both {}: the page and the simulated GitHub need a port each", options.port);
    }
    Ok(Command::Demo(options))
}

fn site(mut parser: lexopt::Parser) -> Result<Command> {
    match parser.next()? {
        None => Ok(Command::Site),
        Some(Value(name)) if name == "ledger" => only(parser, Command::Ledger, SITE_HELP),
        Some(Long("help") | Short('h')) => Ok(Command::Help(SITE_HELP.into())),
        Some(other) => Err(other.unexpected().into()),
    }
}

/// A command without options.
fn only(mut parser: lexopt::Parser, command: Command, help: &str) -> Result<Command> {
    match parser.next()? {
        None => Ok(command),
        Some(Long("help") | Short('h')) => Ok(Command::Help(help.into())),
        Some(other) => Err(other.unexpected().into()),
    }
}

fn measure(mut parser: lexopt::Parser) -> Result<Command> {
    let mut options = MeasureOptions::default();
    let mut named = Vec::new();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("rounds") => options.rounds = positive(parser.value()?.parse().context("--rounds")?, "--rounds")?,
            Long("help") | Short('h') => return Ok(Command::Help(MEASURE_HELP.into())),
            Value(name) => named.push(bar(&name.string()?)?),
            other => return Err(other.unexpected().into()),
        }
    }
    if !named.is_empty() {
        options.bars.retain(|bar| named.contains(bar));
    }
    Ok(Command::Measure(options))
}

fn bar(name: &str) -> Result<Bar> {
    match Bar::ALL.into_iter().find(|bar| bar.name().eq_ignore_ascii_case(name)) {
        Some(bar) => Ok(bar),
        None => bail!("no row {name:?}; there are {}", Bar::ALL.map(Bar::name).join(", ")),
    }
}

fn dialect(name: &str) -> Result<Dialect> {
    match name {
        "ae" => Ok(Dialect::Ae),
        "ghes" => Ok(Dialect::Ghes),
        "cloud" => Ok(Dialect::Cloud),
        other => bail!("--dialect is ae, ghes or cloud, not {other:?}"),
    }
}

fn verify(mut parser: lexopt::Parser) -> Result<Command> {
    let mut options = VerifyOptions::default();
    let (mut named, mut all, mut firefox) = (Vec::new(), false, false);
    loop {
        // lexopt itself would swallow `--`: what comes after it is not for us.
        if parser.try_raw_args().is_some_and(|rest| rest.peek().is_some_and(|next| next == "--")) {
            let rest = parser.raw_args()?.skip(1);
            options.test_arguments = rest.map(|argument| Ok(argument.string()?)).collect::<Result<_>>()?;
            break;
        }
        match parser.next()? {
            Some(Long("help") | Short('h')) => return Ok(Command::Help(VERIFY_HELP.into())),
            Some(Long("all")) => all = true,
            Some(Long("browser")) => firefox = is_firefox(&parser.value()?.string()?)?,
            Some(Long("cases")) => options.cases = positive(parser.value()?.parse().context("--cases")?, "--cases")?,
            Some(Long("times")) => options.times = positive(parser.value()?.parse().context("--times")?, "--times")?,
            Some(Value(name)) => named.push(stage(&name.string()?)?),
            Some(other) => return Err(other.unexpected().into()),
            None => break,
        }
    }
    options.stages = Stage::ALL.into_iter().filter(|stage| named.contains(stage) || all).collect();
    if options.stages.is_empty() {
        options.stages = Stage::USUAL.to_vec();
    }
    if firefox && !all {
        options.stages.iter_mut().filter(|stage| **stage == Stage::E2e).for_each(|stage| *stage = Stage::Firefox);
        options.stages.dedup();
    }
    Ok(Command::Verify(options))
}

fn is_firefox(name: &str) -> Result<bool> {
    match name {
        "chromium" => Ok(false),
        "firefox" => Ok(true),
        other => bail!("--browser is chromium or firefox, not {other:?}"),
    }
}

fn positive<T: PartialEq + From<u8>>(number: T, option: &str) -> Result<T> {
    if number == T::from(0) {
        bail!("{option} is at least 1");
    }
    Ok(number)
}

fn stage(name: &str) -> Result<Stage> {
    let names = Stage::ALL.map(Stage::name);
    match Stage::ALL.into_iter().find(|stage| stage.name() == name) {
        Some(stage) => Ok(stage),
        None => bail!("no stage {name:?}; there are {}", names.join(", ")),
    }
}

#[cfg(test)]
mod tests;
