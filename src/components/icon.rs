//! Icons: octicons, GitHub's own, on a grid of 16 by 16, in the colour of the text around them.
//!
//! They are decoration: hidden from screen readers, and whatever they mean is also said in text. The crate has each of them
//! as a text of SVG, which a page with Trusted Types cannot take as it is: the paths are taken out of it by the compiler, so
//! that nothing else of the crate is in the page, and each is in that part of the page which draws it.

use super::TRUE;
use leptos::prelude::*;

/// A drawing: the data of an SVG path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyph(&'static str);

/// The paths of an octicon, made one.
macro_rules! octicon {
    ($name:ident) => {{
        const SVG: &str = icondata_oc::$name.data;
        const PATH: [u8; length(SVG)] = path(SVG);
        Glyph(text(&PATH))
    }};
}

#[allow(
    non_upper_case_globals,
    reason = "one kind of drawing or another, as in an enum, whose data would all be in one table"
)]
impl Glyph {
    /// A plus: add.
    pub const Add: Self = octicon!(OcPlusSm);
    /// A triangle with a mark: something is wrong.
    pub const Alert: Self = octicon!(OcAlertSm);
    /// An arrow down: descending.
    pub const ArrowDown: Self = octicon!(OcArrowDownSm);
    /// An arrow up: ascending.
    pub const ArrowUp: Self = octicon!(OcArrowUpSm);
    /// A ribbon between pages: kept.
    pub const Bookmark: Self = octicon!(OcBookmarkSm);
    /// A tick: done.
    pub const Check: Self = octicon!(OcCheckSm);
    /// A cross: close.
    pub const Close: Self = octicon!(OcXSm);
    /// Two sheets: copy.
    pub const Copy: Self = octicon!(OcCopySm);
    /// An arrow into a tray: download.
    pub const Download: Self = octicon!(OcDownloadSm);
    /// A globe, as GitHub draws it: enterprise.
    pub const Enterprise: Self = octicon!(OcGlobeSm);
    /// An arrow out of a box: leads elsewhere.
    pub const External: Self = octicon!(OcLinkExternalSm);
    /// A funnel: filter.
    pub const Filter: Self = octicon!(OcFilterSm);
    /// An i in a circle: good to know.
    pub const Info: Self = octicon!(OcInfoSm);
    /// A clock with an arrow back: what was done.
    pub const History: Self = octicon!(OcHistorySm);
    /// A building, as GitHub draws it: organization.
    pub const Organization: Self = octicon!(OcOrganizationSm);
    /// Sliders: preferences.
    pub const Preferences: Self = octicon!(OcSlidersSm);
    /// A heartbeat: how it goes.
    pub const Pulse: Self = octicon!(OcPulseSm);
    /// A book: repository.
    pub const Repository: Self = octicon!(OcRepoSm);
    /// Two arrows in a circle: read again.
    pub const Refresh: Self = octicon!(OcSyncSm);
    /// A machine: runner.
    pub const Runner: Self = octicon!(OcServerSm);
    /// A loupe: search.
    pub const Search: Self = octicon!(OcSearchSm);
    /// A door with an arrow: sign out.
    pub const SignOut: Self = octicon!(OcSignOutSm);
    /// A bin: remove.
    pub const Trash: Self = octicon!(OcTrashSm);
    /// A small triangle down: opens what is below.
    pub const Unfold: Self = octicon!(OcTriangleDownSm);
}

/// How long the data of all paths of an SVG are: in octicons that is all that stands between quotes.
const fn length(svg: &str) -> usize {
    let (svg, mut at, mut length, mut is_data) = (svg.as_bytes(), 0, 0, false);
    while at < svg.len() {
        if svg[at] == b'"' {
            is_data = !is_data;
        } else if is_data {
            length += 1;
        }
        at += 1;
    }
    length
}

/// The data of all paths of an SVG, one after the other: each begins with a place that does not depend on the one before.
const fn path<const LENGTH: usize>(svg: &str) -> [u8; LENGTH] {
    let (svg, mut at, mut path, mut length, mut is_data) = (svg.as_bytes(), 0, [0; LENGTH], 0, false);
    while at < svg.len() {
        if svg[at] == b'"' {
            is_data = !is_data;
        } else if is_data {
            path[length] = svg[at];
            length += 1;
        }
        at += 1;
    }
    path
}

const fn text(path: &'static [u8]) -> &'static str {
    match str::from_utf8(path) {
        Ok(path) => path,
        Err(_) => "",
    }
}

/// The grid.
const GRID: &str = "0 0 16 16";

/// Draws a glyph at the size of the text.
#[component]
pub fn Icon(
    /// What to draw.
    glyph: Glyph,
) -> impl IntoView {
    view! {
        <svg class="icon" viewBox=GRID aria-hidden=TRUE>
            <path d=glyph.0 />
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_compiler_takes_the_paths_out_of_an_octicon() {
        const SVG: &str = r#"<path d="M8 3Z" /><path d="M1 2a3Z" />"#;
        const PATH: [u8; length(SVG)] = path(SVG);
        assert_eq!(text(&PATH), "M8 3ZM1 2a3Z");
        for Glyph(path) in [Glyph::Add, Glyph::Copy, Glyph::Download, Glyph::Runner, Glyph::Organization] {
            assert!(path.starts_with('M') && path.len() > 50 && !path.contains(['<', '=', '"']), "{path}");
        }
    }

    #[test]
    fn every_octicon_in_use_has_nothing_between_quotes_but_paths() {
        for svg in [icondata_oc::OcPlusSm.data, icondata_oc::OcCopySm.data, icondata_oc::OcGlobeSm.data] {
            assert_eq!(svg.matches('"').count(), 2 * svg.matches("<path d=\"").count(), "{svg}");
        }
    }
}
