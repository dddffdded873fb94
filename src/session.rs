//! A session: one host and one token, and where they are kept.
//!
//! Invariant: the token is in the tab's session storage under a key that holds its host, or (on request) in memory
//! only; it is nowhere else, and [`sign_out`] leaves nothing behind.

use crate::config::{TimeoutReason, Times};
use crate::github::{AccessToken, ApiError, Host, Scope};
use std::sync::Arc;
use web_sys::Storage;

/// Everything this console keeps begins with this.
const PREFIX: &str = "runner-console/";
/// Followed by the host.
const TOKEN: &str = "runner-console/token/";
/// Followed by the host.
const TIMES: &str = "runner-console/times/";
/// Followed by the host.
const RECENTS: &str = "runner-console/recents/";
/// How many scopes are remembered.
const MOST_RECENTS: usize = 8;

/// The event of the window by which a screen says that work goes on which somebody began here.
pub const WORK_GOES_ON: &str = "runner-console/work";

/// Where the token is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keep {
    /// In the tab's session storage: a reload keeps the session, closing the tab ends it.
    #[default]
    Session,
    /// In memory: a reload ends the session.
    Memory,
}

/// Who is connected to what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// The GitHub host.
    pub host: Host,
    /// The admin's token.
    pub token: AccessToken,
}

/// Tells the sessions of one page apart, also where the login is unknown.
#[derive(Clone, Debug, Default)]
pub struct SessionKey(Arc<()>);

impl SessionKey {
    /// A key that equals its clones alone.
    pub fn new() -> Self {
        Self::default()
    }
}

impl PartialEq for SessionKey {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// Why nobody is connected any more, or not yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unconnected {
    /// The host, or the network before it, did not let the token in.
    Refused(ApiError),
    /// A limit of the site ended the session.
    Locked(TimeoutReason),
    /// Whoever was connected wanted it so.
    SignedOut,
}

/// The session this tab had before it was reloaded: of the wanted host where one is given, else of any.
pub fn restore(wanted: Option<&Host>) -> Option<Session> {
    let storage = storage()?;
    keys(&storage).into_iter().find_map(|key| {
        let host = Host::parse(key.strip_prefix(TOKEN)?).ok()?;
        if wanted.is_some_and(|wanted| *wanted != host) {
            return None;
        }
        let token = AccessToken::parse(&storage.get_item(&key).ok()??).ok()?;
        Some(Session { host, token })
    })
}

/// Keeps a session for reloads, if it may be kept, in the place of any other.
pub fn remember(session: &Session, keep: Keep) {
    let Some(storage) = storage() else { return };
    forget_keys(&storage, TOKEN);
    forget_keys(&storage, TIMES);
    if keep == Keep::Session {
        // A full or forbidden storage means that a reload asks for the token again: nothing is lost.
        let _ = storage.set_item(&(TOKEN.to_owned() + &session.host.as_text()), session.token.reveal());
    }
}

/// When the kept session of a host was used, if that was written down.
pub fn times(host: &Host) -> Option<Times> {
    Times::from_text(&storage()?.get_item(&times_key(host)).ok()??)
}

/// Writes down when a kept session was used; of one that is in memory only nothing is written.
pub fn keep_times(host: &Host, times: Times) {
    let Some(storage) = storage() else { return };
    if matches!(storage.get_item(&(TOKEN.to_owned() + &host.as_text())), Ok(Some(_))) {
        let _ = storage.set_item(&times_key(host), &times.to_text());
    }
}

/// Removes all that this console has stored in this tab.
pub fn sign_out() {
    if let Some(storage) = storage() {
        forget_keys(&storage, PREFIX);
    }
}

/// The scopes that were shown in this tab, latest first.
pub fn recents(host: &Host) -> Vec<Scope> {
    let stored = storage().and_then(|storage| storage.get_item(&recents_key(host)).ok().flatten()).unwrap_or_default();
    parse_scopes(&stored)
}

/// Puts a scope in front of the recents, and returns them.
pub fn add_recent(host: &Host, scope: &Scope) -> Vec<Scope> {
    let mut scopes = recents(host);
    scopes.retain(|other| other != scope);
    scopes.insert(0, scope.clone());
    scopes.truncate(MOST_RECENTS);
    if let (Some(storage), Ok(text)) = (storage(), serde_json::to_string(&scopes)) {
        let _ = storage.set_item(&recents_key(host), &text);
    }
    scopes
}

/// Forgets the recents of a host.
pub fn forget_recents(host: &Host) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(&recents_key(host));
    }
}

fn times_key(host: &Host) -> String {
    TIMES.to_owned() + &host.as_text()
}

fn recents_key(host: &Host) -> String {
    RECENTS.to_owned() + &host.as_text()
}

/// Reads a JSON list of scopes and leaves out what is none, such as the lines that versions before 0.1.0 kept.
fn parse_scopes(text: &str) -> Vec<Scope> {
    let list: Vec<serde_json::Value> = serde_json::from_str(text).unwrap_or_default();
    list.into_iter().filter_map(|scope| serde_json::from_value(scope).ok()).take(MOST_RECENTS).collect()
}

/// A browser may refuse storage altogether; the console then works from memory.
fn storage() -> Option<Storage> {
    web_sys::window()?.session_storage().ok()?
}

fn keys(storage: &Storage) -> Vec<String> {
    let count = storage.length().unwrap_or(0);
    (0..count).filter_map(|index| storage.key(index).ok().flatten()).collect()
}

fn forget_keys(storage: &Storage, prefix: &str) {
    for key in keys(storage).iter().filter(|key| key.starts_with(prefix)) {
        let _ = storage.remove_item(key);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::parse_scopes;
    use crate::github::{Scope, ScopeKind};

    #[test]
    fn scopes_survive_being_written_down() {
        let scopes =
            [(ScopeKind::Enterprise, "octo"), (ScopeKind::Organization, "Octo-Org"), (ScopeKind::Repository, "o/r.s")]
                .map(|(kind, name)| Scope::parse(kind, name).unwrap());
        let text = serde_json::to_string(&scopes).unwrap();
        assert_eq!(text, r#"[{"enterprise":"octo"},{"organization":"Octo-Org"},{"repository":"o/r.s"}]"#);
        assert_eq!(parse_scopes(&text), scopes);
    }

    #[test]
    fn what_an_older_version_kept_is_dropped_and_so_is_what_is_no_scope() {
        assert_eq!(parse_scopes("organization octo-org\nrepository octo-org/octo-repo"), []);
        let organization = Scope::parse(ScopeKind::Organization, "a").unwrap();
        assert_eq!(parse_scopes(r#"[null, {"planet": "earth"}, {"organization": "a"}, 7]"#), [organization]);
    }
}
