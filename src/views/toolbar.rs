//! What stands above the runner table: search, numbers, and what can be done.

use crate::fleet::Counts;
use crate::messages;
use crate::store::{Navigation, Reading, RunnerStore};
use crate::ui::{CopyButton, Glyph, Icon};
use crate::views::runners_page::Open;
use leptos::prelude::*;

/// The search box and the buttons.
#[component]
pub fn Toolbar(
    /// Whose runners.
    store: RunnerStore,
    /// Where the filter lives.
    navigation: Navigation,
    /// The dialog that is open.
    open: RwSignal<Open>,
) -> impl IntoView {
    let m = messages::runners();
    let filter = navigation.part(|route| route.filter.clone());
    let is_reading = move || (store.reading.get() != Reading::Idle).then_some("true");
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
                <CopyButton
                    label=m.copy_link
                    text=navigation.link()
                    done=m.link_copied
                    by_hand=m.copy_link_by_hand
                />
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
    shown: Memo<Option<usize>>,
) -> impl IntoView {
    let m = messages::runners();
    let number = move |state: &'static str, text: fn(usize) -> String, count: fn(&Counts) -> usize| {
        let count = Memo::new(move |_| counts.with(count));
        view! { <li class="count" data-state=state data-count=move || count.get().to_string()>{move || text(count.get())}</li> }
    };
    let other = move || {
        (counts.with(|counts| counts.other) > 0).then(|| number("other", m.counts.other, |counts| counts.other))
    };
    let shown_of = move || shown.get().map(|shown| (m.shown_of)(shown, counts.with(|counts| counts.total)));
    view! {
        <ul class="counts">
            {number("total", m.counts.total, |counts| counts.total)}
            {number("online", m.counts.online, |counts| counts.online)}
            {number("busy", m.counts.busy, |counts| counts.busy)}
            {number("idle", m.counts.idle, |counts| counts.idle)}
            {number("offline", m.counts.offline, |counts| counts.offline)}
            {other}
        </ul>
        <p class="shown-of" role="status">{shown_of}</p>
    }
}
