//! The enterprises, organizations and repositories of the simulated host, and how a path finds one.
//!
//! Invariant: a scope is found by its name in any case, by its id, or by a former name (which redirects);
//! runner ids never repeat over the scopes.

use std::collections::HashMap;

use serde::Serialize;

use crate::Config;
use crate::fleet::{Fleet, generate, hostile};

/// The enterprise every simulator has.
pub const ENTERPRISE: &str = "octo-enterprise";
/// The numeric id of [`ENTERPRISE`].
pub const ENTERPRISE_ID: u64 = 4201;
/// The organization every simulator has.
pub const ORG: &str = "octo-org";
/// The repository every simulator has, private.
pub const REPO: &str = "octo-org/octo-repo";
/// A public repository with three runners.
pub const PUBLIC_REPO: &str = "octo-org/octo-public";
/// An organization whose runners have ids beyond 2^53.
pub const BIG_IDS_ORG: &str = "octo-bigids";
/// An organization behind SAML single sign-on.
pub const SSO_ORG: &str = "octo-sso";
/// An organization without runners.
pub const EMPTY_ORG: &str = "octo-empty";
/// An organization whose runners have hostile names and labels.
pub const HOSTILE_ORG: &str = "octo-hostile";
/// The former name of [`ORG`]: its paths redirect.
pub const RENAMED_ORG: &str = "octo-renamed";
/// The former name of [`REPO`]: its paths redirect.
pub const RENAMED_REPO: &str = "octo-org/octo-old-repo";

/// What a scope is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// `/enterprises/{enterprise}`
    Enterprise,
    /// `/orgs/{org}`
    Organization,
    /// `/repos/{owner}/{repo}`
    Repository,
}

/// Who can see that a repository exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visibility {
    /// Everybody.
    Public,
    /// Tokens with the `repo` scope.
    Private,
}

/// Whether SAML single sign-on stands before a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SingleSignOn {
    /// It does not.
    Off,
    /// It does: a token must have been authorised for it.
    Required,
}

/// A group that runners are sorted into.
#[derive(Clone, Debug, Serialize)]
pub struct Group {
    /// The group's id.
    pub id: u64,
    /// The group's name, not case sensitive.
    pub name: &'static str,
}

/// One scope with its runners.
#[derive(Clone, Debug)]
pub struct Scope {
    /// Which kind of scope.
    pub kind: Kind,
    /// The numeric id of the enterprise, organization or repository.
    pub id: u64,
    /// Its name as its owner spells it: a slug, a login, or `owner/name`.
    pub name: String,
    /// Who can see it.
    pub visibility: Visibility,
    /// Single sign-on.
    pub sso: SingleSignOn,
    /// The runner groups, the default one first.
    pub groups: Vec<Group>,
    /// The runners.
    pub fleet: Fleet,
}

impl Scope {
    /// `orgs/octo-org`: how logs and the control plane name a scope.
    pub fn path(&self) -> String {
        path_of(self.kind, &self.name)
    }

    /// The path that GitHub's own `Link` headers use: by id, for organizations and repositories.
    pub fn link_path(&self) -> String {
        match self.kind {
            Kind::Enterprise => self.path(),
            Kind::Organization => format!("organizations/{}", self.id),
            Kind::Repository => format!("repositories/{}", self.id),
        }
    }
}

/// `orgs/NAME`, `repos/OWNER/NAME`, `enterprises/SLUG`.
pub fn path_of(kind: Kind, name: &str) -> String {
    match kind {
        Kind::Enterprise => format!("enterprises/{name}"),
        Kind::Organization => format!("orgs/{name}"),
        Kind::Repository => format!("repos/{name}"),
    }
}

/// The position of a scope in the directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ScopeId(usize);

/// What a path led to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// This scope.
    Scope(ScopeId),
    /// It was renamed: the path of the scope it is now.
    Moved(String),
    /// Nothing of that name.
    Nothing,
}

/// All scopes.
#[derive(Clone, Debug, Default)]
pub struct Directory {
    scopes: Vec<Scope>,
    by_path: HashMap<String, usize>,
    moved: HashMap<String, String>,
}

