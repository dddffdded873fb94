//! How other programs are started.
//!
//! Invariant: a program started here sees the user's environment, not what `cargo run` added to it for us: nested
//! cargo calls would otherwise rebuild what they need not, or build for the wrong crate.

use std::env;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, IsTerminal, Write};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::interrupt::{self, Registered};

/// How often a hidden program that runs long tells that it is still at work.
const PROGRESS: Duration = Duration::from_secs(20);
/// How often a hidden program is asked whether it has ended.
const POLL: Duration = Duration::from_millis(100);
/// Lines of a log that are shown when a hidden program failed.
const TAIL: usize = 30;

/// A program, in the environment that the user started us in.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    for (name, _) in env::vars_os() {
        if name.to_str().is_some_and(is_set_by_cargo_run) {
            command.env_remove(name);
        }
    }
    command
}

/// Whether cargo sets this variable for the program that `cargo run` starts, about the crate of that program.
fn is_set_by_cargo_run(name: &str) -> bool {
    const NAMES: [&str; 6] = [
        "CARGO",
        "CARGO_MANIFEST_DIR",
        "CARGO_MANIFEST_PATH",
        "CARGO_BIN_NAME",
        "CARGO_CRATE_NAME",
        "CARGO_PRIMARY_PACKAGE",
    ];
    NAMES.contains(&name) || name.starts_with("CARGO_PKG_")
}

/// The first line that a program prints on its standard output, if it runs and succeeds.
pub fn first_line(program: &Path, arguments: &[&str]) -> Option<String> {
    let output = command(program).args(arguments).stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.lines().next().unwrap_or_default().to_owned())
}

/// Runs a program with its output hidden in a log file, and says from time to time that it is still at work.
///
/// # Errors
/// It cannot be started, or fails: the message holds the end of the log.
pub fn run_hidden(mut command: Command, what: &str, log: &Path) -> Result<()> {
    if let Some(folder) = log.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    // A backtrace of a tool would push what it says out of the end of its log.
    command.env("RUST_BACKTRACE", "0");
    let file = File::create(log).with_context(|| format!("cannot write {}", log.display()))?;
    let program = command.get_program().to_string_lossy().into_owned();
    command.stdin(Stdio::null()).stderr(file.try_clone()?).stdout(file);
    let mut child = interrupt::in_own_group(&mut command).spawn().with_context(|| format!("cannot start {program}"))?;
    let _registered = Registered::new(child.id());
    let start = Instant::now();
    let mut told = start;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        if told.elapsed() >= PROGRESS {
            told = Instant::now();
            println!("  … {what}: {}{}", shown_duration(start.elapsed()), crates_built(log));
        }
        thread::sleep(POLL);
    };
    if !status.success() {
        bail!("{what} failed ({status}). The end of {}:\n{}", log.display(), tail(log));
    }
    println!("  ✓ {what}: {}", shown_duration(start.elapsed()));
    Ok(())
}

/// `", N crates built"`, where the log is one of cargo.
fn crates_built(log: &Path) -> String {
    let text = fs::read_to_string(log).unwrap_or_default();
    match text.lines().filter(|line| line.trim_start().starts_with("Compiling ")).count() {
        0 => String::new(),
        count => format!(", {count} crates so far"),
    }
}

fn tail(log: &Path) -> String {
    let text = fs::read(log).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(TAIL)..].join("\n")
}

