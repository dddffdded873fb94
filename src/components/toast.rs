//! A short word about something that is done, seen and heard, which goes by itself; not while the pointer rests on it.

use leptos::prelude::*;
use std::time::Duration;

/// How long a toast stays.
const STAYS: Duration = Duration::from_secs(8);

/// Shows a text whenever there is one, and takes it away after a while. The place stays, so that readers hear the change.
#[component]
pub fn Toast(
    /// What to say; empty for nothing.
    text: RwSignal<String>,
) -> impl IntoView {
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(timer) = timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    };
    let start = move || {
        stop();
        if !text.with(String::is_empty) {
            let clear = move || {
                text.try_set(String::new());
            };
            timer.set_value(set_timeout_with_handle(clear, STAYS).ok());
        }
    };
    Effect::new(move |_| start());
    on_cleanup(stop);
    let class = move || if text.with(String::is_empty) { "toast" } else { "toast shown" };
    view! {
        <div class=class role="status" on:pointerenter=move |_| stop() on:pointerleave=move |_| start()>
            {move || text.get()}
        </div>
    }
}
