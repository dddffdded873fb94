//! The client: what the console may ask of GitHub, as typed calls.
//!
//! Invariant: a client is bound to one REST base and one token for its whole life, and every call goes through
//! [`Client::ask`], but the one that sends no token.

mod examine;

use super::model::account::{Account, Enterprise, Repository};
use super::transport::{Bar, Request, origin};
use super::{
    AccessToken, ApiError, Endpoint, ErrorKind, Freshness, Grants, Identity, OneTimeToken, Operation, RawAnswer,
    Receipt, Runner, RunnerApplication, RunnerId, RunnerPage, Scope, ScopeKind, Transport, TransportError,
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
pub type Answer<T> = Result<T, ApiError>;

/// A request under way. In a box: else every call of the client would hold a copy of the whole way of a request.
type Sending<'a> = Pin<Box<dyn Future<Output = Answer<RawAnswer>> + 'a>>;

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
    pub async fn reach(&self) -> Answer<()> {
        let endpoint = Endpoint::reach();
        let answer = self.send(&endpoint, Freshness::Fresh, None, None).await?;
        // Any status will do: GitHub refuses strangers, and their exhausted budget says nothing of the token's.
        if answer.is_json() || answer.status == 401 {
            Ok(())
        } else {
            Err(answer.error(endpoint.operation, ErrorKind::NotUnderstood))
        }
    }

    /// The probe: is this a GitHub, and is the token good? A token that may not read `/user` has no known owner.
    ///
    /// # Errors
    /// 401, limits, and whatever is no answer of a GitHub.
    pub async fn probe(&self) -> Answer<Identity> {
        let endpoint = Endpoint::get_user();
        identity_of(&self.ask(&endpoint, Freshness::Fresh, None).await?, endpoint.operation)
    }

    /// One page of the runners of a scope; `page` counts from 1.
    ///
    /// # Errors
    /// Any [`ApiError`].
    pub async fn list_runners(
        &self,
        scope: &Scope,
        page: u32,
        freshness: Freshness,
        signal: Option<&AbortSignal>,
    ) -> Answer<RunnerPage> {
        self.ask(&Endpoint::list_runners(scope, page), freshness, signal).await?.decode_page(scope.kind())
    }

    /// The runner applications of a scope.
    ///
    /// # Errors
    /// Any [`ApiError`].
    pub async fn list_applications(&self, scope: &Scope) -> Answer<Vec<RunnerApplication>> {
        self.decoded_list(&Endpoint::list_applications(scope)).await
    }

    /// A new registration token.
    ///
    /// # Errors
    /// Any [`ApiError`].
    pub async fn create_registration_token(&self, scope: &Scope) -> Answer<(OneTimeToken, Receipt)> {
        self.made(&Endpoint::create_registration_token(scope)).await
    }

    /// A new remove token.
    ///
    /// # Errors
    /// Any [`ApiError`].
    pub async fn create_remove_token(&self, scope: &Scope) -> Answer<(OneTimeToken, Receipt)> {
        self.made(&Endpoint::create_remove_token(scope)).await
    }

    /// One runner, never from the cache, and what the answer says about itself.
    ///
    /// # Errors
    /// Any [`ApiError`]; [`ErrorKind::NotFound`] where it is gone or hidden, [`ErrorKind::NotUnderstood`] where another
    /// runner than the one asked for came back.
    pub async fn get_runner(&self, scope: &Scope, id: RunnerId) -> Answer<(Runner, Receipt)> {
        let endpoint = Endpoint::get_runner(scope, id);
        let answer = self.ask(&endpoint, Freshness::Fresh, None).await?;
        let runner: Runner = answer.decode(endpoint.operation)?;
        if runner.id == id {
            Ok((runner, answer.receipt()))
        } else {
            Err(answer.error(endpoint.operation, ErrorKind::NotUnderstood))
        }
    }

    /// Force removal of one runner.
    ///
    /// # Errors
    /// Any [`ApiError`]; [`ErrorKind::RunnerBusy`] where it runs a job, [`ErrorKind::NotFound`] where it is gone already,
    /// [`ErrorKind::NotUnderstood`] for a success that is not GitHub's: a proxy's page says nothing about the runner.
    pub async fn delete_runner(&self, scope: &Scope, id: RunnerId) -> Answer<Receipt> {
        let endpoint = Endpoint::delete_runner(scope, id);
        let answer = self.ask(&endpoint, Freshness::Fresh, None).await?;
        answer.check(endpoint.operation)?;
        if answer.status == 204 {
            Ok(answer.receipt())
        } else {
            Err(answer.error(endpoint.operation, ErrorKind::NotUnderstood))
        }
    }

    /// The scope under the name that it has now, as GitHub tells where it was renamed.
    ///
    /// # Errors
    /// Any [`ApiError`]; [`ErrorKind::NotUnderstood`] for a name that is none of that kind of scope.
    pub async fn find_scope(&self, scope: &Scope) -> Answer<Scope> {
        let endpoint = Endpoint::get_scope(scope);
        let answer = self.ask(&endpoint, Freshness::Fresh, None).await?;
        let name = match scope.kind() {
            ScopeKind::Enterprise => answer.decode::<Enterprise>(endpoint.operation)?.slug,
            ScopeKind::Organization => answer.decode::<Account>(endpoint.operation)?.login,
            ScopeKind::Repository => answer.decode::<Repository>(endpoint.operation)?.full_name,
        };
        Scope::parse(scope.kind(), &name).map_err(|_| answer.error(endpoint.operation, ErrorKind::NotUnderstood))
    }

    /// Names of organizations to suggest.
    ///
    /// # Errors
    /// Any [`ApiError`]; a host that does not offer this answers [`ErrorKind::NotFound`].
    pub async fn list_organizations(&self) -> Answer<Vec<String>> {
        let accounts: Vec<Account> = self.decoded_list(&Endpoint::list_organizations()).await?;
        Ok(accounts.into_iter().map(|account| account.login).collect())
    }

    /// `owner/name` of repositories to suggest, of an organization or of the token's owner.
    ///
    /// # Errors
    /// As [`Client::list_organizations`].
    pub async fn list_repositories(&self, organization: Option<&Scope>) -> Answer<Vec<String>> {
        let repositories: Vec<Repository> = self.decoded_list(&Endpoint::list_repositories(organization)).await?;
        Ok(repositories.into_iter().map(|repository| repository.full_name).collect())
    }

    /// What GitHub made, with its receipt.
    async fn made<T: DeserializeOwned>(&self, endpoint: &Endpoint) -> Answer<(T, Receipt)> {
        let answer = self.ask(endpoint, Freshness::Fresh, None).await?;
        Ok((answer.decode(endpoint.operation)?, answer.receipt()))
    }

    async fn decoded<T: DeserializeOwned>(&self, endpoint: &Endpoint) -> Answer<T> {
        self.ask(endpoint, Freshness::Fresh, None).await?.decode(endpoint.operation)
    }

    async fn decoded_list<T: DeserializeOwned>(&self, endpoint: &Endpoint) -> Answer<Vec<T>> {
        self.ask(endpoint, Freshness::Fresh, None).await?.decode_list(endpoint.operation)
    }

    /// Sends one request and gives back whatever was answered; only a missing answer is an error here.
    fn ask<'a>(&'a self, endpoint: &Endpoint, freshness: Freshness, signal: Option<&'a AbortSignal>) -> Sending<'a> {
        self.send(endpoint, freshness, Some(self.inner.token.clone()), signal)
    }

    fn send<'a>(
        &'a self,
        endpoint: &Endpoint,
        freshness: Freshness,
        token: Option<AccessToken>,
        signal: Option<&'a AbortSignal>,
    ) -> Sending<'a> {
        let Inner { api_base, transport, .. } = &*self.inner;
        let url = [api_base.as_str(), endpoint.path()].concat();
        let request = Request { method: endpoint.method, url, query: endpoint.query().clone(), freshness, token };
        let operation = endpoint.operation;
        let failed = move |error| {
            let kind = match error {
                TransportError::Unreachable => ErrorKind::Unreachable,
                TransportError::Foreign => ErrorKind::ForeignAnswer,
                TransportError::Redirected => ErrorKind::Moved { to: None },
                TransportError::TimedOut => ErrorKind::TimedOut,
                TransportError::Cancelled => ErrorKind::Cancelled,
                TransportError::Barred(Bar::Primary { reset }) => ErrorKind::PrimaryLimit { reset },
                TransportError::Barred(Bar::Secondary { seconds }) => {
                    ErrorKind::SecondaryLimit { retry_after: seconds }
                }
                TransportError::Barred(Bar::Unavailable { seconds }) => ErrorKind::Unavailable { retry_after: seconds },
            };
            ApiError::without_answer(operation, kind)
        };
        Box::pin(async move { transport.send(request, signal).await.map_err(failed) })
    }
}

/// Who an answer to the probe says that the token belongs to.
fn identity_of(answer: &RawAnswer, operation: Operation) -> Answer<Identity> {
    let grants = Grants::from_header(answer.headers.oauth_scopes.as_deref());
    match answer.decode::<Account>(operation) {
        Ok(account) => Ok(Identity { login: Some(account.login), grants }),
        Err(ApiError { kind: ErrorKind::Forbidden | ErrorKind::NotFound, .. }) if answer.is_json() => {
            Ok(Identity { login: None, grants })
        }
        Err(error) => Err(error),
    }
}
