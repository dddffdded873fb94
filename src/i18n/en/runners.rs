//! The runner table and what stands above it, in English.

use crate::format_number::format_number;
use crate::i18n::runners::{Columns, CountTexts, NothingTexts, ReadingTexts, Runners, States};

pub(crate) static RUNNERS: Runners = Runners {
    title: "Runners",
    filter: "Filter runners",
    filter_placeholder: "Text, or status:offline label:gpu",
    clear_filter: "Clear filter",
    refresh: "Refresh",
    add: "Add runner",
    applications: "Runner applications",
    copy_link: "Copy link",
    link_copied: "Link copied",
    copy_link_by_hand: "The browser did not allow copying. Copy this link by hand:",
    remove: |name| ["Remove ", name].concat(),
    columns: Columns {
        select: "Selected",
        name: "Name",
        status: "Status",
        busy: "Busy",
        os: "OS",
        labels: "Labels",
        actions: "Actions",
    },
    states: States {
        online: "Online",
        offline: "Offline",
        unknown: "Unknown",
        busy: "Busy",
        idle: "Idle",
        no_job: "–",
    },
    counts: CountTexts {
        total: |count| number(count, if count == 1 { "runner" } else { "runners" }),
        total_so_far: |count| [&format_number(count, "en"), "+ runners"].concat(),
        online: |count| number(count, "online"),
        busy: |count| number(count, "busy"),
        idle: |count| number(count, "idle"),
        offline: |count| number(count, "offline"),
        other: |count| number(count, "of another status"),
    },
    more_labels: |count| ["+", &count.to_string()].concat(),
    shown_of: |shown, total| [&format_number(shown, "en"), " of ", &number(total, "runners match the filter")].concat(),
    reading: ReadingTexts {
        progress: |done, of| match of {
            Some(of) => [
                "Reading runners: page ",
                &format_number(done as usize, "en"),
                " of ",
                &format_number(of as usize, "en"),
            ]
            .concat(),
            None => "Reading runners".to_owned(),
        },
        all_read: |count| ["All runners were read: ", &format_number(count, "en"), "."].concat(),
        refreshed_at: |time| ["Read at ", time].concat(),
        next_at: |time| ["next refresh at ", time].concat(),
        slowed_until: |time| ["next refresh at ", time, ", later than usual to spare the rate limit"].concat(),
        limited_until: |time| ["GitHub asked to wait: next refresh at ", time].concat(),
        paused: "refresh paused while this tab is hidden",
        offline: "refresh paused while the browser is offline",
        stopped: "refresh by hand once the cause is gone",
        changed: "The fleet changed while it was being read. The rows are right; a runner that moved between pages may be missing until the next refresh.",
        counts_differ: |counted, listed, shown| {
            let (counts, lists) = (format_number(large(counted), "en"), format_number(large(listed), "en"));
            let kept = if shown as u64 > listed {
                " Runners that GitHub listed before stay in the table."
            } else {
                " The table shows the runners that it lists."
            };
            ["GitHub counts ", &counts, ", lists ", &lists, ".", kept].concat()
        },
        pages_missing: |pages| {
            let which = if pages.contains(',') { "pages " } else { "page " };
            [
                "Some runners are missing, as GitHub did not give out ",
                which,
                pages,
                " of its list. The others are shown and counted; Refresh reads the missing ones.",
            ]
            .concat()
        },
        showing_earlier: |time, ago| ["The table shows the runners as read at ", time, " (", ago, ")."].concat(),
    },
    nothing: NothingTexts {
        loading: "Reading runners",
        empty: "No self-hosted runners here yet",
        empty_next: "Add a machine, and it appears in this table.",
        no_match: "No runner matches the filter",
        no_match_next: "Every word must be somewhere in a runner's name, id, OS or labels, and every term such as status:offline must hold.",
    },
};

fn large(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

fn number(count: usize, word: &str) -> String {
    [&format_number(count, "en"), " ", word].concat()
}
