//! The token, the command and the script, and what happens once they were copied.

use super::state::Adding;
use crate::fleet::{Before, visible};
use crate::github::Endpoint;
use crate::messages;
use crate::ui::{Banner, CopyButton, Tone};
use crate::views::equivalent::Equivalent;
use crate::views::one_time_token::{CommandBlock, TokenStatus};
use leptos::prelude::*;

/// The lowest part of the dialog.
#[component]
pub(super) fn Copying(adding: Adding) -> impl IntoView {
    let texts = messages::add();
    let copied = RwSignal::new(false);
    let on_copied = Callback::new(move |()| {
        copied.set(true);
        adding.store.watch();
    });
    on_cleanup(move || adding.store.stop_watching());
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
            {commands(adding, on_copied)}
            <Arrivals adding=adding copied=copied />
            <Equivalent store=adding.store requests />
        </section>
    }
}

/// Command and script with their buttons; the buttons are there before there is anything to copy, with the reason.
fn commands(adding: Adding, on_copied: Callback<()>) -> AnyView {
    let texts = messages::add();
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
    let command_block = move || {
        (!no_command.get()).then(|| {
            view! {
                <CommandBlock label=texts.command text=command />
                <p class="field-hint">{move || (texts.command_hint)(adding.system.get())}</p>
            }
        })
    };
    let script_block = move || {
        (!no_script.get()).then(|| {
            view! {
                <details class="script-fold">
                    <summary>{texts.script}</summary>
                    <CommandBlock label=texts.script text=script />
                </details>
                <p class="field-hint">{move || (texts.script_hint)(adding.system.get())}</p>
            }
        })
    };
    let by_hand = messages::one_time().copy_by_hand;
    view! {
        {command_block}
        {script_block}
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

/// After copying: what happens next, and who came.
#[component]
fn Arrivals(adding: Adding, copied: RwSignal<bool>) -> impl IntoView {
    let texts = messages::add();
    // The fleet as it was when the dialog was opened, or as soon as it was read to its end after that.
    let before = Memo::new(move |before: Option<&Option<Before>>| match before {
        Some(Some(before)) => Some(before.clone()),
        _ => adding.store.snapshot.with(Before::of),
    });
    let arrived = Memo::new(move |_| {
        if !copied.get() {
            return Vec::new();
        }
        let name =
            adding.checked.with(|checked| checked.as_ref().ok().and_then(|one| one.runner_name().map(str::to_owned)));
        before.with(|before| {
            let Some(before) = before else { return Vec::new() };
            adding.store.snapshot.with(|now| {
                let arrived = before.arrived(now, name.as_deref());
                arrived.into_iter().map(|row| visible(&row.runner.name)).collect::<Vec<String>>()
            })
        })
    });
    move || {
        let arrived = arrived.get();
        let welcome = |name: String| {
            view! { <Banner tone=Tone::Success>{(texts.appeared)(&name)}</Banner> }
        };
        if arrived.is_empty() {
            copied.get().then(|| view! { <Banner>{texts.watching}</Banner> }).into_any()
        } else {
            arrived.into_iter().map(welcome).collect_view().into_any()
        }
    }
}
