//! The body of a long table of which only the rows near the viewport are on the page; the page itself scrolls.
//!
//! Rows are known by key, never by place: a row keeps its elements, and its focus, while others come, go and move. When it
//! leaves the page its slot shows another row ([`row_slots`](super::row_slots)).
//! The height of a row is read off the page whenever it may have changed (zoom, density, cards on a narrow screen).
//!
//! Invariants: all rows are equally high (the style sheet sees to that); the row that holds the focus is on the page
//! however far away one scrolls; an unchanged list changes nothing on the page.

use super::exit_animation::show_leaving;
use super::row_focus::RowFocus;
use super::row_slots::{Placement, Slot, assign, moves};
use super::virtual_range::Geometry;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, HtmlTableRowElement, ResizeObserver};

/// A slot of the window, for the row that shows it. Copy it freely.
///
/// The row is a `<tr role="row" class="virtual-row">` with `element` as its `node_ref`; the methods are its attributes.
pub struct RowSlot<K: Send + Sync + 'static> {
    /// The element of the row.
    pub element: NodeRef<html::Tr>,
    /// The key of the row that the slot shows.
    pub key: Memo<K>,
    slot: Memo<Slot<K>>,
    list: List<K>,
}

/// What all slots of a list have in common.
struct List<K: Send + Sync + 'static> {
    /// The slots, in the order of the rows.
    slots: RwSignal<Vec<Slot<K>>>,
    /// The elements by the numbers of the slots.
    elements: RwSignal<Vec<(usize, NodeRef<html::Tr>)>>,
    placement: Memo<Placement>,
    geometry: RwSignal<Geometry>,
    tab_stop: Memo<Option<K>>,
    rows_before: usize,
}

impl<K: Send + Sync + 'static> Clone for RowSlot<K> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<K: Send + Sync + 'static> Copy for RowSlot<K> {}

impl<K: Send + Sync + 'static> Clone for List<K> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<K: Send + Sync + 'static> Copy for List<K> {}

impl<K: Copy + PartialEq + Send + Sync + 'static> RowSlot<K> {
    /// Belongs to the current reactive owner. `first` is what the slot shows at first.
    fn new(first: Slot<K>, list: List<K>) -> Self {
        let number = first.number;
        let slot = Memo::new(move |before: Option<&Slot<K>>| {
            let now = list.slots.with(|slots| slots.iter().find(|slot| slot.number == number).copied());
            now.or(before.copied()).unwrap_or(first)
        });
        let element = NodeRef::new();
        list.elements.update(|elements| elements.push((number, element)));
        on_cleanup(move || {
            list.elements.try_update(|elements| elements.retain(|(other, _)| *other != number));
        });
        Self { element, key: Memo::new(move |_| slot.get().key), slot, list }
    }

    /// `aria-rowindex`.
    pub fn row_index(self) -> String {
        (self.slot.get().index + self.list.rows_before + 1).to_string()
    }

    /// The `tabindex` of the row's controls: the Tab key reaches those of one row.
    pub fn tab_index(self) -> &'static str {
        if self.list.tab_stop.get() == Some(self.key.get()) { "0" } else { "-1" }
    }

    /// `position`, where the row does not stand in the flow.
    pub fn position(self) -> Option<&'static str> {
        self.is_apart().then_some("absolute")
    }

    /// `top`, where the row does not stand in the flow.
    pub fn top(self) -> Option<String> {
        self.is_apart().then(|| pixels(height_of(self.slot.get().index, self.list.geometry.get().row)))
    }

    fn is_apart(self) -> bool {
        self.list.placement.get().apart == Some(self.slot.get().number)
    }
}

impl<K: Copy + PartialEq + Send + Sync + 'static> List<K> {
    /// The elements of the rows that show what is not in the list any more.
    fn gone(self, keys: &[K]) -> Vec<Element> {
        let slots = self.slots.read_untracked();
        let gone = slots.iter().filter(|slot| !keys.contains(&slot.key));
        gone.filter_map(|slot| Some(self.element_untracked(slot.number)?.into())).collect()
    }

    fn element_untracked(self, number: usize) -> Option<HtmlTableRowElement> {
        let elements = self.elements.read_untracked();
        elements.iter().find(|(other, _)| *other == number)?.1.get_untracked()
    }

    /// The element of the first row. Reactive.
    fn first_element(self) -> Option<HtmlTableRowElement> {
        let number = self.slots.with(|slots| slots.first().map(|slot| slot.number))?;
        let elements = self.elements.read();
        elements.iter().find(|(other, _)| *other == number)?.1.get()
    }

    /// Moves the elements into the order of the rows. `shown` are the slots and rows that were put in order before.
    /// Reactive. `<For>` would move every row when one goes from the beginning to the end.
    fn put_in_order(self, body: &Element, shown: &[(usize, K)], before_moving: impl FnOnce()) -> Vec<(usize, K)> {
        let elements: Vec<(usize, HtmlTableRowElement)> =
            self.elements.with(|all| all.iter().filter_map(|(number, row)| Some((*number, row.get()?))).collect());
        let element_of = |number| elements.iter().find(|(other, _)| *other == number).map(|(_, row)| row);
        let slots = self.slots.read();
        let now: Vec<(usize, K)> =
            slots.iter().filter(|slot| element_of(slot.number).is_some()).map(|slot| (slot.number, slot.key)).collect();
        let mut standing = Vec::with_capacity(now.len());
        let mut child = body.first_element_child();
        while let Some(element) = child {
            let number = elements.iter().find(|(_, row)| AsRef::<Element>::as_ref(row) == &element);
            standing.extend(number.map(|(number, _)| *number).filter(|number| now.iter().any(|row| row.0 == *number)));
            child = element.next_element_sibling();
        }
        let numbers: Vec<usize> = now.iter().map(|(number, _)| *number).collect();
        let is_new = |number| !now.iter().any(|row| row.0 == number && shown.contains(row));
        let moves = moves(&standing, &numbers, is_new);
        if !moves.is_empty() {
            before_moving();
        }
        for (number, next) in moves {
            if let Some(moved) = element_of(number) {
                // Both are rows of this body.
                let _ = body.insert_before(moved, next.and_then(element_of).map(AsRef::as_ref));
            }
        }
        now
    }
}

