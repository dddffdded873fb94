//! `Add runner` and `Remove NAME` in a real browser, against a fake in the place of `fetch`: what a user sees, and what is
//! asked of GitHub, above all what is not.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, missing_docs)]

use js_sys::{Date, Function, Promise, Reflect};
use leptos::prelude::*;
use runner_console::github::transport::{Request, ResponseFuture};
use runner_console::github::{
    AccessToken, Client, Host, Method, RawResponse, RunnerId, Scope, ScopeKind, Transport, TransportError,
};
use runner_console::pages::dialogs::add::AddRunner;
use runner_console::pages::dialogs::remove::RemoveRunner;
use runner_console::store::{RunnerStore, SiteRules};
use std::sync::{Arc, Mutex};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{AbortSignal, Element, Event, HtmlElement, HtmlInputElement};

wasm_bindgen_test_configure!(run_in_browser);

/// A GitHub with one runner, which a test can change at any time.
#[derive(Clone)]
struct Fake {
    runner: Arc<Mutex<&'static str>>,
    asked: Arc<Mutex<Vec<Method>>>,
}

impl Transport for Fake {
    fn send<'a>(&'a self, request: Request, _signal: Option<&'a AbortSignal>) -> ResponseFuture<'a> {
        self.asked.lock().unwrap().push(request.method);
        let runner = *self.runner.lock().unwrap();
        let (status, body) = match (request.method, request.url.rsplit('/').next().unwrap_or_default()) {
            (Method::Post, _) => (201, r#"{"token":"CANARY","expires_at":"2020-01-22T12:13:35.123-08:00"}"#.to_owned()),
            (Method::Delete, _) => (204, String::new()),
            (Method::Get, "downloads") => (200, APPLICATIONS.to_owned()),
            (Method::Get, "7") => (200, runner.to_owned()),
            (Method::Get, _) => (200, format!(r#"{{"total_count":1,"runners":[{runner}]}}"#)),
        };
        let answer: Result<RawResponse, TransportError> = Ok(RawResponse { status, body, ..RawResponse::default() });
        Box::pin(std::future::ready(answer))
    }
}

const APPLICATIONS: &str = r#"[
    {"os":"linux","architecture":"x64","download_url":"https://ghe.corp.example/l.tar.gz","filename":"l.tar.gz"},
    {"os":"win","architecture":"arm64","download_url":"https://ghe.corp.example/w.zip","filename":"w.zip"}]"#;
const OFFLINE: &str = r#"{"id":7,"name":"build","os":"linux","status":"offline","busy":false,"labels":[]}"#;
const ONLINE: &str = r#"{"id":7,"name":"build","os":"linux","status":"online","busy":false,"labels":[]}"#;
const OTHER: &str = r#"{"id":7,"name":"pro\u202Ed","os":"linux","status":"offline","busy":false,"labels":[]}"#;

/// A page of its own with a dialog on it; gone at the end of the test.
struct Page {
    fake: Fake,
    place: Element,
    removed: Arc<Mutex<Vec<String>>>,
    _dialog: Box<dyn std::any::Any>,
}

impl Page {
    fn new<V: IntoView + 'static>(
        runner: &'static str,
        dialog: impl FnOnce(RunnerStore, Callback<String>) -> V + 'static,
    ) -> Self
    where
        V::State: 'static,
    {
        let fake = Fake { runner: Arc::new(Mutex::new(runner)), asked: Arc::default() };
        let place = document().create_element("div").unwrap();
        document().body().unwrap().append_child(&place).unwrap();
        let removed = Arc::new(Mutex::new(Vec::new()));
        let (transport, told) = (fake.clone(), removed.clone());
        let handle = leptos::mount::mount_to(place.clone().unchecked_into::<HtmlElement>(), move || {
            let token = AccessToken::parse("ghp_canary").unwrap();
            let client = Client::new("https://ghe.corp.example/api/v3", token, Box::new(transport));
            let scope = Scope::parse(ScopeKind::Organization, "octo-org").unwrap();
            let store = RunnerStore::new(client, Host::parse("ghe.corp.example").unwrap(), scope, SiteRules::default());
            dialog(store, Callback::new(move |sentence| told.lock().unwrap().push(sentence)))
        });
        Self { fake, place, removed, _dialog: Box::new(handle) }
    }

    fn remove_build(runner: &'static str) -> Self {
        Self::new(runner, |store, on_removed| {
            view! { <RemoveRunner store id=RunnerId(7) name="build".to_owned() on_close=|()| () on_removed /> }
        })
    }

    fn add() -> Self {
        Self::new(OFFLINE, |store, _| view! { <AddRunner store on_close=|()| () /> })
    }

    fn text(&self) -> String {
        self.place.text_content().unwrap_or_default()
    }

    fn all(&self, tag: &str) -> Vec<HtmlElement> {
        let found = self.place.get_elements_by_tag_name(tag);
        (0..found.length()).filter_map(|index| found.item(index)?.dyn_into().ok()).collect()
    }

    fn button(&self, name: &str) -> HtmlElement {
        self.all("button").into_iter().find(|button| button.text_content().as_deref() == Some(name)).unwrap()
    }

    fn labelled(&self, name: &str) -> Option<HtmlInputElement> {
        let label = self.all("label").into_iter().find(|label| label.text_content().as_deref() == Some(name))?;
        let by_id = label.get_attribute("for").and_then(|id| document().get_element_by_id(&id));
        by_id.or_else(|| label.query_selector("input").ok().flatten())?.dyn_into().ok()
    }

    fn type_into(&self, name: &str, text: &str) {
        let input = self.labelled(name).unwrap();
        input.set_value(text);
        input.dispatch_event(&Event::new("input").unwrap()).unwrap();
    }

    fn command(&self) -> Option<String> {
        let named =
            |region: &HtmlElement| region.get_attribute("aria-label").as_deref() == Some("Configuration command");
        self.all("section").into_iter().find(named).and_then(|region| region.text_content())
    }

    fn deletions(&self) -> usize {
        self.fake.asked.lock().unwrap().iter().filter(|method| **method == Method::Delete).count()
    }

    async fn until(&self, what: &str, condition: impl Fn(&Self) -> bool) {
        for _ in 0..1_000 {
            if condition(self) {
                return;
            }
            frame().await;
        }
        panic!("{what} did not come; the page says: {}", self.text());
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        self.place.remove();
    }
}

/// Waits for what the browser does next.
async fn frame() {
    let next = |resolve: Function, _| {
        window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, 10).unwrap();
    };
    JsFuture::from(Promise::new(&mut { next })).await.unwrap();
}

