//! From method and path to the operation that is meant.
//!
//! Invariant: pure, and the only place that knows paths. Names are taken as they were typed; whether such a scope
//! exists is the directory's answer.

use axum::http::Method;
use serde::{Deserialize, Serialize};

use crate::directory::{Kind, path_of};
use crate::query::decode;

/// What a request asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Operation {
    /// `GET B/actions/runners`
    List,
    /// `GET B/actions/runners/downloads`
    Downloads,
    /// `POST B/actions/runners/registration-token`
    RegistrationToken,
    /// `POST B/actions/runners/remove-token`
    RemoveToken,
    /// `GET B/actions/runners/{runner_id}`
    Get,
    /// `DELETE B/actions/runners/{runner_id}`
    Delete,
    /// `GET /user`
    User,
    /// `GET /user/orgs`
    UserOrgs,
    /// `GET /user/repos`
    UserRepos,
    /// `GET /orgs/{org}`, `GET /repos/{owner}/{repo}`, `GET /enterprises/{enterprise}`
    Scope,
    /// `GET /orgs/{org}/repos`
    OrgRepos,
    /// `GET /meta`
    Meta,
    /// `GET /rate_limit`
    RateLimit,
    /// The address of a runner application's archive: redirects to its bytes.
    Archive,
    /// The bytes of an archive.
    Object,
    /// `config.sh` shows its token.
    MachineAuth,
    /// `config.sh` asks for a name.
    MachineLookup,
    /// `config.sh` registers.
    MachineRegister,
    /// `config.sh` saves its settings.
    MachineSettings,
    /// `config.sh remove`.
    MachineRemove,
    /// `run.sh` connects, keeps asking for jobs, and leaves.
    MachineSession,
    /// Anything else: 404.
    Unknown,
}

impl Operation {
    /// Whether the answer is made for the REST API, with its headers and its authentication.
    pub fn is_api(self) -> bool {
        !matches!(
            self,
            Self::Archive
                | Self::Object
                | Self::MachineAuth
                | Self::MachineLookup
                | Self::MachineRegister
                | Self::MachineSettings
                | Self::MachineRemove
                | Self::MachineSession
        )
    }
}

/// An operation and what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// What is asked for.
    pub operation: Operation,
    /// `orgs/octo-org` as it was typed, for operations on a scope.
    pub scope: Option<String>,
    /// What follows the scope in the path, for redirects: `/actions/runners/23`.
    pub rest: String,
    /// The runner's id.
    pub runner: Option<u64>,
    /// The archive's file name.
    pub file: Option<String>,
}

/// Where archives live below the web base, as on github.com.
pub const ARCHIVES: &str = "/actions/runner/releases/download/v2.336.0/";

/// Where the bytes of archives live: github.com redirects to another host, this one to another path.
pub const OBJECTS: &str = "/_simulator/objects/";

/// Where the machine scripts call.
const MACHINE: &str = "/_simulator/machine/";

/// The operation that `method` means on `path`, the query not included.
pub fn parse(method: &Method, path: &str) -> Target {
    let method = if method == Method::HEAD { &Method::GET } else { method };
    let mut target =
        Target { operation: Operation::Unknown, scope: None, rest: String::new(), runner: None, file: None };
    if let Some(file) = path.strip_prefix(ARCHIVES).filter(|_| method == Method::GET) {
        target.operation = Operation::Archive;
        target.file = Some(decode(file));
        return target;
    }
    if let Some(file) = path.strip_prefix(OBJECTS).filter(|_| method == Method::GET) {
        target.operation = Operation::Object;
        target.file = Some(decode(file));
        return target;
    }
    if let Some(name) = path.strip_prefix(MACHINE) {
        target.operation = machine(name).filter(|_| method == Method::POST).unwrap_or(Operation::Unknown);
        return target;
    }
    let Some(rest) = path.strip_prefix("/api/v3") else { return target };
    let segments: Vec<String> = rest.trim_end_matches('/').split('/').skip(1).map(decode).collect();
    let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
    let (scope, rest) = match segments.as_slice() {
        ["enterprises", slug, rest @ ..] => (path_of(Kind::Enterprise, slug), rest),
        ["orgs", org, rest @ ..] => (path_of(Kind::Organization, org), rest),
        ["repos", owner, repo, rest @ ..] => (path_of(Kind::Repository, &format!("{owner}/{repo}")), rest),
        [by_id @ ("organizations" | "repositories"), id, rest @ ..] => (format!("{by_id}/{id}"), rest),
        other => {
            target.operation = without_scope(method, other);
            return target;
        }
    };
    target.rest = rest.iter().map(|segment| format!("/{}", crate::query::encode(segment))).collect::<Vec<_>>().concat();
    (target.operation, target.runner) = on_scope(method, rest);
    target.scope = Some(scope);
    target
}

