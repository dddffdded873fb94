//! The badge in the row of a runner that changed.

use super::changes::style_of;
use crate::fleet::changes::{Change, FleetDiff};
use crate::github::RunnerId;
use crate::i18n;
use leptos::prelude::*;

/// The changes that rows show. A context of the screen of runners.
#[derive(Clone, Copy)]
pub struct RunnerChanges(
    /// The last changes, until they are dismissed.
    pub RwSignal<Option<FleetDiff>>,
);

impl RunnerChanges {
    /// Provides an empty one to the screen.
    pub fn provide() {
        provide_context(Self(RwSignal::new(None)));
    }
}

/// Shows what changed about a runner, if something did.
#[component]
pub fn ChangeBadge(
    /// The runner.
    id: Memo<RunnerId>,
) -> impl IntoView {
    let RunnerChanges(news) = expect_context();
    let change = Memo::new(move |_| news.with(|news| news.as_ref().and_then(|news| news.changes.of(id.get()))));
    move || {
        let change = change.get()?;
        let m = &i18n::overview().changes;
        let word = match change {
            Change::WentOffline => m.went_offline,
            Change::CameBack => m.came_back,
            Change::Appeared => m.appeared,
            Change::Gone => m.gone,
        };
        Some(
            view! {
                <span class="change-mark" role="img" data-change=style_of(change) aria-label=word title=word></span>
            }
            .into_any(),
        )
    }
}
