//! A slim bar of idle, busy and offline runners, each part as long as their share.
//!
//! Invariant: a part is a button with number and word, never colour alone; it has its room whether it is there or not.

use crate::fleet::Counts;
use crate::messages;
use crate::store::Navigation;
use crate::ui::{changing, changing_text};
use leptos::prelude::*;

/// The bar.
#[component]
pub(super) fn Shares(
    /// The numbers.
    counts: Memo<Counts>,
    /// Where the filter lives.
    navigation: Navigation,
) -> impl IntoView {
    let m = &messages::runners().counts;
    view! {
        <div class="shares" role="group" aria-label=messages::overview().shares>
            {share(navigation, "idle", m.idle, Memo::new(move |_| counts.with(|counts| counts.idle)))}
            {share(navigation, "busy", m.busy, Memo::new(move |_| counts.with(|counts| counts.busy)))}
            {share(navigation, "offline", m.offline, Memo::new(move |_| counts.with(|counts| counts.offline)))}
        </div>
    }
}

/// One part: shows these runners alone when it is pressed, and all when it is pressed again.
fn share(navigation: Navigation, state: &'static str, text: fn(usize) -> String, count: Memo<usize>) -> AnyView {
    let m = messages::overview();
    let term = ["status:", state].concat();
    let wanted = term.clone();
    let is_chosen = navigation.part(move |route| route.filter.trim() == wanted);
    let is_there = Memo::new(move |_| count.get() > 0);
    let part = move || {
        let term = term.clone();
        let press = move |_| {
            let filter = if is_chosen.get_untracked() { String::new() } else { term.clone() };
            navigation.replace(|route| route.filter = filter);
        };
        is_there.get().then(|| {
            view! {
                <button
                    type="button"
                    class="share"
                    data-state=state
                    style:flex-grow=move || count.get().to_string()
                    aria-pressed=move || is_chosen.get().to_string()
                    title=move || if is_chosen.get() { m.all_again } else { m.only_these }
                    on:click=press
                >
                    {changing_text(move || text(count.get()))}
                </button>
            }
            .into_any()
        })
    };
    changing(part)
}
