//! Everything that can go wrong with a request, as one type.
//!
//! Invariant: an [`ApiError`] says what happened and never what to show: the sentence and the next step for each
//! [`ErrorKind`] are in `messages`. It holds no secret and no address that a header named, but the SSO link to show.

use super::{Operation, Scope};

/// A request that did not give what was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiError {
    /// What was asked.
    pub operation: Operation,
    /// What kind of failure it was.
    pub kind: ErrorKind,
    /// The HTTP status, where there was an answer.
    pub status: Option<u16>,
    /// GitHub's own sentence, where it sent one: a stranger's text.
    pub message: Option<String>,
    /// `X-GitHub-Request-Id`: what GitHub's support asks for.
    pub request_id: Option<String>,
}

/// The kinds of failure, each with its own sentence (github-api.md section 2, "What errors mean").
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// 401: the token is wrong, revoked or expired.
    BadCredentials,
    /// 403: the token lacks a scope, or its owner the role.
    Forbidden,
    /// 403: the token is not authorised for SAML single sign-on; the link authorises it.
    SsoRequired {
        /// Where the admin authorises the token (`https` only), if GitHub said.
        url: Option<String>,
    },
    /// The hourly budget is used up.
    PrimaryLimit {
        /// When it is whole again, in seconds since the epoch by GitHub's clock.
        reset: i64,
    },
    /// Too many requests at once.
    SecondaryLimit {
        /// How long GitHub asks to wait, in seconds.
        retry_after: u32,
    },
    /// 503 that says when to come back: maintenance, for example.
    Unavailable {
        /// How long to wait, in seconds.
        retry_after: u32,
    },
    /// A change was answered with a redirect, which is not followed: nothing was carried out.
    Moved {
        /// What the scope is called now, where GitHub told.
        to: Option<Scope>,
    },
    /// GitHub says that a runner does not exist, and its list says otherwise.
    Contradiction,
    /// 404: no such thing, or no permission to see it. GitHub does not say which.
    NotFound,
    /// 410: this version of the API is no longer served.
    Gone,
    /// 422 on removal: the runner is running a job.
    RunnerBusy,
    /// 400 or 422: GitHub did not take the request.
    Rejected,
    /// 5xx: GitHub itself failed.
    Server,
    /// A status no operation documents.
    UnexpectedStatus,
    /// A success whose body is not what the documentation promises.
    InvalidResponse,
    /// The answer came from another origin than the one asked.
    CrossOriginRedirect,
    /// No answer at all: DNS, TLS, CORS, offline. The browser does not say which.
    Unreachable,
    /// The answer took longer than the console waits.
    TimedOut,
    /// The console itself called the request off.
    Cancelled,
}

impl ErrorKind {
    /// True where the reply to a change was lost, or is not GitHub's: the change may have been carried out.
    pub fn is_lost_reply(&self) -> bool {
        matches!(
            self,
            Self::Unreachable
                | Self::TimedOut
                | Self::Server
                | Self::Unavailable { .. }
                | Self::CrossOriginRedirect
                | Self::InvalidResponse
                | Self::UnexpectedStatus
        )
    }
}

impl ApiError {
    /// A failure without an answer.
    pub fn without_answer(operation: Operation, kind: ErrorKind) -> Self {
        Self { operation, kind, status: None, message: None, request_id: None }
    }

    /// True where a removal was on its way to GitHub when this happened.
    pub fn was_removal_sent(&self) -> bool {
        self.operation == Operation::DeleteRunner
    }

    /// True where the runner asked about is not there (any more), as far as GitHub tells. A scope that is not found says
    /// nothing about its runners.
    pub fn is_runner_not_found(&self) -> bool {
        self.kind == ErrorKind::NotFound && matches!(self.operation, Operation::GetRunner | Operation::DeleteRunner)
    }
}

#[cfg(test)]
mod tests {
    use super::{ApiError, ErrorKind, Operation};

    #[test]
    fn only_a_runner_that_is_not_found_is_gone() {
        let is_gone = |operation, kind| ApiError::without_answer(operation, kind).is_runner_not_found();
        assert!(is_gone(Operation::GetRunner, ErrorKind::NotFound));
        assert!(is_gone(Operation::DeleteRunner, ErrorKind::NotFound));
        assert!(!is_gone(Operation::ListRunners, ErrorKind::NotFound), "the scope is not seen");
        for kind in [ErrorKind::Unreachable, ErrorKind::Gone, ErrorKind::Server, ErrorKind::Contradiction] {
            assert!(!is_gone(Operation::GetRunner, kind));
        }
    }
}
