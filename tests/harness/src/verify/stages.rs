//! What each stage does: which programs it runs, and how it counts.

use std::fs;
use std::process::Command;
use std::sync::PoisonError;

use anyhow::{Context as _, Result, bail};

use super::Context;
use super::counts::{Counts, Reader};
use super::left_out;
use crate::page;
use crate::process;
use crate::tools::axe;
use crate::tools::browser::{self, Browser};
use crate::tools::firefox::{self, Firefox};
use crate::tools::nginx::Nginx;
use crate::tools::rust::{self, WASM};

/// The line that makes a file of tests one for the browser.
const BROWSER_TEST: &str = "#![cfg(target_arch = \"wasm32\")]";

/// Of the whole workspace, so that what it is made of has the same features as in the stage `test`, and is not compiled once
/// more.
const BROWSER_TESTS: [&str; 5] = ["test", "--locked", "--workspace", "--features", "harness/browser"];

/// `cargo fmt --check`: one check.
pub(super) fn fmt(context: &Context, counts: &mut Counts) -> Result<()> {
    rust::ensure_components()?;
    check(cargo(context, &["fmt", "--all", "--check"]), counts)
}

/// Clippy for the whole workspace, then for the console as WebAssembly: two checks.
pub(super) fn clippy(context: &Context, counts: &mut Counts) -> Result<()> {
    rust::ensure_components()?;
    rust::ensure_wasm_target()?;
    let deny = ["--", "--deny", "warnings"];
    let native = ["clippy", "--locked", "--keep-going", "--workspace", "--all-targets", "--all-features"];
    check(cargo(context, &[&native[..], &deny].concat()), counts)?;
    // Not `--tests`: the tests inside the library are native, and so are the crates they use.
    let mut wasm = cargo(
        context,
        &["clippy", "--locked", "--keep-going", "--package", "runner-console", "--lib", "--bins", "--target", WASM],
    );
    for file in browser_tests(context)? {
        wasm.args(["--test", &file]);
    }
    wasm.args(deny);
    check(wasm, counts)
}

/// Native tests of the whole workspace; those that drive a browser have their own stage.
pub(super) fn test(context: &Context, counts: &mut Counts) -> Result<()> {
    tests(cargo(context, &["test", "--locked", "--workspace", "--no-fail-fast"]), context, counts)
}

/// The console's parts in Chromium.
pub(super) fn web(context: &Context, counts: &mut Counts) -> Result<()> {
    let browser = Browser::ensure(context.layout)?;
    let settings = browser::write_webdriver_json(context.layout, &browser)?;
    parts(context, counts, |command| {
        command.env("CHROMEDRIVER", &browser.chromedriver).env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", &settings);
    })
}

fn parts(context: &Context, counts: &mut Counts, browser: impl Fn(&mut Command)) -> Result<()> {
    let files = browser_tests(context)?;
    if files.is_empty() {
        bail!("no file in tests/ begins with {BROWSER_TEST}");
    }
    let runner = context.tools()?.wasm_test_runner();
    repeat(context, counts, || {
        let mut command =
            cargo(context, &["test", "--locked", "--package", "runner-console", "--target", WASM, "--no-fail-fast"]);
        for file in &files {
            command.args(["--test", file]);
        }
        command
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", &runner)
            .env("WASM_BINDGEN_TEST_ONLY_WEB", "1")
            // The runner would take whichever of these it sees first.
            .env_remove("CHROMEDRIVER")
            .env_remove("GECKODRIVER");
        browser(&mut command);
        command
    })
}

/// Names of the console's test files that are for the browser alone.
fn browser_tests(context: &Context) -> Result<Vec<String>> {
    let folder = context.layout.root().join("tests");
    let mut names = Vec::new();
    for entry in fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        let is_rust = path.extension().is_some_and(|extension| extension == "rs");
        if is_rust && fs::read_to_string(&path)?.contains(BROWSER_TEST) {
            names.extend(path.file_stem().and_then(|stem| stem.to_str()).map(str::to_owned));
        }
    }
    names.sort();
    Ok(names)
}

/// Of the faults of R2, those that [`Stage::Faults`](super::Stage::Faults) strikes: the same code as for the organization,
/// below other paths, for which not every change has to wait.
const FAULTS: [&str; 2] = ["r2_enterprise", "r2_repository"];

/// The built page in Chromium.
pub(super) fn e2e(context: &Context, counts: &mut Counts) -> Result<()> {
    let later =
        if context.options.test_arguments.is_empty() { FAULTS.map(|name| ["--skip", name]).concat() } else { vec![] };
    chromium(context, counts, &later)
}

/// The rest of the faults.
pub(super) fn faults(context: &Context, counts: &mut Counts) -> Result<()> {
    chromium(context, counts, &FAULTS)
}

