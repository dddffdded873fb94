//! The keyboard: carries out shortcuts, and opens their list and the palette of commands.
//!
//! Invariant: which key is a shortcut is decided by [`crate::shortcuts`] alone; what a shortcut does can be done with the
//! mouse as well, and what is dangerous only opens its dialog.

use crate::pages::active_dialog::{ActiveDialog, Dialogs};
use crate::pages::app_actions::{AppActions, use_app_actions};
use crate::pages::dialogs::shortcut_list::ShortcutList;
use crate::pages::runners::palette::{Command, Palette};
use crate::pages::runners::palette_commands::commands;
use crate::preferences::{Letters, Preferences};
use crate::shortcuts::{FocusArea, KeyPress, KeySequence, Modifiers, Shortcut};
use crate::store::{Navigation, RunnerStore};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, KeyboardEvent, KeyboardEventInit};

const FILTER: &str = ".runners-page [type=search]";
/// The name that the Tab key reaches in the table.
const TAB_STOP: &str = ".runners-page tbody th [tabindex=\"0\"]";
const ROWS: &str = ".runners-page tbody";

/// A screen of runners, as far as commands reach.
#[derive(Clone, Copy)]
pub struct OnRunners {
    /// Whose runners.
    pub store: RunnerStore,
    /// Where filter, sort and open runner live.
    pub navigation: Navigation,
    /// Opens a dialog.
    pub dialogs: Dialogs,
}

/// Which of its two dialogs is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    Nothing,
    List,
    Palette,
}

/// Listens as long as the screen is there.
#[component]
pub fn Keyboard(
    /// The screen of runners; none where a scope is chosen.
    runners: Option<OnRunners>,
) -> impl IntoView {
    let actions = use_app_actions();
    let shown = RwSignal::new(Shown::Nothing);
    let recogniser = StoredValue::new(KeySequence::default());
    listen(move |event| {
        let place = place_of(event);
        let press = KeyPress {
            key: &event.key(),
            at: event.time_stamp(),
            place,
            held: held_with(event),
            repeated: event.repeat(),
            composing: event.is_composing(),
        };
        let letters_alone = Preferences::kept().letters == Letters::Shortcuts;
        let heard = recogniser.try_update_value(|recogniser| {
            let shortcut = recogniser.recognise(&press, letters_alone);
            (shortcut, recogniser.awaits_more())
        });
        let is_ours = match heard {
            Some((Some(shortcut), _)) => run_effect(shortcut, place, runners.as_ref(), actions, shown),
            Some((None, awaits_more)) => awaits_more,
            None => false,
        };
        if is_ours {
            event.prevent_default();
            event.stop_propagation();
        }
    });
    let close = Callback::new(move |()| shown.set(Shown::Nothing));
    let run = Callback::new(move |command: Command| {
        shown.set(Shown::Nothing);
        // Once the palette has given the focus back: what the command opens takes it from there.
        request_animation_frame(move || run(command, runners.as_ref(), actions, shown));
    });
    move || match shown.get() {
        Shown::Nothing => None,
        Shown::List => Some(view! { <ShortcutList on_runners=runners.is_some() on_close=close /> }.into_any()),
        Shown::Palette => {
            let find = Callback::new(move |typed: String| commands(&typed, runners.as_ref(), actions));
            Some(view! { <Palette find on_run=run on_close=close /> }.into_any())
        }
    }
}

/// Hears keys before anything else on the page does.
fn listen(react: impl Fn(&KeyboardEvent) + 'static) {
    let react = Closure::<dyn Fn(KeyboardEvent)>::new(move |event: KeyboardEvent| react(&event));
    // A document takes every listener, and gives up every one.
    let _ = document().add_event_listener_with_callback_and_bool("keydown", react.as_ref().unchecked_ref(), true);
    let react = StoredValue::new_local(react);
    on_cleanup(move || {
        react.try_with_value(|react| {
            let react = react.as_ref().unchecked_ref();
            let _ = document().remove_event_listener_with_callback_and_bool("keydown", react, true);
        });
    });
}

fn held_with(event: &KeyboardEvent) -> Modifiers {
    match (event.ctrl_key() || event.meta_key(), event.shift_key(), event.alt_key()) {
        (false, false, false) => Modifiers::Nothing,
        (false, true, false) => Modifiers::Shift,
        (true, false, false) => Modifiers::Command,
        _ => Modifiers::Others,
    }
}

