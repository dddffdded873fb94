//! The checkbox in each row.
//!
//! Invariant: it shows the selection and is never asked: the elements of a row show another runner in a moment.

use super::Many;
use crate::github::RunnerId;
use crate::messages;
use crate::ui::on_window;
use crate::views::adorned::Adorned;
use crate::views::states::shown_name;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement, MouseEvent};

/// The class of the boxes.
const BOX: &str = "select-box";
/// The class of a row whose runner is selected.
const SELECTED: &str = "selected";
/// The cell of a box.
const CELL: &str = ".runner-select";
/// All rows.
const ROWS: &str = "tbody";
/// Which runner a box is for.
const OF: &str = "data-runner";

/// Puts a box into every row. One listener hears them all: rows come and go.
pub(super) fn put_into(adorned: Adorned, many: Many) {
    adorned.add(Box::new(move |cell, row, _| {
        let Some(tick) = box_in(cell) else { return };
        let id = row.runner.id;
        put(&tick, OF, &id.to_string());
        put(&tick, "aria-label", &(messages::bulk().select)(&shown_name(&row.runner)));
        let is_selected = many.selection.with(|selection| selection.has(id));
        if tick.checked() != is_selected {
            tick.set_checked(is_selected);
        }
        // A class rather than `:has(:checked)`: with that the browser looks up from every change in any row.
        if let Some(classes) = cell.parent_element().map(|row| row.class_list())
            && classes.contains(SELECTED) != is_selected
        {
            // A browser that knows the class of a row knows how to change it.
            let _ = classes.toggle_with_force(SELECTED, is_selected);
        }
    }));
    on_window("click", move |event: Event| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let Some(tick) = target.and_then(|target| pressed(&target)) else { return };
        let Some(id) = tick.get_attribute(OF).and_then(|id| id.parse().ok()).map(RunnerId) else { return };
        let is_range = event.dyn_ref::<MouseEvent>().is_some_and(MouseEvent::shift_key);
        let is_selected = tick.checked();
        keep_in_place(&tick);
        many.selection.update(|selection| {
            if is_range {
                many.ids.with_untracked(|ids| selection.put_range(ids, id, is_selected));
            } else {
                selection.put(id, is_selected);
            }
        });
    });
}

/// Keeps the rows where they are on the screen, whatever comes above them in the next frame: what is said of a selection
/// may take a line of its own, and the next press would hit another row.
fn keep_in_place(tick: &HtmlInputElement) {
    let Some(rows) = tick.closest(ROWS).ok().flatten() else { return };
    let top = move || rows.get_bounding_client_rect().top();
    let before = top();
    request_animation_frame(move || window().scroll_by_with_x_and_y(0.0, top() - before));
}

/// The box that was pressed, with what the press made of it. Its whole cell belongs to it: the box is a small thing to hit.
fn pressed(target: &Element) -> Option<HtmlInputElement> {
    // Not by the name of its class, which is no text where a drawing was pressed.
    if let Some(tick) = target.dyn_ref::<HtmlInputElement>() {
        return (tick.class_name() == BOX).then(|| tick.clone());
    }
    let cell = target.closest(CELL).ok()??;
    let tick: HtmlInputElement = cell.get_elements_by_class_name(BOX).item(0)?.dyn_into().ok()?;
    tick.set_checked(!tick.checked());
    Some(tick)
}

/// The box of a cell, made where there is none yet. `None` where the browser makes no elements.
fn box_in(cell: &Element) -> Option<HtmlInputElement> {
    let known = cell.get_elements_by_class_name(BOX).item(0);
    let tick = known.or_else(|| {
        let tick = document().create_element("input").ok()?;
        tick.set_attribute("type", "checkbox").ok()?;
        // The Tab key goes from one row's name to what is behind the table; the arrow keys lead here.
        tick.set_attribute("tabindex", "-1").ok()?;
        tick.set_class_name(BOX);
        cell.append_child(&tick).ok()?;
        Some(tick)
    });
    tick?.dyn_into().ok()
}

fn put(element: &Element, name: &str, value: &str) {
    if element.get_attribute(name).as_deref() != Some(value) {
        // A browser that refuses an attribute of an input would refuse it again.
        let _ = element.set_attribute(name, value);
    }
}
