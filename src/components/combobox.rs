//! A text box with suggestions: the ARIA 1.2 combobox with a listbox.
//!
//! Free typing always works. Escape closes the list and never touches the text; Enter takes the suggestion that the
//! arrows stand on, and where they stand on none it is the form's.

use super::field::described_by;
use super::{FieldError, FieldHint, TRUE, unique_id};
use leptos::html;
use leptos::prelude::*;

/// The most suggestions shown at once: more is no help, and typing narrows them.
const MOST: usize = 50;

/// Whether the list shows, and the suggestion the arrows stand on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum List {
    Closed,
    Open(Option<usize>),
}

/// A text box with suggestions.
#[component]
pub fn Combobox(
    /// The accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// What is typed.
    value: RwSignal<String>,
    /// All suggestions; those that hold what is typed are shown.
    #[prop(into)]
    suggestions: Signal<Vec<String>>,
    /// Help that is always shown; empty for none.
    #[prop(optional, into)]
    hint: Signal<String>,
    /// What is wrong with the value, if anything.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// An example, shown while the box is empty.
    #[prop(optional, into)]
    placeholder: Signal<String>,
    /// Called when the box gets the focus: the moment to load suggestions.
    #[prop(optional, into)]
    on_focus: Option<Callback<()>>,
    /// The text box, for those who move the focus to it.
    #[prop(optional)]
    node_ref: NodeRef<html::Input>,
) -> impl IntoView {
    let id = unique_id("combobox");
    let list = RwSignal::new(List::Closed);
    let matching = Memo::new(move |_| value.with(|typed| suggestions.with(|all| narrowed(all, typed))));
    let shown = Memo::new(move |_| list.get() != List::Closed && matching.with(|all| !all.is_empty()));
    let take = Callback::new(move |position: usize| {
        if let Some(taken) = matching.with_untracked(|all| all.get(position).cloned()) {
            value.set(taken);
        }
        list.set(List::Closed);
    });
    let on_key = move |event: web_sys::KeyboardEvent| {
        let count = matching.with_untracked(Vec::len);
        let at = if let List::Open(at) = list.get_untracked() { at } else { None };
        match (event.key().as_str(), shown.get_untracked()) {
            ("ArrowDown", _) => list.set(List::Open(step(at, count, 1))),
            ("ArrowUp", _) => list.set(List::Open(step(at, count, -1))),
            // An open list takes Escape for itself, so that a dialog around it stays.
            ("Escape", true) => list.set(List::Closed),
            ("Enter", true) if at.is_some() => take.run(at.unwrap_or_default()),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let listbox = [&id, "-list"].concat();
    let prefix = [&id, "-"].concat();
    let active = move || match list.get() {
        List::Open(Some(at)) if shown.get() => Some([prefix.as_str(), &at.to_string()].concat()),
        _ => None,
    };
    view! {
        <div class="field combobox">
            <label for=id.clone()>{move || label.get()}</label>
            <div class="combobox-box">
                <input
                    node_ref=node_ref
                    id=id.clone()
                    type="text"
                    role="combobox"
                    autocomplete="off"
                    autocapitalize="none"
                    spellcheck="false"
                    placeholder=move || placeholder.get()
                    aria-autocomplete="list"
                    aria-expanded=move || if shown.get() { "true" } else { "false" }
                    aria-controls=listbox.clone()
                    aria-activedescendant=active
                    aria-invalid=move || error.with(Option::is_some).then_some("true")
                    aria-describedby=described_by(&id)
                    prop:value=move || value.get()
                    on:input=move |event| {
                        value.set(event_target_value(&event));
                        list.set(List::Open(None));
                    }
                    on:keydown=on_key
                    on:focus=move |_| {
                        if let Some(on_focus) = on_focus {
                            on_focus.run(());
                        }
                    }
                    on:click=move |_| list.set(List::Open(None))
                    on:blur=move |_| list.set(List::Closed)
                />
                <ul id=listbox role="listbox" class="combobox-list" aria-label=move || label.get() hidden=move || !shown.get()>
                    {
                        let id = id.clone();
                        move || shown.get().then(|| options(&id, matching.get(), list, take))
                    }
                </ul>
            </div>
            <FieldHint id=id.clone() hint=hint />
            <FieldError id=id error=error />
        </div>
    }
}

fn options(id: &str, all: Vec<String>, list: RwSignal<List>, take: Callback<usize>) -> AnyView {
    let option = |(position, text): (usize, String)| {
        let stands_here = move || list.get() == List::Open(Some(position));
        view! {
            <li
                id=[id, "-", &position.to_string()].concat()
                role="option"
                aria-selected=move || if stands_here() { TRUE } else { "false" }
                // The press must not take the focus from the box: leaving it would close the list before the click.
                on:mousedown=move |event| event.prevent_default()
                on:click=move |_| take.run(position)
            >
                {text}
            </li>
        }
    };
    all.into_iter().enumerate().map(option).collect_view().into_any()
}

/// The suggestions that hold what is typed, those that begin with it first; none where it is already complete. Capitals
/// of the plain letters do not count: suggestions are names that stand in addresses.
fn narrowed(all: &[String], typed: &str) -> Vec<String> {
    let typed = typed.trim().to_ascii_lowercase();
    let (mut first, mut rest) = (Vec::new(), Vec::new());
    for one in all {
        match one.to_ascii_lowercase().find(&typed) {
            Some(0) if one.len() == typed.len() => return Vec::new(),
            Some(0) => first.push(one.clone()),
            Some(_) => rest.push(one.clone()),
            None => {}
        }
    }
    first.append(&mut rest);
    first.truncate(MOST);
    first
}

/// One suggestion on, with the text box itself between the last and the first.
fn step(at: Option<usize>, count: usize, by: isize) -> Option<usize> {
    match (at, by > 0) {
        (_, _) if count == 0 => None,
        (None, true) => Some(0),
        (None, false) => Some(count - 1),
        (Some(at), true) => (at + 1 < count).then_some(at + 1),
        (Some(at), false) => at.checked_sub(1),
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST, narrowed, step};

    fn owned(all: &[&str]) -> Vec<String> {
        all.iter().map(|one| (*one).to_owned()).collect()
    }

    #[test]
    fn what_begins_with_the_typed_text_comes_first() {
        let all = owned(&["my-octo", "Octo-Org", "other"]);
        assert_eq!(narrowed(&all, " octo"), owned(&["Octo-Org", "my-octo"]));
        assert_eq!(narrowed(&all, ""), all);
        assert_eq!(narrowed(&all, "octo-org"), owned(&[]), "complete: nothing to suggest");
    }

    #[test]
    fn a_long_list_is_cut() {
        let all: Vec<String> = (0..200).map(|n| n.to_string()).collect();
        assert_eq!(narrowed(&all, "").len(), MOST);
    }

    #[test]
    fn the_arrows_go_round_through_the_box() {
        assert_eq!(step(None, 2, 1), Some(0));
        assert_eq!(step(Some(0), 2, 1), Some(1));
        assert_eq!(step(Some(1), 2, 1), None);
        assert_eq!(step(None, 2, -1), Some(1));
        assert_eq!(step(Some(0), 2, -1), None);
        assert_eq!(step(None, 0, 1), None);
    }
}
