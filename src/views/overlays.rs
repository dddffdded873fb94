//! What lies over the runner page: one runner's detail, the dialogs, and the short word after them.
//!
//! Invariant: one dialog at a time; when it closes, the focus goes back to what opened it.

use crate::github::RunnerId;
use crate::store::{Navigation, RunnerStore};
use crate::ui::Toast;
use crate::views::runner_detail::RunnerDetail;
use crate::views::runner_dialogs::RunnerDialogs;
use crate::views::runners_page::Open;
use leptos::prelude::*;

/// All of it.
#[component]
pub fn Overlays(
    /// Whose runners.
    store: RunnerStore,
    /// Where the open runner lives.
    navigation: Navigation,
    /// Which dialog.
    open: RwSignal<Open>,
    /// Called with id and name of a runner that is to be removed.
    on_remove: Callback<(RunnerId, String)>,
    /// Counts requests to put the focus (back) into the table.
    focus_requests: RwSignal<u32>,
) -> impl IntoView {
    let news = RwSignal::new(String::new());
    let on_closed = Callback::new(move |()| return_focus(focus_requests));
    let runner = navigation.part(|route| route.runner);
    let detail = move || runner.get().map(|id| view! { <RunnerDetail store navigation id on_remove on_closed /> });
    view! {
        {detail}
        <RunnerDialogs store open news on_closed />
        <Toast text=news />
    }
}

/// A dialog gives the focus back to what opened it. Where that is gone (its row was removed), the table takes it.
fn return_focus(focus_requests: RwSignal<u32>) {
    request_animation_frame(move || {
        if document().active_element().is_none_or(|element| element.tag_name() == "BODY") {
            focus_requests.try_update(|requests| *requests += 1);
        }
    });
}
