//! The body of a long table of which only the rows near the viewport are on the page; the page itself scrolls.
//!
//! Rows are known by key, never by place: a row keeps its elements, and its focus, while others come, go and move. When it
//! leaves the page its elements are filled anew with a row that comes ([`seats`](super::seats)): to make them takes longer.
//! The height of a row is read off the page whenever it may have changed (zoom, density, cards on a narrow screen).
//!
//! Invariants: all rows are equally high (the style sheet sees to that); the row that holds the focus is on the page
//! however far away one scrolls; an unchanged list changes nothing on the page.

use super::row_focus::{CONTROL, RowFocus};
use super::seats::{Seat, seat};
use super::window_math::Geometry;
use leptos::html;
use leptos::prelude::*;
use std::hash::Hash;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, ResizeObserver};

/// A `<tbody>` of windowed rows. One tab stop for all: arrow, Page, Home and End keys go from row to row, letters to the
/// next row whose name begins with them.
///
/// The style sheet must give `.virtual-rows` `position: relative` and `.virtual-row` `position: absolute`.
#[component]
pub fn VirtualRows<K, F, P, M, N>(
    /// The rows, in order.
    keys: Memo<Vec<K>>,
    /// The cells of the row that the first memo names. The second is true while it is the row whose controls the Tab key
    /// reaches: the others have `tabindex="-1"`.
    cells: F,
    /// Called with a row and the control in it that was pressed.
    on_press: P,
    /// Makes a text that is typed into what tells the rows whose name begins with it.
    named: M,
    /// Rows of the table before these (the head), for `aria-rowindex`.
    #[prop(default = 1)]
    rows_before: usize,
    /// Counts requests to put the focus (back) into the list.
    #[prop(optional, into)]
    focus_requests: Signal<u32>,
) -> impl IntoView
where
    K: Copy + Eq + Hash + Send + Sync + 'static,
    F: Fn(Memo<K>, Memo<bool>) -> AnyView + Copy + Send + Sync + 'static,
    P: Fn(K, Element) + Copy + Send + Sync + 'static,
    M: Fn(&str) -> N + 'static,
    N: Fn(K) -> bool + 'static,
{
    let body = NodeRef::<html::Tbody>::new();
    let geometry = RwSignal::new(Geometry::default());
    let focus = RowFocus::new(keys, geometry, body, rows_before);
    let on_page = Memo::new(move |_| {
        let near = keys.with(|keys| {
            let rows = geometry.get().rows_on_page(keys.len());
            rows.clone().zip(keys[rows].iter().copied()).collect::<Vec<_>>()
        });
        focus.with_pinned(near)
    });
    let seats = Memo::new(move |before: Option<&Vec<Seat<K>>>| {
        on_page.with(|rows| seat(before.map_or(&[], Vec::as_slice), rows, focus.held()))
    });
    let tab_stop = focus.tab_stop(on_page);
    keep_measured(body, geometry, on_page);
    let each = move || {
        focus.hold();
        seats.get()
    };
    Effect::watch(move || focus_requests.get(), move |_, _, _| focus.take(), false);
    view! {
        <tbody
            node_ref=body
            role="rowgroup"
            class="virtual-rows"
            style:height=move || pixels(height_of(keys.with(Vec::len), geometry.get().row))
            on:keydown=move |event| focus.on_key(&event, &named)
            on:focusin=move |event| focus.on_focus_in(&event)
            on:focusout=move |event| focus.on_focus_out(&event)
        >
            <For each=each key=|seat| seat.number let(first)>
                {
                    let seat = Memo::new(move |before: Option<&Seat<K>>| {
                        let now = seats.with(|seats| seats.iter().find(|seat| seat.number == first.number).copied());
                        now.or(before.copied()).unwrap_or(first)
                    });
                    let key = Memo::new(move |_| seat.get().key);
                    let is_tab_stop = Memo::new(move |_| tab_stop.get() == Some(key.get()));
                    let press = move |event: web_sys::MouseEvent| {
                        if let Some(control) = pressed(&event) {
                            on_press(key.get_untracked(), control);
                        }
                    };
                    view! {
                        <tr
                            role="row"
                            class="virtual-row"
                            aria-rowindex=move || (seat.get().index + rows_before + 1).to_string()
                            style:top=move || pixels(height_of(seat.get().index, geometry.get().row))
                            on:click=press
                        >
                            {cells(key, is_tab_stop)}
                        </tr>
                    }
                }
            </For>
        </tbody>
    }
}

/// The control that was pressed, if it was one.
fn pressed(event: &web_sys::MouseEvent) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()?.closest(CONTROL).ok()?
}

#[allow(clippy::cast_precision_loss)]
fn height_of(rows: usize, row: f64) -> f64 {
    rows as f64 * row
}

/// A length for a style, to a thousandth of a pixel. Written in whole numbers, as CSS allows: to print a fraction takes
/// several kilobytes of program, and nothing else in the page does.
fn pixels(length: f64) -> String {
    #[allow(clippy::cast_possible_truncation, reason = "no page is that long")]
    let thousandths = (length * 1_000.0).round() as i64;
    [&thousandths.to_string(), "e-3px"].concat()
}

/// Keeps the geometry true: on scrolling and resizing, and whenever the list or its first row changes size.
fn keep_measured<K: Copy + PartialEq + Send + Sync + 'static>(
    body: NodeRef<html::Tbody>,
    geometry: RwSignal<Geometry>,
    on_page: Memo<Vec<(usize, K)>>,
) {
    let measure = move || {
        if let Some(Some(body)) = body.try_get_untracked() {
            measure(&body, geometry);
        }
    };
    let listeners = [
        window_event_listener_untyped("scroll", move |_| measure()),
        window_event_listener_untyped("resize", move |_| measure()),
    ];
    let callback = Closure::<dyn FnMut()>::new(measure);
    let observer = ResizeObserver::new(callback.as_ref().unchecked_ref()).ok();
    let observer = StoredValue::new_local((observer, callback));
    let observe = move || {
        let Some(Some(body)) = body.try_get_untracked() else { return };
        observer.try_with_value(|(observer, _)| {
            if let Some(observer) = observer {
                observer.disconnect();
                observer.observe(&body);
                if let Some(row) = body.first_element_child() {
                    observer.observe(&row);
                }
            }
        });
        // The observer calls back before the next paint, but to browsers the rows were somewhere by then, and moved.
        if geometry.try_get_untracked().is_some_and(|geometry| geometry.row <= 0.0) {
            measure();
        }
    };
    Effect::new(move |before: Option<(bool, Option<K>)>| {
        let now = (body.get().is_some(), on_page.with(|rows| rows.first().map(|(_, key)| *key)));
        if before != Some(now) {
            // The rows are put on the page by an effect, too: after both.
            queue_microtask(observe);
        }
        now
    });
    on_cleanup(move || {
        for listener in listeners {
            listener.remove();
        }
        observer.try_update_value(|(observer, _)| observer.take().inspect(ResizeObserver::disconnect));
    });
}

fn measure(body: &Element, geometry: RwSignal<Geometry>) {
    let row = body.first_element_child().map_or(0.0, |row| row.get_bounding_client_rect().height());
    let viewport = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
    let above = -body.get_bounding_client_rect().top();
    let before = geometry.try_get_untracked().unwrap_or_default();
    // While there are no rows the last height is the best guess.
    let now = Geometry { above, viewport, row: if row > 0.0 { row } else { before.row } };
    if now != before {
        geometry.try_set(now);
    }
}
