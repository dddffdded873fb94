//! S6: generated hosts, scopes, names, labels, groups, folders, tokens and archives go the console's own way into the
//! shells of this machine, and every argument arrives byte for byte, without anything else happening.
//!
//! `FUZZ_CASES` is how many (20,000 where it is not set), `FUZZ_SEED` where they begin; both are printed.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

#[path = "support/dice.rs"]
mod dice;
#[path = "fuzz_commands/generate.rs"]
mod generate;
#[path = "fuzz_commands/interpreters.rs"]
mod interpreters;
#[path = "fuzz_commands/lines.rs"]
mod lines;
#[path = "fuzz_commands/reasons.rs"]
mod reasons;
#[path = "fuzz_commands/windows.rs"]
mod windows;

use dice::Dice;
use generate::{Care, Case, text};
use interpreters::{Interpreter, is_there};
use lines::{Extent, Line, Outcome, take};
use runner_console::commands::{Field, quote};
use runner_console::github::Os;
use std::sync::atomic::{AtomicU64, Ordering};
use windows::{Joining, PowerShell, without_environment, words_of, words_through_cmd};

/// How many cases one process takes.
const BATCH: u64 = 1_000;

fn number(name: &str, usual: u64) -> u64 {
    std::env::var(name).map_or(usual, |text| text.parse().expect(name))
}

fn cases() -> u64 {
    number("FUZZ_CASES", 20_000)
}

fn seed() -> u64 {
    number("FUZZ_SEED", 0x5eed)
}

/// Runs batches on all cores, and stops at the first failure.
fn batches(count: u64, run: impl Fn(u64, std::ops::Range<u64>) -> Result<(), String> + Sync) {
    let next = AtomicU64::new(0);
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    let failure = std::sync::Mutex::new(None);
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let batch = next.fetch_add(1, Ordering::Relaxed);
                    let start = batch * BATCH;
                    if start >= count || failure.lock().unwrap().is_some() {
                        return;
                    }
                    if let Err(error) = run(batch, start..count.min(start + BATCH)) {
                        failure.lock().unwrap().get_or_insert(error);
                    }
                }
            });
        }
    });
    if let Some(error) = failure.into_inner().unwrap() {
        panic!("FUZZ_SEED={} {error}", seed());
    }
}

/// Every shell that is here, in one of two locales; at a prompt in one of sixteen batches.
fn interpreters(batch: u64) -> Vec<Interpreter> {
    let locale = if batch.is_multiple_of(2) { "C.UTF-8" } else { "C" };
    let shells = ["sh", "dash", "bash", "zsh"].into_iter().filter(|shell| *shell == "sh" || is_there(shell));
    let plain = shells.clone().map(|shell| Interpreter { shell, interactive: false, locale });
    let at_a_prompt = shells.filter(|shell| batch.is_multiple_of(16) && matches!(*shell, "bash" | "zsh"));
    plain.chain(at_a_prompt.map(|shell| Interpreter { shell, interactive: true, locale })).collect()
}

#[test]
fn s6_every_command_arrives_byte_for_byte_in_every_shell() {
    let accepted = AtomicU64::new(0);
    let runs = AtomicU64::new(0);
    let scripts = AtomicU64::new(0);
    batches(cases(), |batch, numbers| {
        let mut lines: Vec<Line> = Vec::new();
        for number in numbers {
            let case = Case::new(&mut Dice::of_case(seed(), number), &[Os::Linux, Os::MacOs]);
            // A script is a subshell with a pipe: many times the price of a command.
            let extent = if number.is_multiple_of(25) { Extent::Script } else { Extent::Commands };
            match take(&case, extent).map_err(|error| format!("case {number}: {error}\n{case:?}"))? {
                Outcome::Refused => {}
                Outcome::Accepted(new) => {
                    accepted.fetch_add(1, Ordering::Relaxed);
                    scripts.fetch_add(new.len().saturating_sub(2) as u64, Ordering::Relaxed);
                    lines.extend(new);
                }
            }
        }
        for interpreter in interpreters(batch) {
            interpreter.check(&lines)?;
            runs.fetch_add(lines.len() as u64, Ordering::Relaxed);
        }
        Ok(())
    });
    let (cases, accepted, scripts) = (cases(), accepted.into_inner(), scripts.into_inner());
    let runs = runs.into_inner();
    println!("S6: seed {}, {cases} cases, {accepted} accepted, {scripts} scripts, {runs} lines run by shells", seed());
    assert!(accepted * 100 >= cases * 40, "only {accepted} of {cases} cases were accepted: the generator is of no use");
    assert!(scripts * 100 >= cases, "only {scripts} scripts");
}

