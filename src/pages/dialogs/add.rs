//! `Add runner`: from a few choices to a command and a script for the new machine.
//!
//! [`state`] is what was chosen and what follows from it; [`machine`], [`options`] and [`copying`] are its three parts on
//! the screen, from top to bottom. [`several`] is a part of the last where there are several machines, and [`arrivals`] its
//! end: who came.

// The state is a bundle of handles, and is passed as each of them would be: a component takes its props by value.
#![allow(clippy::large_types_passed_by_value)]

mod install_commands;
mod multi_machine;
mod options;
mod platform;
mod registration_status;
mod state;

use crate::components::Dialog;
use crate::i18n;
use crate::store::RunnerStore;
use install_commands::Copying;
use leptos::prelude::*;
use options::Options;
use platform::Machine;
use state::AddState;

/// The dialog that adds a runner. Opening it reads the runner applications.
#[component]
pub fn AddRunner(
    /// Whose runner it will be.
    store: RunnerStore,
    /// Called once the dialog closed.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    let adding = AddState::new(store);
    view! {
        <Dialog label=i18n::add().title close_label=i18n::common().close class="wide" on_close=on_close>
            <div class="add-runner">
                <Machine adding=adding />
                <Options adding=adding />
                <Copying adding=adding />
            </div>
        </Dialog>
    }
}
