//! The runner table in a real browser: windowing, focus, and what a refresh touches, over a store whose GitHub is a fake.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used)]

#[path = "support/fake_github.rs"]
mod fake_github;
#[path = "support/runners_page.rs"]
mod runners_page;

use fake_github::{FakeGitHub, runner};
use runners_page::{Page, focus, focused_row, frame, point, press, scroll_to, until, viewport};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, FocusOptions, HtmlElement, MutationObserver, MutationObserverInit, MutationRecord};

wasm_bindgen_test_configure!(run_in_browser);

/// A page with the runners 1 to `count` in the table.
async fn page_of(count: u64) -> Page {
    let page = Page::open(FakeGitHub::new((1..=count).map(|id| runner(id, &format!("runner-{id}")))));
    until("the rows are there", || page.row_count() == Some(count + 1) && page.rows().len() > 8).await;
    // With it the table moves down, and its last rows may leave the window.
    until("what stands above is there", || page.has_desk()).await;
    page
}

/// As a press of the mouse gives the focus.
fn focus_in_place(element: Element) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    element.dyn_into::<HtmlElement>().unwrap().focus_with_options(&options).unwrap();
}

#[wasm_bindgen_test]
async fn only_rows_near_the_viewport_are_on_the_page_wherever_one_scrolls() {
    let page = page_of(1_000).await;
    let height = page.rows()[0].get_bounding_client_rect().height();
    assert!(height > 20.0, "the style sheet is there");
    let most = 2.0 * (viewport() / height).floor() + 4.0;
    for share in [0.0, 0.3, 0.7, 1.0] {
        scroll_to(share * 1_000.0 * height);
        until("the rows in sight are on the page", || page.is_filled()).await;
        assert!(page.is_in_place(), "at {share}");
        let rows = f64::from(u32::try_from(page.rows().len()).unwrap());
        assert!(rows <= most, "{rows} rows, at most {most}");
    }
}

#[wasm_bindgen_test]
async fn a_refresh_that_brings_nothing_new_changes_nothing_in_the_table() {
    let page = page_of(250).await;
    let mutations = page.watch_table();
    page.refresh().await;
    assert_eq!(mutations.take(), 0);
    page.github.change(7, |runner| runner["busy"] = true.into());
    page.refresh().await;
    until("the change is seen", || page.row(7).is_some_and(|row| row.text_content().unwrap().contains("Busy"))).await;
    assert!(mutations.take() > 0, "the watch works");
}

#[wasm_bindgen_test]
async fn a_row_that_stays_keeps_its_elements_while_others_come_and_go() {
    let page = page_of(40).await;
    page.table().scroll_into_view();
    until("its row is on the page", || page.row(5).is_some() && page.is_filled()).await;
    let before = page.row(5).unwrap();
    page.github.remove(4);
    page.github.add(runner(41, "runner-41"));
    page.refresh().await;
    until("the others changed", || page.row(4).is_none()).await;
    assert!(before.is_same_node(page.row(5).as_deref()));
    assert_eq!(before.get_attribute("aria-rowindex").as_deref(), Some("5"), "it moved up by one");
}

/// What is put into the table for rows that have just left it. It is there for a moment; whoever was slow finds it here.
struct Leaving {
    seen: js_sys::Array,
    _on_change: Closure<dyn FnMut(js_sys::Array)>,
}

impl Leaving {
    fn watch(page: &Page) -> Self {
        let seen = js_sys::Array::new();
        let into = seen.clone();
        let on_change = Closure::<dyn FnMut(js_sys::Array)>::new(move |records: js_sys::Array| {
            for record in records.iter().map(JsCast::unchecked_into::<MutationRecord>) {
                let added = record.added_nodes();
                for node in (0..added.length()).filter_map(|place| added.get(place)) {
                    if node.dyn_ref::<Element>().is_some_and(|element| element.class_list().contains("leaving")) {
                        into.push(&node);
                    }
                }
            }
        });
        let observer = MutationObserver::new(on_change.as_ref().unchecked_ref()).unwrap();
        let what = MutationObserverInit::new();
        what.set_child_list(true);
        what.set_subtree(true);
        observer.observe_with_options(&page.table(), &what).unwrap();
        Self { seen, _on_change: on_change }
    }

    fn all(&self) -> Vec<Element> {
        self.seen.iter().map(JsCast::unchecked_into).collect()
    }
}

#[wasm_bindgen_test]
async fn a_row_that_leaves_is_seen_leaving_and_is_no_row_any_more() {
    let page = page_of(40).await;
    page.table().scroll_into_view();
    until("its row is on the page", || page.row(4).is_some() && page.is_filled()).await;
    let leaving = Leaving::watch(&page);
    let place = page.row(4).unwrap().dyn_into::<HtmlElement>().unwrap().offset_top();
    page.github.remove(4);
    page.refresh().await;
    until("it leaves", || !leaving.all().is_empty()).await;
    assert!(page.row(4).is_none(), "it is no row");
    assert!(page.is_in_place(), "the others are where they can be pressed");
    let picture: HtmlElement = leaving.all().remove(0).dyn_into().unwrap();
    assert_eq!(picture.style().get_property_value("top").unwrap(), format!("{place}px"), "it is where it was");
    assert!(picture.text_content().unwrap().contains("runner-4"));
    assert!(picture.has_attribute("inert") && !picture.has_attribute("role"));
    until("it has left", || !picture.is_connected()).await;
    assert_eq!(leaving.all().len(), 1);
}

