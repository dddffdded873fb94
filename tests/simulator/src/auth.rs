//! Access tokens: who they belong to, what they may do, and what GitHub says when they may not.
//!
//! Invariant: a scope implies the scopes below it (`admin:org` reads organizations), and a token that cannot see a
//! thing gets 404, never a hint that it exists (github-api.md section 2).

use axum::http::header::AUTHORIZATION;
use axum::http::{HeaderMap, StatusCode};
use serde::{Deserialize, Serialize};

use crate::answer::{Answer, DOCS};
use crate::dialect::Dialect;
use crate::directory::{Kind, Scope, SingleSignOn, Visibility};
use crate::rng::Rng;

/// What kind of credential a token is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Grant {
    /// A classic personal access token with these OAuth scopes.
    Scopes(Vec<String>),
    /// A fine-grained personal access token that may administer organizations and repositories.
    FineGrained,
    /// An installation token of a GitHub App with the same permissions.
    Installation,
}

/// The role of the token's owner where the token is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// An owner or administrator.
    #[default]
    Admin,
    /// A member without rights over runners.
    Member,
}

/// Whether a token still counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Validity {
    /// It does.
    #[default]
    Valid,
    /// It has expired.
    Expired,
    /// It was revoked.
    Revoked,
}

/// One access token.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Account {
    /// How the log and the control plane name it: never the value itself.
    pub name: String,
    /// The token.
    pub value: String,
    /// The login of its owner.
    pub login: String,
    /// What it grants.
    pub grant: Grant,
    /// The owner's role.
    #[serde(default)]
    pub role: Role,
    /// Whether it still counts.
    #[serde(default)]
    pub validity: Validity,
    /// Organizations with single sign-on it was authorised for.
    #[serde(default)]
    pub sso_authorised: bool,
}

impl Account {
    /// Whether the token has this OAuth scope, itself or through a wider one.
    pub fn has(&self, scope: &str) -> bool {
        match &self.grant {
            Grant::Scopes(scopes) => scopes.iter().any(|held| held == scope || implied(held).contains(&scope)),
            Grant::FineGrained | Grant::Installation => false,
        }
    }
}

/// The scopes below a scope.
fn implied(scope: &str) -> &'static [&'static str] {
    match scope {
        "admin:enterprise" => &["manage_runners:enterprise", "manage_billing:enterprise", "read:enterprise"],
        "admin:org" => &["write:org", "read:org"],
        "write:org" => &["read:org"],
        "repo" => &["repo:status", "repo_deployment", "public_repo", "repo:invite", "security_events"],
        "user" => &["read:user", "user:email", "user:follow"],
        _ => &[],
    }
}

/// All tokens of the host.
#[derive(Clone, Debug, Default)]
pub struct Accounts(Vec<Account>);

impl Accounts {
    /// The tokens every simulator has.
    pub fn new(seed: u64) -> Self {
        let mut rng = Rng::new(seed, "accounts");
        let mut accounts = Self::default();
        let all = ["admin:enterprise", "admin:org", "repo", "user"];
        accounts.create(&mut rng, "token", &all, "octo-admin");
        accounts.create(&mut rng, "read_only_token", &["read:org"], "octo-reader");
        accounts.create(&mut rng, "expired_token", &all, "octo-admin");
        accounts.create(&mut rng, "enterprise_token", &["manage_runners:enterprise"], "octo-admin");
        accounts.create(&mut rng, "org_token", &["admin:org"], "octo-admin");
        accounts.create(&mut rng, "repo_token", &["repo"], "octo-admin");
        accounts.create(&mut rng, "member_token", &all, "octo-member");
        accounts.create(&mut rng, "sso_token", &all, "octo-admin");
        accounts.create(&mut rng, "fine_grained_token", &[], "octo-admin");
        accounts.create(&mut rng, "installation_token", &[], "octo-app[bot]");
        accounts.edit("expired_token", |account| account.validity = Validity::Expired);
        accounts.edit("member_token", |account| account.role = Role::Member);
        accounts.edit("sso_token", |account| account.sso_authorised = true);
        accounts.edit("fine_grained_token", |account| {
            account.grant = Grant::FineGrained;
            account.value = account.value.replacen("ghp_", "github_pat_", 1);
        });
        accounts.edit("installation_token", |account| {
            account.grant = Grant::Installation;
            account.value = account.value.replacen("ghp_", "ghs_", 1);
        });
        accounts
    }

    fn create(&mut self, rng: &mut Rng, name: &str, scopes: &[&str], login: &str) {
        self.put(Account {
            name: name.to_owned(),
            value: new_value(rng),
            login: login.to_owned(),
            grant: Grant::Scopes(scopes.iter().map(|&scope| scope.to_owned()).collect()),
            role: Role::Admin,
            validity: Validity::Valid,
            sso_authorised: false,
        });
    }

