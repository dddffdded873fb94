//! What leaves the page for others, in English.

use crate::format_number::format_number;
use crate::i18n::HandOver;

pub(crate) static HAND_OVER: HandOver = HandOver {
    export: "Export",
    rows: |count| {
        [format_number(count, "en").as_str(), if count == 1 { " runner" } else { " runners" }, ", as in the table"]
            .concat()
    },
    csv: "Download CSV",
    json: "Download JSON",
    markdown: "Copy as Markdown",
    markdown_copied: "Markdown copied",
    markdown_by_hand: "The browser did not allow copying. Copy this table by hand:",
    saved: |file| ["Saved as ", file].concat(),
    not_saved: "The browser did not let the page save a file. Copy as Markdown instead.",
    report_not_saved: "The browser did not let the page save a file. Allow downloads for this site and try again.",
    csv_hint: "What a spreadsheet would take for a formula gets an apostrophe in front.",
    settings: "Runners on GitHub",
    runner_settings: "This runner on GitHub",
    no_settings: "GitHub's pages know this enterprise by its slug only, and it was given by its id.",
};
