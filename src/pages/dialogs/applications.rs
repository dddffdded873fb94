//! `Runner applications`: what a scope's machines can download, with checksums.

use crate::commands::download::web_address;
use crate::components::CopyButton;
use crate::fleet::escape_invisible;
use crate::github::{RunnerApplication, Scope};
use crate::i18n;
use crate::pages::api_error_banner::ApiErrorBanner;
use crate::store::{Asked, Asking, RunnerStore};
use leptos::prelude::*;

/// The table of runner applications. Putting it on the page reads them.
#[component]
pub fn Applications(
    /// Whose applications.
    store: RunnerStore,
) -> impl IntoView {
    let texts = i18n::applications();
    let asking = Asking::new();
    let read = move || asking.ask(store.applications());
    read();
    let scope = store.scope.with_value(Scope::kind);
    let content = move || match asking.asked.get() {
        Asked::Not | Asked::Waiting => view! { <p role="status">{texts.reading}</p> }.into_any(),
        Asked::Failed(error) => view! { <ApiErrorBanner error scope on_retry=move |()| read() /> }.into_any(),
        Asked::Answered(all) if all.is_empty() => view! { <p>{texts.none}</p> }.into_any(),
        Asked::Answered(all) => table(all),
    };
    let has_none = Memo::new(move |_| matches!(asking.asked.get(), Asked::Answered(all) if all.is_empty()));
    view! {
        <section class="applications">
            {move || (!has_none.get()).then(|| view! { <p class="field-hint">{texts.hint}</p> })}
            {content}
        </section>
    }
}

fn table(all: Vec<RunnerApplication>) -> AnyView {
    let texts = i18n::applications();
    let heads = [texts.system, texts.architecture, texts.file, texts.checksum];
    view! {
        <div class="table-frame">
            // The roles are said because the style lays the parts out anew on narrow screens, which would drop them.
            <table class="applications-table" role="table" aria-label=texts.title>
                <thead role="rowgroup">
                    <tr role="row">
                        {heads.map(|head| view! { <th scope="col" role="columnheader">{head}</th> }).collect_view()}
                    </tr>
                </thead>
                <tbody role="rowgroup">{all.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(application: RunnerApplication) -> AnyView {
    let system =
        application.system().map_or_else(|| escape_invisible(&application.os), |system| system.name().to_owned());
    let architecture = application
        .architecture()
        .map_or_else(|| escape_invisible(&application.architecture), |architecture| architecture.name().to_owned());
    view! {
        <tr role="row">
            <td role="cell">{system}</td>
            <td role="cell">{architecture}</td>
            <td role="cell" class="file">{file(&application)}</td>
            <td role="cell" class="checksum">{checksum(&application)}</td>
        </tr>
    }
    .into_any()
}

/// The file's name: a link, unless its address is no web address or its download needs a token of its own.
fn file(application: &RunnerApplication) -> AnyView {
    let texts = i18n::applications();
    let name = escape_invisible(&application.filename);
    let needs_token = application.temp_download_token.as_deref().is_some_and(|token| !token.is_empty());
    match web_address(&application.download_url) {
        Some(url) if !needs_token => {
            view! { <a href=url.to_owned() rel="noopener noreferrer" target="_blank">{name}</a> }.into_any()
        }
        _ => {
            let reason = needs_token.then(|| view! { <span class="field-hint">{texts.needs_token}</span> });
            view! { <span>{name}</span> {reason} }.into_any()
        }
    }
}

fn checksum(application: &RunnerApplication) -> AnyView {
    let texts = i18n::applications();
    match application.sha256_checksum.as_deref() {
        None | Some("") => view! { <span class="field-hint">{texts.no_checksum}</span> }.into_any(),
        Some(sum) => {
            let label = (texts.copy_checksum)(&escape_invisible(&application.filename));
            view! {
                <code>{escape_invisible(sum)}</code>
                <CopyButton
                    label=label
                    class="quiet icon-only small"
                    text=Signal::stored(escape_invisible(sum))
                    done=texts.checksum_copied
                    by_hand=i18n::one_time().copy_by_hand
                />
            }
            .into_any()
        }
    }
}
