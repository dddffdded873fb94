//! A slim bar of idle, busy and offline runners, and under it a line of which each part is as long as their share.
//!
//! Invariant: a part is a button with number and word, never colour alone. The buttons stand still while pages come in: the
//! shares are drawn as a background, which moves nothing.

use crate::fleet::Counts;
use crate::fleet::query::{Qualifier, edit};
use crate::i18n;
use crate::store::use_navigation;
use leptos::prelude::*;

/// The bar.
#[component]
pub(super) fn Shares(
    /// The numbers.
    counts: Memo<Counts>,
) -> impl IntoView {
    let m = &i18n::runners().counts;
    let idle = Memo::new(move |_| counts.with(|counts| counts.idle));
    let busy = Memo::new(move |_| counts.with(|counts| counts.busy));
    let offline = Memo::new(move |_| counts.with(|counts| counts.offline));
    let other = move || counts.with(|counts| counts.other).to_string();
    view! {
        <div
            class="shares"
            role="group"
            aria-label=i18n::overview().shares
            style=("--idle", move || idle.get().to_string())
            style=("--busy", move || busy.get().to_string())
            style=("--offline", move || offline.get().to_string())
            style=("--other", other)
        >
            {share("idle", m.idle, idle)}
            {share("busy", m.busy, busy)}
            {share("offline", m.offline, offline)}
        </div>
    }
}

/// One part: shows runners of this state alone when it is pressed, and those of every state when it is pressed again.
fn share(state: &'static str, text: fn(usize) -> String, count: Memo<usize>) -> AnyView {
    let m = i18n::overview();
    let navigation = use_navigation();
    let is_chosen = navigation.part(move |route| edit::has(&route.filter, Qualifier::Status, state));
    let is_there = Memo::new(move |_| count.get() > 0);
    let part = move || {
        // What else was typed stays.
        let press = move |_| {
            let is_chosen = is_chosen.get_untracked();
            navigation.replace(|route| {
                let others = edit::without(&route.filter, Qualifier::Status);
                route.filter = if is_chosen { others } else { edit::toggled(&others, Qualifier::Status, state) };
            });
        };
        is_there.get().then(|| {
            view! {
                <button
                    type="button"
                    class="share"
                    data-state=state
                    aria-pressed=move || is_chosen.get().to_string()
                    title=move || if is_chosen.get() { m.all_again } else { m.only_these }
                    on:click=press
                >
                    {move || text(count.get())}
                </button>
            }
            .into_any()
        })
    };
    part.into_any()
}
