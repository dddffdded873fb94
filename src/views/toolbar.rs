//! What stands above the runner table: search, numbers, and what can be done.

use crate::fleet::Counts;
use crate::messages;
use crate::store::{Navigation, Reading, RunnerStore};
use crate::ui::{Glyph, Icon, changing, changing_text};
use crate::views::copy_link::CopyLinkProps;
use crate::views::later::Later;
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

/// How many runners are in which state, and how many of them are shown.
#[component]
pub fn CountLine(
    /// All of the fleet.
    counts: Memo<Counts>,
    /// How many rows pass the filter, or `None` where nothing is filtered.
    #[prop(into)]
    shown: Callback<(), Option<usize>>,
) -> impl IntoView {
    let m = messages::runners();
    let number = move |state: &'static str, text: fn(usize) -> String, count: fn(&Counts) -> usize| {
        let count = move || counts.with(count);
        view! { <li class="count" data-state=state data-count=move || count().to_string()>{changing_text(move || text(count()))}</li> }.into_any()
    };
    let other = move || {
        (counts.with(|counts| counts.other) > 0).then(|| number("other", m.counts.other, |counts| counts.other))
    };
    let shown_of =
        move || shown.run(()).map(|shown| (m.shown_of)(shown, counts.with(|counts| counts.total))).unwrap_or_default();
    view! {
        <ul class="counts">
            {number("total", m.counts.total, |counts| counts.total)}
            {number("online", m.counts.online, |counts| counts.online)}
            {number("busy", m.counts.busy, |counts| counts.busy)}
            {number("idle", m.counts.idle, |counts| counts.idle)}
            {number("offline", m.counts.offline, |counts| counts.offline)}
            {changing(other)}
        </ul>
        <p class="shown-of" role="status">{changing_text(shown_of)}</p>
    }
}
