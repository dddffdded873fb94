//! The same change in a terminal: what a dialog would ask of GitHub, as commands for `curl` and `gh`.
//!
//! Invariant: the commands are on the page only while they are unfolded, and there is no token in them.

use crate::commands::cli_commands::{curl, gh};
use crate::components::CopyButton;
use crate::components::inline_code::inline_code;
use crate::github::{Endpoint, Operation};
use crate::i18n;
use crate::pages::runner_token::CommandBlock;
use crate::store::RunnerStore;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Commands that ask for what the console would. Closed at first; nothing is there while nothing would be asked.
#[component]
pub fn Equivalent(
    /// Whose runners.
    store: RunnerStore,
    /// What would be asked, all of one kind: each becomes a line.
    #[prop(into)]
    requests: Signal<Vec<Endpoint>>,
) -> impl IntoView {
    let is_open = RwSignal::new(false);
    // Of the element that folds, whoever folded it.
    let on_toggle = move |event: web_sys::Event| {
        let details = event.current_target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        is_open.set(details.is_some_and(|details| details.has_attribute("open")));
    };
    let operation = Memo::new(move |_| requests.with(|requests| requests.first().map(|request| request.operation)));
    move || {
        operation.get().map(|operation| {
            // What is unfolded stays so while runners are included or left out.
            let summary = Signal::derive(move || match (operation, requests.with(Vec::len)) {
                (Operation::DeleteRunner, count @ 2..) => (i18n::equivalent().summary_of_removals)(count),
                _ => (i18n::equivalent().summary)((i18n::errors().task)(operation)),
            });
            view! {
                <details class="equivalent script-fold" on:toggle=on_toggle>
                    <summary>{move || summary.get()}</summary>
                    {move || is_open.get().then(|| commands(store, requests, summary))}
                </details>
            }
        })
    }
}

fn commands(store: RunnerStore, requests: Signal<Vec<Endpoint>>, name: Signal<String>) -> AnyView {
    let texts = i18n::equivalent();
    let for_curl = Memo::new(move |_| requests.with(|requests| store.host.with_value(|host| curl(host, requests))));
    let for_gh = Memo::new(move |_| {
        requests.with(|requests| store.host.with_value(|host| gh(host, requests))).unwrap_or_default()
    });
    let gh_block = move || {
        if for_gh.with(String::is_empty) {
            view! { <p class="field-hint">{inline_code(texts.no_gh)}</p> }.into_any()
        } else {
            block(texts.gh, texts.copy_gh, for_gh)
        }
    };
    view! {
        <div class="equivalent-commands" role="group" aria-label=move || name.get()>
            <p class="field-hint">{inline_code(texts.hint)}</p>
            {block(texts.curl, texts.copy_curl, for_curl)}
            {gh_block}
        </div>
    }
    .into_any()
}

fn block(label: &'static str, copy: &'static str, text: Memo<String>) -> AnyView {
    view! {
        <CommandBlock label text />
        <CopyButton label=copy text done=i18n::common().copied by_hand=i18n::one_time().copy_by_hand class="small" />
    }
    .into_any()
}
