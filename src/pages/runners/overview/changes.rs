//! What changed between the last two readings that differ: a list by what happened.
//!
//! Invariant: a runner that is still there opens its detail; one that is gone is a name and no more.

use super::how_many_did;
use crate::fleet::Row;
use crate::fleet::changes::{Change, Changes, FleetDiff};
use crate::fleet::query::edit;
use crate::i18n;
use crate::pages::runner_words::shown_name;
use crate::pages::time_words::time_of_day;
use crate::store::use_navigation;
use leptos::prelude::*;

/// The most names under each heading.
const MOST: usize = 50;

/// The list.
#[component]
pub(super) fn ChangeList(
    /// What changed.
    news: RwSignal<Option<FleetDiff>>,
    /// Closes the panel.
    close: Callback<()>,
) -> impl IntoView {
    let m = &i18n::overview().changes;
    move || {
        news.with(|known| match known {
            None => view! { <p class="field-hint">{m.nothing}</p> }.into_any(),
            Some(known) => listed(known, news, close),
        })
    }
}

fn listed(known: &FleetDiff, news: RwSignal<Option<FleetDiff>>, close: Callback<()>) -> AnyView {
    let m = &i18n::overview().changes;
    let navigation = use_navigation();
    let changes = &known.changes;
    let groups = Change::ALL.into_iter().filter(|change| changes.count(*change) > 0);
    let groups = groups.map(|change| group(changes, change, close)).collect_view();
    let there = Change::ALL.into_iter().filter(|change| *change != Change::Gone);
    let ids: Vec<_> = there.flat_map(|change| changes.with(change).map(|row| row.runner.id)).collect();
    let show = (!ids.is_empty()).then(|| {
        let of = ids.len();
        let filter = edit::being(ids.into_iter());
        let press = move |_| {
            close.run(());
            navigation.replace(|route| route.filter.clone_from(&filter));
        };
        view! { <button type="button" class="button small" on:click=press>{(m.show)(of.min(edit::MOST_IDS), of)}</button> }
    });
    let dismiss = move |_| {
        close.run(());
        news.set(None);
    };
    view! {
        <p class="field-hint">{(m.between)(&time_of_day(known.since), &time_of_day(known.until))}</p>
        {groups}
        <div class="button-row">
            {show}
            <button type="button" class="button small" on:click=dismiss>{i18n::common().dismiss}</button>
        </div>
    }
    .into_any()
}

fn group(changes: &Changes, change: Change, close: Callback<()>) -> AnyView {
    let count = changes.count(change);
    let names = changes.with(change).take(MOST).map(|row| name(row, change, close)).collect_view();
    let more = (count > MOST).then(|| view! { <li>{(i18n::overview().more)(count - MOST)}</li> });
    view! {
        <section class="change-group" data-change=style_of(change)>
            <h2>{how_many_did(change, count)}</h2>
            <ul>{names}{more}</ul>
        </section>
    }
    .into_any()
}

fn name(row: &Row, change: Change, close: Callback<()>) -> AnyView {
    let (name, id) = (shown_name(&row.runner), row.runner.id);
    if change == Change::Gone {
        return view! { <li class="change-name">{name}</li> }.into_any();
    }
    let navigation = use_navigation();
    let open = move |_| {
        close.run(());
        navigation.push(|route| route.runner = Some(id));
    };
    view! { <li><button type="button" class="link change-name" on:click=open>{name}</button></li> }.into_any()
}

/// The name of a change in the style sheet.
pub(super) fn style_of(change: Change) -> &'static str {
    match change {
        Change::WentOffline => "went-offline",
        Change::CameBack => "came-back",
        Change::Appeared => "appeared",
        Change::Gone => "gone",
    }
}
