//! Real shells: a file of lines for one process, in which functions stand for the programs and write down their words.
//!
//! PATH is an empty folder, so that whatever else is called is not found, and says so.

use crate::lines::Line;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

/// A shell, and how it is started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interpreter {
    pub shell: &'static str,
    /// With history expansion, as at a prompt.
    pub interactive: bool,
    pub locale: &'static str,
}

/// What the functions of a machine's programs write: the number of words, and each word, all ended by NUL.
const PRELUDE: &str = r#"
configure() {
  if test "${ACTIONS_RUNNER_INPUT_TOKEN+there}"; then set -- "environment: $ACTIONS_RUNNER_INPUT_TOKEN" "$@"; fi
  printf '%s\0' "$(($# + 1))" configure "$@"
}
mkdir() { printf '%s\0' "$(($# + 1))" mkdir "$@"; }
cd() { printf '%s\0' "$(($# + 1))" cd "$@"; }
curl() { printf '%s\0' "$(($# + 1))" curl "$@"; }
shasum() { IFS= read -r line; printf '%s\0' "$(($# + 2))" shasum "$line" "$@"; }
tar() { printf '%s\0' "$(($# + 1))" tar "$@"; }
sudo() { printf '%s\0' "$(($# + 1))" sudo "$@"; }
su() { printf '%s\0' 5 su "$1" "$2" "$3" "$5"; eval "$4"; }
dependencies() { printf '%s\0' "$(($# + 1))" dependencies "$@"; }
run() { printf '%s\0' "$(($# + 1))" run "$@"; }
service() { printf '%s\0' "$(($# + 1))" service "$@"; }
state() { pwd; umask; echo "options $-"; trap; alias; export -p; set; }
"#;

/// Between the shell's state and what the lines wrote.
const MARK: &[u8] = b"\0== state ==\0";

/// Variables that a shell changes by itself.
const RESTLESS: &[&str] = &[
    "_=",
    "BASH_",
    "LINENO",
    "RANDOM",
    "SECONDS",
    "SRANDOM",
    "PIPESTATUS",
    "pipestatus",
    "EPOCH",
    "HISTCMD",
    "TTYIDLE",
    "status=",
    "?=",
    "'?'=",
    "OPTIND",
    "FUNCNAME",
    "'_'=",
    "ERRNO",
];

/// A folder of its own, removed at the end.
pub struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("runner-console-fuzz-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(folder.join("nothing-here")).unwrap();
        Self(folder)
    }

    fn entries(&self) -> usize {
        std::fs::read_dir(&self.0).unwrap().count() + std::fs::read_dir(self.0.join("nothing-here")).unwrap().count()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Whether this machine has the shell.
pub fn is_there(shell: &str) -> bool {
    program(shell).is_some()
}

/// Where the shell is: PATH is taken from its process.
fn program(shell: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(shell)).find(|file| file.is_file())
}

/// What a run came to, but for its working.
struct Run {
    output: Vec<u8>,
    trouble: Option<String>,
}

impl Interpreter {
    /// Runs lines in one process.
    ///
    /// # Errors
    /// The first line that did anything but make its calls, alone in a process of its own if that shows it too.
    pub fn check(self, lines: &[Line]) -> Result<(), String> {
        let run = self.run(lines);
        let expected: Vec<u8> = lines.iter().flat_map(written).collect();
        if run.output == expected && run.trouble.is_none() {
            return Ok(());
        }
        for line in lines {
            let alone = self.run(std::slice::from_ref(line));
            let expected = written(line);
            if alone.output != expected || alone.trouble.is_some() {
                return Err(format!(
                    "{self:?}\nline: {}\nwrote:    {:?}\nexpected: {:?}\ntrouble: {:?}\nfrom {}",
                    line.text,
                    String::from_utf8_lossy(&alone.output),
                    String::from_utf8_lossy(&expected),
                    alone.trouble,
                    line.from
                ));
            }
        }
        Err(format!("{self:?}: {} lines together, though none alone: {:?}", lines.len(), run.trouble))
    }

