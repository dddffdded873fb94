//! A look at the connection: the few requests that tell what works and what does not.
//!
//! Invariant: nothing is changed, and what would fail for a reason that is known already is not asked.

use super::{Client, identity_of};
use crate::github::diagnostics::{Diagnostics, TokenKind};
use crate::github::model::account::Meta;
use crate::github::{CacheMode, Endpoint, ErrorKind, RateLimitHeaders, Scope};

impl Client {
    /// Looks at host, token and scope, past the browser's cache. The version is asked for only where `tells_version`: the
    /// cloud has none, and a long answer in its place.
    pub async fn diagnose(&self, scope: &Scope, tells_version: bool) -> Diagnostics {
        let mut found = Diagnostics {
            api_base: self.inner.api_base.clone(),
            token: TokenKind::of(self.inner.token.reveal()),
            reach: self.reach().await,
            user: None,
            version: None,
            scope: None,
            rate_limit: None,
        };
        if found.reach.is_err() {
            return found;
        }
        let endpoint = Endpoint::get_user();
        let user = self.ask(&endpoint, CacheMode::Fresh, None).await;
        found.rate_limit = user.as_ref().ok().and_then(|response| RateLimitHeaders::from_headers(&response.headers));
        let user = user.and_then(|response| identity_of(&response, endpoint.operation));
        let goes_on = match &user {
            Ok(_) => true,
            // What is answered so once is answered so always.
            Err(error) => !matches!(error.kind, ErrorKind::Unreachable | ErrorKind::BadCredentials),
        };
        found.user = Some(user);
        if !goes_on {
            return found;
        }
        if tells_version {
            // A host that tells none is no trouble.
            found.version =
                self.decoded::<Meta>(&Endpoint::get_meta()).await.ok().and_then(|meta| meta.installed_version);
        }
        let page = self.list_runners(scope, 1, CacheMode::Fresh, None).await;
        if let Ok(page) = &page {
            // Later, so it is the truer one.
            found.rate_limit = page.rate_limit.or(found.rate_limit);
        }
        found.scope = Some(page.map(|page| page.total_count));
        found
    }
}
