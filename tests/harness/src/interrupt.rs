//! Ctrl-C and its like: what we started does not outlive us.
//!
//! Every program runs in a process group of its own, which is ended as a whole: a cargo that is left behind would go on
//! compiling, unseen, for minutes.
//!
//! Invariant: a program is in [`RUNNING`] from its start until it has been waited for.

use std::collections::BTreeSet;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

use anyhow::Result;

/// Exit status of a program that Ctrl-C ended, as shells count it.
const INTERRUPTED: i32 = 130;

/// Ids of the programs that run; each leads a process group of the same id.
static RUNNING: Mutex<BTreeSet<u32>> = Mutex::new(BTreeSet::new());
/// Somebody else ends the process in good order.
static TAKEN_OVER: AtomicBool = AtomicBool::new(false);

fn running() -> MutexGuard<'static, BTreeSet<u32>> {
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Notes that a program runs, until it is dropped.
#[derive(Debug)]
pub(crate) struct Registered(u32);

impl Registered {
    pub(crate) fn new(id: u32) -> Self {
        running().insert(id);
        Self(id)
    }
}

impl Drop for Registered {
    fn drop(&mut self) {
        running().remove(&self.0);
    }
}

/// Puts a program into a process group of its own.
pub(crate) fn in_own_group(command: &mut Command) -> &mut Command {
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    command
}

/// From now on, Ctrl-C (or a request to end) ends the programs that run, and then us.
///
/// # Errors
/// The system does not let us listen.
pub fn watch() -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    thread::spawn(move || {
        let heard = runtime.block_on(asked_to_end());
        if heard.is_ok() && !TAKEN_OVER.load(Ordering::SeqCst) {
            end_all();
            std::process::exit(INTERRUPTED);
        }
    });
    Ok(())
}

/// From now on, who calls this waits for [`asked_to_end`] and ends everything in good order.
pub fn take_over() {
    TAKEN_OVER.store(true, Ordering::SeqCst);
}

/// Returns at Ctrl-C, or when the system asks us to end.
///
/// # Errors
/// The system does not let us listen.
pub async fn asked_to_end() -> Result<()> {
    #[cfg(unix)]
    {
        let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
        tokio::select! {
            heard = tokio::signal::ctrl_c() => heard?,
            _ = terminate.recv() => {}
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await?;
    Ok(())
}

fn end_all() {
    for group in running().iter() {
        // Gone by now is as well.
        let _ = Command::new("kill").args(["-TERM", "--", &format!("-{group}")]).stderr(Stdio::null()).status();
    }
}
