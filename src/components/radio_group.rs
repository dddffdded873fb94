//! One of a few: native radio buttons in a named group.

use super::{FieldHint, unique_id};
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
    /// Values that cannot be chosen now, and why: the reason is shown below the group.
    #[prop(optional, into)]
    unavailable: Signal<(Vec<T>, String)>,
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
    let barred = Memo::new(move |_| {
        let positions = |(barred, _): &(Vec<T>, String)| {
            options.with(|all| all.iter().map(|(one, _)| barred.contains(one)).collect::<Vec<bool>>())
        };
        if disabled.get() { options.with(|all| vec![true; all.len()]) } else { unavailable.with(positions) }
    });
    let reason = Memo::new(move |_| unavailable.with(|(_, reason)| reason.clone()));
    group(label, names, chosen, choose, barred, reason.into())
}

fn group(
    label: Signal<String>,
    names: Memo<Vec<String>>,
    chosen: Memo<Option<usize>>,
    choose: Callback<usize>,
    barred: Memo<Vec<bool>>,
    reason: Signal<String>,
) -> AnyView {
    let id = unique_id("radios");
    let heading = [&id, "-label"].concat();
    let hint = id.clone();
    let described = [&id, "-hint"].concat();
    let radio = move |position: usize, name: String| {
        view! {
            <label class="radio">
                <input
                    type="radio"
                    name=id.clone()
                    disabled=move || barred.with(|barred| barred.get(position) == Some(&true))
                    prop:checked=move || chosen.get() == Some(position)
                    on:change=move |_| choose.run(position)
                />
                <span>{name}</span>
            </label>
        }
    };
    view! {
        <div class="radio-group" role="radiogroup" aria-labelledby=heading aria-describedby=described>
            <span class="label" id=heading.clone()>{move || label.get()}</span>
            <div class="radios">
                {move || {
                    let names = names.get().into_iter().enumerate();
                    names.map(|(position, name)| radio(position, name)).collect_view()
                }}
            </div>
            <FieldHint id=hint hint=reason />
        </div>
    }
    .into_any()
}
