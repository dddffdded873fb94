//! The dialogs of the runner page that are not in the route.

use crate::messages;
use crate::store::RunnerStore;
use crate::ui::Dialog;
use crate::views::add_runner::AddRunner;
use crate::views::applications::Applications;
use crate::views::check::Check;
use crate::views::journal::Journal;
use crate::views::remove_runner::RemoveRunner;
use crate::views::runners_page::Open;
use leptos::prelude::*;

/// The dialog that is open, if one is.
#[component]
pub fn RunnerDialogs(
    /// Whose runners.
    store: RunnerStore,
    /// Which dialog.
    open: RwSignal<Open>,
    /// Takes what is to be said once no dialog is open any more.
    news: RwSignal<String>,
    /// Called after one closed.
    on_closed: Callback<()>,
) -> impl IntoView {
    move || {
        // Of the dialog that is open: a browser says a moment later that one closed, and by then another may have opened.
        let on_close = Callback::new(move |()| {
            open.set(Open::Nothing);
            on_closed.run(());
        });
        let on_removed = Callback::new(move |sentence: String| {
            on_close.run(());
            // Only now: what an open dialog makes inert is not read out.
            news.set(sentence);
        });
        match open.get() {
            Open::Nothing => ().into_any(),
            Open::Add => view! { <AddRunner store on_close /> }.into_any(),
            Open::Remove { id, name } => view! { <RemoveRunner store id name on_close on_removed /> }.into_any(),
            Open::Check => view! { <Check store on_close /> }.into_any(),
            Open::Journal => view! { <Journal on_close /> }.into_any(),
            Open::Applications => view! {
                <Dialog
                    label=messages::runners().applications
                    close_label=messages::common().close
                    class="wide"
                    on_close
                >
                    <Applications store />
                </Dialog>
            }
            .into_any(),
        }
    }
}
