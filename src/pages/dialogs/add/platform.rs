//! Which machine: operating system and architecture, from the runner applications of the host.

use super::state::AddState;
use crate::commands::DownloadProblem;
use crate::components::RadioGroup;
use crate::github::{Architecture, Os};
use crate::i18n;
use crate::pages::api_error_banner::ApiErrorBanner;
use crate::store::Asked;
use leptos::prelude::*;

/// The choice of the machine.
#[component]
pub(super) fn Machine(adding: AddState) -> impl IntoView {
    let texts = i18n::add();
    let systems: Vec<_> = Os::ALL.map(|system| (system, system.name().to_owned())).into();
    let architectures: Vec<_> = Architecture::ALL.map(|one| (one, one.name().to_owned())).into();
    let barred_systems =
        Signal::derive(move || reason(Os::ALL.into_iter().filter(|one| !adding.offers_system(*one)).collect()));
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
    let reason = if barred.is_empty() { "" } else { i18n::add().not_offered };
    (barred, reason.to_owned())
}

/// What is known of the application for the chosen machine.
fn application_line(adding: AddState) -> AnyView {
    let texts = i18n::add();
    match adding.applications.asked.get() {
        Asked::Not | Asked::Waiting => {
            view! { <p class="field-hint" role="status">{texts.reading_applications}</p> }.into_any()
        }
        Asked::Failed(error) => {
            view! { <ApiErrorBanner error scope=adding.scope_kind() on_retry=move |()| adding.read_applications() /> }
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
    view! { <p class="field-error" role="alert">{(i18n::add().download_problem)(problem)}</p> }.into_any()
}