impl Directory {
    /// The directory of a fresh simulator.
    pub fn new(config: &Config) -> Self {
        let mut directory = Self::default();
        let fleet = |scope: &str, count, first| generate::fleet(config.seed, scope, config.dialect, count, first, true);
        directory.add(Kind::Enterprise, ENTERPRISE_ID, ENTERPRISE, fleet("enterprise", config.runners, 1_001));
        directory.add(Kind::Organization, 9_919, ORG, fleet("org", config.runners, 10_000_001));
        let big = generate::fleet(config.seed, "bigids", config.dialect, 24, (1 << 53) - 3, false);
        directory.add(Kind::Organization, 9_920, BIG_IDS_ORG, big);
        directory.add(Kind::Organization, 9_921, EMPTY_ORG, Fleet::default());
        directory.add(Kind::Organization, 9_922, HOSTILE_ORG, hostile::fleet(config.dialect, 30_000_001));
        let sso = directory.add(Kind::Organization, 9_923, SSO_ORG, fleet("sso", 5, 31_000_001));
        if let Some(scope) = directory.scopes.get_mut(sso.0) {
            scope.sso = SingleSignOn::Required;
        }
        directory.add(Kind::Repository, 129_001, REPO, fleet("repo", config.runners, 20_000_001));
        directory.add_public(129_002, PUBLIC_REPO, fleet("public", 3, 32_000_001));
        for (name, id) in SUGGESTIONS.iter().zip(129_003..) {
            directory.add(Kind::Repository, id, &format!("{ORG}/{name}"), Fleet::default());
        }
        directory.add_public(129_900, "octo-admin/dotfiles", Fleet::default());
        directory.moved.insert(path_of(Kind::Organization, RENAMED_ORG), path_of(Kind::Organization, ORG));
        directory.moved.insert(format!("repos/{RENAMED_ORG}/octo-repo"), path_of(Kind::Repository, REPO));
        directory.moved.insert(path_of(Kind::Repository, RENAMED_REPO), path_of(Kind::Repository, REPO));
        directory
    }

    fn add_public(&mut self, id: u64, name: &str, fleet: Fleet) {
        let at = self.add(Kind::Repository, id, name, fleet);
        if let Some(scope) = self.scopes.get_mut(at.0) {
            scope.visibility = Visibility::Public;
        }
    }

    fn add(&mut self, kind: Kind, id: u64, name: &str, fleet: Fleet) -> ScopeId {
        let at = self.scopes.len();
        let mut groups = vec![Group { id: 1, name: "Default" }];
        let mut visibility = Visibility::Private;
        let mut fleet = fleet;
        if kind == Kind::Repository {
            // A repository has no runner groups: everything is in the default one.
            let ids = fleet.ids().to_vec();
            for id in ids {
                if let Some(runner) = fleet.get_mut(id) {
                    runner.group_id = 1;
                }
            }
        } else {
            visibility = Visibility::Public;
            groups.push(Group { id: 2, name: "gpu" });
            groups.push(Group { id: 3, name: "Large builds" });
        }
        let scope = Scope { kind, id, name: name.to_owned(), visibility, sso: SingleSignOn::Off, groups, fleet };
        self.by_path.insert(scope.path().to_lowercase(), at);
        let by_id = if kind == Kind::Enterprise { format!("enterprises/{id}") } else { scope.link_path() };
        self.by_path.insert(by_id, at);
        self.scopes.push(scope);
        ScopeId(at)
    }

    /// What a path such as `orgs/Octo-Org` or `repositories/129001` leads to.
    pub fn find(&self, path: &str) -> Found {
        let path = path.to_lowercase();
        if let Some(&at) = self.by_path.get(&path) {
            return Found::Scope(ScopeId(at));
        }
        self.moved.get(&path).map_or(Found::Nothing, |to| Found::Moved(to.clone()))
    }

    /// The scope of that path, renamed ones not followed.
    pub fn by_path(&self, path: &str) -> Option<ScopeId> {
        self.by_path.get(&path.to_lowercase()).map(|&at| ScopeId(at))
    }

    /// The scope at a position.
    pub fn get(&self, id: ScopeId) -> Option<&Scope> {
        self.scopes.get(id.0)
    }

    /// The scope at a position, to change it.
    pub fn get_mut(&mut self, id: ScopeId) -> Option<&mut Scope> {
        self.scopes.get_mut(id.0)
    }

    /// All scopes.
    pub fn iter(&self) -> impl Iterator<Item = (ScopeId, &Scope)> {
        self.scopes.iter().enumerate().map(|(at, scope)| (ScopeId(at), scope))
    }

    /// All scopes, to change them.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Scope> {
        self.scopes.iter_mut()
    }
}

/// Further repositories of `octo-org`, so that suggestions need a second page.
const SUGGESTIONS: &[&str] = &[
    "api-gateway",
    "android-app",
    "ansible-roles",
    "billing",
    "catalogue",
    "checkout",
    "ci-images",
    "cli",
    "compliance",
    "data-lake",
    "design-tokens",
    "docs",
    "email-templates",
    "feature-flags",
    "firmware",
    "fraud-model",
    "gpu-kernels",
    "helm-charts",
    "identity",
    "infra",
    "ios-app",
    "kernel-patches",
    "load-tests",
    "maps",
    "mobile-sdk",
    "monorepo",
    "notifications",
    "observability",
    "payments",
    "pricing",
    "release-tools",
    "runner-images",
    "search",
    "service-mesh",
    "terraform",
    "translations",
    "warehouse",
    "web",
    "wiki",
    "windows-agent",
];
