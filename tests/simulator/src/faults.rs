//! Faults that tests order for the requests to come.
//!
//! Invariant: the first fault that matches strikes, and only that one. A request that is held waits until its fault
//! is released or deleted: never for a time.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::sync::watch;

use crate::route::Operation;

/// Which requests a fault is about, beside `OPTIONS`, which only [`Aim::Special`] strikes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Aim {
    /// This operation.
    Operation(Operation),
    /// A special name.
    Special(Special),
}

/// Names that are no operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Special {
    /// Every `OPTIONS`.
    Preflight,
    /// Every request but `OPTIONS`: the same as no operation.
    #[serde(rename = "*")]
    Any,
}

/// Whether a fault strikes before the operation is performed, or after it took effect.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum When {
    /// Delay and hold come first; an answer of the fault's own, or a reset, leaves the operation undone.
    #[default]
    Before,
    /// The operation takes effect; then its answer is delayed, held, replaced or lost.
    After,
}

/// Whether the answer keeps its `Access-Control-*` headers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Cors {
    /// It does.
    #[default]
    Keep,
    /// It does not: a browser hides the answer.
    Drop,
}

/// One fault, as the control plane takes it. Every field may be left out.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Fault {
    /// The operation's name (`list`, `get`, `delete`, …), `preflight`, or `*`.
    pub operation: Option<Aim>,
    /// A scope such as `orgs/octo-org`, in any case.
    pub scope: Option<String>,
    /// The page of a list.
    pub page: Option<usize>,
    /// The runner's id.
    pub id: Option<u64>,
    /// The name of the token shown.
    pub token: Option<String>,
    /// How many matching requests pass before it strikes.
    pub skip: u32,
    /// How often it strikes; without it, until it is deleted.
    pub times: Option<u32>,
    /// Before or after the operation.
    pub when: When,
    /// The status to answer with, with GitHub's error body unless `body` is given.
    pub status: Option<u16>,
    /// Headers to set, or (`null`) to remove.
    pub headers: BTreeMap<String, Option<String>>,
    /// The body: a string goes out as it is, anything else as JSON.
    pub body: Option<Value>,
    /// Milliseconds to wait.
    pub delay_ms: u64,
    /// Wait until released or deleted.
    pub hold: bool,
    /// Close the connection with RST, unanswered. Browsers try again by themselves on a connection that they had used
    /// before, so a reset with `times: 1` may never be seen by a page.
    pub reset: bool,
    /// Send this many bytes of the body only, then close the connection.
    pub truncate: Option<usize>,
    /// Answer with a redirect to this address (302 unless `status` is given).
    pub redirect: Option<String>,
    /// Keep or drop the CORS headers.
    pub cors: Cors,
}

impl Fault {
    /// The fault answers by itself, so that the operation is not performed (unless it strikes afterwards).
    pub fn replaces_operation(&self) -> bool {
        self.when == When::Before && (self.status.is_some() || self.redirect.is_some() || self.reset)
    }
}

/// What a fault is matched against.
#[derive(Clone, Debug)]
pub struct Facts<'a> {
    /// The operation.
    pub operation: Operation,
    /// The request is `OPTIONS`.
    pub preflight: bool,
    /// The scope in its own spelling.
    pub scope: Option<&'a str>,
    /// The page of a list.
    pub page: Option<usize>,
    /// The runner's id.
    pub id: Option<u64>,
    /// The name of the token shown.
    pub token: Option<&'a str>,
}

/// A fault in place.
#[derive(Debug)]
struct Armed {
    id: u64,
    fault: Fault,
    passed: u32,
    hits: u32,
    release: watch::Sender<bool>,
}

/// A fault that strikes a request.
#[derive(Clone, Debug)]
pub struct Strike {
    /// The fault's number.
    pub id: u64,
    /// What it does.
    pub fault: Fault,
    release: watch::Receiver<bool>,
}

impl Strike {
    /// Waits for the delay, then for the release.
    pub async fn wait(&mut self) {
        if self.fault.delay_ms > 0 {
            tokio::time::sleep(std::time::Duration::from_millis(self.fault.delay_ms)).await;
        }
        if self.fault.hold {
            // An error means that the fault was deleted, which releases too.
            let _ = self.release.wait_for(|released| *released).await;
        }
    }
}

