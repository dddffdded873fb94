//! The operations this console may ask of GitHub, and the only place where a request's path is built.
//!
//! Invariant: an [`Endpoint`] is made from a [`Scope`] and typed ids alone; no text from an answer or a header ever
//! becomes part of one. Source: github-api.md section 2.

use super::{RunnerId, Scope, ScopeKind};

/// The most runners GitHub puts on one page.
pub const PAGE_SIZE: u32 = 100;

/// The method of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reads; may be repeated.
    Get,
    /// Makes a token; GitHub takes no body.
    Post,
    /// Removes a runner.
    Delete,
}

/// What is asked, in GitHub's words: six for each scope, and what the pickers read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Operation {
    /// One page of the runners of a scope.
    ListRunners,
    /// The runner applications that can be downloaded for a scope.
    ListApplications,
    /// A new registration token.
    CreateRegistrationToken,
    /// A new remove token.
    CreateRemoveToken,
    /// One runner.
    GetRunner,
    /// Force removal of one runner.
    DeleteRunner,
    /// The scope itself: what it is called now.
    GetScope,
    /// Whether a GitHub answers at all, asked without the token.
    Reach,
    /// Who the token belongs to: the probe.
    GetUser,
    /// The version of the server.
    GetMeta,
    /// Organizations to suggest.
    ListOrganizations,
    /// Repositories to suggest.
    ListRepositories,
}

/// The parameters of a query string, in their order.
pub type Query = Vec<(&'static str, String)>;

/// A method, a path below the REST base, and a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// What is asked.
    pub operation: Operation,
    /// How it is asked.
    pub method: Method,
    path: String,
    query: Query,
}

impl Endpoint {
    /// One page of runners; `page` counts from 1.
    pub fn list_runners(scope: &Scope, page: u32) -> Self {
        let query = vec![per_page(), ("page", page.to_string())];
        Self { query, ..Self::new(Operation::ListRunners, Method::Get, below(scope, "")) }
    }

    /// The runner applications of a scope.
    pub fn list_applications(scope: &Scope) -> Self {
        Self::new(Operation::ListApplications, Method::Get, below(scope, "/downloads"))
    }

    /// A registration token for a scope.
    pub fn create_registration_token(scope: &Scope) -> Self {
        Self::new(Operation::CreateRegistrationToken, Method::Post, below(scope, "/registration-token"))
    }

    /// A remove token for a scope.
    pub fn create_remove_token(scope: &Scope) -> Self {
        Self::new(Operation::CreateRemoveToken, Method::Post, below(scope, "/remove-token"))
    }

    /// One runner of a scope.
    pub fn get_runner(scope: &Scope, id: RunnerId) -> Self {
        Self::new(Operation::GetRunner, Method::Get, below(scope, &format!("/{id}")))
    }

    /// Force removal of one runner of a scope.
    pub fn delete_runner(scope: &Scope, id: RunnerId) -> Self {
        Self::new(Operation::DeleteRunner, Method::Delete, below(scope, &format!("/{id}")))
    }

    /// The scope itself. GitHub redirects where it was renamed, and names it as it is called now.
    pub fn get_scope(scope: &Scope) -> Self {
        Self::new(Operation::GetScope, Method::Get, path_of(scope))
    }

    /// What the probe asks for, to be asked without the token: every GitHub answers it, if only by refusing.
    pub fn reach() -> Self {
        Self { operation: Operation::Reach, ..Self::get_user() }
    }

    /// The probe.
    pub fn get_user() -> Self {
        Self::new(Operation::GetUser, Method::Get, "/user".to_owned())
    }

    /// What the server says of itself.
    pub fn get_meta() -> Self {
        Self::new(Operation::GetMeta, Method::Get, "/meta".to_owned())
    }

    /// The organizations the token's owner belongs to.
    pub fn list_organizations() -> Self {
        Self {
            query: vec![per_page()],
            ..Self::new(Operation::ListOrganizations, Method::Get, "/user/orgs".to_owned())
        }
    }