#[wasm_bindgen_test]
async fn an_offline_runner_is_removed_after_one_more_look() {
    let page = Page::remove_build(OFFLINE);
    page.until("the status", |page| page.text().contains("Offline")).await;
    page.button("Force remove").click();
    page.until("the end", |page| !page.removed.lock().unwrap().is_empty()).await;
    assert_eq!(*page.removed.lock().unwrap(), ["build was removed."]);
    assert_eq!(page.deletions(), 1);
}

#[wasm_bindgen_test]
async fn a_runner_that_came_to_life_is_asked_about_again() {
    let page = Page::remove_build(OFFLINE);
    page.until("the status", |page| page.text().contains("Offline")).await;
    *page.fake.runner.lock().unwrap() = ONLINE;
    page.button("Force remove").click();
    page.until("the alert", |page| page.text().contains("came online or took a job")).await;
    page.until("the box", |page| page.labelled("Type the runner name to confirm").is_some()).await;
    page.button("Force remove").click();
    page.type_into("Type the runner name to confirm", "buil");
    page.button("Force remove").click();
    frame().await;
    assert_eq!(page.deletions(), 0, "nothing was removed without the name");
    page.type_into("Type the runner name to confirm", "build");
    page.until("the button", |page| !page.button("Force remove").has_attribute("aria-disabled")).await;
    page.button("Force remove").click();
    page.until("the end", |page| !page.removed.lock().unwrap().is_empty()).await;
    assert_eq!(page.deletions(), 1);
}

