//! A session: one host and one token, and where they are kept.
//!
//! Invariant: the token is in the tab's session storage under a key that holds its host, or (on request) in memory
//! only; it is nowhere else, and [`sign_out`] leaves nothing behind.

use crate::github::{AccessToken, ApiError, Host, Scope, ScopeKind};
use crate::settings::{Ending, Times};
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

/// Why nobody is connected any more, or not yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unconnected {
    /// The host, or the network before it, did not let the token in.
    Refused(ApiError),
    /// A limit of the site ended the session.
    Locked(Ending),
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
    stored.lines().filter_map(read_scope).take(MOST_RECENTS).collect()
}

/// Puts a scope in front of the recents, and returns them.
pub fn add_recent(host: &Host, scope: &Scope) -> Vec<Scope> {
    let mut scopes = recents(host);
    scopes.retain(|other| other != scope);
    scopes.insert(0, scope.clone());
    scopes.truncate(MOST_RECENTS);
    let lines: Vec<String> = scopes.iter().map(write_scope).collect();
    if let Some(storage) = storage() {
        let _ = storage.set_item(&recents_key(host), &lines.join("\n"));
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

fn write_scope(scope: &Scope) -> String {
    [scope.kind().as_word(), " ", scope.name()].concat()
}

fn read_scope(line: &str) -> Option<Scope> {
    let (word, name) = line.split_once(' ')?;
    let kind = ScopeKind::from_word(word)?;
    Scope::parse(kind, name).ok()
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
    use super::{read_scope, write_scope};
    use crate::github::{Scope, ScopeKind};

    #[test]
    fn a_scope_survives_being_written_down() {
        for (kind, name) in
            [(ScopeKind::Enterprise, "octo"), (ScopeKind::Organization, "Octo-Org"), (ScopeKind::Repository, "o/r.s")]
        {
            let scope = Scope::parse(kind, name).unwrap();
            assert_eq!(read_scope(&write_scope(&scope)), Some(scope));
        }
        assert_eq!(read_scope("planet earth"), None);
    }
}
