//! A GitHub of three scopes whose runners have the same ids: only the name tells whose they are.

use runner_console::github::response::Headers;
use runner_console::github::transport::Request;
use runner_console::github::{Method, RawResponse, Scope, ScopeKind};
use std::fmt::Write as _;

/// The scopes, and the letter that the names of their runners begin with.
pub const SCOPES: [(ScopeKind, &str, &str, &str); 3] = [
    (ScopeKind::Organization, "octo-a", "/orgs/octo-a/", "a"),
    (ScopeKind::Enterprise, "octo-b", "/enterprises/octo-b/", "b"),
    (ScopeKind::Repository, "octo-a/c", "/repos/octo-a/c/", "c"),
];

/// The scope of this number.
pub fn scope(index: usize) -> Scope {
    Scope::parse(SCOPES[index].0, SCOPES[index].1).unwrap()
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Machine {
    pub id: u64,
    pub name: String,
    pub busy: bool,
}

/// All fleets as they are now.
#[derive(Clone, Debug)]
pub struct GitHub {
    pub fleets: [Vec<Machine>; 3],
    next: u64,
}

/// What a request is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// The scope itself: what it is called.
    Scope,
    List(u32),
    Runner(u64),
}

impl GitHub {
    pub fn new(counts: [u64; 3]) -> Self {
        let fleet = |index: usize| (1..=counts[index]).map(|id| machine(index, id, id)).collect();
        Self { fleets: [fleet(0), fleet(1), fleet(2)], next: 10_000 }
    }

    pub fn register(&mut self, index: usize, at: usize) {
        self.next += 1;
        let new = machine(index, self.next, self.next);
        let fleet = &mut self.fleets[index];
        fleet.insert(at % (fleet.len() + 1), new);
    }

    /// Another machine takes the id: what a removal must notice.
    pub fn rename(&mut self, index: usize, at: usize) {
        self.next += 1;
        let next = self.next;
        if let Some(old) = at.checked_rem(self.fleets[index].len()).map(|at| &mut self.fleets[index][at]) {
            *old = machine(index, old.id, next);
        }
    }

    /// Which scope and what a request is about.
    pub fn about(request: &Request) -> (usize, About) {
        let path = request.address();
        let path = path.strip_prefix("https://ghe.corp.example/api/v3").unwrap();
        let is_below = |prefix: &str| path.starts_with(prefix) || path == prefix.trim_end_matches('/');
        let index = SCOPES.iter().position(|(.., prefix, _)| is_below(prefix)).unwrap();
        let Some((_, rest)) = path.split_once("/actions/runners") else { return (index, About::Scope) };
        let about = if let Some(id) = rest.strip_prefix('/') {
            About::Runner(id.parse().unwrap())
        } else {
            let page = rest.split(['?', '&']).find_map(|pair| pair.strip_prefix("page=")).unwrap();
            About::List(page.parse().unwrap())
        };
        (index, about)
    }

    /// Carries a request out, and answers.
    pub fn answer(&mut self, request: &Request) -> RawResponse {
        let (index, about) = Self::about(request);
        let answer = self.look(request);
        if let (Method::Delete, About::Runner(id), 204) = (request.method, about, answer.status) {
            self.fleets[index].retain(|machine| machine.id != id);
        }
        answer
    }

    /// The answer to a request, without carrying anything out.
    pub fn look(&self, request: &Request) -> RawResponse {
        let (index, about) = Self::about(request);
        let fleet = &self.fleets[index];
        match (request.method, about) {
            (Method::Get, About::Scope) => {
                let name = SCOPES[index].1;
                plain(200, format!(r#"{{"login":"{name}","slug":"{name}","full_name":"{name}"}}"#))
            }
            (Method::Get, About::List(page)) => {
                let mut rows = String::new();
                for machine in fleet.iter().skip((page as usize - 1) * 100).take(100) {
                    let comma = if rows.is_empty() { "" } else { "," };
                    let _ = write!(rows, "{comma}{}", text(machine));
                }
                plain(200, format!("{{\"total_count\":{},\"runners\":[{rows}]}}", fleet.len()))
            }
            (method, About::Runner(id)) => match (fleet.iter().find(|machine| machine.id == id), method) {
                (None, _) => plain(404, r#"{"message":"Not Found"}"#.to_owned()),
                (Some(machine), Method::Get) => plain(200, text(machine)),
                (Some(machine), _) if machine.busy => {
                    plain(422, r#"{"message":"Runner is currently running a job and cannot be deleted."}"#.to_owned())
                }
                (Some(_), _) => plain(204, String::new()),
            },
            other => panic!("nobody asks {other:?}"),
        }
    }
}

fn machine(index: usize, id: u64, number: u64) -> Machine {
    Machine { id, name: format!("{}-{number}", SCOPES[index].3), busy: false }
}

fn text(machine: &Machine) -> String {
    let Machine { id, name, busy } = machine;
    format!(r#"{{"id":{id},"name":"{name}","os":"linux","status":"online","busy":{busy},"labels":[]}}"#)
}

/// An answer without headers.
pub fn plain(status: u16, body: String) -> RawResponse {
    RawResponse { status, headers: Headers::default(), body }
}
