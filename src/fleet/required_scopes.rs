//! What a token must be granted for each operation on a scope: one table, its source named.
//!
//! Invariant: pure. A scope is not all that counts: the token's owner must be an owner or admin there, which GitHub tells
//! only when it is asked.

use crate::github::{Operation, ScopeKind, TokenScopes};

/// What an operation needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Need {
    /// The operation.
    pub operation: Operation,
    /// Scopes of which one is enough, directly or through a wider one: the usual one first.
    pub any_of: &'static [&'static str],
}

impl Need {
    /// True where the operation is one on the scope itself, and not one that only suggests names.
    pub fn is_of_scope(&self) -> bool {
        OPERATIONS.contains(&self.operation)
    }
}

/// How a token stands to what is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScopeCheck<'a> {
    /// It lists this scope.
    Has(&'a str),
    /// It lists a wider scope.
    Through {
        /// What it lists.
        held: &'a str,
        /// What that holds.
        needed: &'static str,
    },
    /// It lists its scopes, and none of these.
    Lacks,
    /// GitHub does not say.
    Unknown,
}

const OPERATIONS: [Operation; 6] = [
    Operation::ListRunners,
    Operation::GetRunner,
    Operation::ListApplications,
    Operation::CreateRegistrationToken,
    Operation::CreateRemoveToken,
    Operation::DeleteRunner,
];

/// What the six operations on a kind of scope need, and what the suggestions of names do (github-api.md section 2, and
/// GitHub's documentation of `GET /user/orgs` and `GET /user/repos`).
pub fn required_scopes(kind: ScopeKind) -> Vec<Need> {
    let any_of: &[&str] = match kind {
        ScopeKind::Enterprise => &["admin:enterprise", "manage_runners:enterprise"],
        ScopeKind::Organization => &["admin:org", "manage_runners:org"],
        ScopeKind::Repository => &["repo"],
    };
    let mut all: Vec<Need> = OPERATIONS.into_iter().map(|operation| Need { operation, any_of }).collect();
    all.push(Need { operation: Operation::ListOrganizations, any_of: &["read:org", "user"] });
    all.push(Need { operation: Operation::ListRepositories, any_of: &["repo", "public_repo"] });
    all
}

/// How a token with these grants stands to a need.
pub fn standing<'a>(token_scopes: &'a TokenScopes, need: &Need) -> ScopeCheck<'a> {
    if *token_scopes == TokenScopes::Unknown {
        return ScopeCheck::Unknown;
    }
    let found = || need.any_of.iter().filter_map(|needed| token_scopes.holder(needed).map(|held| (held, *needed)));
    // What the token lists by name says more than what holds it.
    let by_name = found().find(|(held, needed)| held == needed);
    match by_name.or_else(|| found().next()) {
        Some((held, needed)) if held == needed => ScopeCheck::Has(held),
        Some((held, needed)) => ScopeCheck::Through { held, needed },
        None => ScopeCheck::Lacks,
    }
}

#[cfg(test)]
mod tests {
    use super::{Need, ScopeCheck, required_scopes, standing};
    use crate::github::{Operation, ScopeKind, TokenScopes};

    #[test]
    fn every_operation_of_a_scope_has_its_need_once() {
        for kind in ScopeKind::ALL {
            let all = required_scopes(kind);
            for (place, need) in all.iter().enumerate() {
                assert!(!need.any_of.is_empty());
                assert!(all[..place].iter().all(|before| before.operation != need.operation), "{need:?}");
            }
        }
    }

    #[test]
    fn a_wider_scope_holds_the_narrower() {
        let token_scopes = TokenScopes::from_header(Some("admin:org, repo"));
        let of = |operation, kind| {
            required_scopes(kind)
                .into_iter()
                .find(|need| need.operation == operation)
                .map(|need| standing(&token_scopes, &need))
        };
        let organizations = ScopeCheck::Through { held: "admin:org", needed: "read:org" };
        assert_eq!(of(Operation::ListOrganizations, ScopeKind::Repository), Some(organizations));
        assert_eq!(of(Operation::DeleteRunner, ScopeKind::Organization), Some(ScopeCheck::Has("admin:org")));
        assert_eq!(of(Operation::DeleteRunner, ScopeKind::Enterprise), Some(ScopeCheck::Lacks));
        assert_eq!(of(Operation::ListRunners, ScopeKind::Repository), Some(ScopeCheck::Has("repo")));
    }

    #[test]
    fn a_scope_that_is_listed_goes_before_one_that_holds_another() {
        let token_scopes = TokenScopes::from_header(Some("admin:org, user"));
        let need = Need { operation: Operation::ListOrganizations, any_of: &["read:org", "user"] };
        assert_eq!(standing(&token_scopes, &need), ScopeCheck::Has("user"));
    }

    #[test]
    fn the_narrowest_scope_is_enough_where_a_host_has_it() {
        let narrow = TokenScopes::from_header(Some("manage_runners:enterprise"));
        for need in required_scopes(ScopeKind::Enterprise).into_iter().take(6) {
            assert_eq!(standing(&narrow, &need), ScopeCheck::Has("manage_runners:enterprise"));
        }
    }

    #[test]
    fn what_github_does_not_say_is_not_missing() {
        let need = Need { operation: Operation::GetRunner, any_of: &["repo"] };
        assert_eq!(standing(&TokenScopes::Unknown, &need), ScopeCheck::Unknown);
    }
}
