//! The table of runner applications.

/// Texts of `Runner applications`.
#[derive(Debug)]
pub struct ApplicationTexts {
    /// The heading and the table's name. Fixed by product.md.
    pub title: &'static str,
    /// What they are.
    pub hint: &'static str,
    /// While they are read.
    pub reading: &'static str,
    /// The host offers none.
    pub none: &'static str,
    /// Column: the operating system.
    pub system: &'static str,
    /// Column: the architecture.
    pub architecture: &'static str,
    /// Column: the file.
    pub file: &'static str,
    /// Column: the checksum.
    pub checksum: &'static str,
    /// The host names no checksum.
    pub no_checksum: &'static str,
    /// The button that copies a checksum; the file's name is part of it, so that no two buttons have one name.
    pub copy_checksum: fn(file: &str) -> String,
    /// Said when it was copied.
    pub checksum_copied: &'static str,
    /// The file cannot be a link: its download needs a token that a browser does not send.
    pub needs_token: &'static str,
}
