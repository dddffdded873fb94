//! The language of the search box, and what helps with it; what is handed over.

use super::super::scene::{Scene, Step};

const ROW: &str = "tbody [role=row]";
const SEARCH: &str = "input[type=search]";
/// The small buttons between the numbers and the table come with the second part of the program.
const TOOLS: &str = ".desk-tools .popup > .button";
const OFFER: &str = ".completion-offer";

pub(super) fn scenes() -> Vec<Scene> {
    let table = |name, query| Scene::runners(name, query).wait(ROW).wait(TOOLS);
    // Buttons that open panels stand in the order of the desk: filters, views, export.
    let panel = |name, button: &'static str| table(name, "").press(button).wait(".popup-panel");
    vec![
        table("finding-not-understood", "&q=colour:red+status:sleepy+linux")
            .wait(".query-trouble:not(:empty)")
            .in_spanish(),
        table("finding-offers", "").then(Step::Focus(SEARCH)).types(SEARCH, "label:").wait(OFFER),
        panel("finding-facets", ".popup.facets > .button").in_spanish(),
        panel("finding-views", ".popup.views > .button"),
        panel("handing-over", ".popup.export > .button"),
    ]
}
