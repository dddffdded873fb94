//! What could be typed next, under the search box.
//!
//! Invariant: the box stays a search box and keeps its text; the offers are buttons behind it in the order of the Tab key,
//! and the arrow keys lead to them and back.

use crate::components::{window_capture_listener, window_listener};
use crate::fleet::escape_invisible;
use crate::fleet::query::suggestions::{Suggestion, SuggestionIndex, offers};
use crate::i18n;
use crate::store::{RunnerStore, use_navigation};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, KeyboardEvent};

/// The place of the box.
const PLACE: &str = ".search-box";
/// The box itself.
const SEARCH: &str = ".search-box input";

/// The class of an offer.
const OFFER: &str = "completion-offer";

/// The offers. They are there once something is typed, or the arrow down is pressed in the box.
#[component]
pub fn Completion(
    /// Whose runners.
    store: RunnerStore,
) -> impl IntoView {
    let navigation = use_navigation();
    let is_open = RwSignal::new(false);
    let text = navigation.part(|route| route.filter.clone());
    let vocabulary = StoredValue::new(SuggestionIndex::default());
    let learn = move || {
        // The screen may be gone by the frame that this waits for.
        store.snapshot.try_with(|snapshot| vocabulary.try_update_value(|vocabulary| vocabulary.learn(snapshot)));
    };
    let all = Memo::new(move |_| {
        if is_open.get() {
            learn();
            text.with(|text| vocabulary.with_value(|words| offers(words, text)))
        } else {
            Vec::new()
        }
    });
    listen(is_open, all, move || untrack(learn));
    let take = move |offer: &Suggestion| {
        navigation.replace(|route| offer.text.clone_into(&mut route.filter));
        focus_search();
    };
    let buttons = move || {
        all.get().into_iter().map(|offer| {
            let shown = escape_invisible(&offer.shown);
            view! { <button type="button" class=OFFER tabindex="-1" on:click=move |_| take(&offer)>{shown}</button> }
                .into_any()
        })
        .collect_view()
        .into_any()
    };
    let m = i18n::query();
    let is_empty = Memo::new(move |_| all.with(Vec::is_empty));
    let said = move || if is_empty.get() { String::new() } else { (m.offered)(all.with(Vec::len)) };
    view! {
        <div class="completion" role="group" aria-label=m.offers hidden=move || is_empty.get()>
            {buttons}
        </div>
        <p class="visually-hidden" role="status">{said}</p>
    }
}

/// Hears what is typed and pressed in the box and on the offers.
fn listen(is_open: RwSignal<bool>, all: Memo<Vec<Suggestion>>, learn: impl Fn() + Copy + 'static) {
    window_listener("input", move |event: Event| {
        if is_search(&event) {
            // Who empties the box wants all runners back, not a list over them.
            let has_text = !event_target_value(&event).is_empty();
            if is_open.get_untracked() != has_text {
                is_open.set(has_text);
            }
        }
    });
    window_capture_listener("keydown", move |event: Event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        if !is_within(event.target()) {
            return;
        }
        match event.key().as_str() {
            "ArrowDown" if is_search(event) && !is_open.get_untracked() => is_open.set(true),
            "ArrowDown" => step(1),
            "ArrowUp" => step(-1),
            "Escape" if !all.with_untracked(Vec::is_empty) => {
                is_open.set(false);
                focus_search();
            }
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    });
    window_listener("focusin", move |event: Event| {
        if is_search(&event) {
            // Who is about to type should not wait for it with the first letter.
            request_animation_frame(learn);
        }
        if !is_within(event.target()) && is_open.get_untracked() {
            is_open.set(false);
        }
    });
    window_listener("pointerdown", move |event: Event| {
        if !is_within(event.target()) && is_open.get_untracked() {
            is_open.set(false);
        }
    });
}

fn is_search(event: &Event) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| target.matches(SEARCH).unwrap_or_default())
}

fn is_within(target: Option<web_sys::EventTarget>) -> bool {
    let target = target.and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| target.closest(PLACE).ok().flatten().is_some())
}

/// Moves the focus among the box and its offers.
fn step(by: isize) {
    let Ok(Some(place)) = document().query_selector(PLACE) else { return };
    let offers = place.get_elements_by_class_name(OFFER);
    let offers = (0..offers.length()).filter_map(|place| offers.item(place));
    let all = place.query_selector("input").ok().flatten().into_iter().chain(offers);
    let all: Vec<HtmlElement> = all.filter_map(|element| element.dyn_into().ok()).collect();
    let now = document().active_element();
    let place = all.iter().position(|element| now.as_ref().is_some_and(|now| element.is_same_node(Some(now))));
    let next = place.and_then(|place| all.get(place.checked_add_signed(by)?));
    if let Some(next) = next {
        // Without the focus nothing moves.
        let _ = next.focus();
    }
}

fn focus_search() {
    let search = document().query_selector(SEARCH).ok().flatten();
    if let Some(search) = search.and_then(|search| search.dyn_into::<HtmlInputElement>().ok()) {
        let _ = search.focus();
    }
}
