//! `Add runner`: from a few choices to a command and a script for the new machine.
//!
//! [`state`] is what was chosen and what follows from it; [`machine`], [`options`] and [`copying`] are its three parts on
//! the screen, from top to bottom. [`several`] is a part of the last where there are several machines, and [`arrivals`] its
//! end: who came.

// The state is a bundle of handles, and is passed as each of them would be: a component takes its props by value.
#![allow(clippy::large_types_passed_by_value)]

mod arrivals;
mod copying;
mod machine;
mod options;
mod several;
mod state;

use crate::messages;
use crate::store::RunnerStore;
use crate::ui::Dialog;
use copying::Copying;
use leptos::prelude::*;
use machine::Machine;
use options::Options;
use state::Adding;

/// The dialog that adds a runner. Opening it reads the runner applications.
#[component]
pub fn AddRunner(
    /// Whose runner it will be.
    store: RunnerStore,
    /// Called once the dialog closed.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    let adding = Adding::new(store);
    view! {
        <Dialog label=messages::add().title close_label=messages::common().close class="wide" on_close=on_close>
            <div class="add-runner">
                <Machine adding=adding />
                <Options adding=adding />
                <Copying adding=adding />
            </div>
        </Dialog>
    }
}
