//! Real shells, and a folder that plays the machine a runner is set up on.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// The shells of this machine that a command may be pasted into; `sh` is there or the test fails.
pub fn shells() -> &'static [&'static str] {
    static FOUND: OnceLock<Vec<&'static str>> = OnceLock::new();
    FOUND.get_or_init(|| {
        let runs = |shell: &&'static str| {
            let status = Command::new(shell).args(["-c", "exit 0"]).stderr(Stdio::null()).status();
            *shell == "sh" || status.is_ok_and(|status| status.success())
        };
        ["sh", "dash", "bash", "zsh"].into_iter().filter(runs).collect()
    })
}

/// A folder of its own, removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("runner-console-commands-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder.canonicalize().unwrap())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A machine: a folder with an archive of a runner application to download.
pub struct Machine {
    folder: Folder,
    checksum: String,
}

/// How a paste ended.
#[derive(Debug)]
pub struct Run {
    /// Both outputs.
    pub output: String,
    /// Whether the shell took a further line after the script.
    pub still_alive: bool,
    /// The folder that line was run in.
    pub folder: String,
}

impl Machine {
    /// A machine with an archive of a runner application whose programs note how they were called.
    pub fn new() -> Self {
        let folder = Folder::new();
        let parts = folder.0.join("parts");
        std::fs::create_dir(&parts).unwrap();
        std::fs::create_dir(parts.join("bin")).unwrap();
        for program in ["config.sh", "run.sh", "svc.sh", "bin/installdependencies.sh"] {
            let name = program.trim_start_matches("bin/");
            let text = format!(
                "#!/bin/sh\n{{ echo {name}; echo \"${{ACTIONS_RUNNER_INPUT_TOKEN+in the environment: $ACTIONS_RUNNER_INPUT_TOKEN}}\" | grep .; for argument; do printf '%s\\n' \"$argument\"; done; }} >>../log\n\
                 test {program} != config.sh || : >.runner\n"
            );
            std::fs::write(parts.join(program), text).unwrap();
        }
        let archive = "chmod +x parts/*.sh parts/bin/*.sh && tar czf runner.tar.gz -C parts config.sh run.sh svc.sh bin && \
                       { sha256sum runner.tar.gz || shasum -a 256 runner.tar.gz; }";
        let output = Command::new("sh").args(["-c", archive]).current_dir(&folder.0).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        let checksum = String::from_utf8(output.stdout).unwrap()[..64].to_owned();
        Self { folder, checksum }
    }

    /// Where it is.
    pub fn folder(&self) -> &Path {
        &self.folder.0
    }

    /// The SHA-256 of its archive.
    pub fn checksum(&self) -> &str {
        &self.checksum
    }

    /// What the programs noted.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.folder.0.join("log")).unwrap_or_default()
    }

    /// Hands a shell a script line by line on its input, and a last line that shows that it is still there.
    pub fn paste(&self, shell: &str, interactive: bool, script: &str) -> Run {
        let mut command = Command::new(shell);
        if interactive {
            command.arg("-i");
        }
        // Nobody's start files, no history file.
        command.env("HOME", &self.folder.0).env("ZDOTDIR", &self.folder.0).env_remove("ENV").env_remove("HISTFILE");
        let child = command
            .current_dir(&self.folder.0)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn();
        let mut child = child.unwrap();
        let lines = format!("{script}\nprintf 'alive in %s\\n' \"$PWD\"\nexit\n");
        child.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        let stdout = String::from_utf8_lossy(&output.stdout).into_owned();
        let folder = stdout.rsplit_once("alive in ").map_or("", |(_, rest)| rest.lines().next().unwrap_or_default());
        Run {
            still_alive: !folder.is_empty(),
            folder: folder.to_owned(),
            output: stdout + &String::from_utf8_lossy(&output.stderr),
        }
    }
}

impl Machine {
    /// Runs a script as a file, with these arguments.
    pub fn run_with(&self, shell: &str, script: &str, arguments: &[&str]) -> Run {
        std::fs::write(self.folder.0.join("script"), script).unwrap();
        let mut command = Command::new(shell);
        command.arg("./script").args(arguments).env("HOME", &self.folder.0).env("ZDOTDIR", &self.folder.0);
        let output = command.current_dir(&self.folder.0).output().unwrap();
        let stdout = String::from_utf8_lossy(&output.stdout).into_owned();
        let output = stdout + &String::from_utf8_lossy(&output.stderr);
        Run { still_alive: true, folder: self.folder.0.display().to_string(), output }
    }
}

/// What a program writes that is given a text; `None` where it is not here or fails.
pub fn output_of(program: &str, arguments: &[&str], input: &str) -> Option<String> {
    let piped = || Stdio::piped();
    let child = Command::new(program).args(arguments).stdin(piped()).stdout(piped()).stderr(Stdio::null()).spawn();
    let mut child = child.ok()?;
    child.stdin.take()?.write_all(input.as_bytes()).ok()?;
    let output = child.wait_with_output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The arguments that `./config.sh` gets from each command, run by a shell; any other effect is a failure.
pub fn arguments_of(shell: &str, commands: &[String]) -> Vec<Vec<String>> {
    let folder = Folder::new();
    // A function stands for the program: no process for each value, so a thousand times as many in the same time.
    let mut text = String::from("configure() { printf '%s\\0' $# \"$@\"; }\n");
    for command in commands {
        text.push_str(&command.replacen("./config.sh ", "configure ", 1));
        text.push('\n');
    }
    std::fs::write(folder.0.join("commands"), text).unwrap();
    let output = Command::new(shell).arg("./commands").current_dir(&folder.0).output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{shell}: {output:?}");
    assert_eq!(std::fs::read_dir(&folder.0).unwrap().count(), 1, "{shell} wrote a file");
    let text = String::from_utf8(output.stdout).unwrap();
    let mut parts = text.split_terminator('\0').map(str::to_owned);
    let mut calls = Vec::new();
    while let Some(count) = parts.next() {
        calls.push(parts.by_ref().take(count.parse().unwrap()).collect());
    }
    calls
}
