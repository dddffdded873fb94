//! Accounts, enterprises, repositories and the server itself: the one field of each that is read.

use serde::Deserialize;

/// The part of `GET /user` that is read; organizations have the same field.
#[derive(Debug, Deserialize)]
pub(in crate::github) struct Account {
    pub login: String,
}

/// The part of an enterprise that is read.
#[derive(Debug, Deserialize)]
pub(in crate::github) struct Enterprise {
    pub slug: String,
}

/// The part of a repository that is read.
#[derive(Debug, Deserialize)]
pub(in crate::github) struct Repository {
    pub full_name: String,
}

/// The part of `GET /meta` that is read; only GitHub Enterprise Server has it (github-api.md section 5).
#[derive(Debug, Deserialize)]
pub(in crate::github) struct Meta {
    pub installed_version: Option<String>,
}

/// The body of an error.
#[derive(Debug, Deserialize)]
pub(in crate::github) struct Failure {
    /// GitHub's sentence: a stranger's text.
    pub message: String,
}

#[cfg(test)]
mod tests {
    use super::Meta;
    use crate::github::model::from_object;
    use serde_json::{Value, json};

    #[test]
    fn a_version_is_told_or_not() {
        let version = |json: Value| from_object::<Meta>(json).map(|meta| meta.installed_version);
        assert_eq!(version(json!({"installed_version": "3.19.1", "x": []})), Some(Some("3.19.1".to_owned())));
        assert_eq!(version(json!({"verifiable_password_authentication": true})), Some(None));
        assert_eq!(version(json!({"installed_version": null})), Some(None));
        assert_eq!((version(json!([])), version(json!(["3.19.1"]))), (None, None));
    }
}
