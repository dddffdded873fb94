//! Runners that are probably left over, family by family.
//!
//! Invariant: nothing is removed from here: the buttons show the runners in the table, where they can be looked at.

use crate::fleet::escape_invisible;
use crate::fleet::query::edit;
use crate::fleet::stale_runners::{NameGroup, Suspicion, ids, stale_runners};
use crate::i18n;
use crate::pages::runner_words::shown_name;
use crate::store::{RunnerStore, scoped_memo, use_navigation};
use leptos::prelude::*;

/// The most families that are listed.
const MOST: usize = 50;
/// The most names that are listed of each.
const MOST_NAMES: usize = 8;

/// The list.
#[component]
pub(super) fn SuspectList(
    /// Whose runners.
    store: RunnerStore,
    /// Closes the panel.
    close: Callback<()>,
) -> impl IntoView {
    let m = i18n::overview();
    let families = scoped_memo(move || store.snapshot.with(|snapshot| stale_runners(snapshot)));
    move || {
        families.with(|families| {
            if families.is_empty() {
                return view! { <p class="field-hint">{m.suspects.none}</p> }.into_any();
            }
            let all = ids(families).count();
            let show = Filtering { close, filter: edit::being(ids(families)) };
            let more = families.len().saturating_sub(MOST);
            view! {
                <p class="field-hint">{m.suspects.explained}</p>
                {show.button((m.suspects.show_all)(all.min(edit::MOST_IDS), all))}
                <ul class="suspects">
                    {families.iter().take(MOST).map(|family| item(family, close)).collect_view()}
                    {(more > 0).then(|| view! { <li>{(m.more)(more)}</li> })}
                </ul>
            }
            .into_any()
        })
    }
}

fn item(family: &NameGroup, close: Callback<()>) -> AnyView {
    let m = i18n::overview();
    let suspects = &family.suspects;
    let mut names: Vec<String> = suspects.iter().take(MOST_NAMES).map(|row| shown_name(&row.runner)).collect();
    if suspects.len() > MOST_NAMES {
        names.push((m.more)(suspects.len() - MOST_NAMES));
    }
    let show = Filtering { close, filter: edit::being(suspects.iter().map(|row| row.runner.id)) };
    let same_name = (family.suspicion == Suspicion::SameName).then_some(m.suspects.same_name);
    view! {
        <li>
            {show.button((m.suspects.show)(&[&escape_invisible(&family.name), "*"].concat()))}
            <span>{(m.suspects.online_of)(family.online, family.members)}</span>
            <p class="change-name">{(m.suspects.offline)(&names.join(", "))}</p>
            {same_name.map(|text| view! { <p class="field-hint">{text}</p> })}
        </li>
    }
    .into_any()
}

/// What a button shows in the table.
struct Filtering {
    close: Callback<()>,
    filter: String,
}

impl Filtering {
    fn button(self, label: String) -> AnyView {
        let Self { close, filter } = self;
        let navigation = use_navigation();
        let press = move |_| {
            close.run(());
            navigation.replace(|route| route.filter.clone_from(&filter));
        };
        view! { <button type="button" class="button small" on:click=press>{label}</button> }.into_any()
    }
}
