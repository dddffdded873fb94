//! A look at the connection of a store.

use super::RunnerStore;
use crate::github::client::ApiResult;
use crate::github::{Diagnostics, Operation};
use leptos::prelude::*;

impl RunnerStore {
    /// Looks at host, token and scope, past the browser's cache. What went wrong is part of what is found.
    ///
    /// # Errors
    /// [`crate::github::ErrorKind::Cancelled`] where the screen is gone.
    pub async fn diagnose(self) -> ApiResult<Diagnostics> {
        let (client, scope) = self.parts(Operation::GetUser)?;
        let tells_version = self.host.try_with_value(|host| !host.is_cloud()).unwrap_or_default();
        let call = Box::pin(async { Ok(client.diagnose(&scope, tells_version).await) });
        self.cancellable(None, Operation::GetUser, call).await
    }
}
