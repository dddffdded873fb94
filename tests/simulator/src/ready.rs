//! What a client is told when a simulator is ready.
//!
//! Invariant: names here are an interface: the harness and the browser tests read them. Fields are only added.

use serde::Serialize;

use crate::dialect::Dialect;
use crate::directory;
use crate::world::World;

/// What a client needs to know: the line that the binary prints.
#[derive(Clone, Debug, Serialize)]
pub struct Ready {
    /// The REST base, `http://127.0.0.1:PORT/api/v3`.
    pub api: String,
    /// The web base, `http://127.0.0.1:PORT`: the host to type.
    pub web: String,
    /// A token with every scope.
    pub token: String,
    /// A token with `read:org` only: lists of runners answer 403 or 404.
    pub read_only_token: String,
    /// A token that has expired: 401.
    pub expired_token: String,
    /// A token with `manage_runners:enterprise` only.
    pub enterprise_token: String,
    /// A token with `admin:org` only.
    pub org_token: String,
    /// A token with `repo` only.
    pub repo_token: String,
    /// A token with every scope whose owner is no administrator: 403.
    pub member_token: String,
    /// A token with every scope, authorised for the organization behind single sign-on.
    pub sso_token: String,
    /// A fine-grained token: no `X-OAuth-Scopes`, no enterprise.
    pub fine_grained_token: String,
    /// An installation token: no `X-OAuth-Scopes`, no enterprise, no user.
    pub installation_token: String,
    /// The slug of the enterprise.
    pub enterprise: &'static str,
    /// Its numeric id.
    pub enterprise_id: u64,
    /// The organization.
    pub org: &'static str,
    /// The repository.
    pub repo: &'static str,
    /// A public repository.
    pub public_repo: &'static str,
    /// The organization with ids beyond 2^53.
    pub big_ids_org: &'static str,
    /// The organization behind single sign-on.
    pub sso_org: &'static str,
    /// The organization without runners.
    pub empty_org: &'static str,
    /// The organization with hostile names.
    pub hostile_org: &'static str,
    /// A former name of the organization: redirects.
    pub renamed_org: &'static str,
    /// A former name of the repository: redirects.
    pub renamed_repo: &'static str,
    /// The control plane, `http://127.0.0.1:PORT/_simulator`.
    pub control: String,
    /// Which GitHub this is.
    pub dialect: Dialect,
}

impl Ready {
    /// What a client of this world needs to know.
    pub fn of(world: &World) -> Self {
        let token = |name: &str| world.accounts.value(name);
        Self {
            api: world.base.api.clone(),
            web: world.base.web.clone(),
            token: token("token"),
            read_only_token: token("read_only_token"),
            expired_token: token("expired_token"),
            enterprise_token: token("enterprise_token"),
            org_token: token("org_token"),
            repo_token: token("repo_token"),
            member_token: token("member_token"),
            sso_token: token("sso_token"),
            fine_grained_token: token("fine_grained_token"),
            installation_token: token("installation_token"),
            enterprise: directory::ENTERPRISE,
            enterprise_id: directory::ENTERPRISE_ID,
            org: directory::ORG,
            repo: directory::REPO,
            public_repo: directory::PUBLIC_REPO,
            big_ids_org: directory::BIG_IDS_ORG,
            sso_org: directory::SSO_ORG,
            empty_org: directory::EMPTY_ORG,
            hostile_org: directory::HOSTILE_ORG,
            renamed_org: directory::RENAMED_ORG,
            renamed_repo: directory::RENAMED_REPO,
            control: format!("{}/_simulator", world.base.web),
            dialect: world.config.dialect,
        }
    }
}