fn without_scope(method: &Method, segments: &[&str]) -> Operation {
    if method != Method::GET {
        return Operation::Unknown;
    }
    match segments {
        ["user"] => Operation::User,
        ["user", "orgs"] => Operation::UserOrgs,
        ["user", "repos"] => Operation::UserRepos,
        ["meta"] => Operation::Meta,
        ["rate_limit"] => Operation::RateLimit,
        _ => Operation::Unknown,
    }
}

fn on_scope(method: &Method, rest: &[&str]) -> (Operation, Option<u64>) {
    match (method, rest) {
        (&Method::GET, []) => (Operation::Scope, None),
        (&Method::GET, ["repos"]) => (Operation::OrgRepos, None),
        (&Method::GET, ["actions", "runners"]) => (Operation::List, None),
        (&Method::GET, ["actions", "runners", "downloads"]) => (Operation::Downloads, None),
        (&Method::POST, ["actions", "runners", "registration-token"]) => (Operation::RegistrationToken, None),
        (&Method::POST, ["actions", "runners", "remove-token"]) => (Operation::RemoveToken, None),
        (&Method::GET | &Method::DELETE, ["actions", "runners", id]) => match id.parse::<u64>() {
            Ok(id) if method == Method::GET => (Operation::Get, Some(id)),
            Ok(id) => (Operation::Delete, Some(id)),
            Err(_) => (Operation::Unknown, None),
        },
        _ => (Operation::Unknown, None),
    }
}

fn machine(name: &str) -> Option<Operation> {
    match name {
        "auth" => Some(Operation::MachineAuth),
        "lookup" => Some(Operation::MachineLookup),
        "register" => Some(Operation::MachineRegister),
        "settings" => Some(Operation::MachineSettings),
        "remove" => Some(Operation::MachineRemove),
        "session" => Some(Operation::MachineSession),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Operation, parse};
    use axum::http::Method;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_path_is_understood_or_unknown(path in "/api/v3/(orgs|repos|enterprises|organizations)(/[^?#]{0,12}){0,6}") {
            let target = parse(&Method::GET, &path);
            prop_assert!(target.runner.is_none() || target.operation == Operation::Get);
        }
    }

    #[test]
    fn the_six_operations_on_the_three_scopes() {
        let six = [
            (Method::GET, "", Operation::List),
            (Method::GET, "/downloads", Operation::Downloads),
            (Method::POST, "/registration-token", Operation::RegistrationToken),
            (Method::POST, "/remove-token", Operation::RemoveToken),
            (Method::GET, "/23", Operation::Get),
            (Method::DELETE, "/23", Operation::Delete),
        ];
        for base in ["enterprises/e", "orgs/o", "repos/o/r"] {
            for (method, end, operation) in &six {
                let target = parse(method, &format!("/api/v3/{base}/actions/runners{end}"));
                assert_eq!(target.operation, *operation, "{method} {base}{end}");
                assert_eq!(target.scope.as_deref(), Some(base));
            }
        }
    }

    #[test]
    fn other_methods_and_odd_ids_are_unknown() {
        for (method, path) in [
            (Method::PUT, "/api/v3/orgs/o/actions/runners"),
            (Method::DELETE, "/api/v3/orgs/o/actions/runners"),
            (Method::GET, "/api/v3/orgs/o/actions/runners/registration-token"),
            (Method::GET, "/api/v3/orgs/o/actions/runners/-1"),
            (Method::GET, "/api/v3/orgs/o/actions/runners/1/labels"),
            (Method::GET, "/orgs/o/actions/runners"),
            (Method::GET, "/api/v4/user"),
        ] {
            assert_eq!(parse(&method, path).operation, Operation::Unknown, "{method} {path}");
        }
    }

    #[test]
    fn ids_beyond_two_to_the_53_survive() {
        let target = parse(&Method::GET, "/api/v3/orgs/o/actions/runners/9007199254740993");
        assert_eq!(target.runner, Some(9_007_199_254_740_993));
    }
}
