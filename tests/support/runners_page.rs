//! The runner page on a real page, read and used as a person would.

use super::fake_github::FakeGitHub;
use leptos::prelude::*;
use runner_console::github::{AccessToken, Client, Host, Scope, ScopeKind};
use runner_console::pages::app_actions::AppActions;
use runner_console::pages::runners::page::RunnersPage;
use runner_console::store::{Navigation, Refresh, RunnerStore, SessionLog, SiteRules, UsageHistory};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{
    Element, HtmlElement, HtmlInputElement, KeyboardEvent, KeyboardEventInit, MutationObserver, MutationObserverInit,
    PointerEvent, PointerEventInit,
};

/// Frames until a condition must hold: far more than anything here needs.
const PATIENCE: u32 = 600;

/// The page; it is cleared away when this is dropped.
pub struct Page {
    pub github: FakeGitHub,
    store: RunnerStore,
    place: HtmlElement,
    _mounted: Box<dyn std::any::Any>,
}

impl Page {
    /// Shows the runners of a GitHub.
    pub fn open(github: FakeGitHub) -> Self {
        let document = document();
        let place = document.create_element("main").unwrap().dyn_into::<HtmlElement>().unwrap();
        let style = document.create_element("style").unwrap();
        style.set_text_content(Some(concat!(
            include_str!("../../style/tokens.css"),
            include_str!("../../style/base.css"),
            include_str!("../../style/controls.css"),
            include_str!("../../style/runner_table.css"),
            include_str!("../../style/table_tools.css"),
        )));
        let root = document.create_element("div").unwrap().dyn_into::<HtmlElement>().unwrap();
        place.append_child(&style).unwrap();
        place.append_child(&root).unwrap();
        document.body().unwrap().append_child(&place).unwrap();
        // The address of an earlier test is not that of this one.
        let path = window().location().pathname().unwrap();
        window().history().unwrap().replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&path)).unwrap();
        let transport = Box::new(github.clone());
        let made = Rc::new(Cell::new(None));
        let tell = made.clone();
        let mounted = leptos::mount::mount_to(root, move || {
            let client = Client::new("https://ghe.example/api/v3", AccessToken::parse("t").unwrap(), transport);
            let scope = Scope::parse(ScopeKind::Organization, "octo-org").unwrap();
            let store = RunnerStore::new(client, Host::parse("ghe.example").unwrap(), scope, SiteRules::default());
            tell.set(Some(store));
            // Nothing here leads elsewhere.
            provide_context(AppActions {
                on_preferences: Callback::new(|()| {}),
                on_choose: Callback::new(|_| {}),
                on_pick: Callback::new(|_| {}),
                on_sign_out: Callback::new(|()| {}),
                recents: RwSignal::new(Vec::new()),
                identity: RwSignal::new(None),
                presets: StoredValue::new(Vec::new()),
            });
            provide_context(Navigation::new());
            provide_context(SessionLog::new());
            provide_context(UsageHistory::new());
            view! { <RunnersPage store /> }
        });
        Self { github, store: made.get().unwrap(), place, _mounted: Box::new(mounted) }
    }

    /// Whether what stands above the table is there: it comes after the first rows.
    pub fn has_desk(&self) -> bool {
        self.find(".desk-tools").is_some()
    }

    pub fn table(&self) -> Element {
        self.find("[role=grid]").unwrap()
    }

    /// `aria-rowcount`.
    pub fn row_count(&self) -> Option<u64> {
        self.find("[role=grid]")?.get_attribute("aria-rowcount")?.parse().ok()
    }

    /// The rows that are on the page.
    pub fn rows(&self) -> Vec<Element> {
        let rows = self.place.query_selector_all("tbody [role=row]").unwrap();
        (0..rows.length()).filter_map(|index| rows.item(index)?.dyn_into().ok()).collect()
    }

    /// The row of `runner-ID`.
    pub fn row(&self, id: u64) -> Option<Element> {
        let name = format!("runner-{id}");
        self.rows().into_iter().find(|row| name_of(row) == name)
    }

    /// Whether rows cover all of the table that is in sight.
    pub fn is_filled(&self) -> bool {
        let Some(body) = self.find("tbody") else { return false };
        let body = body.get_bounding_client_rect();
        let (top, bottom) = (body.top().max(0.0), body.bottom().min(viewport()));
        let covered = |y: f64| {
            self.rows().iter().map(Element::get_bounding_client_rect).any(|row| row.top() <= y && row.bottom() >= y)
        };
        top >= bottom || (covered(top + 1.0) && covered(bottom - 1.0))
    }

    /// Whether every row on the page is where its place in the list says, to half a pixel.
    pub fn is_in_place(&self) -> bool {
        let body = self.find("tbody").unwrap().get_bounding_client_rect();
        self.rows().iter().all(|row| {
            let place = row.get_attribute("aria-rowindex").unwrap().parse::<f64>().unwrap() - 2.0;
            let row = row.get_bounding_client_rect();
            (row.top() - body.top() - place * row.height()).abs() < 0.5
        })
    }

    pub fn click(&self, selector: &str) {
        self.find(selector).unwrap().dyn_into::<HtmlElement>().unwrap().click();
    }

    pub fn type_into(&self, selector: &str, text: &str) {
        let input = self.find(selector).unwrap().dyn_into::<HtmlInputElement>().unwrap();
        input.set_value(text);
        let options = web_sys::EventInit::new();
        options.set_bubbles(true);
        input.dispatch_event(&web_sys::Event::new_with_event_init_dict("input", &options).unwrap()).unwrap();
    }

    pub fn focus_on(&self, selector: &str) {
        focus(self.find(selector).unwrap());
    }

    pub fn has_focus(&self, selector: &str) -> bool {
        self.find(selector) == leptos::prelude::document().active_element()
    }

    /// Reads the fleet again, to the end.
    pub async fn refresh(&self) {
        let before = self.store.state.get_untracked().refreshed_at;
        // The clock of the reading must be seen to move.
        until("the clock moves on", || Some(js_sys::Date::now()) > before).await;
        self.store.refresh();
        let store = self.store;
        until("the fleet is read", || {
            store.state.with_untracked(|state| state.refreshed_at > before && state.refresh == Refresh::Idle)
        })
        .await;
    }

    /// Reads the fleet again while the page may show nothing of it. The answers are there within a frame.
    pub async fn refresh_unseen(&self) {
        self.store.refresh();
        for _ in 0..4 {
            frame().await;
        }
    }

    /// Counts what changes in the table from now on.
    pub fn watch_table(&self) -> Mutations {
        let options = MutationObserverInit::new();
        options.set_subtree(true);
        options.set_child_list(true);
        options.set_attributes(true);
        options.set_character_data(true);
        let seen = Rc::new(Cell::new(0));
        let add = seen.clone();
        // The callback takes the records away, so it counts them.
        let count = Closure::<dyn FnMut(js_sys::Array)>::new(move |records: js_sys::Array| {
            add.set(add.get() + records.length());
        });
        let observer = MutationObserver::new(count.as_ref().unchecked_ref()).unwrap();
        observer.observe_with_options(&self.table(), &options).unwrap();
        Mutations { observer, seen, _count: count }
    }

    fn find(&self, selector: &str) -> Option<Element> {
        self.place.query_selector(selector).unwrap()
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        self.place.remove();
        window().scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// What changed in the table.
pub struct Mutations {
    observer: MutationObserver,
    seen: Rc<Cell<u32>>,
    _count: Closure<dyn FnMut(js_sys::Array)>,
}

impl Mutations {
    /// How many changes there were since the last call.
    pub fn take(&self) -> u32 {
        self.seen.replace(0) + self.observer.take_records().length()
    }
}

impl Drop for Mutations {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

pub fn focus(element: Element) {
    element.dyn_into::<HtmlElement>().unwrap().focus().unwrap();
}

fn name_of(row: &Element) -> String {
    row.query_selector("[role=rowheader]").unwrap().and_then(|header| header.text_content()).unwrap_or_default()
}

/// Waits, frame by frame, for a condition.
pub async fn until(what: &str, condition: impl Fn() -> bool) {
    for _ in 0..PATIENCE {
        if condition() {
            return;
        }
        frame().await;
    }
    panic!("waited in vain: {what}");
}

/// Until the page is about to be painted.
pub async fn frame() {
    let frame = js_sys::Promise::new(&mut |resolve, _| {
        window().request_animation_frame(&resolve).unwrap();
    });
    wasm_bindgen_futures::JsFuture::from(frame).await.unwrap();
}

pub fn viewport() -> f64 {
    window().inner_height().unwrap().as_f64().unwrap()
}

pub fn scroll_to(y: f64) {
    window().scroll_to_with_x_and_y(0.0, y);
}

/// Presses a key where the focus is.
pub fn press(key: &str) {
    let options = KeyboardEventInit::new();
    options.set_key(key);
    options.set_bubbles(true);
    options.set_cancelable(true);
    let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &options).unwrap();
    document().active_element().unwrap().dispatch_event(&event).unwrap();
}

/// Sends an event of the first finger, or of the left button of the mouse.
pub fn point(event: &str, element: &Element) {
    let options = PointerEventInit::new();
    options.set_bubbles(true);
    options.set_is_primary(true);
    let event = PointerEvent::new_with_event_init_dict(event, &options).unwrap();
    element.dispatch_event(&event).unwrap();
}

/// The number of the runner whose row has the focus.
pub fn focused_row() -> Option<u64> {
    let row = document().active_element()?.closest("tbody [role=row]").ok()??;
    name_of(&row).strip_prefix("runner-")?.parse().ok()
}