fn chromium(context: &Context, counts: &mut Counts, arguments: &[&str]) -> Result<()> {
    let browser = Browser::ensure(context.layout)?;
    built_page(context, counts, arguments, |command| {
        command.env("CHROMIUM", &browser.chromium).env("CHROMEDRIVER", &browser.chromedriver);
    })
}

/// Every screen and state.
pub(super) fn gallery(context: &Context, counts: &mut Counts) -> Result<()> {
    let browser = Browser::ensure(context.layout)?;
    axe::ensure(context.layout)?;
    page::build(context.layout, context.tools()?)?;
    repeat(context, counts, || {
        let mut command = cargo(context, &BROWSER_TESTS);
        command
            .args(["--test", "gallery"])
            .env("CHROMIUM", &browser.chromium)
            .env("CHROMEDRIVER", &browser.chromedriver);
        command
    })
}

/// The tests of web and e2e in Firefox.
pub(super) fn firefox(context: &Context, counts: &mut Counts) -> Result<()> {
    let browser = Firefox::ensure(context.layout)?;
    let settings = firefox::write_webdriver_json(context.layout, &browser)?;
    parts(context, counts, |command| {
        command.env("GECKODRIVER", &browser.geckodriver).env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", &settings);
    })?;
    let mut skipped = Vec::new();
    for (test, reason) in left_out::among(&context.options.test_arguments) {
        println!("left out: {test} ({reason})");
        counts.ignored += 1;
        skipped.extend(["--skip", test]);
    }
    built_page(context, counts, &skipped, |command| {
        command.env("E2E_BROWSER", "firefox");
        command.env("FIREFOX", &browser.firefox).env("GECKODRIVER", &browser.geckodriver);
    })
}

fn built_page(
    context: &Context,
    counts: &mut Counts,
    arguments: &[&str],
    browser: impl Fn(&mut Command),
) -> Result<()> {
    browser::ensure_shells(context.layout)?;
    Nginx::ensure(context.layout)?;
    page::build(context.layout, context.tools()?)?;
    // A browser is several processes: more at once than there are cores only makes each of them slow.
    let at_once = std::thread::available_parallelism().map_or(1, |cores| cores.get().min(4)).to_string();
    repeat(context, counts, || {
        let mut command = cargo(context, &BROWSER_TESTS);
        command.args(["--test", "e2e"]).env("RUST_TEST_THREADS", &at_once);
        browser(&mut command);
        command.arg("--").args(arguments);
        command
    })
}

/// Generated commands through the real shells of this machine, and a tenth as many schedules through the store.
pub(super) fn fuzz(context: &Context, counts: &mut Counts) -> Result<()> {
    browser::ensure_shells(context.layout)?;
    let mut command = cargo(context, &["test", "--locked", "--package", "runner-console"]);
    command.args(["--test", "fuzz_commands", "--test", "r3_races", "--test", "fuzz_waits", "--test", "fuzz_cancel"]);
    let cases = context.options.cases;
    command.env("FUZZ_CASES", cases.to_string()).env("R3_SCHEDULES", cases.div_ceil(10).to_string());
    tests(command, context, counts)
}

fn cargo(context: &Context, arguments: &[&str]) -> Command {
    let mut command = process::command("cargo");
    command.current_dir(context.layout.root()).args(arguments);
    command
}

/// The same tests as often as was asked for: a flaky test is one that fails in some of the rounds.
fn repeat(context: &Context, counts: &mut Counts, command: impl Fn() -> Command) -> Result<()> {
    for round in 1..=context.options.times {
        if context.options.times > 1 {
            println!("\nround {round} of {}", context.options.times);
        }
        tests(command(), context, counts)?;
    }
    Ok(())
}

/// A program that is one check.
fn check(command: Command, counts: &mut Counts) -> Result<()> {
    let status = process::run_shown(command, |_| ())?;
    counts.check(status.success());
    Ok(())
}

/// A program that runs tests and tells how many.
fn tests(mut command: Command, context: &Context, counts: &mut Counts) -> Result<()> {
    // After the separator, which some commands have already.
    if !command.get_args().any(|argument| argument == "--") {
        command.arg("--");
    }
    command.args(&context.options.test_arguments);
    // An error that a test returns is told with its causes; a backtrace through the runtime would bury them.
    command.env("RUST_LIB_BACKTRACE", "0");
    let mut reader = Reader::default();
    let status = process::run_shown(command, |line| reader.line(line))?;
    let (read, failures) = reader.finish();
    counts.add(read);
    context.failures.lock().unwrap_or_else(PoisonError::into_inner).extend(failures);
    if !status.success() && read.failed == 0 {
        bail!("the tests did not run to their end ({status})");
    }
    Ok(())
}
