//! The bars of speed and size, by name.

/// A row of the bars (quality-bars.md, "Speed, size").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bar {
    /// Bytes to the first screen.
    P1,
    /// Loading 10,000 runners.
    P2,
    /// A key in the filter, a sort.
    P3,
    /// Rows on the page, and scrolling.
    P4,
    /// Loading over a slow network.
    P5,
    /// The timed refresh of an unchanged fleet.
    P6,
    /// Memory after many changes of scope.
    P7,
    /// Lighthouse.
    P8,
    /// 100,000 runners.
    P9,
}

impl Bar {
    /// All of them, in order.
    pub const ALL: [Self; 9] =
        [Self::P1, Self::P2, Self::P3, Self::P4, Self::P5, Self::P6, Self::P7, Self::P8, Self::P9];

    /// `P1` to `P9`.
    pub fn name(self) -> &'static str {
        match self {
            Self::P1 => "P1",
            Self::P2 => "P2",
            Self::P3 => "P3",
            Self::P4 => "P4",
            Self::P5 => "P5",
            Self::P6 => "P6",
            Self::P7 => "P7",
            Self::P8 => "P8",
            Self::P9 => "P9",
        }
    }
}
