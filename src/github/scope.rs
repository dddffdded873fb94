//! Whose runners: an enterprise, an organization or a repository.
//!
//! Invariant: a [`Scope`] holds only names that are safe as one path segment each, so that no text typed by a person
//! can reach another endpoint. Names are not case sensitive on GitHub: scopes compare without regard to case.

use serde::de::{Error, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// The three kinds of owner that a self-hosted runner can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ScopeKind {
    /// All organizations of an enterprise.
    Enterprise,
    /// One organization.
    Organization,
    /// One repository.
    Repository,
}

impl ScopeKind {
    /// Every kind, widest first: the order on the screen.
    pub const ALL: [Self; 3] = [Self::Enterprise, Self::Organization, Self::Repository];

    /// The word in the page's query string and in JSON: `enterprise`, `organization`, `repository`.
    pub fn as_word(self) -> &'static str {
        match self {
            Self::Enterprise => "enterprise",
            Self::Organization => "organization",
            Self::Repository => "repository",
        }
    }

    /// The kind of a word of [`ScopeKind::as_word`].
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_word() == word)
    }
}

/// One enterprise, organization or repository.
#[derive(Clone, Debug)]
pub struct Scope {
    kind: ScopeKind,
    /// The slug, the organization or `owner/name`, as typed (GitHub keeps the case for display).
    name: String,
}

/// Why a text is no name of a scope. The sentence for each is in `messages`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScopeError {
    /// Nothing was typed.
    Empty,
    /// A repository needs an owner and a name with one slash between.
    NotOwnerAndName,
    /// A slash where one name is wanted.
    Slash,
    /// A character that GitHub's names do not have.
    Character(char),
    /// Longer than any name GitHub allows (100 characters).
    TooLong,
}

impl Scope {
    /// Reads the name of a scope of this kind, as typed. `.git` at the end of a repository is dropped, as are slashes around the name.
    ///
    /// # Errors
    /// [`ScopeError`] where the text cannot be such a name.
    pub fn parse(kind: ScopeKind, text: &str) -> Result<Self, ScopeError> {
        let text = text.trim().trim_matches('/');
        if text.is_empty() {
            return Err(ScopeError::Empty);
        }
        let name = match kind {
            ScopeKind::Enterprise | ScopeKind::Organization => {
                if text.contains('/') {
                    return Err(ScopeError::Slash);
                }
                check_segment(text)?;
                text.to_owned()
            }
            ScopeKind::Repository => {
                let (owner, repository) = text.split_once('/').ok_or(ScopeError::NotOwnerAndName)?;
                let repository = repository.strip_suffix(".git").unwrap_or(repository);
                if owner.is_empty() || repository.is_empty() || repository.contains('/') {
                    return Err(ScopeError::NotOwnerAndName);
                }
                check_segment(owner)?;
                check_segment(repository)?;
                format!("{owner}/{repository}")
            }
        };
        Ok(Self { kind, name })
    }

    /// Which kind of scope this is.
    pub fn kind(&self) -> ScopeKind {
        self.kind
    }

    /// The slug (or id) of the enterprise, the organization, or `owner/name`, as it was typed.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// True where an enterprise was given by its number: REST takes it, but `config.sh --url` knows the slug only.
    pub fn is_enterprise_id(&self) -> bool {
        self.kind == ScopeKind::Enterprise && self.name.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// The path below a host's web address, as `config.sh --url` wants it: `/ORG`, `/OWNER/REPO`, `/enterprises/SLUG`.
    pub fn web_path(&self) -> String {
        match self.kind {
            ScopeKind::Enterprise => format!("/enterprises/{}", self.name),
            ScopeKind::Organization | ScopeKind::Repository => format!("/{}", self.name),
        }
    }

    /// The path of GitHub's own page of runners below a host's web address; the page of one runner is below it, under its
    /// id. `None` for an enterprise given by its id, which pages do not know.
    pub fn settings_path(&self) -> Option<String> {
        let owner = match self.kind {
            ScopeKind::Enterprise if self.is_enterprise_id() => return None,
            ScopeKind::Organization => ["/organizations/", &self.name].concat(),
            ScopeKind::Enterprise | ScopeKind::Repository => self.web_path(),
        };
        Some(owner + "/settings/actions/runners")
    }
}

impl PartialEq for Scope {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind && self.name.eq_ignore_ascii_case(&other.name)
    }
}

impl Eq for Scope {}

/// As an object of one field: `{"organization": "octo-org"}`.
impl Serialize for Scope {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map([(self.kind.as_word(), &self.name)])
    }
}

impl<'de> Deserialize<'de> for Scope {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(OneField)
    }
}

/// An enum of serde takes a bare string, too, and calls a second field a mistake of JSON.
struct OneField;

