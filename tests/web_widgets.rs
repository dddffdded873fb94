//! The generic widgets in a real browser.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

#[path = "support/page.rs"]
mod page;

use js_sys::{Function, Object, Reflect};
use leptos::prelude::*;
use page::{Page, press, type_into};
use runner_console::components::{Combobox, CopyButton, Dialog, Field, RadioGroup};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{HtmlDialogElement, HtmlElement, HtmlTextAreaElement};

wasm_bindgen_test_configure!(run_in_browser);

fn focused() -> Option<HtmlElement> {
    document().active_element().map(JsCast::unchecked_into)
}

fn octo_names() -> Vec<String> {
    ["octo-org", "octo-lab", "other"].map(str::to_owned).to_vec()
}

#[wasm_bindgen_test]
async fn a_dialog_takes_the_focus_and_gives_it_back() {
    let page = Page::show(|| {
        let open = RwSignal::new(false);
        let dialog = move || {
            open.get().then(|| {
                view! { <Dialog label="Remove r1" close_label="Close" on_close=move |()| open.set(false)>{"body"}</Dialog> }
            })
        };
        view! { <button on:click=move |_| open.set(true)>{"Open"}</button> {dialog} }
    });
    page.button("Open").focus().unwrap();
    page.button("Open").click();
    page.until("the dialog is open and has the focus", |page| {
        let dialog = page.find("dialog");
        dialog.is_some_and(|dialog| {
            dialog.unchecked_ref::<HtmlDialogElement>().open() && focused() == dialog.dyn_into().ok()
        })
    })
    .await;
    let heading = page.get("dialog").get_attribute("aria-labelledby").unwrap();
    assert_eq!(document().get_element_by_id(&heading).unwrap().text_content().as_deref(), Some("Remove r1"));
    page.get("dialog button[aria-label=Close]").click();
    page.until("the dialog is gone", |page| page.find("dialog").is_none()).await;
    assert_eq!(focused(), Some(page.button("Open")));
}

#[wasm_bindgen_test]
async fn a_dialog_taken_off_the_page_gives_the_focus_back_too() {
    let open = RwSignal::new(false);
    let page = Page::show(move || {
        let dialog = move || {
            open.get().then(|| view! { <Dialog label="Add" close_label="Close" on_close=|()| ()>{"body"}</Dialog> })
        };
        view! { <button on:click=move |_| open.set(true)>{"Open"}</button> {dialog} }
    });
    page.button("Open").focus().unwrap();
    page.button("Open").click();
    page.until("the dialog has the focus", |page| {
        page.find("dialog").is_some_and(|it| focused() == it.dyn_into().ok())
    })
    .await;
    open.set(false);
    page.until("the focus is back", |page| focused() == Some(page.button("Open"))).await;
}

#[wasm_bindgen_test]
async fn escape_closes_the_list_and_keeps_the_text() {
    let value = RwSignal::new(String::new());
    let page = Page::show(move || view! { <Combobox label="Organization name" value suggestions=octo_names() /> });
    let input = page.labelled("Organization name");
    type_into(&input, "OCTO");
    page.until("two suggestions", |page| page.texts("[role=option]") == ["octo-org", "octo-lab"]).await;
    assert_eq!(input.get_attribute("aria-expanded").as_deref(), Some("true"));
    assert!(!press(&input, "Escape"), "the list takes the key for itself");
    page.until("the list is closed", |page| page.texts("[role=option]").is_empty()).await;
    assert_eq!((input.value().as_str(), value.get_untracked().as_str()), ("OCTO", "OCTO"));
    assert!(press(&input, "Escape"), "without a list the key is not ours");
    assert_eq!(input.value(), "OCTO");
}

#[wasm_bindgen_test]
async fn the_arrows_choose_and_enter_takes() {
    let value = RwSignal::new(String::new());
    let page = Page::show(move || view! { <Combobox label="Organization name" value suggestions=octo_names() /> });
    let input = page.labelled("Organization name");
    assert!(press(&input, "Enter"), "with nothing chosen Enter belongs to the form");
    press(&input, "ArrowDown");
    press(&input, "ArrowDown");
    page.until("the second is active", |page| {
        let active = page.get("input").get_attribute("aria-activedescendant");
        active
            .and_then(|id| document().get_element_by_id(&id))
            .is_some_and(|it| it.text_content().as_deref() == Some("octo-lab"))
    })
    .await;
    assert!(!press(&input, "Enter"));
    page.until("it is taken", |_| input.value() == "octo-lab").await;
    assert_eq!(value.get_untracked(), "octo-lab");
    assert_eq!(page.texts("[role=option]"), [""; 0]);
}

