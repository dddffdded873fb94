//! What was changed at GitHub: one entry for each request that asked for a change, and the table they make as a file.
//!
//! Invariant: pure; no entry holds a token, neither the admin's nor one that GitHub made.

use super::export::{Cell, Table};
use crate::github::{ApiError, ErrorKind, Host, Operation, ResponseMeta, RunnerId, Scope, Timestamp};

/// A change that was asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// When it was asked for, in milliseconds since the epoch by the browser's clock.
    pub at: f64,
    /// Which GitHub.
    pub host: Host,
    /// The login of the token's owner, where GitHub told it.
    pub login: Option<String>,
    /// What was asked for.
    pub operation: Operation,
    /// Whose runners it was about.
    pub scope: Scope,
    /// Which runner, where it was about one.
    pub runner: Option<RunnerId>,
    /// The runner's name then, as GitHub has it: a stranger's text. Empty where the console had not seen the runner.
    pub runner_name: String,
    /// What came of it.
    pub outcome: Outcome,
    /// `X-GitHub-Request-Id`: what GitHub's support asks for.
    pub request_id: Option<String>,
}

/// What came of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// GitHub did it.
    Done,
    /// There was nothing left to remove.
    AlreadyGone,
    /// GitHub did not do it, or was not even asked.
    Failed(ApiError),
    /// No answer that counts came back: it may have been done.
    Unknown(ApiError),
}

impl Outcome {
    /// What an answer means for what was asked.
    pub fn of(answer: Result<&ResponseMeta, &ApiError>) -> Self {
        match answer {
            Ok(_) => Self::Done,
            Err(error) if error.is_runner_not_found() && error.operation == Operation::DeleteRunner => {
                Self::AlreadyGone
            }
            Err(error) if error.kind == ErrorKind::Cancelled || error.kind.is_lost_reply() => {
                Self::Unknown(error.clone())
            }
            Err(error) => Self::Failed(error.clone()),
        }
    }

    /// The word in files.
    fn word(&self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::AlreadyGone => "already_gone",
            Self::Failed(_) => "failed",
            Self::Unknown(_) => "unknown",
        }
    }

    /// What went wrong.
    pub fn error(&self) -> Option<&ApiError> {
        match self {
            Self::Done | Self::AlreadyGone => None,
            Self::Failed(error) | Self::Unknown(error) => Some(error),
        }
    }
}

/// The request id that an answer names.
pub fn request_id_of(answer: Result<&ResponseMeta, &ApiError>) -> Option<String> {
    match answer {
        Ok(meta) => meta.request_id.clone(),
        Err(error) => error.request_id.clone(),
    }
}

impl Table {
    /// Changes, in the order given.
    pub fn of_changes<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> Self {
        let head = vec![
            "time",
            "host",
            "login",
            "operation",
            "scope_kind",
            "scope",
            "runner_id",
            "runner_name",
            "result",
            "status",
            "message",
            "request_id",
        ];
        Self { head, rows: entries.into_iter().map(cells).collect() }
    }
}

/// When a change was asked for.
pub fn moment(entry: &Entry) -> Timestamp {
    #[allow(clippy::cast_possible_truncation, reason = "milliseconds since the epoch are far below 2^53")]
    Timestamp(entry.at as i64)
}

fn cells(entry: &Entry) -> Vec<Cell> {
    let error = entry.outcome.error();
    vec![
        Cell::Text(moment(entry).to_text()),
        Cell::Text(entry.host.as_text()),
        entry.login.clone().into(),
        operation_word(entry.operation).into(),
        entry.scope.kind().as_word().into(),
        entry.scope.name().into(),
        entry.runner.map_or(Cell::Nothing, |id| Cell::Number(id.0)),
        Some(entry.runner_name.clone()).filter(|name| !name.is_empty()).into(),
        entry.outcome.word().into(),
        error.and_then(|error| error.status).map_or(Cell::Nothing, |status| Cell::Number(status.into())),
        error.and_then(|error| error.message.clone()).into(),
        entry.request_id.clone().into(),
    ]
}

/// The word in files.
fn operation_word(operation: Operation) -> &'static str {
    match operation {
        Operation::CreateRegistrationToken => "create_registration_token",
        Operation::CreateRemoveToken => "create_remove_token",
        Operation::DeleteRunner => "remove_runner",
        // No other changes anything.
        _ => "",
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{Entry, Outcome, request_id_of};
    use crate::fleet::export::Table;
    use crate::github::{ApiError, ErrorKind, Host, Operation, ResponseMeta, RunnerId, Scope, ScopeKind};

    fn removal(answer: Result<&ResponseMeta, &ApiError>) -> Entry {
        Entry {
            at: 1_700_000_000_123.0,
            host: Host::parse("ghe.corp.example").unwrap(),
            login: Some("octo-admin".to_owned()),
            operation: Operation::DeleteRunner,
            scope: Scope::parse(ScopeKind::Organization, "octo-org").unwrap(),
            runner: Some(RunnerId(9_007_199_254_740_993)),
            runner_name: "=gpu".to_owned(),
            outcome: Outcome::of(answer),
            request_id: request_id_of(answer),
        }
    }

    fn error(operation: Operation, kind: ErrorKind) -> ApiError {
        ApiError::without_answer(operation, kind)
    }

    #[test]
    fn what_an_answer_means_for_what_was_asked() {
        let of = |operation, kind| Outcome::of(Err(&error(operation, kind)));
        assert_eq!(Outcome::of(Ok(&ResponseMeta::default())), Outcome::Done);
        assert_eq!(of(Operation::DeleteRunner, ErrorKind::NotFound), Outcome::AlreadyGone);
        // A scope that is not there had no token made.
        assert!(matches!(of(Operation::CreateRemoveToken, ErrorKind::NotFound), Outcome::Failed(_)));
        for kind in [ErrorKind::Forbidden, ErrorKind::RunnerBusy, ErrorKind::SecondaryLimit { retry_after: 60 }] {
            assert!(matches!(of(Operation::DeleteRunner, kind), Outcome::Failed(_)));
        }
        for kind in [ErrorKind::Unreachable, ErrorKind::TimedOut, ErrorKind::Cancelled, ErrorKind::Server] {
            assert!(matches!(of(Operation::DeleteRunner, kind), Outcome::Unknown(_)));
        }
    }

    #[test]
    fn a_file_says_who_changed_what_when_and_how_it_ended() {
        let meta = ResponseMeta { request_id: Some("A:1".to_owned()), rate_limit: None };
        let refused = ApiError {
            status: Some(422),
            message: Some("It runs a job.".to_owned()),
            request_id: Some("A:2".to_owned()),
            ..error(Operation::DeleteRunner, ErrorKind::RunnerBusy)
        };
        let entries = [removal(Ok(&meta)), removal(Err(&refused))];
        let csv = Table::of_changes(&entries).csv();
        let lines: Vec<&str> = csv.trim_start_matches('\u{feff}').lines().collect();
        assert_eq!(
            lines,
            [
                "time,host,login,operation,scope_kind,scope,runner_id,runner_name,result,status,message,request_id",
                "2023-11-14T22:13:20.123Z,ghe.corp.example,octo-admin,remove_runner,organization,octo-org,9007199254740993,'=gpu,done,,,A:1",
                "2023-11-14T22:13:20.123Z,ghe.corp.example,octo-admin,remove_runner,organization,octo-org,9007199254740993,'=gpu,failed,422,It runs a job.,A:2",
            ]
        );
    }
}