impl<'de> Visitor<'de> for OneField {
    type Value = Scope;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of one field")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Scope, A::Error> {
        let field = map.next_entry::<String, String>()?;
        let is_alone = map.next_key::<IgnoredAny>()?.is_none();
        let scope = field.filter(|_| is_alone).and_then(|(word, name)| {
            let kind = ScopeKind::from_word(&word)?;
            Scope::parse(kind, &name).ok()
        });
        scope.ok_or_else(|| A::Error::custom("no scope"))
    }
}

fn check_segment(segment: &str) -> Result<(), ScopeError> {
    let allowed = |character: &char| character.is_ascii_alphanumeric() || matches!(character, '-' | '_' | '.');
    if let Some(character) = segment.chars().find(|character| !allowed(character)) {
        return Err(ScopeError::Character(character));
    }
    // `.` and `..` would climb in the path.
    if segment.bytes().all(|byte| byte == b'.') {
        return Err(ScopeError::Character('.'));
    }
    if segment.len() > 100 { Err(ScopeError::TooLong) } else { Ok(()) }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{Scope, ScopeError, ScopeKind};

    #[test]
    fn names_are_cleaned_of_what_people_paste() {
        let repository = Scope::parse(ScopeKind::Repository, " /Octo-Org/Octo.Repo.git ").unwrap();
        assert_eq!(repository.name(), "Octo-Org/Octo.Repo");
        assert_eq!(repository.web_path(), "/Octo-Org/Octo.Repo");
        let enterprise = Scope::parse(ScopeKind::Enterprise, "octo-enterprise").unwrap();
        assert_eq!(enterprise.web_path(), "/enterprises/octo-enterprise");
    }

    #[test]
    fn each_kind_has_its_own_page_of_runners() {
        use ScopeKind::{Enterprise, Organization, Repository};
        for (kind, name, path) in [
            (Enterprise, "octo", Some("/enterprises/octo/settings/actions/runners")),
            (Enterprise, "42", None),
            (Organization, "octo", Some("/organizations/octo/settings/actions/runners")),
            (Repository, "octo/repo", Some("/octo/repo/settings/actions/runners")),
        ] {
            assert_eq!(Scope::parse(kind, name).unwrap().settings_path().as_deref(), path);
        }
    }

    #[test]
    fn names_compare_without_case_but_kinds_do_not_mix() {
        let organization = |name| Scope::parse(ScopeKind::Organization, name).unwrap();
        assert_eq!(organization("Octo-Org"), organization("octo-org"));
        assert_ne!(organization("octo"), Scope::parse(ScopeKind::Enterprise, "octo").unwrap());
    }

    #[test]
    fn only_an_enterprise_made_of_digits_is_an_id() {
        assert!(Scope::parse(ScopeKind::Enterprise, "42").unwrap().is_enterprise_id());
        assert!(!Scope::parse(ScopeKind::Enterprise, "octo-42").unwrap().is_enterprise_id());
        assert!(!Scope::parse(ScopeKind::Organization, "42").unwrap().is_enterprise_id());
    }

    #[test]
    fn json_is_an_object_of_one_field() {
        let scope = Scope::parse(ScopeKind::Repository, "octo-org/octo-repo").unwrap();
        let json = serde_json::to_string(&scope).unwrap();
        assert_eq!(json, r#"{"repository":"octo-org/octo-repo"}"#);
        assert_eq!(serde_json::from_str::<Scope>(&json).unwrap(), scope);
        for json in [
            "null",
            "{}",
            r#""organization""#,
            r#"{"team":"x"}"#,
            r#"{"organization":""}"#,
            r#"{"organization":7}"#,
            r#"{"organization":"a","repository":"a/b"}"#,
        ] {
            assert!(serde_json::from_str::<Scope>(json).is_err_and(|error| error.is_data()), "{json}");
        }
    }

    #[test]
    fn what_could_reach_another_endpoint_is_refused() {
        use ScopeKind::{Enterprise, Organization, Repository};
        let table = [
            (Organization, "", ScopeError::Empty),
            (Organization, "octo/repo", ScopeError::Slash),
            (Organization, "octo org", ScopeError::Character(' ')),
            (Organization, "octo?x", ScopeError::Character('?')),
            (Organization, "octo%2f", ScopeError::Character('%')),
            (Organization, "..", ScopeError::Character('.')),
            (Enterprise, "octo\u{202e}", ScopeError::Character('\u{202e}')),
            (Repository, "octo", ScopeError::NotOwnerAndName),
            (Repository, "octo/", ScopeError::NotOwnerAndName),
            (Repository, "octo/.git", ScopeError::NotOwnerAndName),
            (Repository, "octo/..", ScopeError::Character('.')),
            (Repository, "a/b/c", ScopeError::NotOwnerAndName),
        ];
        for (kind, typed, error) in table {
            assert_eq!(Scope::parse(kind, typed), Err(error), "{typed}");
        }
        assert_eq!(Scope::parse(Organization, &"a".repeat(101)), Err(ScopeError::TooLong));
    }
}
