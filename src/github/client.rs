//! The client: what the console may ask of GitHub, as typed calls.
//!
//! Invariant: a client is bound to one REST base and one token for its whole life, and every call goes through
//! [`Client::ask`], but the one that sends no token.

mod diagnose;

use super::model::account::{Account, Enterprise, Repository};
use super::transport::{RateLimit, Request, origin};
use super::{
    AccessToken, ApiError, CacheMode, Endpoint, ErrorKind, Identity, Operation, RawResponse, ResponseMeta, Runner,
    RunnerApplication, RunnerId, RunnerPage, RunnerToken, Scope, ScopeKind, TokenScopes, Transport, TransportError,
};
use serde::de::DeserializeOwned;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use web_sys::AbortSignal;

/// Talks to one GitHub as one token's owner. Cheap to clone.
#[derive(Clone)]
pub struct Client {
    inner: Arc<Inner>,
}

struct Inner {
    /// Without a trailing slash.
    api_base: String,
    token: AccessToken,
    transport: Box<dyn Transport>,
}

/// A call's result.
pub type ApiResult<T> = Result<T, ApiError>;

/// A request under way. In a box: else every call of the client would hold a copy of the whole way of a request.
type Sending<'a> = Pin<Box<dyn Future<Output = ApiResult<RawResponse>> + 'a>>;

impl Client {
    /// A client for a REST base: an absolute address without a trailing slash, from `Host::api_base` or the site's own proxy.
    pub fn new(api_base: &str, token: AccessToken, transport: Box<dyn Transport>) -> Self {
        let api_base = api_base.trim_end_matches('/').to_owned();
        Self { inner: Arc::new(Inner { api_base, token, transport }) }
    }

    /// The origin that every request goes to, and no other: `https://host:port`.
    pub fn origin(&self) -> &str {
        origin(&self.inner.api_base)
    }

    /// Whether a GitHub answers at this REST base. Sends no token, so that a mistyped host never gets one.
    ///
    /// # Errors
    /// No answer, or one that is not JSON: something else than a GitHub.
    pub async fn reach(&self) -> ApiResult<()> {
        let endpoint = Endpoint::reach();
        let response = self.send(&endpoint, CacheMode::Fresh, None, None).await?;
        // Any status will do: GitHub refuses strangers, and their exhausted budget says nothing of the token's.
        if response.is_json() || response.status == 401 {
            Ok(())
        } else {
            Err(response.error(endpoint.operation, ErrorKind::InvalidResponse))
        }
    }

    /// The probe: is this a GitHub, and is the token good? A token that may not read `/user` has no known owner.
    ///
    /// # Errors
    /// 401, limits, and whatever is no answer of a GitHub.
    pub async fn probe(&self) -> ApiResult<Identity> {
        let endpoint = Endpoint::get_user();
        identity_of(&self.ask(&endpoint, CacheMode::Fresh, None).await?, endpoint.operation)
    }

    /// One page of the runners of a scope; `page` counts from 1.
    ///
    /// # Errors
    /// Any [`ApiError`].
    pub async fn list_runners(
        &self,
        scope: &Scope,
        page: u32,
        cache_mode: CacheMode,
        signal: Option<&AbortSignal>,
    ) -> ApiResult<RunnerPage> {
        self.ask(&Endpoint::list_runners(scope, page), cache_mode, signal).await?.decode_page(scope.kind())
    }

    /// The runner applications of a scope.
    ///
    /// # Errors
    /// Any [`ApiError`].
    pub async fn list_applications(&self, scope: &Scope) -> ApiResult<Vec<RunnerApplication>> {
        self.decoded_list(&Endpoint::list_applications(scope)).await
    }

    /// A new registration token.
    ///
    /// # Errors
    /// Any [`ApiError`].
    pub async fn create_registration_token(&self, scope: &Scope) -> ApiResult<(RunnerToken, ResponseMeta)> {
        self.made(&Endpoint::create_registration_token(scope)).await
    }

    /// A new remove token.
    ///
    /// # Errors
    /// Any [`ApiError`].
    pub async fn create_remove_token(&self, scope: &Scope) -> ApiResult<(RunnerToken, ResponseMeta)> {
        self.made(&Endpoint::create_remove_token(scope)).await
    }

    /// One runner, never from the cache, and what the answer says about itself.
    ///
    /// # Errors
    /// Any [`ApiError`]; [`ErrorKind::NotFound`] where it is gone or hidden, [`ErrorKind::InvalidResponse`] where another
    /// runner than the one asked for came back.
    pub async fn get_runner(&self, scope: &Scope, id: RunnerId) -> ApiResult<(Runner, ResponseMeta)> {
        let endpoint = Endpoint::get_runner(scope, id);
        let response = self.ask(&endpoint, CacheMode::Fresh, None).await?;
        let runner: Runner = response.decode(endpoint.operation)?;
        if runner.id == id {
            Ok((runner, response.meta()))
        } else {
            Err(response.error(endpoint.operation, ErrorKind::InvalidResponse))
        }
    }

