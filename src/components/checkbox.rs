//! A box to tick, with its label, a hint and an error.

use super::field::described_by;
use super::{FieldError, FieldHint, unique_id};
use leptos::prelude::*;

/// A checkbox.
#[component]
pub fn Checkbox(
    /// The accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// Ticked or not.
    checked: RwSignal<bool>,
    /// Help that is always shown; empty for none.
    #[prop(optional, into)]
    hint: Signal<String>,
    /// What is wrong with it, if anything.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// True while it cannot be changed; the hint should say why.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    let id = unique_id("checkbox");
    view! {
        <div class="checkbox">
            <input
                id=id.clone()
                type="checkbox"
                disabled=move || disabled.get()
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                aria-describedby=described_by(&id)
                prop:checked=move || checked.get()
                on:change=move |event| checked.set(event_target_checked(&event))
            />
            <label for=id.clone()>{move || label.get()}</label>
            <FieldHint id=id.clone() hint=hint />
            <FieldError id=id error=error />
        </div>
    }
}