    fn run(self, lines: &[Line]) -> Run {
        let folder = Folder::new();
        let file = folder.0.join("lines");
        std::fs::write(&file, self.text_of(lines)).unwrap();
        let before = folder.entries();
        let output = self.command(&folder.0, &file).output().unwrap();
        let parts = split(&output.stdout, MARK);
        let [_, first, written, last] = parts.as_slice() else {
            let shown = String::from_utf8_lossy(&output.stderr).chars().take(2_000).collect::<String>();
            return Run { output: output.stdout, trouble: Some(format!("ended early, {}: {shown}", output.status)) };
        };
        let mut trouble = Vec::new();
        if !output.status.success() {
            trouble.push(format!("{}", output.status));
        }
        // At a prompt, the prompts themselves are there.
        if !self.interactive && !output.stderr.is_empty() {
            trouble.push(String::from_utf8_lossy(&output.stderr).chars().take(2_000).collect());
        }
        if folder.entries() != before {
            trouble.push("a file was written".to_owned());
        }
        let (first, last) = (state(first), state(last));
        let changed: Vec<&String> = first.symmetric_difference(&last).collect();
        if !changed.is_empty() {
            trouble.push(format!("the shell's state changed: {changed:?}"));
        }
        Run { output: written.to_vec(), trouble: (!trouble.is_empty()).then(|| trouble.join("; ")) }
    }

    fn text_of(self, lines: &[Line]) -> String {
        let mark = "printf '\\0== state ==\\0'\n";
        let mut text = PRELUDE.to_owned();
        match (self.shell, self.interactive) {
            ("bash", true) => text.push_str("unset HISTFILE\nset -o history -H\n"),
            ("zsh", true) => text.push_str("setopt banghist\n"),
            // What people set: none of it may matter between quotes.
            ("zsh", false) => text.push_str("setopt extendedglob nullglob rcquotes interactivecomments\n"),
            ("bash", false) => text.push_str("shopt -s extglob nullglob globstar\n"),
            _ => {}
        }
        // Some variables exist from the first call on.
        for part in ["configure x >/dev/null\nstate >/dev/null\n", mark, "state\n", mark] {
            text.push_str(part);
        }
        for line in lines {
            text.push_str(&line.text);
            text.push('\n');
        }
        for part in [mark, "state\n"] {
            text.push_str(part);
        }
        text
    }

    fn command(self, folder: &Path, file: &Path) -> Command {
        let mut command = Command::new(program(self.shell).unwrap());
        match (self.shell, self.interactive) {
            ("bash", true) => command.args(["--norc", "--noprofile", "-i"]),
            ("zsh", true) => command.args(["-f", "-i"]),
            ("zsh", false) => command.args(["-f", "-s"]),
            (_, interactive) => {
                assert!(!interactive, "{self:?}");
                command.arg("-s")
            }
        };
        // On its input, as a paste is: nothing is read before the lines ahead were run.
        command.stdin(Stdio::from(std::fs::File::open(file).unwrap())).current_dir(folder).env_clear();
        command.env("PATH", folder.join("nothing-here")).env("HOME", folder).env("LC_ALL", self.locale);
        command.env("PS1", "").env("PS2", "").env("TERM", "dumb");
        command
    }
}

/// What the functions write for a line's calls.
fn written(line: &Line) -> Vec<u8> {
    let mut bytes = Vec::new();
    for call in &line.calls {
        bytes.extend(format!("{}\0", call.len()).into_bytes());
        for word in call {
            bytes.extend_from_slice(word.as_bytes());
            bytes.push(0);
        }
    }
    bytes
}

fn split<'a>(bytes: &'a [u8], mark: &[u8]) -> Vec<&'a [u8]> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at + mark.len() <= bytes.len() {
        if bytes[at..].starts_with(mark) {
            parts.push(&bytes[start..at]);
            at += mark.len();
            start = at;
        } else {
            at += 1;
        }
    }
    parts.push(&bytes[start..]);
    parts
}

fn state(bytes: &[u8]) -> BTreeSet<String> {
    let restless = |line: &&str| {
        let name = line
            .trim_start_matches("export ")
            .trim_start_matches("declare ")
            .trim_start_matches("-x ")
            .trim_start_matches("typeset ");
        RESTLESS.iter().any(|prefix| name.starts_with(prefix))
    };
    String::from_utf8_lossy(bytes).lines().filter(|line| !restless(line)).map(str::to_owned).collect()
}
