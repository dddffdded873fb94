//! What leaves the page for others: the rows of the table as a file or as text, and GitHub's own pages of the same runners.
//!
//! Invariant: what is exported is what the table shows, in its order, as GitHub has it; the token is in none of it.

use crate::components::{CopyButton, Glyph, Icon, Popup, download, status_message};
use crate::fleet::export::Table;
use crate::github::{Host, RunnerId, Scope};
use crate::i18n;
use crate::store::RunnerStore;
use leptos::prelude::*;

/// The ways to export, behind a button.
#[component]
pub fn Export(
    /// Whose runners.
    store: RunnerStore,
    /// The runners in the table, in order.
    ids: Memo<Vec<RunnerId>>,
) -> impl IntoView {
    let content = move |_| view! { <AppActions store ids /> }.into_any();
    view! { <Popup label=i18n::hand_over().export glyph=Glyph::Download class="export" content=Box::new(content) /> }
}

#[component]
fn AppActions(store: RunnerStore, ids: Memo<Vec<RunnerId>>) -> impl IntoView {
    let m = i18n::hand_over();
    let saved = RwSignal::new(Ok(String::new()));
    let table = move || {
        store.snapshot.with(|snapshot| ids.with(|ids| Table::of_runners(ids.iter().filter_map(|id| snapshot.get(*id)))))
    };
    let save = move |ending: &'static str, media_type: &'static str, write: fn(&Table) -> String| {
        let file = [&store.scope.with_value(file_name), ending].concat();
        let is_saved = download(&file, media_type, &write(&untrack(table)));
        saved.set(if is_saved { Ok((m.saved)(&file)) } else { Err(m.not_saved) });
    };
    view! {
        <p class="field-hint">{move || (m.rows)(ids.with(Vec::len))}</p>
        <button type="button" class="button" on:click=move |_| save(".csv", "text/csv", Table::csv)>
            <Icon glyph=Glyph::Download />
            {m.csv}
        </button>
        <p class="field-hint">{m.csv_hint}</p>
        <button type="button" class="button" on:click=move |_| save(".json", "application/json", Table::json)>
            <Icon glyph=Glyph::Download />
            {m.json}
        </button>
        <CopyButton
            label=m.markdown
            text=Signal::derive(move || table().markdown())
            done=m.markdown_copied
            by_hand=m.markdown_by_hand
        />
        <p>{status_message(saved)}</p>
    }
}

/// `runners-octo-org-2026-11-27`: what it is of, and the day.
fn file_name(scope: &Scope) -> String {
    let now = String::from(js_sys::Date::new_0().to_iso_string());
    let day = now.split('T').next().unwrap_or_default();
    ["runners-", &scope.name().replace('/', "-"), "-", day].concat()
}

/// The link to GitHub's own page of the runners, or of one of them; why there is none where GitHub has none.
#[component]
pub fn OnGitHub(
    /// Whose runners.
    store: RunnerStore,
    /// One of them.
    #[prop(optional, into)]
    runner: Option<RunnerId>,
) -> impl IntoView {
    let m = i18n::hand_over();
    let Some(path) = store.scope.with_value(Scope::settings_path) else {
        return view! { <span class="field-hint">{m.no_settings}</span> }.into_any();
    };
    let base = store.host.with_value(Host::web_base) + &path;
    let (address, name) = match runner {
        Some(id) => ([&base, "/", &id.to_string()].concat(), m.runner_settings),
        None => (base, m.settings),
    };
    view! {
        <a class="button small" href=address title=name target="_blank" rel="noopener noreferrer">
            <Icon glyph=Glyph::External />
            <span>{name}</span>
        </a>
    }
    .into_any()
}
