//! Values that the fleet has, with the number of runners that a click would show.

use crate::components::{Glyph, Popup};
use crate::fleet::escape_invisible;
use crate::fleet::query::facets::{FACETS, Value, facet};
use crate::fleet::query::{Qualifier, edit};
use crate::i18n;
use crate::store::{RunnerStore, scoped_memo, use_navigation};
use leptos::prelude::*;

/// Values that are offered of a key; rarer ones are typed.
const OFFERED: usize = 24;

/// The button with the values behind it. They are counted only while they are shown.
#[component]
pub(super) fn Facets(store: RunnerStore) -> impl IntoView {
    let content = move |_| FACETS.map(|key| one_facet(store, key)).collect_view().into_any();
    view! { <Popup label=i18n::query().facets glyph=Glyph::Filter class="facets" content=Box::new(content) /> }
}

fn one_facet(store: RunnerStore, key: Qualifier) -> AnyView {
    let text = use_navigation().part(|route| route.filter.clone());
    let values = scoped_memo(move || store.snapshot.with(|snapshot| text.with(|text| facet(snapshot, text, key))));
    let words = Memo::new(move |_| {
        values.with(|values| values.iter().take(OFFERED).map(|value| value.word.clone()).collect::<Vec<_>>())
    });
    let name = i18n::query().key;
    let shown = move || {
        (!words.with(Vec::is_empty)).then(|| {
            view! {
                <fieldset class="facet">
                    <legend>{name(key)}</legend>
                    <For each=move || words.get() key=String::clone let:word>
                        {one_value(key, word, values)}
                    </For>
                </fieldset>
            }
            .into_any()
        })
    };
    let is_there = Memo::new(move |_| !words.with(Vec::is_empty));
    (move || if is_there.get() { untrack(shown) } else { None }).into_any()
}

fn one_value(key: Qualifier, word: String, values: Memo<Vec<Value>>) -> AnyView {
    let navigation = use_navigation();
    let called = (i18n::query().status)(&word).filter(|_| key == Qualifier::Status);
    let shown = called.map_or_else(|| escape_invisible(&word), str::to_owned);
    let of = word.clone();
    let count = Memo::new(move |_| {
        values.with(|values| values.iter().find(|value| value.word == of).map_or(0, |value| value.count))
    });
    let of = word.clone();
    let is_on = navigation.part(move |route| edit::has(&route.filter, key, &of));
    let click = move |_| navigation.replace(|route| route.filter = edit::toggled(&route.filter, key, &word));
    view! {
        <button
            type="button"
            class="facet-value"
            aria-pressed=move || if is_on.get() { "true" } else { "false" }
            on:click=click
        >
            <span class="facet-word">{shown}</span>
            " "
            <span class="facet-count">{move || (i18n::query().count)(count.get())}</span>
        </button>
    }
    .into_any()
}
