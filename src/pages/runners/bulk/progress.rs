//! A removal of many under way, and what came of it.

use super::{Many, PHASE};
use crate::components::{Glyph, Icon, ProgressBar, download, focus_where_it_was_lost, status_message, window_listener};
use crate::fleet::bulk::{BulkRemoval, Outcome, Phase, Stop};
use crate::fleet::escape_invisible;
use crate::fleet::export::Table;
use crate::github::{ErrorKind, Scope};
use crate::i18n;
use crate::pages::api_error_banner::ApiErrorBanner;
use crate::pages::time_words::time_of_day;
use crate::store::use_navigation;
use leptos::prelude::*;
use web_sys::Event;

/// Runners that are listed of those that were not removed; the report has all.
const LISTED: usize = 100;

/// How far it is, what can be done, and what was not removed.
#[component]
pub(super) fn Progress(many: Many) -> impl IntoView {
    let m = &i18n::bulk().progress;
    let of = move |read: fn(&BulkRemoval, f64) -> String| {
        move || {
            many.removal.bulk.with(|bulk| bulk.as_ref().map(|bulk| read(bulk, many.removal.now())).unwrap_or_default())
        }
    };
    let phase = Memo::new(move |_| many.removal.bulk.with(|bulk| bulk.as_ref().map(|bulk| bulk.phase().clone())));
    let done = Memo::new(move |_| {
        many.removal.bulk.with(|bulk| bulk.as_ref().map(|bulk| (bulk.progress().ended(), bulk.progress().total)))
    });
    let label = Signal::derive(move || {
        let (ended, total) = done.get().unwrap_or_default();
        (m.bar)(ended, total)
    });
    let value = Signal::derive(move || {
        let (ended, total) = done.get().unwrap_or_default();
        (u32::try_from(ended).unwrap_or(u32::MAX), u32::try_from(total).ok())
    });
    let is_running = Memo::new(move |_| phase.with(|phase| *phase == Some(Phase::Running)));
    keep_the_tab_open(is_running);
    // Back would end the removal, and lose what is known of it.
    let was_held = use_navigation().hold();
    let kind = many.store.scope.with_value(Scope::kind);
    let trouble = move || match phase.get() {
        Some(Phase::Stopped(Stop::Failed(error))) => Some(view! { <ApiErrorBanner error scope=kind /> }.into_any()),
        _ => None,
    };
    let hint = move || if is_running.get() { m.close_hint } else { "" };
    view! {
        <ProgressBar label value />
        <p class="bulk-tally">
            {move || label.get()}
            ": "
            {of(|bulk, _| (i18n::bulk().progress.progress)(bulk.progress()))}
            {of(time_left)}
        </p>
        // It can be focused, so that whoever pressed a button that is gone is where they hear what goes on.
        <p class="bulk-phase" role="status" tabindex="-1">{of(phase_text)}</p>
        {trouble}
        <p class="bulk-held" role="status">{move || if was_held() { m.held } else { "" }}</p>
        <Controls many phase />
        <p class="field-hint">{hint}</p>
        <Exceptions many />
    }
}

fn time_left(bulk: &BulkRemoval, now: f64) -> String {
    let left = bulk.seconds_left(now).filter(|_| bulk.waits_for_jobs_until().is_none());
    left.map(|seconds| [" · ", &(i18n::bulk().progress.time_left)(seconds)].concat()).unwrap_or_default()
}

fn phase_text(bulk: &BulkRemoval, now: f64) -> String {
    let m = &i18n::bulk().progress;
    match bulk.phase() {
        Phase::Finished => m.finished.to_owned(),
        Phase::Stopped(Stop::Asked) if !bulk.is_at_rest() => m.stopping.to_owned(),
        Phase::Stopped(Stop::Asked) => m.stopped.to_owned(),
        Phase::Stopped(Stop::Failed(_)) if is_the_end(bulk.phase()) => m.token_refused.to_owned(),
        Phase::Stopped(Stop::Failed(_)) => m.in_trouble.to_owned(),
        Phase::Running => match (bulk.paused_until(now), bulk.waits_for_jobs_until()) {
            (Some(until), _) => (m.paused)(&time_of_day(until)),
            (None, Some(until)) => (m.waits_for_jobs)(bulk.progress().deferred, &time_of_day(until)),
            (None, None) => m.running.to_owned(),
        },
    }
}

/// Nothing goes on from here: done, or with a token that GitHub takes no more.
fn is_the_end(phase: &Phase) -> bool {
    match phase {
        Phase::Finished => true,
        Phase::Stopped(Stop::Failed(error)) => error.kind == ErrorKind::BadCredentials,
        Phase::Running | Phase::Stopped(Stop::Asked) => false,
    }
}

/// The browser asks before it leaves the page, as long as something is removed.
fn keep_the_tab_open(is_running: Memo<bool>) {
    window_listener("beforeunload", move |event: Event| {
        if is_running.try_get_untracked() == Some(true) {
            event.prevent_default();
        }
    });
}

