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

const HOSTING_HELP: &str = "\
cargo run -p harness -- hosting: renews the examples of hosting in tests/hosting/

Their headers come from tests/harness/src/headers.rs, the hash of the boot script from index.html.";

const VERIFY_HELP: &str = "\
cargo verify: proves that it all works

Usage: cargo verify [OPTIONS] [STAGE…] [-- ARGUMENTS FOR THE TESTS]

  fmt      formatting
  clippy   clippy, native and wasm; warnings are errors
  test     native tests
  web      tests of the console's parts in a real browser (wasm-bindgen-test)
  e2e      tests of the built page in a real browser against the simulator

Without a stage, these five. Longer ones, only when they are named, or all together with --all:

  faults   every fault of the operations of enterprises and repositories (e2e does those of organizations)
  fuzz     generated commands through real shells, generated schedules through the store
  supply   licences, sources and bans of every dependency (cargo-deny)
  rebuild  the page built twice, in other folders, compared byte for byte
  firefox  the tests of web and e2e in Firefox

  --all              every stage there is
  --browser NAME     what drives e2e: chromium (default) or firefox
  --cases N          cases of fuzz (default 1000000)
  --times N          runs the tests of web, e2e and firefox N times (default 1)
  -h, --help         this text

Arguments after -- go to the test binaries: `cargo verify e2e -- smoke`.
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
    /// Renew the examples of hosting.
    Hosting,
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

/// Reads the command line.
///
/// # Errors
/// An unknown command, option or value; the message names it.
pub fn parse(mut parser: lexopt::Parser) -> Result<Command> {
    match parser.next()? {
        Some(Value(name)) if name == "demo" => demo(parser),
        Some(Value(name)) if name == "verify" => verify(parser),
        Some(Value(name)) if name == "hosting" => hosting(parser),
        Some(Long("help") | Short('h')) | None => {
            Ok(Command::Help([DEMO_HELP, VERIFY_HELP, HOSTING_HELP].join("\n\n")))
        }
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

fn hosting(mut parser: lexopt::Parser) -> Result<Command> {
    match parser.next()? {
        None => Ok(Command::Hosting),
        Some(Long("help") | Short('h')) => Ok(Command::Help(HOSTING_HELP.into())),
        Some(other) => Err(other.unexpected().into()),
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
        let cases: [(&[&str], &str); 9] = [
            (&["verify", "e2e", "--browser", "lynx"], "lynx"),
            (&["verify", "fuzz", "--cases", "0"], "--cases"),
            (&["verify", "e2e", "--times", "many"], "--times"),
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
        assert_eq!(all, VerifyOptions::default());
        let Command::Verify(some) = read(&["verify", "e2e", "fmt", "e2e", "--", "smoke", "--nocapture"]).unwrap()
        else {
            panic!("not verify")
        };
        assert_eq!(some.stages, [Stage::Fmt, Stage::E2e]);
        assert_eq!(some.test_arguments, ["smoke", "--nocapture"]);
    }

    #[test]
    fn the_long_stages_run_when_asked_for() {
        let stages = |arguments: &[&str]| match read(&[&["verify"], arguments].concat()).unwrap() {
            Command::Verify(options) => options.stages,
            other => panic!("{other:?}"),
        };
        assert_eq!(stages(&["--all"]), Stage::ALL);
        assert_eq!(stages(&["rebuild", "test"]), [Stage::Test, Stage::Rebuild]);
        assert_eq!(stages(&["e2e", "--browser", "firefox"]), [Stage::Firefox]);
        assert_eq!(stages(&["e2e", "--browser", "chromium"]), [Stage::E2e]);
        let Command::Verify(options) = read(&["verify", "fuzz", "--cases", "7", "--times=20"]).unwrap() else {
            panic!("not verify")
        };
        assert_eq!((options.stages, options.cases, options.times), (vec![Stage::Fuzz], 7, 20));
    }

    #[test]
    fn the_examples_of_hosting_are_renewed_without_options() {
        assert_eq!(read(&["hosting"]).unwrap(), Command::Hosting);
        assert!(read(&["hosting", "nginx"]).is_err());
    }

    #[test]
    fn r10_the_browser_tests_can_be_run_many_times_and_in_another_browser() {
        let asked = read(&["verify", "e2e", "--browser", "firefox", "--times", "20"]).unwrap();
        let Command::Verify(options) = asked else { panic!("not verify") };
        assert_eq!((options.stages, options.times), (vec![Stage::Firefox], 20));
    }

    #[test]
    fn help_is_there_for_both() {
        for arguments in [&["demo", "--help"][..], &["verify", "-h"], &[]] {
            assert!(matches!(read(arguments).unwrap(), Command::Help(text) if text.contains("Usage: cargo")));
        }
    }
}
