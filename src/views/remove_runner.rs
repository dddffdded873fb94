//! `Remove NAME`: on its machine with a remove token, or by force; both are shown at once.
//!
//! [`state`] is what is known and decided; [`facts`], [`on_machine`] and [`by_force`] are its parts on the screen.
//! Invariant: the runner is the one the dialog was opened for, by id and by name; a name is shown in its visible form only.

// The state is a bundle of handles, and is passed as each of them would be: a component takes its props by value.
#![allow(clippy::large_types_passed_by_value)]

mod by_force;
mod facts;
mod on_machine;
mod state;

use crate::github::RunnerId;
use crate::messages;
use crate::store::RunnerStore;
use crate::ui::Dialog;
use crate::views::states::shown_name_of;
use by_force::ByForce;
use facts::Facts;
use leptos::prelude::*;
use on_machine::OnMachine;
use state::Removing;

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
    let title = (messages::remove().title)(&shown_name_of(id, &name));
    let removing = Removing::new(store, id, name, on_removed);
    view! {
        <Dialog label=title close_label=messages::common().close class="wide" on_close=on_close>
            <div class="remove-runner">
                <Facts removing=removing />
                <OnMachine removing=removing />
                <ByForce removing=removing />
            </div>
        </Dialog>
    }
}
