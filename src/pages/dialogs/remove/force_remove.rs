//! The hard way: force removal through the API, made hard to do to the wrong runner.

use super::state::RemoveState;
use crate::components::{Banner, Field, Glyph, Icon, Tone, unique_id};
use crate::fleet::{Confirmation, escape_invisible};
use crate::github::Endpoint;
use crate::i18n;
use crate::pages::api_error_banner::ApiErrorBanner;
use crate::pages::cli_commands::Equivalent;
use crate::store::{Asked, Conflict, Removal};
use leptos::html;
use leptos::prelude::*;

/// Removal by force.
#[component]
pub(super) fn ForceRemove(removing: RemoveState) -> impl IntoView {
    let texts = i18n::remove();
    let why_not = unique_id("not-confirmed");
    let waiting = Memo::new(move |_| removing.removal.asked.with(Asked::is_waiting));
    let confirmed = Memo::new(move |_| removing.is_confirmed());
    let asks_for_name = Memo::new(move |_| removing.force_removal().confirmation == Confirmation::TypeName);
    let name_box = NodeRef::<html::Input>::new();
    let force = move |_| {
        if confirmed.get_untracked() {
            removing.force_remove();
        } else if let Some(name_box) = name_box.get_untracked() {
            let _ = name_box.focus();
        }
    };
    let described_by = why_not.clone();
    let requests = Signal::derive(move || {
        vec![removing.store.scope.with_value(|scope| Endpoint::delete_runner(scope, removing.id()))]
    });
    view! {
        <section class="danger-zone" aria-label=texts.by_force>
            <h3>{texts.by_force}</h3>
            <p class="field-hint">{texts.by_force_hint}</p>
            <p class="caution">{move || (texts.warning)(removing.force_removal().warning)}</p>
            {move || asks_for_name.get().then(|| confirmation(removing, name_box))}
            <div class="button-row">
                <button
                    type="button"
                    class="button danger"
                    // Not `disabled`: a button that cannot be reached cannot say why.
                    aria-disabled=move || (!confirmed.get() || waiting.get()).then_some("true")
                    aria-describedby=described_by
                    on:click=force
                >
                    <Icon glyph=Glyph::Trash />
                    <span>{texts.force}</span>
                </button>
                <span id=why_not class="field-hint" role="status">
                    {move || {
                        if waiting.get() {
                            texts.removing
                        } else if confirmed.get() {
                            ""
                        } else {
                            texts.not_confirmed
                        }
                    }}
                </span>
            </div>
            {move || outcome(removing)}
            <Equivalent store=removing.store requests />
        </section>
    }
}

/// The box that must hold the name, with what has to be typed beside it.
fn confirmation(removing: RemoveState, name_box: NodeRef<html::Input>) -> AnyView {
    let texts = i18n::remove();
    let shown = removing.shown_name();
    let hint = if removing.name_has_invisible() {
        [texts.visible_form, " ", &(texts.type_this)(&shown)].concat()
    } else {
        (texts.type_this)(&shown)
    };
    view! { <Field label=texts.confirm value=removing.typed hint=hint node_ref=name_box /> }.into_any()
}

/// Why the runner is still there.
fn outcome(removing: RemoveState) -> Option<AnyView> {
    let texts = i18n::remove();
    match removing.removal.asked.get() {
        Asked::Failed(error) => Some(view! { <ApiErrorBanner error scope=removing.scope_kind() /> }.into_any()),
        Asked::Answered(Removal::Skipped(Conflict::OtherName(name), _)) => {
            Some(view! { <Banner tone=Tone::Danger>{(texts.other_name)(&escape_invisible(&name))}</Banner> }.into_any())
        }
        Asked::Answered(Removal::Skipped(Conflict::BecameActive, _)) => {
            Some(view! { <Banner tone=Tone::Danger>{texts.became_active}</Banner> }.into_any())
        }
        // The dialog is about to go.
        Asked::Answered(Removal::Removed(_) | Removal::RemovedUnanswered | Removal::AlreadyGone(_))
        | Asked::Not
        | Asked::Waiting => None,
    }
}
