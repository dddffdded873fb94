//! The cell with the checkbox by which a row is selected.

use crate::fleet::selection::Selection;
use crate::github::RunnerId;
use crate::i18n;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, MouseEvent};

/// The runners that are selected. A context of the screen of runners.
#[derive(Clone, Copy)]
pub struct RunnerSelection {
    /// The selection.
    pub selection: RwSignal<Selection>,
    /// The runners in the table, in order.
    shown: Memo<Vec<RunnerId>>,
}

impl RunnerSelection {
    /// Provides an empty selection to the screen. `shown` are the runners in the table, in order.
    pub fn provide(shown: Memo<Vec<RunnerId>>) {
        provide_context(Self { selection: RwSignal::new(Selection::default()), shown });
    }

    /// Whether a runner is selected. Reactive.
    pub fn has(self, id: RunnerId) -> bool {
        self.selection.with(|selection| selection.has(id))
    }

    /// Selects or deselects a runner, or all from the last one to it.
    fn put(self, id: RunnerId, is_selected: bool, is_range: bool) {
        self.selection.update(|selection| {
            if is_range {
                self.shown.with_untracked(|shown| selection.put_range(shown, id, is_selected));
            } else {
                selection.put(id, is_selected);
            }
        });
    }
}

/// The cell. All of it can be clicked: the checkbox is small.
#[component]
pub fn CheckboxCell(
    /// The runner.
    id: Memo<RunnerId>,
    /// Its name, as it is shown.
    name: Memo<String>,
    /// What stands beside the checkbox.
    children: Children,
) -> impl IntoView {
    let selection = expect_context::<RunnerSelection>();
    let is_selected = Memo::new(move |_| selection.has(id.get()));
    let on_click = move |event: MouseEvent| {
        let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
        // The browser has changed the checkbox that was clicked.
        let checkbox = target.dyn_ref::<HtmlInputElement>();
        let is_selected = checkbox.map_or_else(|| !is_selected.get_untracked(), HtmlInputElement::checked);
        keep_in_place(&target);
        selection.put(id.get_untracked(), is_selected, event.shift_key());
    };
    // The Tab key goes from one row's name to what is behind the table; the arrow keys lead here.
    view! {
        <td role="gridcell" tabindex="-1" class="runner-select" on:click=on_click>
            <input
                type="checkbox"
                class="select-box"
                tabindex="-1"
                aria-label=move || name.with(|name| (i18n::bulk().select)(name))
                prop:checked=move || is_selected.get()
            />
            {children()}
        </td>
    }
}

/// Keeps the rows where they are on the screen, whatever comes above them in the next frame: the selection bar may take a
/// line of its own, and the next click would hit another row.
fn keep_in_place(target: &Element) {
    let Some(rows) = target.closest("tbody").ok().flatten() else { return };
    let top = move || rows.get_bounding_client_rect().top();
    let before = top();
    request_animation_frame(move || window().scroll_by_with_x_and_y(0.0, top() - before));
}
