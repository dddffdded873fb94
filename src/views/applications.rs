//! Placeholder until COMMANDS'.

use crate::github::RunnerId;
use crate::store::RunnerStore;
use crate::ui::Dialog;
use leptos::prelude::*;

/// x
#[component]
pub fn Applications(
    /// x
    store: RunnerStore,
    /// x
    #[prop(optional)]
    id: Option<RunnerId>,
    /// x
    #[prop(optional)]
    name: String,
    /// x
    #[prop(optional)]
    on_close: Option<Callback<()>>,
) -> impl IntoView {
    let _ = (store, id);
    on_close.map(|on_close| view! { <Dialog label=["Remove ", &name].concat() close_label="Close" on_close>{name.clone()}</Dialog> })
}