/// The buttons.
#[component]
fn Controls(many: Many, phase: Memo<Option<Phase>>) -> impl IntoView {
    let m = &i18n::bulk().progress;
    let removal = many.removal;
    let deferred =
        Memo::new(move |_| removal.bulk.with(|bulk| bulk.as_ref().map_or(0, |bulk| bulk.progress().deferred)));
    let is_at_rest = Memo::new(move |_| removal.bulk.with(|bulk| bulk.as_ref().is_some_and(BulkRemoval::is_at_rest)));
    // One button in one place, so that the focus stays on it.
    let stop_or_resume = move |_| {
        if phase.get_untracked() == Some(Phase::Running) {
            removal.stop();
        } else {
            removal.resume();
        }
    };
    let is_over = Memo::new(move |_| phase.with(|phase| phase.as_ref().is_some_and(is_the_end)));
    let is_running = Memo::new(move |_| phase.with(|phase| *phase == Some(Phase::Running)));
    // After a trouble it is the cause that has to be seen to first.
    let is_stopped = Memo::new(move |_| phase.with(|phase| *phase == Some(Phase::Stopped(Stop::Asked))));
    // The button goes, and the focus with it.
    Effect::watch(
        move || is_over.get(),
        move |is_over, _, _| {
            if *is_over {
                focus_where_it_was_lost(PHASE);
            }
        },
        false,
    );
    let run = move || {
        (!is_over.get()).then(|| {
            view! {
                <button type="button" class="button" class:primary=move || is_stopped.get() on:click=stop_or_resume>
                    {move || if is_running.get() { m.stop } else { m.resume }}
                </button>
            }
            .into_any()
        })
    };
    let leave = move || {
        (deferred.get() > 0).then(|| {
            view! {
                <button type="button" class="button" on:click=move |_| removal.skip_busy()>
                    {move || (m.skip_busy)(deferred.get())}
                </button>
            }
            .into_any()
        })
    };
    let anew = move || {
        let begin_anew = move |_| {
            many.forget_removed();
            removal.forget();
            focus_where_it_was_lost(".bulk-groups input");
        };
        is_at_rest.get().then(|| {
            view! { <button type="button" class="button bulk-anew" on:click=begin_anew>{m.anew}</button> }.into_any()
        })
    };
    view! {
        <div class="button-row">
            {run}
            {leave}
            {report(many, m.csv, ".csv", "text/csv", Table::csv)}
            {report(many, m.json, ".json", "application/json", Table::json)}
            {anew}
        </div>
    }
}

/// A button that saves the report as a file.
fn report(
    many: Many,
    label: &'static str,
    ending: &'static str,
    media_type: &'static str,
    write: fn(&Table) -> String,
) -> AnyView {
    let saved = RwSignal::new(Ok(String::new()));
    let save = move |_| {
        let time = |at: f64| String::from(js_sys::Date::new(&at.into()).to_iso_string());
        let table = many.removal.bulk.with_untracked(|bulk| bulk.as_ref().map(|bulk| bulk.report(time)));
        let Some(table) = table else { return };
        let scope = many.store.scope.with_value(|scope| scope.name().replace('/', "-"));
        let now = time(many.removal.now()).replace([':', '.'], "-");
        let file = ["removed-", &scope, "-", &now, ending].concat();
        let m = i18n::hand_over();
        let is_saved = download(&file, media_type, &write(&table));
        saved.set(if is_saved { Ok((m.saved)(&file)) } else { Err(m.report_not_saved) });
    };
    view! {
        <button type="button" class="button" on:click=save>
            <Icon glyph=Glyph::Download />
            <span>{label}</span>
        </button>
        <span class="field-hint said">{status_message(saved)}</span>
    }
    .into_any()
}

/// The runners that were not removed, or not by this, with the reason.
#[component]
fn Exceptions(many: Many) -> impl IntoView {
    let m = &i18n::bulk().progress;
    let exceptions = Memo::new(move |_| {
        many.removal.bulk.with(|bulk| {
            let items = bulk.iter().flat_map(BulkRemoval::items);
            let told = items.filter_map(|item| {
                let ended = item.ended.as_ref().filter(|ended| ended.outcome != Outcome::Removed)?;
                Some((item.confirmed.id, escape_invisible(&item.confirmed.name), (m.outcome)(&ended.outcome)))
            });
            told.collect::<Vec<_>>()
        })
    });
    let list = move || {
        exceptions.with(|exceptions| {
            let lines = exceptions.iter().take(LISTED).map(|(id, name, outcome)| {
                let line = [name.as_str(), " (", &id.to_string(), "): ", outcome].concat();
                view! { <li>{line}</li> }.into_any()
            });
            let lines = lines.collect_view();
            let more = exceptions.len().saturating_sub(LISTED);
            let more = (more > 0).then(|| view! { <li class="field-hint">{(m.more_exceptions)(more)}</li> }.into_any());
            Some(view! { <ul class="bulk-names">{lines} {more}</ul> }.into_any())
        })
    };
    let has_some = Memo::new(move |_| exceptions.with(|exceptions| !exceptions.is_empty()));
    move || {
        has_some.get().then(|| {
            view! {
                <details class="bulk-exceptions" open="">
                    <summary>{move || (m.exceptions)(exceptions.with(Vec::len))}</summary>
                    {list}
                </details>
            }
            .into_any()
        })
    }
}
