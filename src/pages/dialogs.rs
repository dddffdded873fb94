//! Shows the dialogs of the runner page, and their result after they closed.
//!
//! A dialog that closes returns the focus to the element that opened it.

pub mod add;
pub mod applications;
pub mod detail;
pub(crate) mod diagnostics;
pub mod preferences;
pub mod remove;
pub(crate) mod session_log;
pub(crate) mod shortcut_list;

use crate::components::{Dialog, Toast};
use crate::i18n;
use crate::pages::active_dialog::{ActiveDialog, use_dialogs};
use crate::pages::dialogs::add::AddRunner;
use crate::pages::dialogs::applications::Applications;
use crate::pages::dialogs::detail::RunnerDetail;
use crate::pages::dialogs::diagnostics::Check;
use crate::pages::dialogs::remove::RemoveRunner;
use crate::pages::dialogs::session_log::Journal;
use crate::store::{RunnerStore, use_navigation};
use leptos::prelude::*;

/// The detail that the route names, the active dialog, and the status message.
#[component]
pub fn DialogHost(
    /// The runners of the page.
    store: RunnerStore,
) -> impl IntoView {
    let runner = use_navigation().part(|route| route.runner);
    view! {
        {move || runner.get().map(|id| view! { <RunnerDetail store id /> })}
        {move || use_dialogs().active().map(|dialog| show(dialog, store))}
        <Toast text=use_dialogs().status_message() />
    }
}

fn show(dialog: ActiveDialog, store: RunnerStore) -> AnyView {
    let dialogs = use_dialogs();
    // Belong to this dialog: the browser's `close` event comes later, when another dialog may be active.
    let on_close = Callback::new(move |()| dialogs.close());
    let on_removed = Callback::new(move |result| dialogs.close_with(result));
    match dialog {
        ActiveDialog::Add => view! { <AddRunner store on_close /> }.into_any(),
        ActiveDialog::Remove { id, name } => view! { <RemoveRunner store id name on_close on_removed /> }.into_any(),
        ActiveDialog::Check => view! { <Check store on_close /> }.into_any(),
        ActiveDialog::Journal => view! { <Journal on_close /> }.into_any(),
        ActiveDialog::Applications => view! {
            <Dialog label=i18n::runners().applications close_label=i18n::common().close class="wide" on_close>
                <Applications store />
            </Dialog>
        }
        .into_any(),
    }
}
