//! R2: 18 operations × every fault of one table, each with the right sentence and a next step.
//!
//! The table is `tests/fixtures/faults.json`. It is struck here through the real client and request layer, by
//! `tests/harness/tests/e2e/r2_faults.rs` through the built page, and told to people in `docs/errors.md`. What the screen has to say
//! is written to `tests/fixtures/error_sentences.json`: `UPDATE=1 cargo test --test r2_faults` renews both files.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use runner_console::github::response::Headers;
use runner_console::github::retry::{Clock, Retrying, Waiting};
use runner_console::github::transport::{Request, ResponseFuture};
use runner_console::github::{
    AccessToken, ApiError, CacheMode, Client, ErrorKind, Operation, RawResponse, RunnerId, Scope, ScopeKind, Transport,
    TransportError,
};
use runner_console::i18n::{self, Explanation, explain};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use web_sys::AbortSignal;

/// The six operations of each scope (github-api.md section 2).
const OPERATIONS: [Operation; 6] = [
    Operation::ListRunners,
    Operation::ListApplications,
    Operation::CreateRegistrationToken,
    Operation::CreateRemoveToken,
    Operation::GetRunner,
    Operation::DeleteRunner,
];
/// Some moment long before the reset that the table names.
const NOW: i64 = 1_800_000_000;

/// One row of the table.
struct Fault(Value);

impl Fault {
    fn all() -> Vec<Self> {
        let table: Vec<Value> = serde_json::from_str(include_str!("fixtures/faults.json")).unwrap();
        table.into_iter().map(Self).collect()
    }

    fn text(&self, field: &str) -> &str {
        self.0[field].as_str().unwrap()
    }

    /// The name of the [`ErrorKind`] that it is for an operation.
    fn kind(&self, operation: Operation) -> &str {
        self.0["kind_of"][format!("{operation:?}")].as_str().unwrap_or_else(|| self.text("kind"))
    }

    /// Whether an operation can meet it.
    fn concerns(&self, operation: Operation) -> bool {
        let name = json!(format!("{operation:?}"));
        self.0["only"].as_array().is_none_or(|only| only.contains(&name))
    }

    /// What comes back in the place of GitHub's answer.
    fn answer(&self) -> Result<RawResponse, TransportError> {
        match self.0["lost"].as_str() {
            Some("Unreachable") => return Err(TransportError::Unreachable),
            Some("TimedOut") => return Err(TransportError::TimedOut),
            Some("Redirected") => return Err(TransportError::Redirected),
            Some("CrossOriginRedirect") => return Err(TransportError::CrossOriginRedirect),
            Some(other) => panic!("{other}"),
            None => {}
        }
        let fault = &self.0["fault"];
        let header = |name: &str| fault["headers"][name].as_str().map(str::to_owned);
        let headers = Headers::read(header, 0.0);
        let body = fault["body"].as_str().map_or_else(|| fault["body"].to_string(), str::to_owned);
        Ok(RawResponse { status: fault["status"].as_u64().unwrap().try_into().unwrap(), headers, body })
    }
}

/// A GitHub with this fault, and no time to lose.
struct Faulty(Result<RawResponse, TransportError>);

impl Transport for Faulty {
    fn send<'a>(&'a self, _request: Request, _signal: Option<&'a AbortSignal>) -> ResponseFuture<'a> {
        Box::pin(std::future::ready(self.0.clone()))
    }
}

struct NoTime;

impl Clock for NoTime {
    fn now(&self) -> f64 {
        1_800_000_000_000.0
    }
    fn jitter(&self) -> f64 {
        0.5
    }
    fn wait(&self, _millis: f64) -> Waiting<'_> {
        Box::pin(std::future::ready(()))
    }
}

fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("nothing here takes time"),
    }
}

