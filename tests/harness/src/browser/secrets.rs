//! The access tokens of a test: those that its simulated hosts know, and whatever was typed into a password box.
//!
//! Invariant: nothing that was typed as a secret is forgotten before the test's end, so that no test has to name what
//! must not leak.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use simulator::Running;

/// Shorter texts are no tokens: a page may hold `x` for a thousand reasons.
const SHORTEST: usize = 10;

/// Token to the host that takes it; none where no host does.
#[derive(Clone, Debug, Default)]
pub(super) struct Secrets(Arc<Mutex<BTreeMap<String, Option<String>>>>);

impl Secrets {
    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, Option<String>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Something was typed into a password box.
    pub(super) fn typed(&self, text: &str) {
        let text = text.trim();
        if text.len() >= SHORTEST {
            self.lock().entry(text.to_owned()).or_default();
        }
    }

    /// All tokens of a simulated GitHub, good or bad.
    pub(super) fn of(&self, github: &Running) {
        let host = github.ready().web.trim_start_matches("http://");
        let values: Vec<String> =
            github.state().with(|state| state.accounts.iter().map(|account| account.value.clone()).collect());
        self.lock().extend(values.into_iter().map(|value| (value, Some(host.to_owned()))));
    }

    /// From now on this is a token of the host as well.
    pub(super) fn add(&self, token: &str, host: &str) {
        self.lock().insert(token.to_owned(), Some(host.to_owned()));
    }

    /// From now on this is no token.
    pub(super) fn remove(&self, token: &str) {
        self.lock().remove(token);
    }

    /// Each token, with the host that takes it.
    pub(super) fn all(&self) -> Vec<(String, Option<String>)> {
        self.lock().clone().into_iter().collect()
    }
}
