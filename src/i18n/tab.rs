//! What the browser's tab says: the title of the page.

/// The first words of the title; the scope and the page's name follow.
#[derive(Debug)]
pub struct TabTexts {
    /// At the choice of a scope.
    pub choose: &'static str,
    /// While the fleet is read for the first time.
    pub reading: &'static str,
    /// The last reading failed: what is shown may be old.
    pub trouble: &'static str,
    /// So many runners are offline; never none.
    pub offline: fn(count: usize) -> String,
}