/// The error that an operation ends with where GitHub has a fault.
fn failure(fault: &Fault, operation: Operation, scope: &Scope) -> ApiError {
    let faulty = Retrying::new(Faulty(fault.answer()), NoTime);
    let token = AccessToken::parse("ghp_canary").unwrap();
    let client = Client::new("https://ghe.corp.example/api/v3", token, Box::new(faulty));
    let id = RunnerId(7);
    let failed = match operation {
        Operation::ListRunners => now(client.list_runners(scope, 1, CacheMode::Fresh, None)).err(),
        Operation::ListApplications => now(client.list_applications(scope)).err(),
        Operation::CreateRegistrationToken => now(client.create_registration_token(scope)).err(),
        Operation::CreateRemoveToken => now(client.create_remove_token(scope)).err(),
        Operation::GetRunner => now(client.get_runner(scope, id)).err(),
        Operation::DeleteRunner => now(client.delete_runner(scope, id)).err(),
        other => panic!("{other:?} is none of the six"),
    };
    failed.unwrap_or_else(|| panic!("{operation:?} takes {:?} for a success", fault.text("name")))
}

fn told(error: &ApiError, scope: ScopeKind) -> Explanation {
    explain(i18n::errors(), error, Some(scope), NOW)
}

fn scopes() -> [Scope; 3] {
    ScopeKind::ALL.map(|kind| Scope::parse(kind, if kind == ScopeKind::Repository { "o/r" } else { "o" }).unwrap())
}

#[test]
fn r2_every_fault_of_every_operation_is_the_right_kind_of_error() {
    let mut cases = 0;
    for fault in Fault::all() {
        for operation in OPERATIONS.into_iter().filter(|operation| fault.concerns(*operation)) {
            for scope in scopes() {
                let error = failure(&fault, operation, &scope);
                let kind = format!("{:?}", error.kind);
                let kind = kind.split([' ', '{']).next().unwrap();
                assert_eq!(kind, fault.kind(operation), "{} of {operation:?}", fault.text("name"));
                assert_eq!(error.operation, operation);
                let told = told(&error, scope.kind());
                assert!(told.sentence.ends_with(['.', '?']) && told.next_step.len() > 10, "{told:?}");
                assert!(!format!("{error:?}{told:?}").contains("ghp_canary"));
                cases += 1;
            }
        }
    }
    // A redirect concerns the three changes alone.
    assert_eq!(cases, 18 * Fault::all().len() - 9);
}

#[test]
fn r2_no_kind_of_error_is_missing_from_the_table() {
    // Not a fault: the console itself called the request off. Contradictions are between two answers: see the e2e tests of
    // removal.
    let known = |kind: &ErrorKind| !matches!(kind, ErrorKind::Cancelled | ErrorKind::UnexpectedStatus);
    let kinds = [
        ErrorKind::BadCredentials,
        ErrorKind::Forbidden,
        ErrorKind::SsoRequired { url: None },
        ErrorKind::PrimaryLimit { reset: 0 },
        ErrorKind::SecondaryLimit { retry_after: 0 },
        ErrorKind::Unavailable { retry_after: 0 },
        ErrorKind::Moved { to: None },
        ErrorKind::NotFound,
        ErrorKind::Gone,
        ErrorKind::RunnerBusy,
        ErrorKind::Rejected,
        ErrorKind::Server,
        ErrorKind::InvalidResponse,
        ErrorKind::CrossOriginRedirect,
        ErrorKind::Unreachable,
        ErrorKind::TimedOut,
    ];
    for kind in kinds.iter().filter(|kind| known(kind)) {
        let name = format!("{kind:?}");
        let name = name.split([' ', '{']).next().unwrap();
        let faults = Fault::all();
        assert!(OPERATIONS.iter().any(|operation| faults.iter().any(|fault| fault.kind(*operation) == name)), "{name}");
    }
}

/// Compares a file that is made here with what it should be, or renews it.
fn check_made(path: &str, wanted: &str) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, wanted).unwrap();
    }
    let there = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(there == wanted, "{} is not up to date: UPDATE=1 cargo test --test r2_faults", path.display());
}

