//! The request log: what arrived, in order of arrival.
//!
//! Invariant: no entry holds a token's value. `Authorization` is replaced by the token's name, or `unknown`.

use std::collections::{BTreeMap, VecDeque};

use axum::http::HeaderMap;
use serde::Serialize;

use crate::route::Operation;

/// The log forgets its oldest entries beyond this many.
const CAPACITY: usize = 50_000;

/// One request.
#[derive(Clone, Debug, Serialize)]
pub struct Entry {
    /// Number, from 1, never reused until a reset.
    pub n: u64,
    /// When it arrived, by the server's clock.
    pub time: String,
    /// When it arrived, in milliseconds since the simulator started.
    pub at_ms: u64,
    /// How long it took, in milliseconds; `null` while it is under way.
    pub took_ms: Option<u64>,
    /// How many requests were under way when it arrived, itself included.
    pub in_flight: usize,
    /// The method; preflights are `OPTIONS`.
    pub method: String,
    /// The path as it was sent.
    pub path: String,
    /// The query as it was sent, without `?`.
    pub query: String,
    /// The operation; a preflight has the one that it asks for.
    pub operation: Operation,
    /// The scope, such as `orgs/octo-org`, in its own spelling where it exists.
    pub scope: Option<String>,
    /// The page, for lists.
    pub page: Option<usize>,
    /// The runner's id.
    pub id: Option<u64>,
    /// The status; `null` while it is under way, and where the connection was reset or given up.
    pub status: Option<u16>,
    /// `X-GitHub-Request-Id` of the answer; `null` as with the status.
    pub request_id: Option<String>,
    /// The number of the fault that struck it.
    pub fault: Option<u64>,
    /// The name of the token that was shown.
    pub token: Option<String>,
    /// The headers, lower-case.
    pub headers: BTreeMap<String, String>,
}

/// All requests since the start, a reset, or a clearing.
#[derive(Clone, Debug, Default)]
pub struct Log {
    entries: VecDeque<Entry>,
    count: u64,
    in_flight: usize,
}

impl Log {
    /// Writes an arrival down and gives it its number.
    pub fn arrive(&mut self, mut entry: Entry) -> u64 {
        self.count += 1;
        self.in_flight += 1;
        entry.n = self.count;
        entry.in_flight = self.in_flight;
        self.entries.push_back(entry);
        if self.entries.len() > CAPACITY {
            self.entries.pop_front();
        }
        self.count
    }

    /// The entry of that number, unless it was cleared.
    pub fn entry(&mut self, n: u64) -> Option<&mut Entry> {
        let first = self.entries.front()?.n;
        self.entries.get_mut(usize::try_from(n.checked_sub(first)?).ok()?)
    }

    /// A request is over, answered or not.
    pub fn depart(&mut self, n: u64, status: Option<u16>, request_id: Option<String>, at_ms: u64) {
        self.in_flight = self.in_flight.saturating_sub(1);
        if let Some(entry) = self.entry(n) {
            entry.status = status;
            entry.request_id = request_id;
            entry.took_ms = Some(at_ms.saturating_sub(entry.at_ms));
        }
    }

    /// The entries, oldest first.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter()
    }

    /// Forgets all entries; numbers go on.
    pub fn clear(&mut self) {
        self.entries.clear();
    }
}

/// Headers for the log: lower-case, sorted, the token's value replaced by `token`.
pub fn headers(headers: &HeaderMap, token: Option<&str>) -> BTreeMap<String, String> {
    let mut out = BTreeMap::new();
    for (name, value) in headers {
        let text = match name.as_str() {
            "authorization" => token.unwrap_or("unknown").to_owned(),
            _ => String::from_utf8_lossy(value.as_bytes()).into_owned(),
        };
        out.entry(name.as_str().to_owned())
            .and_modify(|before: &mut String| {
                before.push_str(", ");
                before.push_str(&text);
            })
            .or_insert(text);
    }
    out
}