#[test]
fn s6_quoting_holds_for_any_text_whatever_was_checked() {
    let quoted = AtomicU64::new(0);
    batches(cases(), |batch, numbers| {
        let mut lines = Vec::new();
        for number in numbers {
            let mut dice = Dice::of_case(!seed(), number);
            let mut text = text(&mut dice, Care::None);
            text.extend((0..dice.within(0..8)).map(|_| dice.character()));
            // No argument of any program holds one. A prompt's line editing is no matter of quotes: see `characters`.
            text.retain(|character| character != '\0');
            let line = "configure ".to_owned() + &quote::posix(&text);
            lines.push(Line {
                text: line,
                calls: vec![vec!["configure".to_owned(), text]],
                from: format!("case {number}"),
            });
        }
        quoted.fetch_add(lines.len() as u64, Ordering::Relaxed);
        interpreters(batch).into_iter().filter(|shell| !shell.interactive).try_for_each(|shell| shell.check(&lines))
    });
    println!("S6: seed {}, {} texts quoted", seed(), quoted.into_inner());
}

#[test]
fn s6_every_windows_command_arrives_through_powershell_and_cmd() {
    let accepted = AtomicU64::new(0);
    batches(cases(), |_, numbers| {
        let mut powershell = PowerShell::default();
        for number in numbers {
            let case = Case::new(&mut Dice::of_case(seed(), number), &[Os::Windows]);
            let outcome = take(&case, Extent::Commands).map_err(|error| format!("case {number}: {error}\n{case:?}"))?;
            let Outcome::Accepted(lines) = outcome else { continue };
            accepted.fetch_add(1, Ordering::Relaxed);
            for line in lines {
                let account = case.form.text(Field::Account).trim();
                let (call, token) = without_environment(&mut powershell, &line.text, account)
                    .map_err(|error| format!("case {number}: {error}\n{case:?}"))?;
                let expected = &line.calls[0][1..];
                // Where the token is in the environment, that is the first thing that is expected.
                let expected = match &token {
                    Some(token) if expected.first() == Some(&format!("environment: {token}")) => &expected[1..],
                    Some(token) => return Err(format!("case {number}: the token became {token}\n{case:?}")),
                    None => expected,
                };
                let [first, rest @ ..] = Joining::ALL;
                let mut read = vec![words_of(&mut powershell, call, first)];
                read.extend(rest.map(|joining| words_through_cmd(expected, joining)));
                if let Some(wrong) = read.iter().find(|words| words.as_deref() != Ok(expected)) {
                    return Err(format!("case {number}\n{}\n{wrong:?}\nfrom {}", line.text, line.from));
                }
            }
        }
        Ok(())
    });
    let (cases, accepted) = (cases(), accepted.into_inner());
    println!("S6: seed {}, {cases} cases for Windows, {accepted} accepted", seed());
    assert!(accepted * 100 >= cases * 10, "only {accepted} of {cases} cases were accepted: the generator is of no use");
}

#[test]
fn s6_powershell_quoting_holds_for_any_text_whatever_was_checked() {
    batches(cases(), |_, numbers| {
        let mut powershell = PowerShell::default();
        for number in numbers {
            let mut dice = Dice::of_case(!seed(), number);
            let mut text = text(&mut dice, Care::None);
            text.extend((0..dice.within(0..8)).map(|_| dice.character()));
            // Ends a string for the grammar's reader, which is written in C; `check` refuses it.
            text.retain(|character| character != '\0');
            let words = powershell.words(&("configure ".to_owned() + &quote::powershell(&text)));
            if words.as_deref() != Ok(&["configure".to_owned(), text.clone()]) {
                return Err(format!("case {number}: {text:?} became {words:?}"));
            }
        }
        Ok(())
    });
}

/// The readings themselves: what they must not let pass, so that the tests above can fail.
#[test]
fn s6_the_windows_readings_see_what_is_dangerous() {
    let mut powershell = PowerShell::default();
    let mut words_of = |command: &str, joining| words_of(&mut powershell, command, joining);
    let dangerous = [
        "./config.cmd --name a&calc",
        "./config.cmd --name 'a&calc'",
        "./config.cmd --name '%PATH%'",
        "./config.cmd --name '%PATH% x'",
        "./config.cmd --name 'a\" & calc'",
        "./config.cmd --name 'a)else(calc'",
        "./config.cmd --name 'a)'",
        "./config.cmd --name $(calc)",
        "./config.cmd --name \"$(calc)\"",
        "./config.cmd --name x; calc",
        "./config.cmd --name x | calc",
        "./config.cmd --name 'a\u{2019};calc;\u{2018}'",
        "./config.cmd --name 'x",
        "calc",
    ];
    for command in dangerous {
        for joining in Joining::ALL {
            let words = words_of(command, joining);
            assert!(words.is_err(), "{command} by {joining:?}: {words:?}");
        }
    }
    let array = words_of("./config.cmd --labels a,b", Joining::Quoted);
    assert_eq!(array, Ok(["--labels", "a", "b"].map(str::to_owned).to_vec()), "a comma without quotes makes a list");
    let lost = words_of("./config.cmd --work 'C:\\a b\\' --name x", Joining::Quoted);
    assert_eq!(lost, Ok(["--work", "C:\\a b\" --name x"].map(str::to_owned).to_vec()), "5.1 loses the quote's end");
    let standard = words_of("./config.cmd --work 'C:\\a b\\' --name x", Joining::Standard);
    assert_eq!(standard, Ok(["--work", "C:\\a b\\", "--name", "x"].map(str::to_owned).to_vec()));
}