    /// The repositories of an organization, or of the token's owner where none is given, most recently pushed first.
    ///
    /// An `organization` that is not one (a repository, an enterprise) counts as none.
    pub fn list_repositories(organization: Option<&Scope>) -> Self {
        let owner = match organization {
            Some(scope) if scope.kind() == ScopeKind::Organization => format!("/orgs/{}", scope.name()),
            _ => "/user".to_owned(),
        };
        let query = vec![per_page(), ("sort", "pushed".to_owned())];
        Self { query, ..Self::new(Operation::ListRepositories, Method::Get, owner + "/repos") }
    }

    fn new(operation: Operation, method: Method, path: String) -> Self {
        Self { operation, method, path, query: Query::new() }
    }

    /// The path, to be put behind the REST base.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The query that belongs to the path.
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// The path with its query.
    pub fn path_and_query(&self) -> String {
        with_query(&self.path, &self.query)
    }
}

/// A path or an address with its query, as browsers write it.
pub(super) fn with_query(path: &str, query: &Query) -> String {
    if query.is_empty() {
        return path.to_owned();
    }
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(query).finish();
    [path, "?", &query].concat()
}

fn per_page() -> (&'static str, String) {
    ("per_page", PAGE_SIZE.to_string())
}

fn below(scope: &Scope, rest: &str) -> String {
    format!("{}/actions/runners{rest}", path_of(scope))
}

fn path_of(scope: &Scope) -> String {
    let owner = match scope.kind() {
        ScopeKind::Enterprise => "enterprises",
        ScopeKind::Organization => "orgs",
        ScopeKind::Repository => "repos",
    };
    format!("/{owner}/{}", scope.name())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{Endpoint, Method, RunnerId, Scope, ScopeKind};

    /// The table of the eighteen operations: three scopes by six.
    #[test]
    fn the_eighteen_paths() {
        let bases = [
            (ScopeKind::Enterprise, "octo-enterprise", "/enterprises/octo-enterprise/actions/runners"),
            (ScopeKind::Organization, "octo-org", "/orgs/octo-org/actions/runners"),
            (ScopeKind::Repository, "octo-org/octo-repo", "/repos/octo-org/octo-repo/actions/runners"),
        ];
        for (kind, name, base) in bases {
            let scope = Scope::parse(kind, name).unwrap();
            let id = RunnerId(9_007_199_254_740_993);
            let table = [
                (Endpoint::list_runners(&scope, 3), Method::Get, "?per_page=100&page=3"),
                (Endpoint::list_applications(&scope), Method::Get, "/downloads"),
                (Endpoint::create_registration_token(&scope), Method::Post, "/registration-token"),
                (Endpoint::create_remove_token(&scope), Method::Post, "/remove-token"),
                (Endpoint::get_runner(&scope, id), Method::Get, "/9007199254740993"),
                (Endpoint::delete_runner(&scope, id), Method::Delete, "/9007199254740993"),
            ];
            assert_eq!(Endpoint::get_scope(&scope).path(), base.trim_end_matches("/actions/runners"));
            for (endpoint, method, rest) in table {
                assert_eq!(endpoint.path_and_query(), format!("{base}{rest}"));
                assert_eq!(endpoint.method, method, "{base}{rest}");
            }
        }
    }

    #[test]
    fn the_paths_of_the_pickers() {
        let organization = Scope::parse(ScopeKind::Organization, "octo-org").unwrap();
        assert_eq!(Endpoint::get_user().path_and_query(), "/user");
        assert_eq!(Endpoint::get_meta().path_and_query(), "/meta");
        assert_eq!(Endpoint::list_organizations().path_and_query(), "/user/orgs?per_page=100");
        let of_organization = Endpoint::list_repositories(Some(&organization));
        assert_eq!(of_organization.path_and_query(), "/orgs/octo-org/repos?per_page=100&sort=pushed");
        assert_eq!(Endpoint::list_repositories(None).path_and_query(), "/user/repos?per_page=100&sort=pushed");
    }
}
