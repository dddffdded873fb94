//! The console's own small drawings: strokes on a grid of 16 by 16, in the colour of the text around them.
//!
//! Icons are decoration: they are hidden from screen readers, and whatever they mean is also said in text.

use super::TRUE;
use leptos::prelude::*;
use web_sys::Element;

/// A drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glyph {
    /// A plus: add.
    Add,
    /// A triangle with a mark: something is wrong.
    Alert,
    /// An arrow down: descending.
    ArrowDown,
    /// An arrow up: ascending.
    ArrowUp,
    /// A tick: done.
    Check,
    /// A wedge downwards: opens.
    ChevronDown,
    /// A cross: close.
    Close,
    /// Two sheets: copy.
    Copy,
    /// An arrow into a tray: download.
    Download,
    /// A building: enterprise.
    Enterprise,
    /// An arrow out of a box: leads elsewhere.
    External,
    /// A funnel: filter.
    Filter,
    /// An i in a circle: good to know.
    Info,
    /// People: organization.
    Organization,
    /// A book: repository.
    Repository,
    /// A circular arrow: read again.
    Refresh,
    /// A machine: runner.
    Runner,
    /// A loupe: search.
    Search,
    /// A door with an arrow: sign out.
    SignOut,
    /// A bin: remove.
    Trash,
}

impl Glyph {
    /// The strokes, as SVG path data.
    fn path(self) -> &'static str {
        match self {
            Self::Add => "M8 3v10M3 8h10",
            Self::Alert => "M8 2.2 14.4 13.5H1.6ZM8 6.5v3M8 11.5v.1",
            Self::ArrowDown => "M8 3v10M4.5 9.5 8 13l3.5-3.5",
            Self::ArrowUp => "M8 13V3M4.5 6.5 8 3l3.5 3.5",
            Self::Check => "m3 8.5 3.2 3.2L13 4.8",
            Self::ChevronDown => "m4 6 4 4 4-4",
            Self::Close => "m4 4 8 8m0-8-8 8",
            Self::Copy => "M6 5.5h7.5V14H6ZM10 5.5V2.5H2.5v8H6",
            Self::Download => "M8 2.5v7M5 7l3 3 3-3M2.5 10.5V13.5h11v-3",
            Self::Enterprise => "M3 14V2.5h6.5V14M9.5 6.5H13V14M1.5 14h13M5.2 5.5h2M5.2 8.3h2M5.2 11.1h2",
            Self::External => "M9.5 2.5h4v4M13.5 2.5 7.5 8.5M11.5 9v4.5h-9v-9H7",
            Self::Filter => "M2 4h12M4.5 8h7M6.8 12h2.4",
            Self::Info => "M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8ZM8 7.3v3.9M8 4.8v.1",
            Self::Organization => {
                "M5.5 7.5a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6ZM1.5 13.5c0-2.4 1.7-4 4-4s4 1.6 4 4M10.5 7.3a2 2 0 1 0-.7-4M11.5 9.7c1.9.3 3 1.8 3 3.8"
            }
            Self::Repository => "M3 12.2V3.5C3 2.7 3.7 2 4.5 2H13v11.5H4.3c-.7 0-1.3-.6-1.3-1.3s.6-1.3 1.3-1.3H13",
            Self::Refresh => "M13 8a5 5 0 1 1-1.6-3.7L13 5.8M13 2.5v3.3H9.7",
            Self::Runner => "M2.5 3h11v4.2h-11ZM2.5 8.8h11V13h-11ZM5 5.1h.1M5 10.9h.1M8 5.1h3M8 10.9h3",
            Self::Search => "M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9ZM10.3 10.3 14 14",
            Self::SignOut => "M6.5 2.5h-4v11h4M6.5 8h7M10.8 5.2 13.6 8l-2.8 2.8",
            Self::Trash => "M2.5 4.5h11M6 4.5v-2h4v2M4 4.5l.7 9h6.6l.7-9M6.7 7.2v3.6M9.3 7.2v3.6",
        }
    }
}

/// The grid, and the name-space that only elements made by hand have to be told.
const GRID: &str = "0 0 16 16";
const SVG: &str = "http://www.w3.org/2000/svg";

impl Glyph {
    /// The drawing as an element, for what is filled by hand. `None` where the browser makes none.
    pub fn drawn(self) -> Option<Element> {
        let svg = document().create_element_ns(Some(SVG), "svg").ok()?;
        for (name, value) in [("class", "icon"), ("viewBox", GRID), ("aria-hidden", TRUE)] {
            svg.set_attribute(name, value).ok()?;
        }
        let path = document().create_element_ns(Some(SVG), "path").ok()?;
        path.set_attribute("d", self.path()).ok()?;
        svg.append_child(&path).ok()?;
        Some(svg)
    }
}

/// Draws a glyph at the size of the text.
#[component]
pub fn Icon(
    /// What to draw.
    glyph: Glyph,
) -> impl IntoView {
    view! {
        <svg class="icon" viewBox=GRID aria-hidden=TRUE>
            <path d=glyph.path() />
        </svg>
    }
}
