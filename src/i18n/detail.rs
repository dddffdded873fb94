//! One runner, read fresh.

/// Texts of the detail.
#[derive(Debug)]
pub struct Detail {
    /// The id, as a name for its value.
    pub id: &'static str,
    /// The runner group.
    pub group: &'static str,
    /// Whether it takes one job only.
    pub ephemeral: &'static str,
    /// The version of the runner application.
    pub version: &'static str,
    /// It is so.
    pub yes: &'static str,
    /// It is not so.
    pub no: &'static str,
    /// A label that GitHub itself gives.
    pub read_only: &'static str,
    /// A label that an admin gave.
    pub custom: &'static str,
    /// A runner without labels.
    pub no_labels: &'static str,
    /// Where the name holds characters that do not show: they are written out.
    pub invisible: &'static str,
    /// What the dialog is called while the name is not known.
    pub unnamed: fn(id: &str) -> String,
    /// While the answer is awaited.
    pub reading: &'static str,
}
