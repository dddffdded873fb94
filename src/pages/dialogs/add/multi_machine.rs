//! Several machines with names from a pattern: which of them command and script are for, and the script for all of them.

use super::state::AddState;
use crate::components::CopyButton;
use crate::i18n;
use crate::pages::runner_token::CommandBlock;
use leptos::prelude::*;

/// Steps from one machine to the next; where they go by the names of their hosts, why there is nothing to choose.
#[component]
pub(super) fn WhichMachine(adding: AddState) -> impl IntoView {
    let texts = i18n::add();
    let is_counted = Memo::new(move |_| adding.counted().is_some());
    let is_same_for_all = Memo::new(move |_| adding.machines() > 1 && !is_counted.get());
    let shown = move || {
        adding.counted().map_or_else(String::new, |(name, place, count)| (texts.machine_of)(&name, place + 1, count))
    };
    let is_first = Memo::new(move |_| adding.counted().is_none_or(|(_, place, _)| place == 0));
    let is_last = Memo::new(move |_| adding.counted().is_none_or(|(_, place, count)| place + 1 >= count));
    let step = move |forward: bool| {
        if let Some((_, place, count)) = untrack(|| adding.counted()) {
            adding.place.set(if forward { (place + 1).min(count.saturating_sub(1)) } else { place.saturating_sub(1) });
        }
    };
    // Not out of use at the ends, which would take the focus away from who steps with the keyboard.
    let stepper = move || {
        is_counted.get().then(|| {
            view! {
                <div class="button-row which-machine" role="group" aria-label=texts.which_machine>
                    <button type="button" class="button" aria-disabled=move || is_first.get().then_some("true") on:click=move |_| step(false)>
                        {texts.previous_machine}
                    </button>
                    <span class="token-status" role="status">{shown}</span>
                    <button type="button" class="button" aria-disabled=move || is_last.get().then_some("true") on:click=move |_| step(true)>
                        {texts.next_machine}
                    </button>
                </div>
            }
            .into_any()
        })
    };
    view! {
        {stepper}
        {move || is_same_for_all.get().then(|| view! { <p class="field-hint">{texts.same_for_all}</p> })}
    }
}

/// The one script that every machine is given with its number.
#[component]
pub(super) fn ForAll(adding: AddState, on_copied: Callback<()>) -> impl IntoView {
    let texts = i18n::add();
    let script = Signal::derive(move || adding.script_for_all().unwrap_or_default());
    let is_there = Memo::new(move |_| !script.with(String::is_empty));
    move || {
        is_there.get().then(|| {
            view! {
                <details class="script-fold">
                    <summary>{texts.script_for_all}</summary>
                    <CommandBlock label=texts.script_for_all text=script place=adding.token secret=adding.download_token() />
                </details>
                <p class="field-hint">{crate::components::inline_code::inline_code((texts.script_for_all_hint)(adding.system.get_untracked()))}</p>
                <div class="button-row">
                    <CopyButton
                        label=texts.copy_script_for_all
                        text=script
                        done=texts.script_copied
                        by_hand=i18n::one_time().copy_by_hand
                        on_copied=on_copied
                    />
                </div>
            }
            .into_any()
        })
    }
}