    /// Force removal of one runner.
    ///
    /// # Errors
    /// Any [`ApiError`]; [`ErrorKind::RunnerBusy`] where it runs a job, [`ErrorKind::NotFound`] where it is gone already,
    /// [`ErrorKind::InvalidResponse`] for a success that is not GitHub's: a proxy's page says nothing about the runner.
    pub async fn delete_runner(&self, scope: &Scope, id: RunnerId) -> ApiResult<ResponseMeta> {
        let endpoint = Endpoint::delete_runner(scope, id);
        let response = self.ask(&endpoint, CacheMode::Fresh, None).await?;
        response.check(endpoint.operation)?;
        if response.status == 204 {
            Ok(response.meta())
        } else {
            Err(response.error(endpoint.operation, ErrorKind::InvalidResponse))
        }
    }

    /// The scope under the name that it has now, as GitHub tells where it was renamed.
    ///
    /// # Errors
    /// Any [`ApiError`]; [`ErrorKind::InvalidResponse`] for a name that is none of that kind of scope.
    pub async fn find_scope(&self, scope: &Scope) -> ApiResult<Scope> {
        let endpoint = Endpoint::get_scope(scope);
        let response = self.ask(&endpoint, CacheMode::Fresh, None).await?;
        let name = match scope.kind() {
            ScopeKind::Enterprise => response.decode::<Enterprise>(endpoint.operation)?.slug,
            ScopeKind::Organization => response.decode::<Account>(endpoint.operation)?.login,
            ScopeKind::Repository => response.decode::<Repository>(endpoint.operation)?.full_name,
        };
        Scope::parse(scope.kind(), &name).map_err(|_| response.error(endpoint.operation, ErrorKind::InvalidResponse))
    }

    /// Names of organizations to suggest.
    ///
    /// # Errors
    /// Any [`ApiError`]; a host that does not offer this answers [`ErrorKind::NotFound`].
    pub async fn list_organizations(&self) -> ApiResult<Vec<String>> {
        let accounts: Vec<Account> = self.decoded_list(&Endpoint::list_organizations()).await?;
        Ok(accounts.into_iter().map(|account| account.login).collect())
    }

    /// `owner/name` of repositories to suggest, of an organization or of the token's owner.
    ///
    /// # Errors
    /// As [`Client::list_organizations`].
    pub async fn list_repositories(&self, organization: Option<&Scope>) -> ApiResult<Vec<String>> {
        let repositories: Vec<Repository> = self.decoded_list(&Endpoint::list_repositories(organization)).await?;
        Ok(repositories.into_iter().map(|repository| repository.full_name).collect())
    }

    /// What GitHub made, with its receipt.
    async fn made<T: DeserializeOwned>(&self, endpoint: &Endpoint) -> ApiResult<(T, ResponseMeta)> {
        let response = self.ask(endpoint, CacheMode::Fresh, None).await?;
        Ok((response.decode(endpoint.operation)?, response.meta()))
    }

    async fn decoded<T: DeserializeOwned>(&self, endpoint: &Endpoint) -> ApiResult<T> {
        self.ask(endpoint, CacheMode::Fresh, None).await?.decode(endpoint.operation)
    }

    async fn decoded_list<T: DeserializeOwned>(&self, endpoint: &Endpoint) -> ApiResult<Vec<T>> {
        self.ask(endpoint, CacheMode::Fresh, None).await?.decode_list(endpoint.operation)
    }

    /// Sends one request and gives back whatever was answered; only a missing answer is an error here.
    fn ask<'a>(&'a self, endpoint: &Endpoint, cache_mode: CacheMode, signal: Option<&'a AbortSignal>) -> Sending<'a> {
        self.send(endpoint, cache_mode, Some(self.inner.token.clone()), signal)
    }

    fn send<'a>(
        &'a self,
        endpoint: &Endpoint,
        cache_mode: CacheMode,
        token: Option<AccessToken>,
        signal: Option<&'a AbortSignal>,
    ) -> Sending<'a> {
        let Inner { api_base, transport, .. } = &*self.inner;
        let url = [api_base.as_str(), endpoint.path()].concat();
        let request = Request { method: endpoint.method, url, query: endpoint.query().clone(), cache_mode, token };
        let operation = endpoint.operation;
        let failed = move |error| {
            let kind = match error {
                TransportError::Unreachable => ErrorKind::Unreachable,
                TransportError::CrossOriginRedirect => ErrorKind::CrossOriginRedirect,
                TransportError::Redirected => ErrorKind::Moved { to: None },
                TransportError::TimedOut => ErrorKind::TimedOut,
                TransportError::Cancelled => ErrorKind::Cancelled,
                TransportError::RateLimited(RateLimit::Primary { reset }) => ErrorKind::PrimaryLimit { reset },
                TransportError::RateLimited(RateLimit::Secondary { seconds }) => {
                    ErrorKind::SecondaryLimit { retry_after: seconds }
                }
                TransportError::RateLimited(RateLimit::Unavailable { seconds }) => {
                    ErrorKind::Unavailable { retry_after: seconds }
                }
            };
            ApiError::without_answer(operation, kind)
        };
        Box::pin(async move { transport.send(request, signal).await.map_err(failed) })
    }
}

/// Who an answer to the probe says that the token belongs to.
fn identity_of(response: &RawResponse, operation: Operation) -> ApiResult<Identity> {
    let token_scopes = TokenScopes::from_header(response.headers.oauth_scopes.as_deref());
    match response.decode::<Account>(operation) {
        Ok(account) => Ok(Identity { login: Some(account.login), token_scopes }),
        Err(ApiError { kind: ErrorKind::Forbidden | ErrorKind::NotFound, .. }) if response.is_json() => {
            Ok(Identity { login: None, token_scopes })
        }
        Err(error) => Err(error),
    }
}