/// A `<tbody>` of windowed rows. One tab stop for all: arrow, Page, Home and End keys go from row to row, letters to the
/// next row whose name begins with them.
///
/// The style sheet must give `.virtual-rows` `position: relative`. The rows stand in the flow, and what is left out before
/// them is the body's padding: a place of its own for each row would be another style for each, and those that are not in
/// use any more slow down every search for one until the browser collects them (Chromium 148: from 15 to 110 ms in 25 leaps).
#[component]
pub fn VirtualRows<K, R, M, N>(
    /// The rows, in order.
    keys: Memo<Vec<K>>,
    /// Makes the row of a slot.
    row: R,
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
    R: Fn(RowSlot<K>) -> AnyView + Clone + Send + 'static,
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
    let slots = RwSignal::new(Vec::<Slot<K>>::new());
    let list = List {
        slots,
        elements: RwSignal::new(Vec::new()),
        placement: Memo::new(move |_| slots.with(|slots| Placement::of(slots))),
        geometry,
        tab_stop: focus.tab_stop(on_page),
        rows_before,
    };
    // No memo: the picture of a row that leaves is taken before its slot shows another row.
    Effect::new(move |count_before: Option<usize>| {
        let count = keys.with_untracked(Vec::len);
        let now = on_page.with(|rows| slots.with_untracked(|before| assign(before, rows, focus.held())));
        // To look for them in the list takes its time: not while scrolling.
        if Some(count) < count_before {
            show_leaving(keys.with_untracked(|keys| list.gone(keys)));
        }
        if slots.with_untracked(|before| *before != now) {
            slots.set(now);
        }
        count
    });
    Effect::new(move |shown: Option<Vec<(usize, K)>>| {
        let Some(body) = body.get() else { return Vec::new() };
        list.put_in_order(&body, &shown.unwrap_or_default(), || focus.hold())
    });
    keep_measured(body, geometry, move || list.first_element());
    Effect::watch(move || focus_requests.get(), move |_, _, _| focus.take(), false);
    let by_number = move || {
        let mut slots = slots.get();
        slots.sort_unstable_by_key(|slot| slot.number);
        slots
    };
    view! {
        <tbody
            node_ref=body
            role="rowgroup"
            class="virtual-rows"
            style:height=move || pixels(height_of(keys.with(Vec::len), geometry.get().row))
            style:padding-block-start=move || pixels(height_of(list.placement.get().left_out, geometry.get().row))
            on:keydown=move |event| focus.on_key(&event, &named)
            on:focusin=move |event| focus.on_focus_in(&event)
            on:focusout=move |event| focus.on_focus_out(&event)
        >
            <For each=by_number key=|slot| slot.number children=move |slot| row(RowSlot::new(slot, list)) />
        </tbody>
    }
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

/// Updates the geometry on scrolling and resizing, and whenever the list or its first row changes size.
fn keep_measured(
    body: NodeRef<html::Tbody>,
    geometry: RwSignal<Geometry>,
    first_row: impl Fn() -> Option<HtmlTableRowElement> + Copy + 'static,
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
    Effect::new(move |before: Option<(bool, Option<HtmlTableRowElement>)>| {
        let (body, row) = (body.get(), first_row());
        let now = (body.is_some(), row.clone());
        let Some(body) = body.filter(|_| before.as_ref() != Some(&now)) else { return now };
        observer.with_value(|(observer, _)| {
            if let Some(observer) = observer {
                observer.disconnect();
                observer.observe(&body);
                if let Some(row) = row {
                    observer.observe(&row);
                }
            }
        });
        // The observer calls back before the next paint, but the browser would count a layout shift by then.
        if geometry.get_untracked().row <= 0.0 {
            measure();
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

/// The first row. The picture of a row that leaves has no role.
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
