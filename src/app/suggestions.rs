//! Names for the scope picker, read when they are first wanted. They are a convenience: a host that does not offer them,
//! or a token that may not read them, leaves free typing, so their errors are not shown.

use crate::github::Client;
use crate::store::{Asked, Asking, scoped_memo};
use leptos::prelude::*;

/// Organizations and repositories to suggest. Copy it freely.
#[derive(Clone, Copy)]
pub(super) struct Suggestions {
    client: StoredValue<Client>,
    organizations: Asking<Vec<String>>,
    repositories: Asking<Vec<String>>,
}

impl Suggestions {
    /// Belongs to the current reactive owner; asks for nothing yet.
    pub(super) fn new(client: Client) -> Self {
        Self { client: StoredValue::new(client), organizations: Asking::new(), repositories: Asking::new() }
    }

    /// Reads the organizations, unless they were read.
    pub(super) fn want_organizations(self) {
        let Some(client) = self.client.try_get_value() else { return };
        want(self.organizations, async move { client.list_organizations().await });
    }

    /// Reads the repositories, unless they were read.
    pub(super) fn want_repositories(self) {
        let Some(client) = self.client.try_get_value() else { return };
        want(self.repositories, async move { client.list_repositories(None).await });
    }

    /// The organizations, as far as they are known. Ends with the current reactive owner.
    pub(super) fn organizations(self) -> Memo<Vec<String>> {
        known(self.organizations)
    }

    /// The repositories, likewise.
    pub(super) fn repositories(self) -> Memo<Vec<String>> {
        known(self.repositories)
    }
}

fn want(
    asking: Asking<Vec<String>>,
    call: impl Future<Output = crate::github::client::ApiResult<Vec<String>>> + 'static,
) {
    if asking.asked.with_untracked(|asked| *asked == Asked::Not) {
        asking.ask(call);
    }
}

fn known(asking: Asking<Vec<String>>) -> Memo<Vec<String>> {
    scoped_memo(move || match asking.asked.get() {
        Asked::Answered(names) => names,
        Asked::Not | Asked::Waiting | Asked::Failed(_) => Vec::new(),
    })
}