    fn edit(&mut self, name: &str, change: impl FnOnce(&mut Account)) {
        if let Some(account) = self.0.iter_mut().find(|account| account.name == name) {
            change(account);
        }
    }

    /// Adds a token; one of the same name is replaced.
    pub fn put(&mut self, account: Account) {
        self.0.retain(|other| other.name != account.name);
        self.0.push(account);
    }

    /// The value of a named token, empty where there is none.
    pub fn value(&self, name: &str) -> String {
        self.0.iter().find(|account| account.name == name).map_or_else(String::new, |account| account.value.clone())
    }

    /// All tokens.
    pub fn iter(&self) -> impl Iterator<Item = &Account> {
        self.0.iter()
    }

    /// The token a request shows, whatever it is worth.
    pub fn shown(&self, headers: &HeaderMap) -> Option<&Account> {
        let (_, value) = credentials(headers)?;
        self.0.iter().find(|account| account.value == value)
    }

    /// The valid token of a request, or GitHub's 401.
    ///
    /// # Errors
    /// 401 `Bad credentials` for a wrong, expired or revoked token, and what the host says where none was sent.
    pub fn authenticate(&self, headers: &HeaderMap, dialect: Dialect) -> Result<&Account, Box<Answer>> {
        if headers.get(AUTHORIZATION).is_none() {
            let message = match dialect {
                Dialect::Cloud => "Requires authentication",
                Dialect::Ae | Dialect::Ghes => "Must authenticate to access this API.",
            };
            return Err(Box::new(Answer::error(dialect, StatusCode::UNAUTHORIZED, message, "")));
        }
        self.shown(headers)
            .filter(|account| account.validity == Validity::Valid)
            .ok_or_else(|| Box::new(Answer::error(dialect, StatusCode::UNAUTHORIZED, "Bad credentials", "")))
    }
}

/// A fresh token value.
pub fn new_value(rng: &mut Rng) -> String {
    let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    format!("ghp_{}", rng.text(alphabet, 36))
}

/// Scheme (lower-case) and token of an `Authorization` header with a scheme that GitHub takes.
pub fn credentials(headers: &HeaderMap) -> Option<(String, String)> {
    let (scheme, value) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    let scheme = scheme.to_ascii_lowercase();
    matches!(scheme.as_str(), "bearer" | "token").then(|| (scheme, value.trim().to_owned()))
}

/// The `X-Accepted-OAuth-Scopes` of the runner operations.
pub fn accepted(kind: Kind) -> &'static str {
    match kind {
        Kind::Enterprise => "admin:enterprise, manage_runners:enterprise",
        Kind::Organization => "admin:org",
        Kind::Repository => "repo",
    }
}

/// Whether a token may use the runner operations of a scope.
///
/// # Errors
/// The 403 or 404 that GitHub answers instead.
pub fn authorise(account: &Account, scope: &Scope, dialect: Dialect, web: &str) -> Result<(), Box<Answer>> {
    let refuse = |status, message: &str| Err(Box::new(Answer::error(dialect, status, message, DOCS)));
    if scope.sso == SingleSignOn::Required && !account.sso_authorised {
        let url = format!("{web}/orgs/{}/sso?authorization_request=AABBCCDDEEFF", scope.name);
        let message = "Resource protected by organization SAML enforcement. \
                       You must grant your OAuth token access to this organization.";
        return refuse(StatusCode::FORBIDDEN, message)
            .map_err(|answer| Box::new(answer.with("x-github-sso", &format!("required; url={url}"))));
    }
    match (&account.grant, scope.kind) {
        (Grant::FineGrained, Kind::Enterprise) => {
            return refuse(StatusCode::FORBIDDEN, "Resource not accessible by personal access token");
        }
        (Grant::Installation, Kind::Enterprise) => {
            return refuse(StatusCode::FORBIDDEN, "Resource not accessible by integration");
        }
        (Grant::Scopes(_), Kind::Enterprise) if !account.has("manage_runners:enterprise") => {
            if !account.has("read:enterprise") {
                return Err(Box::new(Answer::not_found(dialect)));
            }
            return refuse(StatusCode::FORBIDDEN, NO_RIGHTS);
        }
        (Grant::Scopes(_), Kind::Organization) if !account.has("admin:org") => {
            return refuse(StatusCode::FORBIDDEN, NO_RIGHTS);
        }
        (Grant::Scopes(_), Kind::Repository) if !account.has("repo") => {
            if scope.visibility == Visibility::Private {
                return Err(Box::new(Answer::not_found(dialect)));
            }
            return refuse(StatusCode::FORBIDDEN, NO_RIGHTS);
        }
        _ => {}
    }
    match account.role {
        Role::Admin => Ok(()),
        Role::Member => refuse(StatusCode::FORBIDDEN, NO_RIGHTS),
    }
}

/// GitHub says "Repository" here for every kind of scope.
const NO_RIGHTS: &str = "Must have admin rights to Repository.";
