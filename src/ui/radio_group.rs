//! One of a few: native radio buttons in a named group.

use super::fresh_id;
use leptos::prelude::*;

/// A group of radio buttons, of which one is chosen.
#[component]
pub fn RadioGroup<T>(
    /// The accessible name of the group.
    #[prop(into)]
    label: Signal<String>,
    /// The values and the name of each, in the order of the screen.
    #[prop(into)]
    options: Signal<Vec<(T, String)>>,
    /// The chosen value.
    value: RwSignal<T>,
    /// True while nothing can be chosen.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    // Everything that is rendered is the same code for every T.
    let names = Memo::new(move |_| options.with(|all| all.iter().map(|(_, name)| name.clone()).collect::<Vec<_>>()));
    let chosen =
        Memo::new(move |_| value.with(|value| options.with(|all| all.iter().position(|(one, _)| one == value))));
    let choose = Callback::new(move |position: usize| {
        if let Some((chosen, _)) = options.with_untracked(|all| all.get(position).cloned()) {
            value.set(chosen);
        }
    });
    group(label, names, chosen, choose, disabled)
}

fn group(
    label: Signal<String>,
    names: Memo<Vec<String>>,
    chosen: Memo<Option<usize>>,
    choose: Callback<usize>,
    disabled: Signal<bool>,
) -> AnyView {
    let id = fresh_id("radios");
    let heading = [&id, "-label"].concat();
    let radio = move |position: usize, name: String| {
        view! {
            <label class="radio">
                <input
                    type="radio"
                    name=id.clone()
                    disabled=move || disabled.get()
                    prop:checked=move || chosen.get() == Some(position)
                    on:change=move |_| choose.run(position)
                />
                <span>{name}</span>
            </label>
        }
    };
    view! {
        <div class="radio-group" role="radiogroup" aria-labelledby=heading>
            <span class="label" id=heading.clone()>{move || label.get()}</span>
            <div class="radios">
                {move || {
                    let names = names.get().into_iter().enumerate();
                    names.map(|(position, name)| radio(position, name)).collect_view()
                }}
            </div>
        </div>
    }
    .into_any()
}
