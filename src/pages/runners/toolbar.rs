//! What stands above the runner table: search, and what can be done.

use crate::components::{Glyph, Icon};
use crate::i18n;
use crate::pages::active_dialog::{ActiveDialog, use_dialogs};
use crate::pages::runners::copy_link::CopyLink;
use crate::pages::runners::search::completion::Completion;
use crate::store::{Refresh, RunnerStore, use_navigation};
use leptos::prelude::*;

/// The search box and the buttons.
#[component]
pub fn Toolbar(
    /// Whose runners.
    store: RunnerStore,
) -> impl IntoView {
    let m = i18n::runners();
    let (navigation, dialogs) = (use_navigation(), use_dialogs());
    let filter = navigation.part(|route| route.filter.clone());
    let is_reading = move || store.state.with(|state| state.refresh != Refresh::Idle).then_some("true");
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
                <Completion store />
            </div>
            <div class="runners-actions">
                <button type="button" class="button" aria-busy=is_reading on:click=move |_| store.refresh()>
                    <Icon glyph=Glyph::Refresh />
                    {m.refresh}
                </button>
                <CopyLink />
                <button type="button" class="button" on:click=move |_| dialogs.open(ActiveDialog::Applications)>
                    <Icon glyph=Glyph::Download />
                    {m.applications}
                </button>
                <button type="button" class="button primary" on:click=move |_| dialogs.open(ActiveDialog::Add)>
                    <Icon glyph=Glyph::Add />
                    {m.add}
                </button>
            </div>
        </div>
    }
}
