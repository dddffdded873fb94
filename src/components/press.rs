//! A click acts on what was pressed, whatever the page does between the press and the release.
//!
//! Invariant: a press ends with its click, with a cancellation, or a moment after the release.

use super::{window_capture_listener, window_listener};
use leptos::html;
use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{DomRect, Element, Event, MouseEvent, MouseEventInit, PointerEvent};

/// How long after its release a tap may become a click; a click of the mouse comes at once.
const CLICK_DELAY: Duration = Duration::from_millis(400);

/// A pointer that is pressed, or was just released.
struct Press {
    /// The control below the pointer, and its edges at that time.
    control: Option<(Element, DomRect)>,
    /// Ends the press if no click comes. Set at the release.
    timeout: Option<TimeoutHandle>,
}

/// Watches clicks and taps on a table.
///
/// Calls `hold` with `true` when a pointer is pressed on it, and with `false` when the click is handled or none can come any
/// more: what the table shows should stand still meanwhile. If the whole table moves all the same, the click still goes to
/// the control that was pressed, as long as the pointer has not left the place where that was. `controls` selects what can
/// be clicked.
pub fn watch_presses(table: NodeRef<html::Table>, controls: &'static str, hold: Callback<bool>) {
    let press = StoredValue::new_local(None::<Press>);
    let end = move || {
        let ended = press.try_update_value(Option::take).flatten()?;
        if let Some(timeout) = ended.timeout {
            timeout.clear();
        }
        hold.try_run(false);
        ended.control
    };
    window_capture_listener("pointerdown", move |event| {
        let Some(pointer) = primary(&event) else { return };
        end();
        let target = pointer.target().and_then(|target| target.dyn_into::<Element>().ok());
        let is_inside = table.get_untracked().is_some_and(|table| table.contains(target.as_deref()));
        // Another button opens a menu.
        if !is_inside || pointer.button() != 0 {
            return;
        }
        let control = target.and_then(|target| target.closest(controls).ok().flatten());
        let control = control.map(|control| (control.clone(), control.get_bounding_client_rect()));
        press.set_value(Some(Press { control, timeout: None }));
        hold.run(true);
    });
    window_capture_listener("pointerup", move |event| {
        if primary(&event).is_none() {
            return;
        }
        press.update_value(|press| {
            if let Some(press) = press {
                press.timeout = set_timeout_with_handle(move || drop(end()), CLICK_DELAY).ok();
            }
        });
    });
    window_capture_listener("click", move |event| {
        // A script or a key may click while the pointer is still pressed.
        let is_released = press.with_value(|press| press.as_ref().is_some_and(|press| press.timeout.is_some()));
        if is_released
            && let Some((control, place)) = end()
            && let Some(click) = event.dyn_ref::<MouseEvent>()
            && has_moved_away(&control, &place, click)
        {
            event.stop_immediate_propagation();
            event.prevent_default();
            click_instead(&control, click);
        }
    });
    // No click follows: the page is scrolled, something is dragged, a menu is open, another window is in front.
    for name in ["pointercancel", "contextmenu", "blur"] {
        window_listener(name, move |_| drop(end()));
    }
    on_cleanup(move || drop(end()));
}

/// A pointer of the mouse, the pen or the first finger.
fn primary(event: &Event) -> Option<&PointerEvent> {
    event.dyn_ref::<PointerEvent>().filter(|pointer| pointer.is_primary())
}

/// Whether a click hits something else where the control was.
fn has_moved_away(control: &Element, place: &DomRect, click: &MouseEvent) -> bool {
    let (x, y) = (f64::from(click.client_x()), f64::from(click.client_y()));
    let is_in_place = (place.left()..=place.right()).contains(&x) && (place.top()..=place.bottom()).contains(&y);
    let target = click.target().and_then(|target| target.dyn_into::<Element>().ok());
    is_in_place && !control.contains(target.as_deref())
}

/// Clicks a control, with the same keys held.
fn click_instead(control: &Element, click: &MouseEvent) {
    let options = MouseEventInit::new();
    options.set_bubbles(true);
    options.set_cancelable(true);
    options.set_shift_key(click.shift_key());
    options.set_ctrl_key(click.ctrl_key());
    options.set_alt_key(click.alt_key());
    options.set_meta_key(click.meta_key());
    if let Ok(click) = MouseEvent::new_with_mouse_event_init_dict("click", &options) {
        // Only an event that is being dispatched already is refused.
        let _ = control.dispatch_event(&click);
    }
}
