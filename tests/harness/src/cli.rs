//! The command line of the harness, as types.
//!
//! Invariant: parsing has no effect; what is returned is complete and valid.

use anyhow::{Context, Result, bail};
use lexopt::prelude::*;
use simulator::Dialect;

use crate::verify::Stage;

const DEMO_HELP: &str = "\
cargo demo: the console with a simulated GitHub to connect to, on this machine

Usage: cargo demo [OPTIONS]

  --port PORT       port of the page (default 8080)
  --api-port PORT   port of the simulated GitHub (default 8081)
  --runners N       runners in each of the three scopes (default 42)
  --dialect NAME    which GitHub to simulate: ae, ghes or cloud (default ae)
  -h, --help        this text

A port of 0 takes any free one. What is missing (wasm target, Trunk, wasm-bindgen) is installed under target/tools.
Ctrl-C stops it.";

const VERIFY_HELP: &str = "\
cargo verify: proves that it all works

Usage: cargo verify [STAGE…] [-- ARGUMENTS FOR THE TESTS]

  fmt      formatting
  clippy   clippy, native and wasm; warnings are errors
  test     native tests
  web      tests of the console's parts in a real browser (wasm-bindgen-test)
  e2e      tests of the built page in a real browser against the simulator

Without a stage, all of them. Arguments after -- go to the test binaries: `cargo verify e2e -- smoke`.
What is missing is installed under target/tools; the browser through apt, where that is allowed.";

/// What to do.
#[derive(Debug, PartialEq, Eq)]
pub enum Command {
    /// Print this text.
    Help(String),
    /// `cargo demo`
    Demo(DemoOptions),
    /// `cargo verify`
    Verify(VerifyOptions),
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
    /// Arguments for the test binaries (what came after `--`).
    pub test_arguments: Vec<String>,
}

/// Reads the command line.
///
/// # Errors
/// An unknown command, option or value; the message names it.
pub fn parse(mut parser: lexopt::Parser) -> Result<Command> {
    match parser.next()? {
        Some(Value(name)) if name == "demo" => demo(parser),
        Some(Value(name)) if name == "verify" => verify(parser),
        Some(Long("help") | Short('h')) | None => Ok(Command::Help(format!("{DEMO_HELP}\n\n{VERIFY_HELP}"))),
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

fn dialect(name: &str) -> Result<Dialect> {
    match name {
        "ae" => Ok(Dialect::Ae),
        "ghes" => Ok(Dialect::Ghes),
        "cloud" => Ok(Dialect::Cloud),
        other => bail!("--dialect is ae, ghes or cloud, not {other:?}"),
    }
}

fn verify(mut parser: lexopt::Parser) -> Result<Command> {
    let mut named = Vec::new();
    let mut test_arguments = Vec::new();
    loop {
        // lexopt itself would swallow `--`: what comes after it is not for us.
        if parser.try_raw_args().is_some_and(|rest| rest.peek().is_some_and(|next| next == "--")) {
            let rest = parser.raw_args()?.skip(1);
            test_arguments = rest.map(|argument| Ok(argument.string()?)).collect::<Result<_>>()?;
            break;
        }
        match parser.next()? {
            Some(Long("help") | Short('h')) => return Ok(Command::Help(VERIFY_HELP.into())),
            Some(Value(name)) => named.push(stage(&name.string()?)?),
            Some(other) => return Err(other.unexpected().into()),
            None => break,
        }
    }
    let stages = Stage::ALL.into_iter().filter(|stage| named.is_empty() || named.contains(stage)).collect();
    Ok(Command::Verify(VerifyOptions { stages, test_arguments }))
}

fn stage(name: &str) -> Result<Stage> {
    let names = Stage::ALL.map(Stage::name);
    match Stage::ALL.into_iter().find(|stage| stage.name() == name) {
        Some(stage) => Ok(stage),
        None => bail!("no stage {name:?}; there are {}", names.join(", ")),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn read(arguments: &[&str]) -> Result<Command> {
        parse(lexopt::Parser::from_args(arguments))
    }

    #[test]
    fn demo_has_defaults_and_takes_options() {
        assert_eq!(read(&["demo"]).unwrap(), Command::Demo(DemoOptions::default()));
        let asked = ["demo", "--port", "1", "--api-port=2", "--runners", "3", "--dialect", "cloud"];
        let expected = DemoOptions { port: 1, api_port: 2, runners: 3, dialect: Dialect::Cloud };
        assert_eq!(read(&asked).unwrap(), Command::Demo(expected));
    }

    #[test]
    fn what_is_wrong_is_named() {
        let cases: [(&[&str], &str); 6] = [
            (&["demo", "--prot", "1"], "--prot"),
            (&["demo", "--port", "99999"], "99999"),
            (&["demo", "--dialect", "gitlab"], "gitlab"),
            (&["demo", "--port", "9", "--api-port", "9"], "9"),
            (&["verify", "tests"], "tests"),
            (&["measure"], "measure"),
        ];
        for (arguments, word) in cases {
            let message = format!("{:#}", read(arguments).unwrap_err());
            assert!(message.contains(word), "{arguments:?}: {message}");
        }
    }

    #[test]
    fn verify_keeps_the_order_of_the_stages() {
        let Command::Verify(all) = read(&["verify"]).unwrap() else { panic!("not verify") };
        assert_eq!(all.stages, Stage::ALL);
        let Command::Verify(some) = read(&["verify", "e2e", "fmt", "e2e", "--", "smoke", "--nocapture"]).unwrap()
        else {
            panic!("not verify")
        };
        assert_eq!(some.stages, [Stage::Fmt, Stage::E2e]);
        assert_eq!(some.test_arguments, ["smoke", "--nocapture"]);
    }

    #[test]
    fn help_is_there_for_both() {
        for arguments in [&["demo", "--help"][..], &["verify", "-h"], &[]] {
            assert!(matches!(read(arguments).unwrap(), Command::Help(text) if text.contains("Usage: cargo")));
        }
    }
}