#[wasm_bindgen_test]
async fn many_rows_that_go_at_once_just_go() {
    let page = page_of(40).await;
    for id in 1..=9 {
        page.github.remove(id);
    }
    let leaving = Leaving::watch(&page);
    page.refresh().await;
    until("they are gone", || page.row_count() == Some(32) && page.row(1).is_none()).await;
    assert!(leaving.all().is_empty());
}

#[wasm_bindgen_test]
async fn keys_move_the_focus_and_it_stays_on_its_row_however_far_one_scrolls() {
    let page = page_of(500).await;
    page.row(1).unwrap().query_selector("button").unwrap().map(focus).unwrap();
    for (key, row) in [("ArrowDown", 2), ("End", 500), ("ArrowUp", 499), ("Home", 1), ("ArrowDown", 2)] {
        press(key);
        until(key, || focused_row() == Some(row)).await;
    }
    scroll_to(9_000.0);
    until("the window has moved", || page.is_filled() && page.row(2).is_some()).await;
    assert_eq!(focused_row(), Some(2));
    assert!(page.is_in_place(), "the focused row is above the others");
    scroll_to(0.0);
    until("the window is back", || page.row(1).is_some()).await;
    assert_eq!(focused_row(), Some(2));
    assert!(page.is_in_place(), "the focused row is among the others again");
    press("End");
    until("the last row", || focused_row() == Some(500)).await;
    scroll_to(0.0);
    until("the window is back", || page.row(1).is_some()).await;
    assert!(page.is_in_place(), "the focused row is below the others");
}

#[wasm_bindgen_test]
async fn the_focus_of_a_row_that_goes_is_taken_by_the_next() {
    let page = page_of(30).await;
    page.row(3).unwrap().query_selector("button").unwrap().map(focus).unwrap();
    page.github.remove(3);
    page.refresh().await;
    until("the next row has the focus", || focused_row() == Some(4)).await;
}

#[wasm_bindgen_test]
async fn a_row_does_not_take_the_focus_from_where_somebody_has_gone_meanwhile() {
    let page = page_of(30).await;
    page.row(1).unwrap().query_selector("button").unwrap().map(focus).unwrap();
    press("ArrowDown");
    page.focus_on("input[type=search]");
    for _ in 0..3 {
        frame().await;
    }
    assert!(page.has_focus("input[type=search]"));
}

#[wasm_bindgen_test]
async fn a_row_that_is_partly_in_sight_stays_under_the_pointer_that_is_pressed_on_it() {
    let page = page_of(100).await;
    scroll_to(page.rows()[0].get_bounding_client_rect().top() + 10.0);
    until("the first row is cut in half", || page.rows()[0].get_bounding_client_rect().top() < 0.0).await;
    let before = page.rows()[0].get_bounding_client_rect().top();
    // The click is made where the mouse is released.
    page.row(1).unwrap().query_selector("button").unwrap().map(focus_in_place).unwrap();
    until("the row has the focus", || focused_row() == Some(1)).await;
    for _ in 0..3 {
        frame().await;
    }
    let after = page.rows()[0].get_bounding_client_rect().top();
    assert!((after - before).abs() < 0.5, "from {before} to {after}");
}

#[wasm_bindgen_test]
async fn the_table_stands_still_while_it_is_pressed_and_goes_on_when_no_click_can_come() {
    for end in ["pointerup", "pointercancel", "contextmenu"] {
        let page = page_of(30).await;
        let pressed = page.row(3).unwrap();
        point("pointerdown", &pressed);
        page.github.remove(1);
        page.refresh_unseen().await;
        assert!(page.row(1).is_some(), "it is still there before {end}");
        // The second finger ends nothing.
        pressed.dispatch_event(&web_sys::PointerEvent::new("pointerup").unwrap()).unwrap();
        point(end, &pressed);
        until(end, || page.row(1).is_none()).await;
        // What is pressed elsewhere holds nothing.
        point("pointerdown", &page.table().parent_element().unwrap());
        page.github.remove(2);
        page.refresh().await;
        until("it goes", || page.row(2).is_none()).await;
    }
}

#[wasm_bindgen_test]
async fn one_row_is_reached_by_the_tab_key() {
    let page = page_of(30).await;
    let reached = page.table().query_selector_all("tbody tr:has([tabindex='0'])").unwrap();
    assert_eq!(reached.length(), 1);
}

#[wasm_bindgen_test]
async fn the_filter_and_the_sort_decide_which_rows_are_shown() {
    let page = page_of(120).await;
    page.type_into("input[type=search]", "runner-11");
    until("eleven rows and the head", || page.row_count() == Some(12)).await;
    page.click("th.runner-name button");
    page.click("th.runner-name button");
    until("the last is first", || page.rows()[0].text_content().unwrap().starts_with("runner-119")).await;
    page.type_into("input[type=search]", "nothing is called so");
    until("no row", || page.rows().is_empty()).await;
    page.click(".nothing button");
    until("all rows", || page.row_count() == Some(121)).await;
}

#[wasm_bindgen_test]
async fn a_row_header_holds_one_button_with_the_visible_name() {
    let page = Page::open(FakeGitHub::new([runner(1, "prod\u{202e}gnp")]));
    until("the row is there", || page.rows().len() == 1).await;
    let row = &page.rows()[0];
    let header = row.query_selector("[role=rowheader]").unwrap().unwrap();
    assert_eq!(header.query_selector_all("*").unwrap().length(), 1);
    assert_eq!(header.first_element_child().unwrap().tag_name(), "BUTTON");
    assert_eq!(header.text_content().as_deref(), Some("prod⟨U+202E⟩gnp"));
    assert!(row.query_selector("[aria-label='Remove prod⟨U+202E⟩gnp']").unwrap().is_some());
}
