//! A labelled text box with a hint and an error, tied together for those who cannot see that they stand together.

use super::unique_id;
use leptos::html;
use leptos::prelude::*;

/// What is typed into a field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FieldKind {
    /// Anything.
    #[default]
    Text,
    /// A secret: dots instead of letters, and no password manager is asked to keep it.
    Password,
}

/// A text box with its label, an optional hint below, and an error that is read out when it appears.
#[component]
pub fn Field(
    /// The accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// What is in the box.
    value: RwSignal<String>,
    /// A text or a secret.
    #[prop(optional)]
    kind: FieldKind,
    /// Help that is always shown; empty for none.
    #[prop(optional, into)]
    hint: Signal<String>,
    /// What is wrong with the value, if anything.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// An example, shown while the box is empty.
    #[prop(optional, into)]
    placeholder: Signal<String>,
    /// Values to suggest, as a native list.
    #[prop(optional, into)]
    suggestions: Signal<Vec<String>>,
    /// True while nothing may be typed.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// True where the value stays as it is.
    #[prop(optional, into)]
    read_only: Signal<bool>,
    /// The text box, for those who move the focus to it.
    #[prop(optional)]
    node_ref: NodeRef<html::Input>,
) -> impl IntoView {
    let id = unique_id("field");
    let list = [&id, "-list"].concat();
    let has_list = Memo::new(move |_| suggestions.with(|all| !all.is_empty()));
    let list_of_input = list.clone();
    view! {
        <div class="field">
            <label for=id.clone()>{move || label.get()}</label>
            <input
                node_ref=node_ref
                id=id.clone()
                type=if kind == FieldKind::Password { "password" } else { "text" }
                autocomplete=if kind == FieldKind::Password { "new-password" } else { "off" }
                autocapitalize="none"
                spellcheck="false"
                list=move || has_list.get().then(|| list_of_input.clone())
                placeholder=move || placeholder.get()
                disabled=move || disabled.get()
                readonly=move || read_only.get()
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                aria-describedby=described_by(&id)
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
            />
            <FieldHint id=id.clone() hint=hint />
            <FieldError id=id error=error />
            <datalist id=list>
                {move || suggestions.get().into_iter().map(|value| view! { <option value=value /> }).collect_view()}
            </datalist>
        </div>
    }
}

/// The ids of the hint and the error of a control, for its `aria-describedby`.
pub(super) fn described_by(id: &str) -> String {
    [id, "-hint ", id, "-error"].concat()
}

/// The hint of a control: shown where it is not empty.
#[component]
pub fn FieldHint(
    /// The control's id.
    id: String,
    /// The hint.
    hint: Signal<String>,
) -> impl IntoView {
    view! { <p id=[&id, "-hint"].concat() class="field-hint">{move || hint.get()}</p> }
}

/// The error of a control, read out when it appears.
#[component]
pub fn FieldError(
    /// The control's id.
    id: String,
    /// What is wrong, if anything.
    error: Signal<Option<String>>,
) -> impl IntoView {
    let id = [&id, "-error"].concat();
    let text = Memo::new(move |_| error.get());
    move || text.get().map(|text| view! { <p id=id.clone() class="field-error" role="alert">{text}</p> })
}
