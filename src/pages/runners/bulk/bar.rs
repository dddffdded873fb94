//! What is selected, and what can be done with it.

use super::Many;
use crate::components::{Glyph, Icon, unique_id};
use crate::fleet::bulk::Phase;
use crate::fleet::selection::Selection;
use crate::i18n;
use crate::store::scoped_memo;
use leptos::prelude::*;

/// The box for all rows in view, and what is selected.
#[component]
pub(super) fn Bar(many: Many) -> impl IntoView {
    let m = i18n::bulk();
    let Many { store, ids, selection, .. } = many;
    let id = unique_id("select-all");
    let shown = Memo::new(move |_| ids.with(Vec::len));
    let of_shown = Memo::new(move |_| selection.with(|selection| ids.with(|ids| selection.count_of(ids))));
    let whereabouts = scoped_memo(move || {
        selection.with(|selection| store.snapshot.with(|snapshot| ids.with(|ids| selection.whereabouts(snapshot, ids))))
    });
    let has_some = Memo::new(move |_| whereabouts.get().selected > 0);
    let is_all = Memo::new(move |_| shown.get() > 0 && of_shown.get() == shown.get());
    let is_some = move || of_shown.get() > 0 && !is_all.get();
    let is_empty = move || shown.get() == 0;
    let all = move |event| {
        let is_wanted = event_target_checked(&event);
        selection.update(|selection| ids.with_untracked(|ids| selection.put_all(ids, is_wanted)));
    };
    let tools = move || has_some.get().then(|| tools(many));
    let text = move || {
        let whereabouts = whereabouts.get();
        if whereabouts.selected == 0 { String::new() } else { (m.selected)(whereabouts) }
    };
    view! {
        <div class="select-all">
            <input
                id=id.clone()
                type="checkbox"
                prop:checked=move || is_all.get()
                prop:indeterminate=is_some
                disabled=is_empty
                on:change=all
            />
            <label for=id>{m.select_all}</label>
        </div>
        <span class="selected-count" role="status">{text}</span>
        {tools}
        {move || last_removal(many)}
    }
}

fn tools(many: Many) -> AnyView {
    let m = i18n::bulk();
    let open = move |_| {
        // What is finished makes room.
        many.removal.forget();
        many.is_open.set(true);
    };
    let is_unfinished = Memo::new(move |_| {
        many.removal.bulk.with(|bulk| bulk.as_ref().is_some_and(|bulk| *bulk.phase() != Phase::Finished))
    });
    // It would open the other removal, which may be of other runners: that one has a button of its own.
    let remove = move || {
        (!is_unfinished.get()).then(|| {
            view! {
                <button type="button" class="button small danger" on:click=open>
                    <Icon glyph=Glyph::Trash />
                    <span>{m.remove_selected}</span>
                </button>
            }
            .into_any()
        })
    };
    view! {
        {remove}
        <button type="button" class="button small" on:click=move |_| many.selection.set(Selection::default())>
            {m.clear}
        </button>
    }
    .into_any()
}

/// The way back to a removal that was begun.
fn last_removal(many: Many) -> Option<AnyView> {
    let m = i18n::bulk();
    let text = Memo::new(move |_| {
        many.removal.bulk.with(|bulk| {
            bulk.as_ref().map(|bulk| match bulk.phase() {
                Phase::Finished => m.last.to_owned(),
                Phase::Running | Phase::Stopped(_) => (m.unfinished)(bulk.progress()),
            })
        })
    });
    text.with(Option::is_some).then(|| {
        view! {
            <button type="button" class="button small" on:click=move |_| many.is_open.set(true)>
                {move || text.get().unwrap_or_default()}
            </button>
        }
        .into_any()
    })
}
