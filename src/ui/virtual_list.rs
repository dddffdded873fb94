//! The body of a long table of which only the rows near the viewport are on the page; the page itself scrolls.
//!
//! Rows are known by key, never by place: a row keeps its elements, and its focus, while others come, go and move. When it
//! leaves the page its elements are filled anew with a row that comes ([`seats`](super::seats)): to make them takes longer.
//! The height of a row is read off the page whenever it may have changed (zoom, density, cards on a narrow screen).
//!
//! Invariants: all rows are equally high (the style sheet sees to that); the row that holds the focus is on the page
//! however far away one scrolls; an unchanged list changes nothing on the page.

use super::Part;
use super::row_focus::{CONTROL, RowFocus};
use super::seats::{Seat, moves, seat};
use super::window_math::Geometry;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, HtmlElement, Node, ResizeObserver};

/// A `<tbody>` of windowed rows. One tab stop for all: arrow, Page, Home and End keys go from row to row, letters to the
/// next row whose name begins with them.
///
/// The style sheet must give `.virtual-rows` `position: relative`. The rows stand in the flow, and what is left out before
/// them is the body's padding: a place of its own for each row would be another style for each, and those that are not in
/// use any more slow down every search for one until the browser collects them (Chromium 148: from 15 to 110 ms in 25 leaps).
#[component]
pub fn VirtualRows<K, C, F, P, M, N, L>(
    /// The rows, in order.
    keys: Memo<Vec<K>>,
    /// Puts cells into a new row.
    make: fn(&Element) -> Option<C>,
    /// Shows a row in the cells; called again whenever what it reads changes. True for the row whose controls the Tab key
    /// reaches: the others have `tabindex="-1"`.
    show: F,
    /// Called with a row and the control in it that was pressed.
    on_press: P,
    /// Called with the rows on the page that have left the list, before they show others or go.
    on_leave: L,
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
    K: Copy + Eq + Send + Sync + 'static,
    C: 'static,
    F: Fn(&mut C, K, bool) + 'static,
    P: Fn(K, Element) + 'static,
    M: Fn(&str) -> N + 'static,
    N: Fn(K) -> bool + 'static,
    L: Fn(Vec<Element>) + 'static,
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
    let layout = Memo::new(move |before: Option<&Layout<K>>| {
        let before = before.map_or(&[][..], |before| &before.seats);
        Layout { seats: on_page.with(|rows| seat(before, rows, focus.held())), row: geometry.get().row }
    });
    let tab_stop = focus.tab_stop(on_page);
    keep_measured(body, geometry, on_page);
    let rows = StoredValue::new_local(Vec::<RowOnPage<K, C>>::new());
    Effect::new(move |count_before: Option<usize>| {
        let (Some(body), tab_stop) = (body.get(), tab_stop.get()) else { return 0 };
        focus.hold();
        let count = keys.with_untracked(Vec::len);
        layout.with(|layout| {
            rows.try_update_value(|rows| {
                // To look for them in the list takes its time: not while somebody scrolls.
                if Some(count) < count_before {
                    on_leave(keys.with_untracked(|keys| gone(rows, keys)));
                }
                layout.seat_rows(&body, rows, make);
                let (apart, before) = layout.places();
                let _ = HtmlElement::style(&body).set_property("padding-block-start", &pixels(before));
                for (place, (row, seat)) in rows.iter_mut().zip(&layout.seats).enumerate() {
                    row.row.put("aria-rowindex", &(seat.index + rows_before + 1).to_string());
                    row.stand((apart == Some(place)).then(|| height_of(seat.index, layout.row)));
                    row.key = Some(seat.key);
                    show(&mut row.cells, seat.key, tab_stop == Some(seat.key));
                }
            });
        });
        count
    });
    // Leptos may keep the body for the next list in this place, and knows nothing of what is in it.
    on_cleanup(move || {
        rows.try_update_value(|rows| rows.drain(..).for_each(|row| row.row.element().remove()));
    });
    Effect::watch(move || focus_requests.get(), move |_, _, _| focus.take(), false);
    let press = move |event: web_sys::MouseEvent| {
        let Some(control) = pressed(&event) else { return };
        // What the row shows, and not what it may show in a moment.
        let key = rows.with_value(|rows| {
            let node: &Node = &control;
            rows.iter().find(|row| row.row.element().contains(Some(node)))?.key
        });
        if let Some(key) = key {
            on_press(key, control);
        }
    };
    view! {
        <tbody
            node_ref=body
            role="rowgroup"
            class="virtual-rows"
            style:height=move || pixels(height_of(keys.with(Vec::len), geometry.get().row))
            on:keydown=move |event| focus.on_key(&event, &named)
            on:focusin=move |event| focus.on_focus_in(&event)
            on:focusout=move |event| focus.on_focus_out(&event)
            on:click=press
        ></tbody>
    }
}

/// Which rows are on the page, and how high a row is.
#[derive(PartialEq)]
struct Layout<K> {
    seats: Vec<Seat<K>>,
    row: f64,
}

/// A row of elements.
struct RowOnPage<K, C> {
    number: usize,
    row: Part,
    cells: C,
    /// What it shows.
    key: Option<K>,
    /// How far below the beginning of the list it is, in CSS pixels, where it does not stand next to the others.
    apart: Option<f64>,
}

