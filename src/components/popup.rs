//! A button that opens a small panel below it, over what is there.
//!
//! A disclosure, not a menu: what is in the panel are buttons, boxes and links as anywhere, in the order of the Tab key.
//! Invariant: the panel is on the page only while it is open; it closes with Escape, which gives the focus back to the
//! button, by pressing elsewhere, and where the focus leaves it.

use super::{Glyph, Icon, TRUE, unique_id, window_listener};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, FocusEvent, KeyboardEvent, Node};

/// What makes the content of a panel each time it is opened. What it is given closes the panel.
pub type PopupContent = Box<dyn Fn(Callback<()>) -> AnyView + Send + Sync>;

/// The button with its panel.
#[component]
pub fn Popup(
    /// The name of both.
    #[prop(into)]
    label: Signal<String>,
    /// A drawing before the name.
    #[prop(optional, into)]
    glyph: Option<Glyph>,
    /// What is in the panel.
    content: PopupContent,
    /// Further classes of the whole: `end` where the panel should be flush with the end of the button.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let whole = NodeRef::<html::Div>::new();
    let button = NodeRef::<html::Button>::new();
    let id = unique_id("popup");
    let panel_id = id.clone();
    let close = Callback::new(move |()| {
        is_open.set(false);
        if let Some(button) = button.get_untracked() {
            // Without the focus it is only closed.
            let _ = button.focus();
        }
    });
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" && is_open.get_untracked() {
            event.stop_propagation();
            close.run(());
        }
    };
    let leaves = move |target: Option<&Node>| {
        let inside = whole.get_untracked().is_some_and(|whole| whole.contains(target));
        if !inside && is_open.get_untracked() {
            is_open.set(false);
        }
    };
    let on_focusout = move |event: FocusEvent| {
        // To nowhere: pressed on a part that takes no focus.
        if let Some(next) = event.related_target() {
            leaves(next.dyn_ref());
        }
    };
    window_listener("pointerdown", move |event: Event| {
        leaves(event.target().as_ref().and_then(|target| target.dyn_ref()));
    });
    let panel = move || {
        is_open.get().then(|| {
            view! {
                <div class="popup-panel" id=panel_id.clone() role="group" aria-label=label>
                    {content(close)}
                </div>
            }
            .into_any()
        })
    };
    let expanded = move || if is_open.get() { TRUE } else { "false" };
    view! {
        <div class=["popup ", class].concat() node_ref=whole on:keydown=on_key on:focusout=on_focusout>
            <button
                type="button"
                class="button small"
                node_ref=button
                title=move || label.get()
                aria-expanded=expanded
                aria-controls=move || is_open.get().then(|| id.clone())
                on:click=move |_| is_open.update(|open| *open = !*open)
            >
                {glyph.map(|glyph| view! { <Icon glyph /> })}
                <span>{move || label.get()}</span>
                <Icon glyph=Glyph::Unfold />
            </button>
            {panel}
        </div>
    }
}