#[wasm_bindgen_test]
async fn an_error_is_read_out_and_tied_to_its_box() {
    let value = RwSignal::new("-x".to_owned());
    let error = Signal::derive(move || value.get().starts_with('-').then(|| "No hyphen first.".to_owned()));
    let page = Page::show(move || view! { <Field label="Runner name" value hint="Empty: the host name" error /> });
    let input = page.labelled("Runner name");
    page.until("the error shows", |page| page.texts("[role=alert]") == ["No hyphen first."]).await;
    assert_eq!(input.get_attribute("aria-invalid").as_deref(), Some("true"));
    let described = input.get_attribute("aria-describedby").unwrap();
    let described: Vec<_> =
        described.split(' ').map(|id| document().get_element_by_id(id).unwrap().text_content().unwrap()).collect();
    assert_eq!(described, ["Empty: the host name", "No hyphen first."]);
    type_into(&input, "x");
    page.until("the error is gone", |page| page.find("[role=alert]").is_none()).await;
    assert_eq!(input.get_attribute("aria-invalid"), None);
}

#[wasm_bindgen_test]
async fn one_radio_of_a_group_is_chosen() {
    let value = RwSignal::new(2_u8);
    let options: Vec<_> = [(1, "Linux"), (2, "macOS")].map(|(value, name)| (value, name.to_owned())).to_vec();
    let page = Page::show(move || view! { <RadioGroup label="Operating system" options value /> });
    page.until("the value is checked", |page| page.texts("label:has(:checked)") == ["macOS"]).await;
    page.get("label:first-child input").click();
    page.until("the other is checked", |page| page.texts("label:has(:checked)") == ["Linux"]).await;
    assert_eq!(value.get_untracked(), 1);
}

/// Puts something in the place of a property of the browser's for the rest of the page's life.
fn replace(object: &JsValue, name: &str, value: &JsValue) {
    let descriptor: Object = Object::new();
    Reflect::set(&descriptor, &"value".into(), value).unwrap();
    Reflect::set(&descriptor, &"configurable".into(), &JsValue::TRUE).unwrap();
    Function::new_with_args("object,name,descriptor", "Object.defineProperty(object, name, descriptor)")
        .call3(&JsValue::NULL, object, &name.into(), &descriptor)
        .unwrap();
}

#[wasm_bindgen_test]
async fn copying_says_so_and_has_a_way_out_where_it_is_refused() {
    let navigator: JsValue = window().navigator().into();
    let taking = js_sys::eval("({ writeText(text) { window.copied = text; return Promise.resolve(); } })").unwrap();
    replace(&navigator, "clipboard", &taking);
    let page =
        Page::show(|| view! { <CopyButton label="Copy command" text="./config.sh" done="Copied" by_hand="By hand" /> });
    page.button("Copy command").click();
    let copied = Reflect::get(&window(), &"copied".into()).unwrap().as_string();
    assert_eq!(copied.as_deref(), Some("./config.sh"), "copied within the click itself");
    page.until("it says so", |page| page.texts("[role=status]").join("").trim() == "Copied").await;

    let refusing = js_sys::eval("({ writeText() { return Promise.reject(new Error()); } })").unwrap();
    replace(&navigator, "clipboard", &refusing);
    replace(&document(), "execCommand", &Function::new_no_args("return false"));
    page.button("Copy command").click();
    page.until("the text is there to copy by hand, selected", |page| {
        let area = page.find("textarea").map(JsCast::unchecked_into::<HtmlTextAreaElement>);
        area.is_some_and(|area| area.value() == "./config.sh" && area.selection_end().unwrap() == Some(11))
    })
    .await;
    assert_eq!(page.texts("[role=alert]"), ["By hand"]);

    replace(&navigator, "clipboard", &JsValue::UNDEFINED);
    replace(&document(), "execCommand", &Function::new_no_args("return true"));
    page.button("Copy command").click();
    page.until("without a clipboard the old way is enough", |page| {
        page.find("textarea").is_none() && page.texts("[role=status]").join("").trim() == "Copied"
    })
    .await;
}
