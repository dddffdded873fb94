//! A typed client for the self-hosted runner part of GitHub's REST API.
//!
//! Reading order: [`host`] (where), [`scope`] (of what), [`endpoint`] (the only place that builds paths), [`model`] (what
//! comes back), [`page`] and [`rate_limit`] (what the headers say), [`diagnostics`] (what a look at the connection finds),
//! [`error`] (what can go wrong), [`response`] (a raw answer becomes a value or an error), [`transport`] (the browser's
//! `fetch`), [`client`].
//!
//! Invariant: nothing here knows Leptos, the screen or any other module of the console, but what sends requests.

pub mod client;
pub mod diagnostics;
pub mod endpoint;
pub mod error;
pub mod host;
pub mod identity;
pub mod model;
pub mod page;
pub mod rate_limit;
pub mod response;
pub mod retry;
pub mod scope;
pub mod timestamp;
pub mod token;
pub mod transport;

pub use client::Client;
pub use diagnostics::{Diagnostics, Reachability, SingleSignOn, TokenKind};
pub use endpoint::{Endpoint, Method, Operation};
pub use error::{ApiError, ErrorKind};
pub use host::{Host, HostError};
pub use identity::{Identity, TokenScopes};
pub use model::application::{Architecture, Os, RunnerApplication};
pub(crate) use model::from_text;
pub use model::runner::{Label, Runner, RunnerId, Status};
pub use model::runner_token::RunnerToken;
pub use page::RunnerPage;
pub use rate_limit::RateLimitHeaders;
pub use response::{RawResponse, ResponseMeta};
pub use scope::{Scope, ScopeError, ScopeKind};
pub use timestamp::Timestamp;
pub use token::AccessToken;
pub use transport::{CacheMode, RateLimit, Transport, TransportError};
