//! The order of the rows.

/// What the rows are sorted by: the columns of the table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SortKey {
    /// By name, numbers in names by value (`runner-2` before `runner-10`).
    #[default]
    Name,
    /// By what needs attention: offline, then online.
    Status,
    /// Busy ones apart from idle ones.
    Busy,
    /// By operating system.
    Os,
    /// By labels.
    Labels,
}

/// Up or down.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// Smallest first.
    #[default]
    Ascending,
    /// Largest first.
    Descending,
}

/// A column and a direction. `None` in a route means GitHub's own order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sort {
    /// The column.
    pub key: SortKey,
    /// The direction.
    pub direction: Direction,
}
