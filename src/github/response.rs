//! From a raw answer to a value or an error: the one place that reads statuses, headers and bodies.
//!
//! Invariant: pure. Whatever a server sends, the result is a value or an [`ApiError`], never a panic.

use super::model::account::Failure;
use super::model::{LenientList, RunnerList, from_object};
use super::page::PageLinks;
use super::rate_limit::{retry_after, wait_for_reset};
use super::transport::RateLimit;
use super::{ApiError, ErrorKind, Operation, RateLimitHeaders, RunnerPage, ScopeKind};
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::Value;

/// How long to wait where a secondary limit names no time, in seconds (github-api.md section 2).
const DEFAULT_RETRY_AFTER: u32 = 60;

/// The longest sentence of GitHub's that is kept, in characters.
const LONGEST_MESSAGE: usize = 300;

/// An answer as it came over the wire.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RawResponse {
    /// The HTTP status.
    pub status: u16,
    /// The headers that matter.
    pub headers: Headers,
    /// The body; empty where there is none.
    pub body: String,
}

/// The headers that a browser may read across origins and that this console uses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Headers {
    /// `Link`
    pub link: Option<String>,
    /// `Retry-After`, in seconds: from 1 to 3,600, whatever was sent.
    pub retry_after: Option<u32>,
    /// `X-RateLimitHeaders-Limit`
    pub rate_limit: Option<String>,
    /// `X-RateLimitHeaders-Remaining`
    pub rate_remaining: Option<String>,
    /// `X-RateLimitHeaders-Reset`
    pub rate_reset: Option<String>,
    /// `X-GitHub-Request-Id`
    pub request_id: Option<String>,
    /// `X-GitHub-SSO`
    pub sso: Option<String>,
    /// `X-OAuth-Scopes`
    pub oauth_scopes: Option<String>,
}

impl Headers {
    /// Reads the headers. `get` looks one up by its name in lower case; `now` is the browser's clock, in milliseconds since
    /// the epoch.
    pub fn read(get: impl Fn(&str) -> Option<String>, now: f64) -> Self {
        Self {
            link: get("link"),
            retry_after: get("retry-after").and_then(|header| retry_after(&header, now)),
            rate_limit: get("x-ratelimit-limit"),
            rate_remaining: get("x-ratelimit-remaining"),
            rate_reset: get("x-ratelimit-reset"),
            request_id: get("x-github-request-id"),
            sso: get("x-github-sso"),
            oauth_scopes: get("x-oauth-scopes"),
        }
    }
}

/// What an answer of GitHub says about itself; nothing where the reply to a change was lost and the change was seen afterwards.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResponseMeta {
    /// `X-GitHub-Request-Id`: what GitHub's support asks for.
    pub request_id: Option<String>,
    /// The budget, where the host has one.
    pub rate_limit: Option<RateLimitHeaders>,
}

impl RawResponse {
    /// The object in the body of a success.
    ///
    /// # Errors
    /// Any status but 2xx, and a body that is not the promised JSON.
    pub fn decode<T: DeserializeOwned>(&self, operation: Operation) -> Result<T, ApiError> {
        self.check(operation)?;
        self.object().ok_or_else(|| self.error(operation, ErrorKind::InvalidResponse))
    }

    /// The objects of the list in the body of a success. Those that cannot be read are left out.
    ///
    /// # Errors
    /// Any status but 2xx, and a body that is no list, or one of which nothing can be read.
    pub fn decode_list<T: DeserializeOwned>(&self, operation: Operation) -> Result<Vec<T>, ApiError> {
        self.check(operation)?;
        match serde_json::from_str::<LenientList<T>>(&self.body) {
            Ok(list) if list.unreadable == 0 || !list.elements.is_empty() => Ok(list.elements),
            _ => Err(self.error(operation, ErrorKind::InvalidResponse)),
        }
    }

