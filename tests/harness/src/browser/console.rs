//! The browser's log: what the page and the browser complained about.
//!
//! Invariant: an answer with an error status from the simulated GitHub is logged by the browser by itself and is no
//! complaint; everything else at the level of an error is, and so is any word of a violated policy.

mod bidi;
mod devtools;

use std::sync::Mutex;

use anyhow::{Result, bail};

use super::page::{Page, Wire};

/// Run in every document before its own scripts: what violates a policy is written to the log, which outlives documents.
pub(super) const VIOLATIONS: &str = "addEventListener('securitypolicyviolation', (event) =>
    console.error(`securitypolicyviolation: ${event.effectiveDirective} refused ${event.blockedURI} ${event.sample}`))";

/// How an entry of [`VIOLATIONS`] is known.
const VIOLATION: &str = "securitypolicyviolation: ";

/// How bad an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// An error.
    Severe,
    /// A warning.
    Warning,
    /// Anything else.
    Other,
}

/// One line of the browser's log.
#[derive(Clone, Debug)]
pub struct Entry {
    /// How bad it is.
    pub level: Level,
    /// `network`, `console-api`, `javascript`, `security`…
    pub source: String,
    /// Where and what.
    pub message: String,
}

impl std::fmt::Display for Entry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} {}: {}", self.level, self.source, self.message)
    }
}

/// All of the log so far: the browser hands each entry over once only.
#[derive(Debug, Default)]
pub(super) struct Log {
    entries: Mutex<Vec<Entry>>,
    allowed: Mutex<Vec<String>>,
    /// Directives.
    violations: Mutex<Vec<String>>,
}

impl Log {
    /// Reads what is new, and returns everything.
    pub(super) async fn read(&self, page: &Page) -> Result<Vec<Entry>> {
        let fresh = match page.wire() {
            Wire::DevTools => devtools::read(page.driver()).await?,
            Wire::Bidi(bidi) => bidi::read(page.driver(), bidi).await?,
        };
        let mut entries = self.entries.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        entries.extend(fresh);
        Ok(entries.clone())
    }

    /// Entries with this in them are expected.
    pub(super) fn allow(&self, part: &str) {
        self.allowed.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(part.to_owned());
    }

    /// Violations of this directive are expected.
    pub(super) fn expect_violation(&self, directive: &str) {
        self.violations.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(directive.to_owned());
    }

    /// Fails if there is a complaint, or if an expected violation did not come. `githubs` are the origins whose error
    /// statuses are no complaint.
    pub(super) async fn check(&self, page: &Page, githubs: &[String]) -> Result<()> {
        let entries = self.read(page).await?;
        let allowed = self.allowed.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone();
        let violations = self.violations.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone();
        for directive in &violations {
            let came = |entry: &Entry| entry.message.contains(&format!("{VIOLATION}{directive}"));
            if !entries.iter().any(came) {
                bail!("nothing violated {directive}, although the test says so");
            }
        }
        let expected = |entry: &Entry| {
            allowed.iter().any(|part| entry.message.contains(part))
                || violations.iter().any(|directive| is_about(entry, directive))
        };
        let complaints: Vec<String> = entries
            .iter()
            .filter(|entry| is_complaint(entry, githubs) && !expected(entry))
            .map(ToString::to_string)
            .collect();
        if complaints.is_empty() {
            Ok(())
        } else {
            bail!("the browser's console complains:\n{}", complaints.join("\n"))
        }
    }
}

/// Whether an entry is what the browser says when this directive was violated.
fn is_about(entry: &Entry, directive: &str) -> bool {
    // Sentences that do not name the directive.
    let sentence = match directive {
        "require-trusted-types-for" => "requires 'Trusted",
        "connect-src" => "Refused to connect because it violates",
        _ => directive,
    };
    is_about_policies(entry) && (entry.message.contains(directive) || entry.message.contains(sentence))
}

fn is_about_policies(entry: &Entry) -> bool {
    const POLICIES: [&str; 5] =
        [VIOLATION, "Content Security Policy", "Content-Security-Policy", "Trusted", "Permissions policy"];
    POLICIES.iter().any(|word| entry.message.contains(word))
}

fn is_complaint(entry: &Entry, githubs: &[String]) -> bool {
    if is_about_policies(entry) {
        return true;
    }
    let is_status = entry.source == "network" && entry.message.contains("responded with a status of");
    let is_of_github = || githubs.iter().any(|github| entry.message.starts_with(&format!("{github}/")));
    entry.level == Level::Severe && !(is_status && is_of_github())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(level: Level, source: &str, message: &str) -> Entry {
        Entry { level, source: source.into(), message: message.into() }
    }

    #[test]
    fn only_statuses_of_github_are_no_complaint() {
        let githubs = ["http://127.0.0.1:1".to_owned()];
        let status = "/api/v3/user - Failed to load resource: the server responded with a status of 401 (Unauthorized)";
        for (complains, entry) in [
            (false, entry(Level::Severe, "network", &format!("http://127.0.0.1:1{status}"))),
            (true, entry(Level::Severe, "network", &format!("http://127.0.0.1:12{status}"))),
            (true, entry(Level::Severe, "network", "http://127.0.0.1:1/x - Failed to load resource: net::ERR_FAILED")),
            (true, entry(Level::Severe, "javascript", "http://127.0.0.1:2/a.js 1:1 Uncaught TypeError")),
            (true, entry(Level::Other, "security", "[Report Only] … violates the following Content Security Policy")),
            (false, entry(Level::Warning, "other", "a warning")),
            (false, entry(Level::Other, "console-api", "hello")),
        ] {
            assert_eq!(is_complaint(&entry, &githubs), complains, "{entry}");
        }
    }
}
