//! A modal dialog on the browser's own `<dialog>`: focus is kept inside, Escape closes, focus goes back where it was.

use super::{Glyph, Icon, unique_id};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// A modal dialog. It opens when it is put on the page, and tells its owner when it closed: the owner takes it off.
///
/// The dialog itself gets the focus when it opens, so that a reader hears its name first.
#[component]
pub fn Dialog(
    /// Its name: the heading, and what a screen reader says.
    #[prop(into)]
    label: Signal<String>,
    /// The name of the button that closes it.
    #[prop(into)]
    close_label: Signal<&'static str>,
    /// A further class: `wide` for commands.
    #[prop(optional)]
    class: &'static str,
    /// Called once it closed, by Escape or by the button.
    #[prop(into)]
    on_close: Callback<()>,
    /// What is in it.
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    let heading = unique_id("dialog");
    let class = if class.is_empty() { "dialog".to_owned() } else { ["dialog ", class].concat() };
    open_on_mount(node);
    let close = move |_| {
        if let Some(dialog) = node.get_untracked() {
            dialog.close();
        }
    };
    view! {
        <dialog
            node_ref=node
            class=class
            aria-labelledby=heading
            tabindex="-1"
            on:close=move |_| {
                // The event comes a moment after the closing: the owner may be gone by then.
                on_close.try_run(());
            }
        >
            <header class="dialog-header">
                <h2 id=heading.clone()>{move || label.get()}</h2>
                <button type="button" class="button icon-only quiet" aria-label=move || close_label.get() title=move || close_label.get() on:click=close>
                    <Icon glyph=Glyph::Close />
                </button>
            </header>
            <div class="dialog-body">{children()}</div>
        </dialog>
    }
}

/// Opens the dialog once it is on the page, and gives the focus back when it leaves, however that happens.
fn open_on_mount(node: NodeRef<html::Dialog>) {
    let before = document().active_element().and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
    let before = StoredValue::new_local(before);
    node.on_load(move |dialog| {
        // Fails only where the element left the page again before it was shown: nothing to open then.
        if dialog.show_modal().is_ok() {
            let _ = dialog.focus();
        }
    });
    on_cleanup(move || {
        let before = before.try_get_value().flatten();
        // Once all that goes is gone: who gets the focus reacts to it, and may be on the way out together with this. A
        // dialog that leaves the page closes by that.
        queue_microtask(move || {
            if let Some(element) = before.filter(|element| element.is_connected()) {
                let _ = element.focus();
            }
        });
    });
}
