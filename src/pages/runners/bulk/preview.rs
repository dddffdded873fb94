//! What exactly is to be removed: by state, the dead ones unless one includes others, with the number typed.

use super::{Many, PHASE};
use crate::components::{Checkbox, Field, Glyph, Icon, focus_where_it_was_lost, unique_id};
use crate::fleet::RunnerState;
use crate::fleet::removal::RemovalTarget;
use crate::github::Endpoint;
use crate::i18n;
use crate::pages::cli_commands::Equivalent;
use crate::pages::runner_words::shown_name_of;
use crate::store::scoped_memo;
use leptos::html;
use leptos::prelude::*;

/// Names that are listed of a group; a list of thousands is read by nobody.
const NAMES_LISTED: usize = 200;
/// Lists of so many names are read at a glance, and stand open.
const NAMES_OPEN: usize = 10;

/// The groups, the least alive first, and whether each is included at first.
const GROUPS: [(RunnerState, bool); 4] = [
    (RunnerState::Offline, true),
    (RunnerState::Unknown, false),
    (RunnerState::Idle, false),
    (RunnerState::Busy, false),
];

/// One group of the selected runners. Copy it freely.
#[derive(Clone, Copy)]
struct Group {
    state: RunnerState,
    runners: Memo<Vec<RemovalTarget>>,
    is_included: RwSignal<bool>,
}

/// The preview.
#[component]
pub(super) fn Preview(many: Many) -> impl IntoView {
    let m = &i18n::bulk().preview;
    let Many { store, selection, .. } = many;
    let groups = GROUPS.map(|(state, is_included)| {
        let runners = scoped_memo(move || {
            selection.with(|selection| {
                store.snapshot.with(|snapshot| {
                    let rows = selection.ids().iter().filter_map(|id| snapshot.get(*id));
                    let rows = rows.filter(|row| RunnerState::of(&row.runner) == state);
                    rows.map(|row| RemovalTarget::of(&row.runner)).collect::<Vec<_>>()
                })
            })
        });
        Group { state, runners, is_included: RwSignal::new(is_included) }
    });
    let gone = Memo::new(move |_| {
        let there: usize = groups.iter().map(|group| group.runners.with(Vec::len)).sum();
        selection.with(|selection| selection.ids().len()).saturating_sub(there)
    });
    let gone_text = move || if gone.get() == 0 { String::new() } else { (m.gone)(gone.get()) };
    view! {
        <p>{m.intro}</p>
        <fieldset class="bulk-groups">
            <legend>{m.groups}</legend>
            {groups.map(one_group).collect_view()}
            <p class="field-hint">{gone_text}</p>
        </fieldset>
        <Confirmation many groups />
    }
}

fn one_group(group: Group) -> AnyView {
    let m = &i18n::bulk().preview;
    let Group { state, runners, is_included } = group;
    let count = Memo::new(move |_| runners.with(Vec::len));
    let label = Signal::derive(move || (m.group)(state, count.get()));
    let hint = (m.group_hint)(state);
    let names = move || {
        let listed = runners.with(|runners| {
            let listed = runners.iter().take(NAMES_LISTED);
            listed.map(|runner| view! { <li>{shown_name_of(runner.id, &runner.name)}</li> }.into_any()).collect_view()
        });
        let more = count.get().saturating_sub(NAMES_LISTED);
        let more = (more > 0).then(|| view! { <li class="field-hint">{(m.more_names)(more)}</li> }.into_any());
        Some(view! { <ul class="bulk-names">{listed} {more}</ul> }.into_any())
    };
    let shown = move || {
        (count.get() > 0).then(|| {
            view! {
                <div class="bulk-group">
                    <Checkbox label checked=is_included hint />
                    <details open=count.get_untracked() <= NAMES_OPEN>
                        <summary>{move || (m.names)(count.get())}</summary>
                        {names}
                    </details>
                </div>
            }
            .into_any()
        })
    };
    shown.into_any()
}

/// The box for the number, and the button.
#[component]
fn Confirmation(many: Many, groups: [Group; 4]) -> impl IntoView {
    let m = &i18n::bulk().preview;
    let why_not = unique_id("not-confirmed");
    let described_by = why_not.clone();
    let typed = RwSignal::new(String::new());
    let number_box = NodeRef::<html::Input>::new();
    let included = scoped_memo(move || {
        let included = groups.iter().filter(|group| group.is_included.get());
        included.flat_map(|group| group.runners.get()).collect::<Vec<_>>()
    });
    let count = Memo::new(move |_| included.with(Vec::len));
    let is_confirmed =
        Memo::new(move |_| count.get() > 0 && typed.with(|typed| typed.trim().parse() == Ok(count.get())));
    // As many others are not those that were looked at when the number was typed.
    let has_changed = RwSignal::new(false);
    Effect::watch(
        move || included.track(),
        move |(), _, _| {
            if !typed.with_untracked(String::is_empty) {
                typed.set(String::new());
                has_changed.set(true);
            }
        },
        false,
    );
    let begin = move |_| {
        if is_confirmed.get_untracked() {
            many.removal.begin(included.get_untracked());
            focus_where_it_was_lost(PHASE);
        } else if let Some(number_box) = number_box.get_untracked() {
            let _ = number_box.focus();
        }
    };
    let reason = move || match (count.get(), is_confirmed.get()) {
        (0, _) => m.nothing_included,
        (_, false) if has_changed.get() => m.has_changed,
        (_, false) => m.not_confirmed,
        (_, true) => "",
    };
    let hint = Signal::derive(move || (m.type_this)(count.get()));
    let requests = Signal::derive(move || {
        many.store.scope.with_value(|scope| {
            included.with(|all| all.iter().map(|one| Endpoint::delete_runner(scope, one.id)).collect::<Vec<_>>())
        })
    });
    view! {
        <section class="danger-zone">
            <Field label=m.confirm value=typed hint node_ref=number_box />
            <div class="button-row">
                <button
                    type="button"
                    class="button danger"
                    // Not `disabled`: a button that cannot be reached cannot say why.
                    aria-disabled=move || (!is_confirmed.get()).then_some("true")
                    aria-describedby=described_by
                    on:click=begin
                >
                    <Icon glyph=Glyph::Trash />
                    {move || (m.remove)(count.get())}
                </button>
                <span id=why_not class="field-hint" role="status">{reason}</span>
            </div>
        </section>
        <Equivalent store=many.store requests />
    }
}
