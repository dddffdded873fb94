//! The dialog `Command palette`: all that can be done here, found by typing. The ARIA 1.2 combobox with a listbox that is
//! always open.
//!
//! Invariant: one of what is listed is always the one that Enter takes, while there is any.

use crate::components::{Dialog, unique_id};
use crate::fleet::Sort;
use crate::github::{RunnerId, Scope, ScopeKind};
use crate::i18n;
use leptos::html;
use leptos::prelude::*;
use web_sys::{KeyboardEvent, ScrollIntoViewOptions, ScrollLogicalPosition};

/// What can be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Reads the runners now.
    Refresh,
    /// Goes to the search box.
    Filter,
    /// Shows all runners.
    ClearFilter,
    /// Opens `Add runner`.
    Add,
    /// Opens `Runner applications`.
    Applications,
    /// Opens `Connection check`.
    Check,
    /// Opens `What this tab changed`.
    Journal,
    /// Sorts the rows.
    Sort(Sort),
    /// Opens a runner.
    Runner(RunnerId),
    /// Goes to the choice of a scope of this kind.
    Choose(ScopeKind),
    /// Shows the runners of this scope.
    Show(Scope),
    /// Opens `Keyboard shortcuts`.
    ListShortcuts,
    /// Opens `Preferences`.
    Preferences,
    /// Ends the session.
    SignOut,
}

/// A command in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is called.
    pub name: String,
    /// Its shortcut; keys that follow each other with a space between.
    pub keys: &'static str,
    /// What it does.
    pub command: Command,
}

/// The dialog.
#[component]
pub fn Palette(
    /// What fits what was typed.
    find: Callback<String, Vec<Entry>>,
    /// Takes what was chosen; the dialog is to be closed then.
    on_run: Callback<Command>,
    /// Called once it closed.
    on_close: Callback<()>,
) -> impl IntoView {
    let m = i18n::keys();
    let typed = RwSignal::new(String::new());
    let found = Memo::new(move |_| find.run(typed.get()));
    let at = RwSignal::new(0_usize);
    let input = NodeRef::<html::Input>::new();
    // After the dialog, which takes the focus when it opens.
    input.on_load(|input| request_animation_frame(move || drop(input.focus())));
    let take = Callback::new(move |index: usize| {
        if let Some(command) = found.with_untracked(|found| found.get(index).map(|entry| entry.command.clone())) {
            on_run.run(command);
        }
    });
    let listbox = unique_id("palette");
    let prefix = [&listbox, "-"].concat();
    let on_key = {
        let prefix = prefix.clone();
        move |event: KeyboardEvent| {
            let count = found.with_untracked(Vec::len);
            let now = at.get_untracked();
            match event.key().as_str() {
                "ArrowDown" if count > 0 => at.set((now + 1) % count),
                "ArrowUp" if count > 0 => at.set((now + count - 1) % count),
                "Enter" if !event.is_composing() => take.run(now),
                _ => return,
            }
            event.prevent_default();
            scroll_to(&[&prefix, at.get_untracked().to_string().as_str()].concat());
        }
    };
    let active = {
        let prefix = prefix.clone();
        move || found.with(|found| !found.is_empty()).then(|| [&prefix, at.get().to_string().as_str()].concat())
    };
    let options = move || {
        let option = |(index, entry): (usize, Entry)| {
            view! {
                <li
                    id=[&prefix, index.to_string().as_str()].concat()
                    role="option"
                    class="palette-entry"
                    aria-selected=move || if at.get() == index { "true" } else { "false" }
                    // The press must not take the focus from the box.
                    on:mousedown=move |event| event.prevent_default()
                    on:click=move |_| take.run(index)
                >
                    <bdi>{entry.name}</bdi>
                    {crate::pages::dialogs::shortcut_list::keys(entry.keys)}
                </li>
            }
        };
        found.get().into_iter().enumerate().map(option).collect_view()
    };
    let nothing = move || found.with(Vec::is_empty).then_some(m.nothing);
    view! {
        <Dialog label=m.palette close_label=i18n::common().close on_close class="palette">
            <input
                node_ref=input
                type="text"
                role="combobox"
                aria-label=m.search
                aria-autocomplete="list"
                aria-expanded="true"
                aria-controls=listbox.clone()
                aria-activedescendant=active
                placeholder=m.placeholder
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                on:input=move |event| {
                    at.set(0);
                    typed.set(event_target_value(&event));
                }
                on:keydown=on_key
            />
            <ul id=listbox role="listbox" class="palette-list" aria-label=m.palette>
                {options}
            </ul>
            <p class="field-hint" role="status">{nothing}</p>
        </Dialog>
    }
}

fn scroll_to(id: &str) {
    if let Some(option) = document().get_element_by_id(id) {
        let nearest = ScrollIntoViewOptions::new();
        nearest.set_block(ScrollLogicalPosition::Nearest);
        option.scroll_into_view_with_scroll_into_view_options(&nearest);
    }
}