/// How a fault stands.
#[derive(Debug, Serialize)]
pub struct Standing {
    /// The fault's number.
    pub id: u64,
    /// How often it has struck.
    pub hits: u32,
    /// How many requests it holds at this moment.
    pub held: usize,
    /// The fault.
    #[serde(flatten)]
    pub fault: Fault,
}

/// All faults in place.
#[derive(Debug, Default)]
pub struct Faults {
    armed: Vec<Armed>,
    count: u64,
}

impl Faults {
    /// Puts a fault in place and gives it its number.
    pub fn add(&mut self, fault: Fault) -> u64 {
        self.count += 1;
        let (release, _) = watch::channel(false);
        self.armed.push(Armed { id: self.count, fault, passed: 0, hits: 0, release });
        self.count
    }

    /// The fault that strikes this request.
    pub fn strike(&mut self, facts: &Facts<'_>) -> Option<Strike> {
        for armed in &mut self.armed {
            if !matches(&armed.fault, facts) || armed.fault.times.is_some_and(|times| armed.hits >= times) {
                continue;
            }
            if armed.passed < armed.fault.skip {
                armed.passed += 1;
                continue;
            }
            armed.hits += 1;
            return Some(Strike { id: armed.id, fault: armed.fault.clone(), release: armed.release.subscribe() });
        }
        None
    }

    /// Lets the requests go that a fault holds, now and from now on; `None` means all faults.
    pub fn release(&mut self, id: Option<u64>) {
        for armed in self.armed.iter().filter(|armed| id.is_none_or(|id| id == armed.id)) {
            armed.release.send_replace(true);
        }
    }

    /// Takes a fault away, or all.
    pub fn remove(&mut self, id: Option<u64>) {
        self.armed.retain(|armed| id.is_some_and(|id| id != armed.id));
    }

    /// How all faults stand.
    pub fn standing(&self) -> Vec<Standing> {
        self.armed
            .iter()
            .map(|armed| Standing {
                id: armed.id,
                hits: armed.hits,
                held: if armed.fault.hold { armed.release.receiver_count() } else { 0 },
                fault: armed.fault.clone(),
            })
            .collect()
    }
}

fn matches(fault: &Fault, facts: &Facts<'_>) -> bool {
    let aimed = match fault.operation {
        Some(Aim::Special(Special::Preflight)) => facts.preflight,
        Some(Aim::Special(Special::Any)) | None => !facts.preflight,
        Some(Aim::Operation(operation)) => !facts.preflight && operation == facts.operation,
    };
    let same = |wanted: &Option<String>, is: Option<&str>| {
        wanted.as_deref().is_none_or(|wanted| is.is_some_and(|is| is.eq_ignore_ascii_case(wanted)))
    };
    aimed
        && same(&fault.scope, facts.scope)
        && same(&fault.token, facts.token)
        && fault.page.is_none_or(|page| facts.page == Some(page))
        && fault.id.is_none_or(|id| facts.id == Some(id))
}

#[cfg(test)]
mod tests {
    use super::{Facts, Fault, Faults};
    use crate::route::Operation;

    fn facts() -> Facts<'static> {
        let operation = Operation::List;
        Facts { operation, preflight: false, scope: Some("orgs/octo-org"), page: Some(2), id: None, token: None }
    }

    #[test]
    fn skip_then_strike_then_be_spent() {
        let mut faults = Faults::default();
        faults.add(Fault { skip: 1, times: Some(2), ..Fault::default() });
        let struck: Vec<bool> = (0..4).map(|_| faults.strike(&facts()).is_some()).collect();
        assert_eq!(struck, [false, true, true, false]);
    }

    #[test]
    fn preflights_are_struck_by_name_only() {
        let mut faults = Faults::default();
        faults.add(Fault::default());
        let preflight = Facts { preflight: true, ..facts() };
        assert!(faults.strike(&preflight).is_none());
        faults.add(serde_json::from_str(r#"{"operation": "preflight"}"#).unwrap_or_default());
        assert_eq!(faults.strike(&preflight).map(|strike| strike.id), Some(2));
    }

    #[test]
    fn another_page_or_scope_is_not_struck() {
        let mut faults = Faults::default();
        faults.add(Fault { page: Some(3), ..Fault::default() });
        faults.add(Fault { scope: Some("orgs/other".to_owned()), ..Fault::default() });
        assert!(faults.strike(&facts()).is_none());
        faults.add(Fault { scope: Some("ORGS/Octo-Org".to_owned()), page: Some(2), ..Fault::default() });
        assert!(faults.strike(&facts()).is_some());
    }
}
