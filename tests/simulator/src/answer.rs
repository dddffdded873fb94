//! Answers under construction: status, headers, body.
//!
//! Invariant: every error body has GitHub's shape `{message, documentation_url[, status]}`.

use axum::body::Bytes;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use serde::Serialize;
use serde_json::{Value, json};

use crate::dialect::Dialect;

/// GitHub's content type for JSON.
pub const JSON: &str = "application/json; charset=utf-8";

/// An answer before the common headers are added.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The headers particular to this answer.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
}

impl Answer {
    /// An answer without a body.
    pub fn empty(status: StatusCode) -> Self {
        Self { status, headers: HeaderMap::new(), body: Bytes::new() }
    }

    /// An answer with `body` as JSON.
    pub fn json(status: StatusCode, body: &impl Serialize) -> Self {
        match serde_json::to_vec(body) {
            Ok(bytes) => Self::bytes(status, JSON, Bytes::from(bytes)),
            Err(error) => Self::text(StatusCode::INTERNAL_SERVER_ERROR, &error.to_string()),
        }
    }

    /// An answer with plain text.
    pub fn text(status: StatusCode, text: &str) -> Self {
        Self::bytes(status, "text/plain; charset=utf-8", Bytes::from(text.to_owned()))
    }

    /// An answer with any bytes.
    pub fn bytes(status: StatusCode, content_type: &'static str, body: Bytes) -> Self {
        let mut answer = Self { status, headers: HeaderMap::new(), body };
        answer.headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
        answer
    }

    /// GitHub's error body. `docs` is the path below the dialect's documentation.
    pub fn error(dialect: Dialect, status: StatusCode, message: &str, docs: &str) -> Self {
        let url = format!("{}{docs}", dialect.docs());
        let mut body = json!({ "message": message, "documentation_url": url });
        if dialect.repeats_status()
            && let Value::Object(map) = &mut body
        {
            map.insert("status".to_owned(), Value::String(status.as_u16().to_string()));
        }
        Self::json(status, &body)
    }

    /// 404: no such thing, or not for this token.
    pub fn not_found(dialect: Dialect) -> Self {
        Self::error(dialect, StatusCode::NOT_FOUND, "Not Found", DOCS)
    }

    /// The same answer with one header more. A value that no header can hold is left out.
    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        self.set(name, value);
        self
    }

    /// Sets a header. A value that no header can hold is left out.
    pub fn set(&mut self, name: &'static str, value: &str) {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.insert(HeaderName::from_static(name), value);
        }
    }
}

/// The documentation page of the 18 operations.
pub const DOCS: &str = "/actions/self-hosted-runners";
