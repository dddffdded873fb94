//! `Remove NAME`: on its machine with a remove token, or by force; both are shown at once.
//!
//! [`state`] is what is known and decided; [`facts`], [`uninstall_command`] and [`force_remove`] are its parts on the screen.
//! Invariant: the runner is the one the dialog was opened for, by id and by name; a name is shown in its visible form only.

// The state is a bundle of handles, and is passed as each of them would be: a component takes its props by value.
#![allow(clippy::large_types_passed_by_value)]

mod facts;
mod force_remove;
mod state;
mod uninstall_command;

use crate::components::Dialog;
use crate::github::RunnerId;
use crate::i18n;
use crate::pages::runner_words::shown_name_of;
use crate::store::RunnerStore;
use facts::Facts;
use force_remove::ForceRemove;
use leptos::prelude::*;
use state::RemoveState;
use uninstall_command::UninstallCommand;

/// The dialog that removes one runner. Opening it reads the runner fresh.
#[component]
pub fn RemoveRunner(
    /// Whose runner it is.
    store: RunnerStore,
    /// Which runner.
    id: RunnerId,
    /// Its name when the dialog was opened, as GitHub has it.
    name: String,
    /// Called once the dialog closed.
    #[prop(into)]
    on_close: Callback<()>,
    /// Called when the runner is gone, with the sentence to announce. The owner takes the dialog off.
    #[prop(into)]
    on_removed: Callback<String>,
) -> impl IntoView {
    let title = (i18n::remove().title)(&shown_name_of(id, &name));
    let removing = RemoveState::new(store, id, name, on_removed);
    view! {
        <Dialog label=title close_label=i18n::common().close class="wide" on_close=on_close>
            <div class="remove-runner">
                <Facts removing=removing />
                <UninstallCommand removing=removing />
                <ForceRemove removing=removing />
            </div>
        </Dialog>
    }
}