#[test]
fn r2_what_the_screen_says_is_written_down_for_the_browser_tests() {
    let mut sentences = BTreeMap::new();
    for fault in Fault::all() {
        for operation in OPERATIONS.into_iter().filter(|operation| fault.concerns(*operation)) {
            for scope in scopes() {
                let told = told(&failure(&fault, operation, &scope), scope.kind());
                let key = format!("{} {operation:?} {}", fault.text("name"), scope.kind().as_word());
                sentences.insert(key, json!([told.sentence, told.next_step]));
            }
        }
    }
    // A line for each, so that a change shows as one.
    let lines: Vec<String> = sentences.iter().map(|(key, told)| format!("{}: {told}", json!(key))).collect();
    let text = format!("{{\n{}\n}}\n", lines.join(",\n"));
    check_made("tests/fixtures/error_sentences.json", &text);
}

#[test]
fn r2_the_documentation_says_what_the_screen_says() {
    let mut text = String::from(
        "# What can go wrong, and what the console says\n\n\
         Made from `tests/fixtures/faults.json` and the messages by `UPDATE=1 cargo test --test r2_faults`; a test compares them.\n\
         In a sentence, “…” stands for what was being done.\n",
    );
    // Faults that nobody can tell apart are told together.
    let mut chapters: Vec<(Vec<String>, Said)> = Vec::new();
    for fault in Fault::all() {
        let said = said_of(&fault);
        match chapters.iter_mut().find(|(_, known)| *known == said) {
            Some((titles, _)) => titles.push(fault.text("title").to_owned()),
            None => chapters.push((vec![fault.text("title").to_owned()], said)),
        }
    }
    for (titles, said) in chapters {
        write!(text, "\n## {}\n\n", titles.join("; ")).unwrap();
        for (told, asked) in &said {
            writeln!(text, "- {}**{}** {}", where_said(asked), told.sentence, told.next_step).unwrap();
        }
        for check in said.first().map_or(&[][..], |(told, _)| told.checks) {
            writeln!(text, "  - {check}").unwrap();
        }
    }
    check_made("docs/errors.md", &text);
}

type Asked = (Operation, ScopeKind);
/// What is said, and where.
type Said = Vec<(Explanation, Vec<Asked>)>;

/// Everything that is said of a fault, and where; the task in a sentence left open, so that the same words are told once.
fn said_of(fault: &Fault) -> Said {
    let mut said = Said::new();
    for operation in OPERATIONS.into_iter().filter(|operation| fault.concerns(*operation)) {
        for scope in scopes() {
            let mut told = told(&failure(fault, operation, &scope), scope.kind());
            told.sentence = told.sentence.replace((i18n::errors().task)(operation), "…");
            let asked = (operation, scope.kind());
            match said.iter_mut().find(|(known, _)| *known == told) {
                Some((_, places)) => places.push(asked),
                None => said.push((told, vec![asked])),
            }
        }
    }
    said
}

/// In which scopes, or to do what; nothing where it is said everywhere.
fn where_said(asked: &[Asked]) -> String {
    let unique = |words: Vec<&'static str>| {
        let mut seen = Vec::new();
        for word in words {
            if !seen.contains(&word) {
                seen.push(word);
            }
        }
        seen
    };
    let tasks = unique(asked.iter().map(|(operation, _)| (i18n::errors().task)(*operation)).collect());
    let scopes = unique(asked.iter().map(|(_, scope)| scope.as_word()).collect());
    let tasks = if tasks.len() == OPERATIONS.len() { String::new() } else { ["to ", &tasks.join(", ")].concat() };
    let scopes = if scopes.len() == 3 { String::new() } else { scopes.join(", ") };
    match [scopes, tasks].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ") {
        place if place.is_empty() => place,
        place => format!("({place}) "),
    }
}
