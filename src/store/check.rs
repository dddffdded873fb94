//! A look at the connection of a store.

use super::RunnerStore;
use crate::github::client::Answer;
use crate::github::{Examination, Operation};
use leptos::prelude::*;

impl RunnerStore {
    /// Looks at host, token and scope, past the browser's cache. What went wrong is part of what is found.
    ///
    /// # Errors
    /// [`crate::github::ErrorKind::Cancelled`] where the screen is gone.
    pub async fn examine(self) -> Answer<Examination> {
        let (client, scope) = self.parts(Operation::GetUser)?;
        let tells_version = self.host.try_with_value(|host| !host.is_cloud()).unwrap_or_default();
        let call = Box::pin(async { Ok(client.examine(&scope, tells_version).await) });
        self.while_wanted(None, Operation::GetUser, call).await
    }
}