#[wasm_bindgen_test]
async fn a_runner_of_another_name_is_left_alone() {
    let page = Page::remove_build(OFFLINE);
    page.until("the status", |page| page.text().contains("Offline")).await;
    *page.fake.runner.lock().unwrap() = OTHER;
    page.button("Force remove").click();
    page.until("the alert", |page| page.text().contains("is now called pro⟨U+202E⟩d")).await;
    assert_eq!((page.deletions(), page.removed.lock().unwrap().len()), (0, 0));
}

#[wasm_bindgen_test]
async fn the_command_is_there_with_nothing_touched_and_follows_the_form() {
    let page = Page::add();
    page.button("Generate registration token").click();
    page.until("the command", |page| page.command().is_some()).await;
    let plain = "./config.sh --url https://ghe.corp.example/octo-org --token CANARY";
    assert_eq!(page.command().as_deref(), Some(plain));
    page.type_into("Runner name", "it's");
    page.until("the name", |page| page.command() == Some(format!(r"{plain} --name 'it'\''s'"))).await;
    page.type_into("Runner name", "-x");
    page.until("the message", |page| page.text().contains("must not begin with a dash")).await;
    assert_eq!(page.command(), None);
}

#[wasm_bindgen_test]
async fn only_machines_that_are_offered_can_be_chosen() {
    let page = Page::add();
    page.until("the applications", |page| page.text().contains("l.tar.gz")).await;
    let barred = |page: &Page, name| page.labelled(name).is_some_and(|radio| radio.disabled());
    assert!(barred(&page, "macOS") && barred(&page, "ARM64") && !barred(&page, "Windows"));
    page.labelled("Windows").unwrap().click();
    page.until("the other archive", |page| page.text().contains("w.zip")).await;
    assert!(barred(&page, "x64") && page.labelled("ARM64").unwrap().checked());
}

/// Sets the page's wall clock forward or back, and right again at the end.
struct Clock(JsValue);

impl Clock {
    fn moved_by(seconds: f64) -> Self {
        let date = Reflect::get(&js_sys::global(), &"Date".into()).unwrap();
        let right = Reflect::get(&date, &"now".into()).unwrap();
        let now = Function::new_with_args("", &format!("return new Date().getTime() + {}", seconds * 1_000.0));
        Reflect::set(&date, &"now".into(), &now).unwrap();
        Self(right)
    }
}

impl Drop for Clock {
    fn drop(&mut self) {
        let date = Reflect::get(&js_sys::global(), &"Date".into()).unwrap();
        Reflect::set(&date, &"now".into(), &self.0).unwrap();
    }
}

/// What the token's countdown shows: `59:59`.
fn countdown(page: &Page) -> String {
    page.text().split_once("expires in ").map_or_else(String::new, |(_, rest)| rest.chars().take(5).collect())
}

#[wasm_bindgen_test]
async fn a_token_goes_when_its_hour_is_over_and_not_before() {
    let before = Date::now();
    let page = Page::add();
    page.button("Generate registration token").click();
    page.until("the command", |page| page.command().is_some()).await;
    {
        let _set_back = Clock::moved_by(-86_400.0);
        assert!(Date::now() < before);
        let shown = countdown(&page);
        page.until("the next second", |page| countdown(page) != shown && countdown(page).starts_with("59:")).await;
    }
    let _an_hour_later = Clock::moved_by(3_601.0);
    page.until("the end", |page| page.text().contains("has expired")).await;
    assert!(!page.place.inner_html().contains("CANARY"), "{}", page.text());
    assert!(page.button("Copy command").has_attribute("disabled"));
}
