//! What is known of the runner: enough to see that it is the right one.

use super::state::RemoveState;
use crate::fleet::{RunnerState, escape_invisible};
use crate::github::Runner;
use crate::i18n;
use crate::pages::api_error_banner::ApiErrorBanner;
use crate::pages::runner_words::system_name;
use crate::store::Asked;
use leptos::prelude::*;

/// Id, status, operating system and labels.
#[component]
pub(super) fn Facts(removing: RemoveState) -> impl IntoView {
    let texts = i18n::remove();
    let facts = &texts.facts;
    let state = move || match removing.state() {
        RunnerState::Offline => facts.offline,
        RunnerState::Unknown => facts.unknown,
        RunnerState::Idle => facts.idle,
        RunnerState::Busy => facts.busy,
    };
    let of_runner = move |read: fn(&Runner) -> String| {
        move || removing.runner.with(|runner| runner.as_ref().map(read).unwrap_or_default())
    };
    let labels = |runner: &Runner| {
        let names: Vec<String> = runner.labels.iter().map(|label| escape_invisible(&label.name)).collect();
        names.join(", ")
    };
    let reading = move || match removing.reading.asked.get() {
        Asked::Waiting => Some(view! { <p class="field-hint" role="status">{texts.reading}</p> }.into_any()),
        Asked::Failed(error) if error.is_runner_not_found() => Some(
            view! { <p class="banner warning" role="alert">{(texts.already_gone)(&removing.shown_name())}</p> }
                .into_any(),
        ),
        Asked::Failed(error) => Some(view! { <ApiErrorBanner error scope=removing.scope_kind() /> }.into_any()),
        Asked::Not | Asked::Answered(_) => None,
    };
    view! {
        <dl class="remove-facts">
            {fact(facts.id, move || removing.id().to_string())}
            {fact(facts.status, move || state().to_owned())}
            {fact(facts.os, of_runner(|runner| system_name(&runner.os)))}
            {fact(facts.labels, of_runner(labels))}
        </dl>
        // It keeps its room: what is below must not move from under a finger.
        <div class="remove-reading">{reading}</div>
    }
}

fn fact(name: &'static str, value: impl Fn() -> String + Send + 'static) -> AnyView {
    view! {
        <div>
            <dt>{name}</dt>
            <dd>{value}</dd>
        </div>
    }
    .into_any()
}
