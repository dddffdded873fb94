//! A corner of the browser's page for the tests of widgets and screens, read and used as a person would.

use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use std::any::Any;
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use web_sys::{Element, HtmlElement, HtmlInputElement};

/// How many turns of the browser's task queue a change may take. None takes more than a few.
const MOST_TURNS: usize = 200;

/// Something put on the page; it leaves when this is dropped.
pub struct Page {
    place: HtmlElement,
    _mounted: Box<dyn Any>,
}

impl Page {
    /// Puts a view on the page.
    pub fn show<N: IntoView + 'static>(view: impl FnOnce() -> N + 'static) -> Self {
        let place: HtmlElement = document().create_element("div").unwrap().unchecked_into();
        document().body().unwrap().append_child(&place).unwrap();
        let mounted: UnmountHandle<_> = mount_to(place.clone(), view);
        Self { place, _mounted: Box::new(mounted) }
    }

    /// The first element that a CSS selector finds.
    pub fn find(&self, selector: &str) -> Option<Element> {
        self.place.query_selector(selector).unwrap()
    }

    /// The same, where it must be there.
    pub fn get(&self, selector: &str) -> HtmlElement {
        self.find(selector).unwrap_or_else(|| panic!("no {selector} in {}", self.place.inner_html())).unchecked_into()
    }

    /// All elements that a selector finds.
    pub fn all(&self, selector: &str) -> Vec<HtmlElement> {
        let found = js(&["root", "selector"], "return [...root.querySelectorAll(selector)]")
            .call2(&JsValue::NULL, &self.place, &selector.into())
            .unwrap();
        js_sys::Array::from(&found).iter().map(JsCast::unchecked_into).collect()
    }

    /// The texts of all elements that a selector finds.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        self.all(selector).iter().map(|element| element.text_content().unwrap_or_default()).collect()
    }

    /// The button with this text.
    pub fn button(&self, name: &str) -> HtmlElement {
        self.named("button", name)
    }

    /// The text box or checkbox that a label names.
    pub fn labelled(&self, label: &str) -> HtmlInputElement {
        let id = self.named("label", label).get_attribute("for").unwrap();
        document().get_element_by_id(&id).unwrap().unchecked_into()
    }

    fn named(&self, selector: &str, text: &str) -> HtmlElement {
        let mut found = self.all(selector).into_iter();
        found
            .find(|element| element.text_content().unwrap_or_default().trim() == text)
            .unwrap_or_else(|| panic!("no {selector} {text} in {}", self.place.inner_html()))
    }

    /// Waits until something is true of the page.
    pub async fn until(&self, what: &str, is_true: impl Fn(&Self) -> bool) {
        for _ in 0..MOST_TURNS {
            if is_true(self) {
                return;
            }
            turn().await;
        }
        panic!("never came true: {what}; the page: {}", self.place.inner_html());
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        self.place.remove();
    }
}

/// One turn of the browser's task queue (promises, effects and events included).
pub async fn turn() {
    let soon = js_sys::Promise::new(&mut |resolve, _| {
        window().set_timeout_with_callback(&resolve).unwrap();
    });
    wasm_bindgen_futures::JsFuture::from(soon).await.unwrap();
}

/// Types a text into a box, in place of what is there.
pub fn type_into(input: &HtmlInputElement, text: &str) {
    input.focus().unwrap();
    input.set_value(text);
    js(&["input"], "input.dispatchEvent(new InputEvent('input', { bubbles: true }))")
        .call1(&JsValue::NULL, input)
        .unwrap();
}

/// What the browser says to a box that gets the focus; it says so by itself only in a window that has the focus.
#[allow(dead_code, reason = "not every test file needs it")]
pub fn enter(element: &HtmlElement) {
    js(&["element"], "element.dispatchEvent(new FocusEvent('focus'))").call1(&JsValue::NULL, element).unwrap();
}

/// Presses a key; true where the page let the browser do what it usually does with it.
#[allow(dead_code, reason = "not every test file presses keys")]
pub fn press(element: &HtmlElement, key: &str) -> bool {
    let body = "return element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))";
    js(&["element", "key"], body).call2(&JsValue::NULL, element, &key.into()).unwrap().is_truthy()
}

/// A little JavaScript, rather than features of web-sys that only tests would need.
fn js(arguments: &[&str], body: &str) -> js_sys::Function {
    js_sys::Function::new_with_args(&arguments.join(","), body)
}
