//! The clean way: a remove token and the command to run on the machine.

use super::state::RemoveState;
use crate::commands::{remove_command, uninstall_service_command};
use crate::components::{CopyButton, RadioGroup};
use crate::github::{Endpoint, Os};
use crate::i18n;
use crate::pages::cli_commands::Equivalent;
use crate::pages::runner_token::{CommandBlock, TokenStatus};
use leptos::prelude::*;

/// Removal on the machine.
#[component]
pub(super) fn UninstallCommand(removing: RemoveState) -> impl IntoView {
    let texts = i18n::remove();
    let chosen = RwSignal::new(Os::Linux);
    let known =
        Memo::new(move |_| removing.runner.with(|runner| runner.as_ref().and_then(|runner| Os::from_word(&runner.os))));
    let system = move || known.get().unwrap_or_else(|| chosen.get());
    let choice = move || {
        let systems: Vec<_> = Os::ALL.map(|system| (system, system.name().to_owned())).into();
        known
            .get()
            .is_none()
            .then(|| view! { <RadioGroup label=texts.system options=Signal::stored(systems) value=chosen /> })
    };
    let generate = move |_| {
        if !removing.token.is_waiting() {
            removing.token.ask(removing.store.remove_token());
        }
    };
    // Derived, not a memo: at a click the clock is asked once more, so that nothing expired is copied.
    let command = Signal::derive(move || {
        removing.token.token().map_or_else(String::new, |token| remove_command(system(), token.reveal()))
    });
    let requests = Signal::derive(move || vec![removing.store.scope.with_value(Endpoint::create_remove_token)]);
    let no_command = Memo::new(move |_| command.with(String::is_empty));
    let service = move || {
        uninstall_service_command(system()).map(|command| {
            view! {
                <p class="field-hint">{texts.service_first} " " <code>{command}</code></p>
            }
        })
    };
    view! {
        <section class="remove-on-machine" aria-label=texts.on_machine>
            <h3>{texts.on_machine}</h3>
            <p class="field-hint">{texts.on_machine_hint}</p>
            {choice}
            <div class="button-row">
                <button type="button" class="button" aria-disabled=move || removing.token.is_waiting().then_some("true") on:click=generate>
                    {texts.generate}
                </button>
                <CopyButton
                    label=texts.copy_command
                    text=command
                    done=texts.command_copied
                    by_hand=i18n::one_time().copy_by_hand
                    disabled=no_command
                />
                <TokenStatus place=removing.token scope=removing.scope_kind() />
            </div>
            {move || no_command.get().then(|| view! { <p class="field-hint">{texts.needs_token}</p> })}
            {move || (!no_command.get()).then(|| view! { <CommandBlock label=texts.command text=command place=removing.token /> })}
            {service}
            <Equivalent store=removing.store requests />
        </section>
    }
}
