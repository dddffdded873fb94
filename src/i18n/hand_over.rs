//! What leaves the page for others: files of rows, links to GitHub's own pages.

/// Texts of it.
#[derive(Debug)]
pub struct HandOver {
    /// The button that opens the ways to export.
    pub export: &'static str,
    /// What would be exported: the rows of the table.
    pub rows: fn(count: usize) -> String,
    /// The button for a file of comma-separated values.
    pub csv: &'static str,
    /// The button for a file of JSON.
    pub json: &'static str,
    /// The button that copies a table of Markdown.
    pub markdown: &'static str,
    /// Said when it was copied.
    pub markdown_copied: &'static str,
    /// Said where the browser refuses to copy it.
    pub markdown_by_hand: &'static str,
    /// Said when a file was given out.
    pub saved: fn(file: &str) -> String,
    /// Said where the browser gives out no file.
    pub not_saved: &'static str,
    /// The same for what cannot be copied instead.
    pub report_not_saved: &'static str,
    /// What spreadsheets are kept from.
    pub csv_hint: &'static str,
    /// The link to GitHub's own page of the runners.
    pub settings: &'static str,
    /// The link to GitHub's own page of one runner.
    pub runner_settings: &'static str,
    /// Why there is no such link.
    pub no_settings: &'static str,
}
