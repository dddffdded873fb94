//! The language of the search box, and what helps with it; what is handed over.

use super::super::scene::{Scene, Step};

const ROW: &str = "tbody [role=row]";
const SEARCH: &str = "input[type=search]";
/// The small buttons between the numbers and the table come with the first answer.
const TOOLS: &str = ".desk-tools .popup > .button";
const OFFER: &str = ".completion-offer";

/// Looks like a token, and is none.
const TOKEN: &str = "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx";

pub(super) fn scenes() -> Vec<Scene> {
    let table = |name, query| Scene::runners(name, query).wait(ROW).wait(TOOLS);
    // Buttons that open panels stand in the order of the desk: filters, views, export.
    let panel = |name, button: &'static str| table(name, "").press(button).wait(".popup-panel");
    let saved = |name, called: &str| {
        table(name, "&q=status:offline")
            .press(".popup.views > .button")
            .types(".save-view input", called)
            .press(".save-view .button")
    };
    vec![
        table("finding-not-understood", "&q=colour:red+status:sleepy+linux")
            .wait(".query-trouble:not(:empty)")
            .in_spanish(),
        table("finding-offers", "").then(Step::Focus(SEARCH)).types(SEARCH, "label:").wait(OFFER),
        panel("finding-facets", ".popup.facets > .button").in_spanish(),
        panel("finding-facet-pressed", ".popup.facets > .button")
            .press(".facet-value")
            .wait(".facet-value[aria-pressed=true]"),
        table("finding-token", "").types(SEARCH, TOKEN).wait(".query-trouble:not(:empty)"),
        panel("finding-views", ".popup.views > .button"),
        saved("finding-views-refused", "").wait(".save-view [aria-invalid=true]"),
        saved("finding-views-saved", "The dead").wait(".saved-views li"),
        panel("handing-over", ".popup.export > .button"),
    ]
}