    /// The page in a list answer of a scope of this kind.
    ///
    /// # Errors
    /// As [`RawResponse::decode`]; [`ErrorKind::InvalidResponse`] too where the fields that GitHub documents for that kind of
    /// scope are missing. An empty list is a list: an error in a 200 must not be taken for one.
    pub fn decode_page(&self, kind: ScopeKind) -> Result<RunnerPage, ApiError> {
        let list: RunnerList = self.decode(Operation::ListRunners)?;
        if !list.is_documented_for(kind) {
            return Err(self.error(Operation::ListRunners, ErrorKind::InvalidResponse));
        }
        let (runners, unreadable) = list.runners.map(|list| (list.elements, list.unreadable)).unwrap_or_default();
        Ok(RunnerPage {
            runners,
            unreadable,
            total_count: list.total_count,
            links: self.headers.link.as_deref().map(PageLinks::parse).unwrap_or_default(),
            rate_limit: RateLimitHeaders::from_headers(&self.headers),
        })
    }

    /// Whether it is a success at all.
    ///
    /// # Errors
    /// An [`ApiError`] for every status but 2xx.
    pub fn check(&self, operation: Operation) -> Result<(), ApiError> {
        if (200..300).contains(&self.status) { Ok(()) } else { Err(self.error(operation, self.failure(operation))) }
    }

    /// For how long GitHub wants no further request, in milliseconds from `now` (milliseconds since the epoch), and why.
    pub fn asks_to_wait(&self, now: f64) -> Option<(f64, RateLimit)> {
        let until_reset = |reset| (wait_for_reset(reset, now), RateLimit::Primary { reset });
        let seconds = |seconds, bar| (f64::from(seconds) * 1_000.0, bar);
        if matches!(self.status, 403 | 429 | 503) {
            return match self.failure(Operation::ListRunners) {
                ErrorKind::SecondaryLimit { retry_after } => {
                    Some(seconds(retry_after, RateLimit::Secondary { seconds: retry_after }))
                }
                ErrorKind::Unavailable { retry_after } => {
                    Some(seconds(retry_after, RateLimit::Unavailable { seconds: retry_after }))
                }
                ErrorKind::PrimaryLimit { reset } => Some(until_reset(reset)),
                _ => None,
            };
        }
        match RateLimitHeaders::from_headers(&self.headers) {
            Some(RateLimitHeaders { remaining: 0, reset, .. }) => Some(until_reset(reset)),
            _ => None,
        }
    }

    /// True where the body is JSON of any kind: a GitHub answered, not a proxy's or a sign-in page.
    pub fn is_json(&self) -> bool {
        serde_json::from_str::<IgnoredAny>(&self.body).is_ok()
    }

    /// Through a [`Value`], so that of a repeated name the last value counts.
    fn object<T: DeserializeOwned>(&self) -> Option<T> {
        from_object(serde_json::from_str::<Value>(&self.body).ok()?)
    }

    fn failure(&self, operation: Operation) -> ErrorKind {
        match self.status {
            401 => ErrorKind::BadCredentials,
            403 | 429 => self.refusal(),
            // A proxy's own 404 says nothing of what is asked for.
            404 if !self.is_json() => ErrorKind::InvalidResponse,
            404 => ErrorKind::NotFound,
            410 => ErrorKind::Gone,
            422 if operation == Operation::DeleteRunner => ErrorKind::RunnerBusy,
            400 | 422 => ErrorKind::Rejected,
            503 if self.headers.retry_after.is_some() => {
                ErrorKind::Unavailable { retry_after: self.headers.retry_after.unwrap_or(DEFAULT_RETRY_AFTER) }
            }
            500..=599 => ErrorKind::Server,
            _ => ErrorKind::UnexpectedStatus,
        }
    }

    /// What a 403 or 429 means. A named waiting time weighs more than an exhausted budget, and that more than the message.
    fn refusal(&self) -> ErrorKind {
        if let Some(sso) = &self.headers.sso {
            let url = sso.split(';').find_map(|part| part.trim().strip_prefix("url=")).map(str::to_owned);
            return ErrorKind::SsoRequired { url: url.filter(|url| url.starts_with("https://")) };
        }
        if let Some(retry_after) = self.headers.retry_after {
            return ErrorKind::SecondaryLimit { retry_after };
        }
        match RateLimitHeaders::from_headers(&self.headers) {
            Some(RateLimitHeaders { remaining: 0, reset, .. }) => ErrorKind::PrimaryLimit { reset },
            _ if self.status == 429 || self.names_a_secondary_limit() => {
                ErrorKind::SecondaryLimit { retry_after: DEFAULT_RETRY_AFTER }
            }
            _ => ErrorKind::Forbidden,
        }
    }

