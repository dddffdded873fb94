//! What stands above the runner table: search, and what can be done.

use crate::messages;
use crate::store::{Navigation, Reading, RunnerStore};
use crate::ui::{Glyph, Icon, changing};
use crate::views::copy_link::CopyLinkProps;
use crate::views::later::Later;
use crate::views::query::completion::CompletionProps;
use crate::views::runners_page::Open;
use leptos::prelude::*;

/// As a constant it keeps an otherwise static element dynamic.
const COPY_OUTCOME: &str = "copy-outcome";

/// The search box and the buttons.
#[component]
pub fn Toolbar(
    /// Whose runners.
    store: RunnerStore,
    /// Where the filter lives.
    navigation: Navigation,
    /// The dialog that is open.
    open: RwSignal<Open>,
    /// The second part of the page, once it is there.
    second: RwSignal<Option<&'static Later>>,
) -> impl IntoView {
    let m = messages::runners();
    let filter = navigation.part(|route| route.filter.clone());
    let is_reading = move || store.state.with(|state| state.reading != Reading::Idle).then_some("true");
    let copy_link = move || match second.get() {
        Some(later) => (later.copy_link)(CopyLinkProps { navigation }),
        // It looks the same, so that nothing moves when the other one comes.
        None => view! {
            <span class="copy">
                <button type="button" class="button" disabled=true>
                    <Icon glyph=Glyph::Copy />
                    <span>{m.copy_link}</span>
                </button>
                <span class=COPY_OUTCOME></span>
            </span>
        }
        .into_any(),
    };
    let completion = move || second.get().map(|later| (later.completion)(CompletionProps { store, navigation }));
    view! {
        <div class="runners-toolbar">
            <div class="search-box">
                <Icon glyph=Glyph::Search />
                <input
                    type="search"
                    aria-label=m.filter
                    placeholder=m.filter_placeholder
                    autocomplete="off"
                    autocapitalize="none"
                    spellcheck="false"
                    prop:value=move || filter.get()
                    on:input=move |event| navigation.replace(|route| route.filter = event_target_value(&event))
                />
                {changing(completion)}
            </div>
            <div class="runners-actions">
                <button type="button" class="button" aria-busy=is_reading on:click=move |_| store.refresh()>
                    <Icon glyph=Glyph::Refresh />
                    {m.refresh}
                </button>
                {changing(copy_link)}
                <button type="button" class="button" on:click=move |_| open.set(Open::Applications)>
                    <Icon glyph=Glyph::Download />
                    {m.applications}
                </button>
                <button type="button" class="button primary" on:click=move |_| open.set(Open::Add)>
                    <Icon glyph=Glyph::Add />
                    {m.add}
                </button>
            </div>
        </div>
    }
}
