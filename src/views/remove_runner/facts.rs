//! What is known of the runner: enough to see that it is the right one.

use super::state::Removing;
use crate::fleet::{Liveliness, visible};
use crate::github::Runner;
use crate::messages;
use crate::store::Asked;
use crate::views::states::system_name;
use crate::views::trouble::Trouble;
use leptos::prelude::*;

/// Id, status, operating system and labels.
#[component]
pub(super) fn Facts(removing: Removing) -> impl IntoView {
    let texts = messages::remove();
    let facts = &texts.facts;
    let state = move || match removing.liveliness() {
        Liveliness::Offline => facts.offline,
        Liveliness::Unknown => facts.unknown,
        Liveliness::Idle => facts.idle,
        Liveliness::Busy => facts.busy,
    };
    let of_runner = move |read: fn(&Runner) -> String| {
        move || removing.runner.with(|runner| runner.as_ref().map(read).unwrap_or_default())
    };
    let labels = |runner: &Runner| {
        let names: Vec<String> = runner.labels.iter().map(|label| visible(&label.name)).collect();
        names.join(", ")
    };
    let reading = move || match removing.reading.asked.get() {
        Asked::Waiting => Some(view! { <p class="field-hint" role="status">{texts.reading}</p> }.into_any()),
        Asked::Failed(error) if error.is_runner_not_found() => Some(
            view! { <p class="banner warning" role="alert">{(texts.already_gone)(&removing.shown_name())}</p> }
                .into_any(),
        ),
        Asked::Failed(error) => Some(view! { <Trouble error scope=removing.scope_kind() /> }.into_any()),
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