/// Runs a program whose output a person sees as it comes, and hands each line, without colours, to `line` as well.
///
/// # Errors
/// It cannot be started, or its output cannot be read. How it ended is the caller's to judge.
pub fn run_shown(mut command: Command, mut line: impl FnMut(&str)) -> Result<ExitStatus> {
    let program = command.get_program().to_string_lossy().into_owned();
    if std::io::stdout().is_terminal() {
        command.env("CARGO_TERM_COLOR", "always");
    }
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = interrupt::in_own_group(&mut command).spawn().with_context(|| format!("cannot start {program}"))?;
    let _registered = Registered::new(child.id());
    let (sender, receiver) = mpsc::channel::<Vec<u8>>();
    let mut readers = Vec::new();
    if let Some(stdout) = child.stdout.take() {
        let sender = sender.clone();
        readers.push(thread::spawn(move || send_lines(stdout, &sender)));
    }
    if let Some(stderr) = child.stderr.take() {
        readers.push(thread::spawn(move || send_lines(stderr, &sender)));
    } else {
        drop(sender);
    }
    let mut out = std::io::stdout();
    for bytes in receiver {
        out.write_all(&bytes)?;
        out.flush()?;
        line(without_colours(&String::from_utf8_lossy(&bytes)).trim_end());
    }
    for reader in readers {
        // A reader that panicked has lost lines that may be counts: that is a failure of ours.
        if reader.join().is_err() {
            bail!("the output of {program} could not be read");
        }
    }
    Ok(child.wait()?)
}

fn send_lines(stream: impl std::io::Read, sender: &mpsc::Sender<Vec<u8>>) {
    let mut reader = BufReader::new(stream);
    let mut bytes = Vec::new();
    // An unreadable stream ends like a closed one: the exit status tells the rest.
    while reader.read_until(b'\n', &mut bytes).is_ok_and(|count| count > 0) {
        if sender.send(std::mem::take(&mut bytes)).is_err() {
            return;
        }
    }
}

/// The text without ANSI colour sequences.
fn without_colours(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        plain.push_str(before);
        rest = after.find(|letter: char| letter.is_ascii_alphabetic()).map_or("", |end| &after[end + 1..]);
    }
    plain + rest
}

/// A duration as a person reads it: `4.2 s`, `3 min 05 s`.
pub fn shown_duration(duration: Duration) -> String {
    let seconds = duration.as_secs();
    if seconds < 60 {
        format!("{:.1} s", duration.as_secs_f64())
    } else {
        format!("{} min {:02} s", seconds / 60, seconds % 60)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn sh(script: &str) -> Command {
        let mut command = command("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn nested_programs_do_not_see_what_cargo_set_for_us() {
        // cargo sets this one for every test, so that its absence in the child is ours.
        assert!(env::var_os("CARGO_PKG_NAME").is_some());
        let script = "echo ${CARGO_PKG_NAME-unset} ${CARGO_MANIFEST_DIR-unset} ${PATH:+path}";
        let mut seen = String::new();
        run_shown(sh(script), |line| seen.push_str(line)).unwrap();
        assert_eq!(seen, "unset unset path");
    }

    #[test]
    fn both_streams_are_read_without_colours_and_the_status_is_kept() {
        let mut seen = Vec::new();
        let script = r"printf 'one\n\033[1;31mtwo\033[0m\n'; echo three >&2; printf four; exit 7";
        let status = run_shown(sh(script), |line| seen.push(line.to_owned())).unwrap();
        seen.sort();
        assert_eq!(seen, ["four", "one", "three", "two"]);
        assert_eq!(status.code(), Some(7));
    }

    #[test]
    fn a_hidden_failure_shows_the_end_of_its_log() {
        let log = env::temp_dir().join(format!("harness-process-{}.log", std::process::id()));
        let error = run_hidden(sh("seq 1 100; echo broken >&2; exit 3"), "a thing", &log).unwrap_err().to_string();
        fs::remove_file(&log).unwrap();
        assert!(error.starts_with("a thing failed"), "{error}");
        assert!(error.contains("\n100\nbroken"), "{error}");
        assert!(!error.contains("\n50\n"), "{error}");
    }

    #[test]
    fn a_program_that_is_not_there_is_named() {
        let error = run_shown(command("no-such-program"), |_| ()).unwrap_err();
        assert!(error.to_string().contains("no-such-program"));
        assert_eq!(first_line(Path::new("no-such-program"), &[]), None);
    }

    #[test]
    fn durations_read_well() {
        assert_eq!(shown_duration(Duration::from_millis(4230)), "4.2 s");
        assert_eq!(shown_duration(Duration::from_secs(185)), "3 min 05 s");
    }
}
