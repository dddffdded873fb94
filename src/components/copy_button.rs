//! A button that copies a text, says that it did, and has a way out where the browser refuses.
//!
//! The text is handed to the clipboard inside the click itself: a browser lets go of the permission that a click gives
//! as soon as something is awaited.

use super::{Glyph, Icon};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// How the last copying went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Copying {
    Not,
    Done,
    /// The clipboard is refused: the text is shown, selected, for the keyboard.
    ByHand,
}

/// Copies a text. Says so, visibly and aloud; where the clipboard is refused (a page over plain `http`, a policy), the
/// text appears in a box, selected.
#[component]
pub fn CopyButton(
    /// The button's name.
    #[prop(into)]
    label: Signal<String>,
    /// What is copied: exactly what is on the screen.
    #[prop(into)]
    text: Signal<String>,
    /// What is said when it was copied.
    done: &'static str,
    /// What is said where the browser refuses: how to copy by hand. Also the name of the box.
    by_hand: &'static str,
    /// Called after the text was copied.
    #[prop(optional, into)]
    on_copied: Option<Callback<()>>,
    /// True while there is nothing that may be copied.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// A further class: `primary`.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    let copying = RwSignal::new(Copying::Not);
    let button = NodeRef::<html::Button>::new();
    // What was said about one text is not true of the next.
    let forget = Effect::watch(move || text.track(), move |(), _, _| copying.set(Copying::Not), false);
    let told = move |outcome: Copying| {
        if copying.try_set(outcome).is_none()
            && outcome == Copying::Done
            && let Some(on_copied) = on_copied
        {
            on_copied.try_run(());
        }
    };
    let copy = move |_| {
        let _ = forget;
        let text = text.get_untracked();
        // What was there until a moment ago, such as a token, may have expired: the clipboard keeps what it has.
        if text.is_empty() {
            return;
        }
        let Some(button) = button.get_untracked() else { return };
        let Some(clipboard) = clipboard() else {
            told(copy_the_old_way(&button, &text));
            return;
        };
        let written = JsFuture::from(clipboard.write_text(&text));
        leptos::task::spawn_local(async move {
            told(if written.await.is_ok() { Copying::Done } else { copy_the_old_way(&button, &text) });
        });
    };
    view! {
        <span class="copy">
            <button
                node_ref=button
                type="button"
                class=["button ", class].concat()
                disabled=move || disabled.get()
                on:click=copy
            >
                <Icon glyph=Glyph::Copy />
                <span>{move || label.get()}</span>
            </button>
            <span class="copy-outcome" role="status">
                {move || (copying.get() == Copying::Done).then(|| view! { <Icon glyph=Glyph::Check /> {done} }.into_any())}
            </span>
            {move || (copying.get() == Copying::ByHand).then(|| by_hand_box(text, by_hand))}
        </span>
    }
}

/// The text to copy with the keyboard.
fn by_hand_box(text: Signal<String>, by_hand: &'static str) -> AnyView {
    let node = NodeRef::<html::Textarea>::new();
    node.on_load(move |area| {
        // The property below is set a moment later, and what is not there yet cannot be selected.
        area.set_value(&text.get_untracked());
        let _ = area.focus();
        area.select();
    });
    view! {
        <span class="copy-by-hand">
            <span role="alert">{by_hand}</span>
            <textarea node_ref=node readonly=true rows="3" aria-label=by_hand prop:value=move || text.get() />
        </span>
    }
    .into_any()
}

/// The clipboard, which exists only in a secure context.
fn clipboard() -> Option<web_sys::Clipboard> {
    let clipboard = window().navigator().clipboard();
    (!clipboard.is_undefined() && !clipboard.is_null()).then_some(clipboard)
}

/// Selects the text in a box beside the button (elsewhere a modal dialog would make it inert) and asks the browser to copy.
fn copy_the_old_way(button: &web_sys::HtmlElement, text: &str) -> Copying {
    let copied = (|| {
        let document = document();
        let area = document.create_element("textarea").ok()?.dyn_into::<web_sys::HtmlTextAreaElement>().ok()?;
        area.set_value(text);
        area.set_class_name("visually-hidden");
        button.parent_element()?.append_child(&area).ok()?;
        area.select();
        let copied = document.dyn_into::<web_sys::HtmlDocument>().ok()?.exec_command("copy").unwrap_or(false);
        area.remove();
        let _ = button.focus();
        Some(copied)
    })();
    if copied == Some(true) { Copying::Done } else { Copying::ByHand }
}
