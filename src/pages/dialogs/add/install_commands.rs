//! The token, the command and the script, and what happens once they were copied.

use super::multi_machine::{ForAll, WhichMachine};
use super::registration_status::{Arrivals, Watching};
use super::state::AddState;
use crate::commands::ScriptKind;
use crate::components::{CopyButton, RadioGroup};
use crate::github::{Endpoint, Os};
use crate::i18n;
use crate::pages::cli_commands::Equivalent;
use crate::pages::runner_token::{CommandBlock, TokenStatus};
use leptos::prelude::*;

/// The lowest part of the dialog.
#[component]
pub(super) fn Copying(adding: AddState) -> impl IntoView {
    let texts = i18n::add();
    let watching = Watching::new(adding);
    let on_copied = Callback::new(move |()| watching.start());
    let requests = Signal::derive(move || vec![adding.store.scope.with_value(Endpoint::create_registration_token)]);
    let generate = move |_| {
        if !adding.token.is_waiting() {
            adding.token.ask(adding.store.registration_token());
        }
    };
    view! {
        <section class="add-commands" aria-label=texts.commands>
            <p class="field-hint">{texts.token_hint}</p>
            <div class="button-row">
                <button type="button" class="button primary" aria-disabled=move || adding.token.is_waiting().then_some("true") on:click=generate>
                    {texts.generate}
                </button>
                <TokenStatus place=adding.token scope=adding.scope_kind() />
            </div>
            <Kind adding />
            <WhichMachine adding />
            {commands(adding, on_copied)}
            <ForAll adding on_copied />
            <Arrivals watching />
            <Equivalent store=adding.store requests />
        </section>
    }
}

/// What the machine is set up by.
#[component]
fn Kind(adding: AddState) -> impl IntoView {
    let texts = i18n::add();
    let kinds: Vec<_> = ScriptKind::ALL.map(|kind| (kind, (texts.script_kind)(kind).to_owned())).into();
    let barred = Signal::derive(move || match adding.system.get() {
        Os::Linux => (Vec::new(), String::new()),
        Os::MacOs | Os::Windows => (vec![ScriptKind::UserData], texts.no_user_data.to_owned()),
    });
    view! { <RadioGroup label=texts.script_kinds options=Signal::stored(kinds) value=adding.kind unavailable=barred /> }
}

/// Command and script with their buttons; the buttons are there before there is anything to copy, with the reason.
fn commands(adding: AddState, on_copied: Callback<()>) -> AnyView {
    let texts = i18n::add();
    // Derived, not memos: at a click the clock is asked once more, so that nothing expired is copied.
    let command = Signal::derive(move || adding.command().unwrap_or_default());
    let script = Signal::derive(move || adding.script().unwrap_or_default());
    let no_command = Memo::new(move |_| command.with(String::is_empty));
    let no_script = Memo::new(move |_| script.with(String::is_empty));
    let why_not = move || {
        if adding.token.token().is_none() {
            Some(texts.needs_token)
        } else if no_command.get() {
            Some(texts.needs_form)
        } else {
            no_script.get().then_some(texts.needs_application)
        }
    };
    let by_hand = i18n::one_time().copy_by_hand;
    view! {
        {move || (!no_command.get()).then(|| command_block(adding, command))}
        {move || (!no_script.get()).then(|| script_block(adding, script))}
        <div class="button-row">
            <CopyButton
                label=texts.copy_command
                text=command
                done=texts.command_copied
                by_hand=by_hand
                on_copied=on_copied
                disabled=no_command
            />
            <CopyButton
                label=texts.copy_script
                text=script
                done=texts.script_copied
                by_hand=by_hand
                on_copied=on_copied
                disabled=no_script
            />
        </div>
        {move || why_not().map(|reason| view! { <p class="field-hint">{reason}</p> })}
    }
    .into_any()
}

/// The command, and what is run after it for a service.
fn command_block(adding: AddState, command: Signal<String>) -> AnyView {
    let texts = i18n::add();
    let service = move || {
        adding.service_command().map(|command| {
            view! { <p class="field-hint">{texts.service_after} " " <code>{command}</code></p> }
        })
    };
    view! {
        <CommandBlock label=texts.command text=command place=adding.token />
        <p class="field-hint">{move || (texts.command_hint)(adding.system.get())}</p>
        {service}
    }
    .into_any()
}

/// The script in a fold: it is long.
fn script_block(adding: AddState, script: Signal<String>) -> AnyView {
    let texts = i18n::add();
    view! {
        <details class="script-fold">
            <summary>{texts.script}</summary>
            <CommandBlock label=texts.script text=script place=adding.token secret=adding.download_token() />
        </details>
        <p class="field-hint">
            {move || (texts.script_hint)(adding.kind.get(), adding.system.get())}
            " "
            {move || (texts.script_checks)(adding.is_download_checked())}
        </p>
    }
    .into_any()
}
