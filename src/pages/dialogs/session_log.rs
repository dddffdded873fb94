//! `What this tab changed`: the list of changes, and its files.
//!
//! Invariant: names of runners are shown in their visible form; the files have them as GitHub does, no token is in either.

use crate::components::{Dialog, Glyph, Icon, download, status_message};
use crate::fleet::escape_invisible;
use crate::fleet::export::Table;
use crate::fleet::session_log::{Entry, Outcome};
use crate::github::{ApiError, Scope};
use crate::i18n::{self, explain};
use crate::pages::time_words::time_of_day;
use crate::store::{scoped_memo, use_session_log};
use leptos::prelude::*;

/// The most changes that are shown: the latest. The files have all.
const MOST_SHOWN: usize = 100;

/// The dialog.
#[component]
pub fn Journal(
    /// Called once it closed.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    let m = i18n::journal();
    let log = use_session_log();
    let changes = scoped_memo(move || log.changes());
    let is_empty = Memo::new(move |_| changes.with(Vec::is_empty));
    let list = move || {
        if is_empty.get() {
            return view! { <p class="journal-nothing">{m.nothing}</p> }.into_any();
        }
        let entries = changes.with(|changes| changes.iter().rev().take(MOST_SHOWN).map(line).collect_view());
        view! { <ol class="journal" reversed=true aria-label=m.title>{entries}</ol> }.into_any()
    };
    let latest = move || {
        let are_more = changes.with(|changes| changes.len() > MOST_SHOWN);
        are_more.then(|| view! { <p class="field-hint">{(m.latest)(MOST_SHOWN)}</p> }.into_any())
    };
    view! {
        <Dialog label=m.title close_label=i18n::common().close class="wide" on_close>
            <div class="journal-body">
                <p class="field-hint">{m.hint}</p>
                {move || (!is_empty.get()).then(|| files(changes))}
                {list}
                {latest}
            </div>
        </Dialog>
    }
}

/// How many there are, and the buttons that give them out.
fn files(changes: Memo<Vec<Entry>>) -> AnyView {
    let texts = i18n::hand_over();
    let saved = RwSignal::new(Ok(String::new()));
    let save = move |ending: &'static str, media_type: &'static str, write: fn(&Table) -> String| {
        let now = String::from(js_sys::Date::new_0().to_iso_string());
        let file = ["changes-", now.split('T').next().unwrap_or_default(), ending].concat();
        let is_saved =
            download(&file, media_type, &changes.with_untracked(|changes| write(&Table::of_changes(changes))));
        saved.set(if is_saved { Ok((texts.saved)(&file)) } else { Err(i18n::journal().not_saved) });
    };
    view! {
        <div class="button-row">
            <span class="journal-count">{move || (i18n::journal().count)(changes.with(Vec::len))}</span>
            <button type="button" class="button small" on:click=move |_| save(".csv", "text/csv", Table::csv)>
                <Icon glyph=Glyph::Download />
                <span>{texts.csv}</span>
            </button>
            <button type="button" class="button small" on:click=move |_| save(".json", "application/json", Table::json)>
                <Icon glyph=Glyph::Download />
                <span>{texts.json}</span>
            </button>
            <span class="field-hint said">{status_message(saved)}</span>
        </div>
    }
    .into_any()
}

/// One change.
fn line(entry: &Entry) -> AnyView {
    let m = i18n::journal();
    let what = (m.what)(entry.operation);
    let runner = entry.runner.map(|id| {
        let name = escape_invisible(&entry.runner_name);
        let name = if name.is_empty() { (m.unnamed)(&id.to_string()) } else { name };
        view! { <bdi class="journal-runner">{name}</bdi> }
    });
    let (class, glyph) = match entry.outcome {
        Outcome::Done | Outcome::AlreadyGone => ("journal-outcome good", Glyph::Check),
        Outcome::Failed(_) | Outcome::Unknown(_) => ("journal-outcome bad", Glyph::Alert),
    };
    let login = entry.login.as_deref().map_or_else(|| m.unknown_login.to_owned(), escape_invisible);
    let who = (m.who)(&login, &entry.host.as_text());
    let request_id = entry.request_id.as_deref().map(|id| {
        view! { <span>{i18n::errors().request_id} " " <code>{escape_invisible(id)}</code></span> }
    });
    view! {
        <li>
            <p class="journal-what">
                <time datetime=crate::fleet::session_log::moment(entry).to_text()>{time_of_day(entry.at)}</time>
                " "
                <b>{what}</b>
                " "
                {runner}
            </p>
            <p class=class>
                <Icon glyph />
                <span>{outcome(&entry.outcome, &entry.scope)}</span>
            </p>
            <p class="journal-facts">
                <span>{entry.scope.name().to_owned()}</span>
                <span>{who}</span>
                {request_id}
            </p>
        </li>
    }
    .into_any()
}

/// How it ended, in a sentence.
fn outcome(outcome: &Outcome, scope: &Scope) -> String {
    let m = i18n::journal();
    let why = |error: &ApiError| explain(i18n::errors(), error, Some(scope.kind()), 0).sentence;
    match outcome {
        Outcome::Done => m.done.to_owned(),
        Outcome::AlreadyGone => m.already_gone.to_owned(),
        Outcome::Failed(error) => [m.failed, " ", &why(error)].concat(),
        Outcome::Unknown(error) => [m.unknown, " ", &why(error)].concat(),
    }
}
