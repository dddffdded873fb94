//! Filters and sorts that were kept under a name, in this browser, for this scope.

use crate::components::{Field, Glyph, Icon, Popup};
use crate::fleet::query::secret_scan::SaveError;
use crate::i18n;
use crate::store::saved_views::{self, SavedView};
use crate::store::{RunnerStore, use_navigation};
use leptos::prelude::*;

/// The button with the views behind it.
#[component]
pub(super) fn SavedViews(store: RunnerStore) -> impl IntoView {
    let content = move |close| view! { <Views store close /> }.into_any();
    view! { <Popup label=i18n::query().views glyph=Glyph::Bookmark class="views" content=Box::new(content) /> }
}

#[component]
fn Views(store: RunnerStore, close: Callback<()>) -> impl IntoView {
    let m = i18n::query();
    let navigation = use_navigation();
    let scope = store.scope.get_value();
    let host = store.host.get_value();
    let kept = RwSignal::new(saved_views::of(&host, &scope));
    let name = RwSignal::new(String::new());
    let error = RwSignal::new(None::<SaveError>);
    let said = RwSignal::new(String::new());
    let said_error = Signal::derive(move || error.get().map(|error| (m.save_error)(error).to_owned()));
    let is_empty = Memo::new(move |_| kept.with(Vec::is_empty));
    let list = move || kept.get().into_iter().map(|view| one_view(view, kept, said, close)).collect_view().into_any();
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let route = navigation.route().get_untracked();
        let view = SavedView {
            name: name.get_untracked().trim().to_owned(),
            host: host.clone(),
            scope: scope.clone(),
            filter: route.filter,
            sort: route.sort,
        };
        let saved = (m.saved)(&view.name);
        match saved_views::save(view) {
            Ok(all) => {
                kept.set(all);
                name.set(String::new());
                error.set(None);
                said.set(saved);
            }
            Err(why) => {
                error.set(Some(why));
                said.set(String::new());
            }
        }
    };
    view! {
        <p class="field-hint" hidden=move || !is_empty.get()>{m.no_views}</p>
        <ul class="saved-views">{list}</ul>
        <form class="save-view" on:submit=save>
            <Field label=m.view_name value=name hint=m.view_hint error=said_error />
            <button type="submit" class="button">{m.save_view}</button>
        </form>
        <p role="status">{move || said.get()}</p>
    }
}

fn one_view(view: SavedView, kept: RwSignal<Vec<SavedView>>, said: RwSignal<String>, close: Callback<()>) -> AnyView {
    let m = i18n::query();
    let navigation = use_navigation();
    let shown = view.name.clone();
    let delete = (m.delete_view)(&view.name);
    let hint = view.filter.clone();
    let gone = view.clone();
    let open = move |_| {
        navigation.push(|route| {
            route.filter.clone_from(&view.filter);
            route.sort = view.sort;
        });
        close.run(());
    };
    let forget = move |_| {
        kept.set(saved_views::delete(&gone));
        said.set((m.forgotten)(&gone.name));
    };
    view! {
        <li>
            <button type="button" class="button" title=hint on:click=open>
                <Icon glyph=Glyph::Bookmark />
                <span>{shown}</span>
            </button>
            <button
                type="button"
                class="button icon-only quiet"
                aria-label=delete.clone()
                title=delete
                on:click=forget
            >
                <Icon glyph=Glyph::Trash />
            </button>
        </li>
    }
    .into_any()
}
