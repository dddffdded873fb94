//! A terminal with an interactive shell, into which a person pastes.
//!
//! Invariant: the shell reads no start-up file of the user, and what it shows is read until a mark that the pasted text
//! cannot hold.

use std::path::Path;

use anyhow::{Context, Result, anyhow};
use rexpect::process::Signal;
use rexpect::session::{PtySession, spawn_command};

use super::wait::DEADLINE;
use crate::process;

/// Which shell runs in the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Program {
    /// `bash -i`
    Bash,
    /// `zsh -i`
    Zsh,
}

/// How the terminal hands over what is pasted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paste {
    /// Marked as a paste, so that the shell takes it as one text (today's terminals).
    Bracketed,
    /// As if typed: each line runs as it comes (older terminals, serial consoles).
    Plain,
}

/// An interactive shell on a pseudo-terminal.
pub struct Terminal {
    session: PtySession,
    pastes: usize,
}

/// What came of a paste.
#[derive(Clone, Debug)]
pub struct Pasted {
    /// Everything that the terminal showed, the pasted text and control sequences included.
    pub shown: String,
    /// `$?` of the last command.
    pub status: i32,
}

impl Terminal {
    /// Opens a terminal in a folder.
    ///
    /// # Errors
    /// The shell does not start.
    pub fn open(program: Program, folder: &Path, environment: &[(&str, &str)]) -> Result<Self> {
        let (name, arguments): (_, &[&str]) = match program {
            Program::Bash => ("bash", &["--noprofile", "--norc", "-i"]),
            Program::Zsh => ("zsh", &["--no-rcs", "-i"]),
        };
        let mut command = process::command(name);
        command.args(arguments).current_dir(folder).env("HOME", folder).env("TERM", "xterm");
        command.env("PS1", "ready> ").envs(environment.iter().copied());
        let timeout = u64::try_from(DEADLINE.as_millis() * 3)?;
        let session = spawn_command(command, Some(timeout)).with_context(|| format!("cannot start {name}"))?;
        let mut terminal = Self { session, pastes: 0 };
        terminal.session.exp_string("ready> ").map_err(|error| anyhow!("{name} shows no prompt: {error}"))?;
        Ok(terminal)
    }

    /// Pastes a text, presses Enter, and waits until the shell is through with all of it.
    ///
    /// # Errors
    /// The shell ends, or does not come to an end of the text in time: the message holds what it showed.
    pub fn paste(&mut self, text: &str, paste: Paste) -> Result<Pasted> {
        // A terminal sends a carriage return for each line break.
        let text = text.trim_end_matches('\n').replace('\n', "\r");
        let keys = match paste {
            Paste::Bracketed => format!("\u{1b}[200~{text}\u{1b}[201~\r"),
            Paste::Plain => format!("{text}\r"),
        };
        self.pastes += 1;
        // Typed ahead, as people do. The mark is computed, so that the echo of the line does not hold it.
        let mark = format!("printf 'status=%s mark=%s;' $? $((1000 + {}))\r", self.pastes);
        self.session.send(&keys)?;
        self.session.send(&mark)?;
        self.session.flush()?;
        let found = self.session.exp_regex(&format!("status=([0-9]+) mark={};", 1000 + self.pastes));
        let (shown, marks) = found.map_err(|error| anyhow!("the shell did not come to an end: {error}"))?;
        let status = marks.trim_start_matches("status=").split(' ').next().unwrap_or_default().parse()?;
        Ok(Pasted { shown, status })
    }
}

impl Drop for Terminal {
    /// Closes the window: the shell and its jobs are hung up on, as a terminal does it.
    fn drop(&mut self) {
        let process = self.session.process_mut();
        // An interactive shell takes no notice of SIGTERM, which is what the session would send, for as long as it may.
        process.set_kill_timeout(Some(2000));
        // A shell that is gone already is what we want.
        let _ = process.kill(Signal::SIGHUP);
    }
}

impl std::fmt::Debug for Terminal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Terminal").field("pastes", &self.pastes).finish_non_exhaustive()
    }
}