    fn names_a_secondary_limit(&self) -> bool {
        self.message().is_some_and(|message| {
            let message = message.to_ascii_lowercase();
            message.contains("secondary rate limit") || message.contains("abuse detection")
        })
    }

    /// GitHub's sentence in an error body, cut to a length that fits a screen.
    fn message(&self) -> Option<String> {
        let Failure { message } = self.object()?;
        Some(message.chars().take(LONGEST_MESSAGE).collect())
    }

    /// What the answer to a change says about itself.
    pub fn meta(&self) -> ResponseMeta {
        ResponseMeta {
            request_id: self.headers.request_id.clone(),
            rate_limit: RateLimitHeaders::from_headers(&self.headers),
        }
    }

    /// An error that carries what this answer says about itself.
    pub(super) fn error(&self, operation: Operation, kind: ErrorKind) -> ApiError {
        let request_id = self.headers.request_id.clone();
        ApiError { operation, kind, status: Some(self.status), message: self.message(), request_id }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{Headers, RawResponse};
    use crate::github::{ErrorKind, Label, Operation, Runner, RunnerToken, ScopeKind};
    use proptest::prelude::*;

    fn response(status: u16, body: &str, headers: Headers) -> RawResponse {
        RawResponse { status, headers, body: body.to_owned() }
    }

    fn kind_of(operation: Operation, response: &RawResponse) -> ErrorKind {
        response.check(operation).unwrap_err().kind
    }

    #[test]
    fn each_row_of_the_table_of_errors() {
        let plain = Headers::default;
        let text = |text: &str| Some(text.to_owned());
        let spent =
            Headers { rate_limit: text("60"), rate_remaining: text("0"), rate_reset: text("1700000000"), ..plain() };
        let left = Headers { rate_remaining: text("7"), ..spent.clone() };
        let secondary = r#"{"message":"You have exceeded a secondary rate limit."}"#;
        let sso = Headers { sso: text("required; url=https://github.com/orgs/o/sso?x=1"), ..plain() };
        let bad_sso = Headers { sso: text("required; url=javascript:alert(1)"), ..plain() };
        let table = [
            (response(401, "{}", plain()), ErrorKind::BadCredentials),
            (response(403, r#"{"message":"Must have admin rights to Repository."}"#, left), ErrorKind::Forbidden),
            (response(403, "{}", sso), ErrorKind::SsoRequired { url: text("https://github.com/orgs/o/sso?x=1") }),
            (response(403, "{}", bad_sso), ErrorKind::SsoRequired { url: None }),
            (
                response(403, "{}", Headers { retry_after: Some(7), ..spent.clone() }),
                ErrorKind::SecondaryLimit { retry_after: 7 },
            ),
            (response(403, secondary, plain()), ErrorKind::SecondaryLimit { retry_after: 60 }),
            (response(429, "<html>", plain()), ErrorKind::SecondaryLimit { retry_after: 60 }),
            (response(403, "{}", spent.clone()), ErrorKind::PrimaryLimit { reset: 1_700_000_000 }),
            (response(429, "{}", spent), ErrorKind::PrimaryLimit { reset: 1_700_000_000 }),
            (response(404, "{}", plain()), ErrorKind::NotFound),
            (response(404, "", plain()), ErrorKind::InvalidResponse),
            (response(404, "<html>", plain()), ErrorKind::InvalidResponse),
            (response(410, "", plain()), ErrorKind::Gone),
            (response(422, "", plain()), ErrorKind::Rejected),
            (response(400, "", plain()), ErrorKind::Rejected),
            (response(502, "<html>", plain()), ErrorKind::Server),
            (response(503, "<html>", plain()), ErrorKind::Server),
            (
                response(503, "<html>", Headers { retry_after: Some(9), ..plain() }),
                ErrorKind::Unavailable { retry_after: 9 },
            ),
            (response(418, "", plain()), ErrorKind::UnexpectedStatus),
            (response(304, "", plain()), ErrorKind::UnexpectedStatus),
        ];
        for (response, kind) in table {
            assert_eq!(kind_of(Operation::ListRunners, &response), kind, "{response:?}");
        }
        assert_eq!(kind_of(Operation::DeleteRunner, &response(422, "", plain())), ErrorKind::RunnerBusy);
    }

    #[test]
    fn an_error_keeps_what_support_asks_for() {
        let headers = Headers { request_id: Some("A:1".to_owned()), ..Headers::default() };
        let error = response(500, r#"{"message":"Oops"}"#, headers).check(Operation::GetUser).unwrap_err();
        assert_eq!(
            (error.status, error.message.as_deref(), error.request_id.as_deref()),
            (Some(500), Some("Oops"), Some("A:1"))
        );
    }

    #[test]
    fn a_success_with_another_body_is_not_understood() {
        for body in ["", "<html>", "[]", r#"{"token":1}"#, r#"{"token":"x","expires_at":"soon"}"#] {
            let result = response(201, body, Headers::default()).decode::<RunnerToken>(Operation::CreateRemoveToken);
            assert_eq!(result.unwrap_err().kind, ErrorKind::InvalidResponse, "{body}");
        }
    }

    #[test]
    fn a_list_without_the_fields_of_its_scope_is_not_understood() {
        let listed = |body: &str, kind| response(200, body, Headers::default()).decode_page(kind);
        let whole = r#"{"total_count":1,"runners":[{"id":1,"name":"a"}]}"#;
        let no_total = r#"{"runners":[{"id":1,"name":"a"}]}"#;
        let no_runners = r#"{"total_count":40}"#;
        let null_runners = r#"{"total_count":40,"runners":null}"#;
        let other = ["{}", "[]", "null", "", r#"{"message":"Server Error"}"#, r#"{"error":"login_required"}"#];
        for kind in ScopeKind::ALL {
            assert_eq!(listed(whole, kind).unwrap().runners.len(), 1);
            for body in [no_total, no_runners, null_runners] {
                assert_eq!(listed(body, kind).is_ok(), kind == ScopeKind::Enterprise, "{kind:?} {body}");
            }
            for body in other {
                assert_eq!(listed(body, kind).unwrap_err().kind, ErrorKind::InvalidResponse, "{kind:?} {body}");
            }
        }
    }

    #[test]
    fn elements_that_cannot_be_read_are_left_out_unless_nothing_can_be_read() {
        let page = response(200, r#"{"total_count":2,"runners":[null,{"id":1,"name":"a"}]}"#, Headers::default());
        let page = page.decode_page(ScopeKind::Organization).unwrap();
        assert_eq!((page.runners.len(), page.unreadable, page.element_count()), (1, 1, 2));
        let count = |body: &str| {
            let list = response(200, body, Headers::default()).decode_list::<Label>(Operation::ListApplications);
            list.map(|list| list.len()).map_err(|error| error.kind)
        };
        assert_eq!(count(r#"[{"name":"a"},null,{"name":7},["b"]]"#), Ok(1));
        assert_eq!(count("[]"), Ok(0));
        for body in ["[null]", r#"[["b"]]"#, "{}", "", "null"] {
            assert_eq!(count(body), Err(ErrorKind::InvalidResponse), "{body}");
        }
    }

    #[test]
    fn of_a_repeated_name_the_last_value_counts() {
        let body = r#"{"id":1,"name":"a","name":"b","message":"x","message":"y"}"#;
        let runner: Runner = response(200, body, Headers::default()).decode(Operation::GetRunner).unwrap();
        assert_eq!(runner.name, "b");
        assert_eq!(
            response(500, body, Headers::default()).check(Operation::GetUser).unwrap_err().message.as_deref(),
            Some("y")
        );
    }

    proptest! {
        #[test]
        fn no_body_and_no_status_panics(status in 100_u16..700, body in "\\PC*|\\{\"message\":\"\\PC*\"\\}|\\{\"runners\":\\[.*\\]\\}") {
            let response = response(status, &body, Headers::default());
            prop_assert_eq!(response.check(Operation::ListRunners).is_ok(), (200..300).contains(&status));
            for kind in ScopeKind::ALL {
                let _ = response.decode_page(kind);
            }
        }
    }
}
