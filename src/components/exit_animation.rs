//! A row that leaves a list stays for a moment as a picture of itself: one sees which it was. The rows that take its place
//! are there at once, without a motion: what moves under the pointer loses its clicks.
//!
//! Invariant: what leaves is no row to anyone but the eye: no role, nothing in it can be pressed, reached or read out. The
//! style sheet (`table_tools.css`) ends it at once where reduced motion is preferred.

use leptos::prelude::set_timeout;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// The class of what leaves.
const LEAVING: &str = "leaving";
/// How long it takes, as in the style sheet.
const MOMENT: Duration = Duration::from_millis(300);
/// More than these at once are no rows to follow with the eye: another filter, another scope.
const MOST: usize = 3;

/// Puts a picture of each of these rows behind it, unless they are too many. Called before the rows go, or show others.
pub(super) fn show_leaving(rows: Vec<Element>) {
    if rows.len() <= MOST {
        for row in rows {
            // Where the browser makes no picture the row just goes.
            let _ = show_one(&row);
        }
    }
}

fn show_one(row: &Element) -> Option<()> {
    let place = row.dyn_ref::<HtmlElement>()?.offset_top();
    let picture: HtmlElement = row.clone_node_with_deep(true).ok()?.dyn_into().ok()?;
    for name in ["role", "aria-rowindex"] {
        picture.remove_attribute(name).ok()?;
    }
    for name in ["aria-hidden", "inert"] {
        picture.set_attribute(name, super::TRUE).ok()?;
    }
    picture.class_list().add_1(LEAVING).ok()?;
    picture.style().set_property("top", &[&place.to_string(), "px"].concat()).ok()?;
    row.parent_element()?.insert_before(&picture, row.next_sibling().as_ref()).ok()?;
    // By a clock of its own: the list, and whatever else could listen for the end of the motion, may be gone by then.
    set_timeout(move || picture.remove(), MOMENT);
    Some(())
}
