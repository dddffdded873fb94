//! Which machine: operating system and architecture, from the runner applications of the host.

use super::state::Adding;
use crate::commands::DownloadProblem;
use crate::github::{Architecture, System};
use crate::messages;
use crate::store::Asked;
use crate::ui::RadioGroup;
use crate::views::trouble::Trouble;
use leptos::prelude::*;

/// The choice of the machine.
#[component]
pub(super) fn Machine(adding: Adding) -> impl IntoView {
    let texts = messages::add();
    let systems: Vec<_> = System::ALL.map(|system| (system, system.name().to_owned())).into();
    let architectures: Vec<_> = Architecture::ALL.map(|one| (one, one.name().to_owned())).into();
    let barred_systems =
        Signal::derive(move || reason(System::ALL.into_iter().filter(|one| !adding.offers_system(*one)).collect()));
    let barred_architectures = Signal::derive(move || {
        let system = adding.system.get();
        reason(Architecture::ALL.into_iter().filter(|one| !adding.offers(system, *one)).collect())
    });
    view! {
        <section class="add-machine" aria-label=texts.machine>
            <div class="add-machine-choices">
                <RadioGroup label=texts.system options=Signal::stored(systems) value=adding.system unavailable=barred_systems />
                <RadioGroup
                    label=texts.architecture
                    options=Signal::stored(architectures)
                    value=adding.architecture
                    unavailable=barred_architectures
                />
            </div>
            {move || application_line(adding)}
        </section>
    }
}

/// The values that cannot be chosen, with the reason where there are any.
fn reason<T>(barred: Vec<T>) -> (Vec<T>, String) {
    let reason = if barred.is_empty() { "" } else { messages::add().not_offered };
    (barred, reason.to_owned())
}

/// What is known of the application for the chosen machine.
fn application_line(adding: Adding) -> AnyView {
    let texts = messages::add();
    match adding.applications.asked.get() {
        Asked::Not | Asked::Waiting => {
            view! { <p class="field-hint" role="status">{texts.reading_applications}</p> }.into_any()
        }
        Asked::Failed(error) => {
            view! { <Trouble error scope=adding.scope_kind() on_retry=move |()| adding.read_applications() /> }
                .into_any()
        }
        Asked::Answered(all) if all.is_empty() => {
            view! { <p class="field-hint">{texts.no_applications}</p> }.into_any()
        }
        Asked::Answered(_) => match adding.download.get() {
            Some(Ok(download)) => view! { <p class="field-hint">{(texts.downloads)(download.file())}</p> }.into_any(),
            Some(Err(problem)) => unusable(problem),
            None => view! { <p class="field-hint">{texts.needs_application}</p> }.into_any(),
        },
    }
}

fn unusable(problem: DownloadProblem) -> AnyView {
    view! { <p class="field-error" role="alert">{(messages::add().download_problem)(problem)}</p> }.into_any()
}