impl<K: Copy + PartialEq> Layout<K> {
    /// Which seat does not stand next to the others, if any, and how much room the rows take that are left out before those,
    /// in CSS pixels. Only the row that has the focus can be far from the others.
    fn places(&self) -> (Option<usize>, f64) {
        let gap = self.seats.windows(2).position(|pair| pair[0].index + 1 != pair[1].index);
        let apart = gap.map(|gap| if gap == 0 { 0 } else { self.seats.len() - 1 });
        let first = self.seats.get(usize::from(apart == Some(0)));
        (apart, height_of(first.map_or(0, |seat| seat.index), self.row))
    }

    /// Makes, removes and moves elements until there is a row for each seat, in their order.
    fn seat_rows<C>(&self, body: &Element, rows: &mut Vec<RowOnPage<K, C>>, make: fn(&Element) -> Option<C>) {
        rows.retain(|row| {
            let stays = self.seats.iter().any(|seat| seat.number == row.number);
            if !stays {
                row.row.element().remove();
            }
            stays
        });
        for seat in &self.seats {
            if !rows.iter().any(|row| row.number == seat.number) {
                rows.extend(RowOnPage::new(seat.number, body, make));
            }
        }
        let numbers = |seats: &[Seat<K>]| seats.iter().map(|seat| seat.number).collect::<Vec<_>>();
        let before: Vec<usize> = rows.iter().map(|row| row.number).collect();
        let place_of = |rows: &[RowOnPage<K, C>], number| rows.iter().position(|row| row.number == number);
        let is_new = |number| {
            let shown = rows.iter().find(|row| row.number == number).and_then(|row| row.key);
            !self.seats.iter().any(|seat| seat.number == number && Some(seat.key) == shown)
        };
        for (number, next) in moves(&before, &numbers(&self.seats), is_new) {
            let element = |number| place_of(rows, number).map(|place| rows[place].row.element().clone());
            if let Some(moved) = element(number) {
                // Both are rows of this body.
                let _ = body.insert_before(&moved, next.and_then(element).as_deref());
            }
        }
        let mut sorted = Vec::with_capacity(rows.len());
        for seat in &self.seats {
            sorted.extend(place_of(rows, seat.number).map(|place| rows.swap_remove(place)));
        }
        *rows = sorted;
    }
}

impl<K, C> RowOnPage<K, C> {
    fn new(number: usize, body: &Element, make: fn(&Element) -> Option<C>) -> Option<Self> {
        let row = Part::new_in(body, "tr", &[("role", "row"), ("class", "virtual-row")])?;
        let cells = make(row.element())?;
        Some(Self { number, row, cells, key: None, apart: None })
    }

    /// Stands in the flow, or so far below the beginning of the list.
    fn stand(&mut self, apart: Option<f64>) {
        if self.apart.map(f64::to_bits) == apart.map(f64::to_bits) {
            return;
        }
        self.apart = apart;
        let Some(row) = self.row.element().dyn_ref::<HtmlElement>() else { return };
        let style = row.style();
        // The empty text takes a property away.
        let _ = style.set_property("position", if apart.is_some() { "absolute" } else { "" });
        let _ = style.set_property("top", &apart.map(pixels).unwrap_or_default());
    }
}

/// The rows that show what is not in the list any more.
fn gone<K: PartialEq, C>(rows: &[RowOnPage<K, C>], keys: &[K]) -> Vec<Element> {
    let is_gone = |row: &&RowOnPage<K, C>| row.key.as_ref().is_some_and(|key| !keys.contains(key));
    rows.iter().filter(is_gone).map(|row| row.row.element().clone()).collect()
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
                if let Some(row) = first_row(&body) {
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

/// The first row that is one: what leaves is none any more.
fn first_row(body: &Element) -> Option<Element> {
    body.query_selector("[role=row]").ok()?
}

fn measure(body: &Element, geometry: RwSignal<Geometry>) {
    let row = first_row(body).map_or(0.0, |row| row.get_bounding_client_rect().height());
    let viewport = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
    let above = -body.get_bounding_client_rect().top();
    let before = geometry.try_get_untracked().unwrap_or_default();
    // While there are no rows the last height is the best guess.
    let now = Geometry { above, viewport, row: if row > 0.0 { row } else { before.row } };
    if now != before {
        geometry.try_set(now);
    }
}

#[cfg(test)]
mod tests {
    use super::{Layout, Seat};

    #[test]
    fn one_row_may_stand_apart_from_the_others() {
        let places = |indices: &[usize]| {
            let seat = |(number, index): (usize, &usize)| Seat { number, index: *index, key: *index };
            Layout { seats: indices.iter().enumerate().map(seat).collect(), row: 40.0 }.places()
        };
        assert_eq!(places(&[]), (None, 0.0));
        assert_eq!(places(&[7]), (None, 280.0));
        assert_eq!(places(&[50, 51, 52]), (None, 2_000.0));
        assert_eq!(places(&[2, 50, 51]), (Some(0), 2_000.0));
        assert_eq!(places(&[50, 51, 90]), (Some(2), 2_000.0));
    }
}
