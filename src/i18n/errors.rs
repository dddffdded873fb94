//! What went wrong with a request, and what to do about it: a sentence and a next step for every kind of failure.
//!
//! Which sentence fits is decided here, once for all languages; the sentences themselves are fields of [`Errors`].
//! Source: github-api.md section 2, "What errors mean".

use crate::github::{ApiError, ErrorKind, Operation, ScopeKind};

/// An error in words; code stands between backticks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// What happened.
    pub sentence: String,
    /// What to do.
    pub next_step: String,
    /// What to check, in order, where nobody can say more.
    pub checks: &'static [&'static str],
}

/// Texts about failures. `task` is the [`Errors::task`] of the operation.
#[derive(Debug)]
pub struct Errors {
    /// What was being done, as it stands after "to": `read the runners`.
    pub task: fn(Operation) -> &'static str,
    /// 401.
    pub bad_credentials: &'static str,
    /// 401 while connecting: what to do.
    pub bad_credentials_connecting: &'static str,
    /// 401 later: what to do.
    pub bad_credentials_later: &'static str,
    /// 403.
    pub forbidden: fn(task: &str) -> String,
    /// 403: what the token needs, by scope where it is known.
    pub forbidden_next: fn(Option<ScopeKind>) -> &'static str,
    /// 403 because of single sign-on.
    pub sso: &'static str,
    /// What to do where GitHub sent a link.
    pub sso_link: &'static str,
    /// What to do where it did not.
    pub sso_no_link: &'static str,
    /// The hourly limit is used up.
    pub primary_limit: &'static str,
    /// What to do; minutes until it is whole again.
    pub primary_limit_next: fn(minutes: &str) -> String,
    /// Too many requests at once.
    pub secondary_limit: &'static str,
    /// What to do; how long to wait.
    pub secondary_limit_next: fn(pause: Pause) -> String,
    /// 503 that says when to come back; the status.
    pub unavailable: fn(status: &str) -> String,
    /// What to do; how long to wait.
    pub unavailable_next: fn(pause: Pause) -> String,
    /// A change was redirected, and what to do, where GitHub does not tell the new name.
    pub moved: [&'static str; 2],
    /// The scope was renamed; the new name.
    pub renamed: fn(to: &str) -> String,
    /// What to do.
    pub renamed_next: &'static str,
    /// The button that shows the runners under the new name.
    pub go_to: fn(to: &str) -> String,
    /// GitHub's answers contradict each other, and what to do.
    pub contradiction: [&'static str; 2],
    /// 404, both meanings, and what to do, by operation.
    pub not_found: fn(Operation, Option<ScopeKind>) -> [&'static str; 2],
    /// 410, and what to do.
    pub gone: [&'static str; 2],
    /// 422 on removal, and what to do.
    pub busy: [&'static str; 2],
    /// 400 or 422.
    pub rejected: fn(task: &str) -> String,
    /// What to do.
    pub rejected_next: &'static str,
    /// 5xx; the status.
    pub server: fn(status: &str) -> String,
    /// What to do.
    pub server_next: &'static str,
    /// A status nobody documents; the status.
    pub unexpected: fn(status: &str) -> String,
    /// What to do.
    pub unexpected_next: &'static str,
    /// A body nobody documents, and what to do.
    pub not_understood: [&'static str; 2],
    /// Another server answered, and what to do.
    pub foreign: [&'static str; 2],
    /// No answer.
    pub unreachable: &'static str,
    /// What to do.
    pub unreachable_next: &'static str,
    /// What the browser does not tell, in the order in which it is worth checking.
    pub unreachable_checks: &'static [&'static str],
    /// Too late, and what to do.
    pub timed_out: [&'static str; 2],
    /// The lost answer was about a removal, which may have happened, and what to do.
    pub removal_lost: [&'static str; 2],
    /// Called off, and what to do.
    pub cancelled: [&'static str; 2],
    /// Before GitHub's own sentence.
    pub github_says: &'static str,
    /// Before the request id.
    pub request_id: &'static str,
    /// The button that copies it.
    pub copy_request_id: &'static str,
    /// The link that authorizes a token for single sign-on.
    pub authorize: &'static str,
}

/// A time to wait, in the unit that one has a feeling for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pause {
    /// Up to two minutes.
    Seconds(u32),
    /// Begun ones count.
    Minutes(u32),
}

impl Pause {
    /// Of so many seconds.
    pub(crate) fn of(seconds: u32) -> Self {
        if seconds <= 120 { Self::Seconds(seconds) } else { Self::Minutes(seconds.div_ceil(60)) }
    }
}

/// An error in the words of a language. `now` is in seconds since the epoch, by the browser's clock.
pub fn explain(texts: &Errors, error: &ApiError, scope: Option<ScopeKind>, now: i64) -> Explanation {
    let task = (texts.task)(error.operation);
    let status = error.status.map_or_else(String::new, |status| status.to_string());
    let pair = |[sentence, next]: [&str; 2]| (sentence.to_owned(), next.to_owned());
    let is_removal = error.operation == Operation::DeleteRunner;
    let mut checks: &'static [&'static str] = &[];
    let (sentence, next_step) = match &error.kind {
        ErrorKind::BadCredentials if error.operation == Operation::GetUser => {
            pair([texts.bad_credentials, texts.bad_credentials_connecting])
        }
        ErrorKind::BadCredentials => pair([texts.bad_credentials, texts.bad_credentials_later]),
        ErrorKind::Forbidden => ((texts.forbidden)(task), (texts.forbidden_next)(scope).to_owned()),
        ErrorKind::SsoRequired { url: Some(_) } => pair([texts.sso, texts.sso_link]),
        ErrorKind::SsoRequired { url: None } => pair([texts.sso, texts.sso_no_link]),
        ErrorKind::PrimaryLimit { reset } => {
            (texts.primary_limit.to_owned(), (texts.primary_limit_next)(&minutes_until(*reset, now)))
        }
        ErrorKind::SecondaryLimit { retry_after } => {
            (texts.secondary_limit.to_owned(), (texts.secondary_limit_next)(Pause::of(*retry_after)))
        }
        ErrorKind::Unavailable { retry_after } => (
            (texts.unavailable)(if status.is_empty() { "503" } else { &status }),
            (texts.unavailable_next)(Pause::of(*retry_after)),
        ),
        ErrorKind::Moved { to: Some(to) } => ((texts.renamed)(to.name()), texts.renamed_next.to_owned()),
        ErrorKind::Moved { to: None } => pair(texts.moved),
        ErrorKind::Contradiction => pair(texts.contradiction),
        ErrorKind::NotFound => pair((texts.not_found)(error.operation, scope)),
        ErrorKind::Gone => pair(texts.gone),
        ErrorKind::RunnerBusy => pair(texts.busy),
        ErrorKind::Rejected => ((texts.rejected)(task), texts.rejected_next.to_owned()),
        ErrorKind::Server => ((texts.server)(&status), texts.server_next.to_owned()),
        ErrorKind::UnexpectedStatus => ((texts.unexpected)(&status), texts.unexpected_next.to_owned()),
        ErrorKind::InvalidResponse => pair(texts.not_understood),
        ErrorKind::CrossOriginRedirect => pair(texts.foreign),
        ErrorKind::Unreachable => {
            checks = texts.unreachable_checks;
            pair(if is_removal { texts.removal_lost } else { [texts.unreachable, texts.unreachable_next] })
        }
        ErrorKind::TimedOut => {
            let [sentence, next] = texts.timed_out;
            pair([sentence, if is_removal { texts.removal_lost[1] } else { next }])
        }
        ErrorKind::Cancelled => pair(texts.cancelled),
    };
    Explanation { sentence, next_step, checks }
}

/// Minutes until the budget is whole again, which is within the hour, whatever the browser's clock makes of it. Both are in
/// seconds since the epoch.
pub fn minutes_until(reset: i64, now: i64) -> String {
    (reset.saturating_sub(now).saturating_add(59) / 60).clamp(1, 60).to_string()
}

#[cfg(test)]
mod tests {
    use super::{explain, minutes_until};
    use crate::github::{ApiError, ErrorKind, Operation, ScopeKind};
    use crate::i18n;

    const OPERATIONS: [Operation; 10] = [
        Operation::ListRunners,
        Operation::ListApplications,
        Operation::CreateRegistrationToken,
        Operation::CreateRemoveToken,
        Operation::GetRunner,
        Operation::DeleteRunner,
        Operation::GetUser,
        Operation::GetMeta,
        Operation::ListOrganizations,
        Operation::ListRepositories,
    ];

    fn kinds() -> Vec<ErrorKind> {
        vec![
            ErrorKind::BadCredentials,
            ErrorKind::Forbidden,
            ErrorKind::SsoRequired { url: None },
            ErrorKind::SsoRequired { url: Some("https://x/".to_owned()) },
            ErrorKind::PrimaryLimit { reset: 60 },
            ErrorKind::SecondaryLimit { retry_after: 7 },
            ErrorKind::NotFound,
            ErrorKind::Gone,
            ErrorKind::RunnerBusy,
            ErrorKind::Rejected,
            ErrorKind::Server,
            ErrorKind::UnexpectedStatus,
            ErrorKind::InvalidResponse,
            ErrorKind::CrossOriginRedirect,
            ErrorKind::Unreachable,
            ErrorKind::TimedOut,
            ErrorKind::Cancelled,
        ]
    }

    fn words(operation: Operation, kind: ErrorKind, scope: Option<ScopeKind>) -> String {
        let error = ApiError { status: Some(503), ..ApiError::without_answer(operation, kind) };
        let told = explain(i18n::errors(), &error, scope, 0);
        [told.sentence.as_str(), " ", &told.next_step].concat()
    }

    #[test]
    fn every_failure_of_every_operation_has_a_sentence_and_a_next_step() {
        for operation in OPERATIONS {
            for kind in kinds() {
                for scope in ScopeKind::ALL.into_iter().map(Some).chain([None]) {
                    let error = ApiError { status: Some(503), ..ApiError::without_answer(operation, kind.clone()) };
                    let told = explain(i18n::errors(), &error, scope, 0);
                    for text in [&told.sentence, &told.next_step] {
                        assert!(text.len() > 15 && text.ends_with(['.', ':']), "{operation:?} {kind:?}: {text:?}");
                        assert!(!text.contains("  ") && !text.contains(" ."), "{operation:?} {kind:?}: {text:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn no_two_kinds_say_the_same() {
        let mut sentences: Vec<_> = kinds().into_iter().map(|kind| words(Operation::ListRunners, kind, None)).collect();
        sentences.sort();
        let all = sentences.len();
        sentences.dedup();
        assert_eq!(sentences.len(), all);
    }

    #[test]
    fn a_refusal_names_what_the_scope_needs() {
        let forbidden = |scope| words(Operation::ListRunners, ErrorKind::Forbidden, scope);
        assert!(forbidden(Some(ScopeKind::Enterprise)).contains("admin:enterprise"));
        assert!(forbidden(Some(ScopeKind::Organization)).contains("admin:org"));
        assert!(forbidden(Some(ScopeKind::Repository)).contains("the scope `repo`"));
        for scope in ["admin:enterprise", "admin:org", "repo"] {
            assert!(forbidden(None).contains(scope));
        }
    }

    #[test]
    fn not_found_says_both_meanings() {
        for scope in ScopeKind::ALL {
            let text = words(Operation::ListRunners, ErrorKind::NotFound, Some(scope));
            assert!(text.contains("no such") && text.contains("may not see"), "{text}");
        }
    }

    #[test]
    fn a_lost_removal_is_never_called_a_failed_one() {
        for kind in [ErrorKind::Unreachable, ErrorKind::TimedOut] {
            let text = words(Operation::DeleteRunner, kind, None);
            assert!(text.contains("may have been removed"), "{text}");
        }
    }

    #[test]
    fn limits_say_how_long() {
        for (retry_after, said) in [(1, "1 second,"), (7, "7 seconds"), (120, "120 seconds"), (3_000, "50 minutes")] {
            let words = words(Operation::ListRunners, ErrorKind::SecondaryLimit { retry_after }, None);
            assert!(words.contains(said), "{words}");
        }
        assert!(words(Operation::ListRunners, ErrorKind::PrimaryLimit { reset: 600 }, None).contains("10 min"));
    }

    #[test]
    fn a_wrong_clock_gives_no_odd_waiting_time() {
        assert_eq!(minutes_until(1_000, 0), "17");
        assert_eq!(minutes_until(0, 86_400), "1");
        assert_eq!(minutes_until(i64::MAX, i64::MIN), "60");
    }
}