fn place_of(event: &KeyboardEvent) -> FocusArea {
    let is = |element: &Element, selector| element.closest(selector).is_ok_and(|found| found.is_some());
    if element("dialog[open]").is_some() {
        return FocusArea::Dialog;
    }
    match event.target().and_then(|target| target.dyn_into::<Element>().ok()) {
        Some(target) if is(&target, FILTER) => FocusArea::Filter,
        Some(target)
            if is(&target, "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]") =>
        {
            FocusArea::Box
        }
        Some(target) if is(&target, ROWS) => FocusArea::Table,
        _ => FocusArea::Elsewhere,
    }
}

fn element(selector: &str) -> Option<HtmlElement> {
    document().query_selector(selector).ok()??.dyn_into().ok()
}

fn focus_on(selector: &str) -> bool {
    // What cannot be focused leaves the focus where it is.
    element(selector).is_some_and(|element| element.focus().is_ok())
}

/// Does what a shortcut asks for. False where this screen has no such thing: the key is anybody's then.
fn run_effect(
    shortcut: Shortcut,
    place: FocusArea,
    runners: Option<&OnRunners>,
    actions: AppActions,
    shown: RwSignal<Shown>,
) -> bool {
    let command = match (shortcut, runners) {
        (Shortcut::List, _) => Command::ListShortcuts,
        (Shortcut::Palette, _) => {
            shown.set(Shown::Palette);
            return true;
        }
        (Shortcut::Choose(kind), _) => Command::Choose(kind),
        (_, None) => return false,
        (Shortcut::LeaveFilter, _) => {
            if !focus_on(TAB_STOP)
                && let Some(filter) = element(FILTER)
            {
                // No rows to go to.
                let _ = filter.blur();
            }
            return true;
        }
        (Shortcut::NextRow, _) => return step(place, "ArrowDown"),
        (Shortcut::PreviousRow, _) => return step(place, "ArrowUp"),
        (Shortcut::Filter, _) => Command::Filter,
        (Shortcut::Refresh, _) => Command::Refresh,
        (Shortcut::Add, _) => Command::Add,
    };
    run(command, runners, actions, shown);
    true
}

/// To another row, as the arrow key does; into the table first.
fn step(place: FocusArea, arrow: &str) -> bool {
    if place != FocusArea::Table {
        return focus_on(TAB_STOP);
    }
    let how = KeyboardEventInit::new();
    how.set_key(arrow);
    how.set_bubbles(true);
    how.set_cancelable(true);
    let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &how);
    let focused = document().active_element();
    focused.zip(event.ok()).is_some_and(|(focused, event)| focused.dispatch_event(&event).is_ok())
}

fn run(command: Command, runners: Option<&OnRunners>, actions: AppActions, shown: RwSignal<Shown>) {
    match command {
        Command::ListShortcuts => {
            shown.try_set(Shown::List);
        }
        Command::Choose(kind) => actions.on_choose.try_run(Some(kind)).unwrap_or_default(),
        Command::Show(scope) => actions.on_pick.try_run(scope).unwrap_or_default(),
        Command::Preferences => actions.on_preferences.try_run(()).unwrap_or_default(),
        Command::SignOut => actions.on_sign_out.try_run(()).unwrap_or_default(),
        on_runners => {
            if let Some(runners) = runners {
                run_there(on_runners, *runners);
            }
        }
    }
}

fn run_there(command: Command, OnRunners { store, navigation, dialogs }: OnRunners) {
    match command {
        Command::Refresh => store.refresh(),
        Command::Filter => {
            focus_on(FILTER);
        }
        Command::ClearFilter => navigation.replace(|route| route.filter.clear()),
        Command::Add => dialogs.open(ActiveDialog::Add),
        Command::Applications => dialogs.open(ActiveDialog::Applications),
        Command::Check => dialogs.open(ActiveDialog::Check),
        Command::Journal => dialogs.open(ActiveDialog::Journal),
        Command::Sort(sort) => navigation.replace(|route| route.sort = Some(sort)),
        Command::Runner(id) => navigation.push(|route| route.runner = Some(id)),
        Command::ListShortcuts | Command::Choose(_) | Command::Show(_) | Command::Preferences | Command::SignOut => {}
    }
}
