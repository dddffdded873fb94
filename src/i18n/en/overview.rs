//! The overview above the runner table, in English.

use crate::format_number::format_number;
use crate::i18n::overview::{ActivityTexts, CapacityTexts, ChangeTexts, OverviewTexts, SuspectTexts};

pub(crate) static OVERVIEW: OverviewTexts = OverviewTexts {
    title: "Overview",
    shares: "Idle, busy and offline runners",
    only_these: "Show only these in the table",
    all_again: "Show every status again",
    more: |count| number(count, "more"),
    capacity: CapacityTexts {
        title: "Capacity",
        explained: "How many runners could take a job that asks for these labels. A runner with more labels counts, too.",
        labels: "Labels",
        free: "Free",
        online: "Online",
        total: "All",
        number: |count| format_number(count, "en"),
        none_online: "none online",
        none_free: "none free",
        no_labels: "No runner has labels here.",
        show: "Show these runners in the table",
        worst: |shown, of| {
            ["The ", &format_number(shown, "en"), " with the least room of ", &number(of, "sets of labels")].concat()
        },
    },
    activity: ActivityTexts {
        title: "Activity",
        drawing: "Lines of online and busy runners since this page was opened; in words below",
        too_soon: "The lines begin with the second reading of the runners.",
        online: |now, least, most| range("online", now, least, most),
        busy: |now, least, most| range("busy", now, least, most),
        between: |from, to| [from, " to ", to].concat(),
        explained: "From the readings of this page, and gone with it.",
    },
    changes: ChangeTexts {
        title: |count| {
            if count == 0 { "Changes".to_owned() } else { ["Changes (", &format_number(count, "en"), ")"].concat() }
        },
        nothing: "Nothing to list. Runners that appear, disappear, go offline or come back from one reading to the next are listed here until you dismiss them.",
        between: |from, to| ["Between the readings at ", from, " and ", to].concat(),
        went_offline: "Went offline",
        gone: "Gone",
        appeared: "Appeared",
        came_back: "Came back",
        how_many_went_offline: |count| number(count, "went offline"),
        how_many_gone: |count| number(count, if count == 1 { "is gone" } else { "are gone" }),
        how_many_appeared: |count| number(count, "appeared"),
        how_many_came_back: |count| number(count, "came back"),
        show: |shown, of| {
            if shown == of { "Show these in the table".to_owned() } else { first(shown, of) }
        },
    },
    suspects: SuspectTexts {
        title: "Suspects",
        explained: "Probably left over: offline, while most others of their name, whatever its number, are online.",
        none: "No runner looks left over: none is offline while most others of its name are online.",
        show_all: |shown, of| {
            if of == 1 {
                "Show the one in the table".to_owned()
            } else if shown == of {
                ["Show all ", &format_number(of, "en"), " in the table"].concat()
            } else {
                first(shown, of)
            }
        },
        show: |family| ["Show ", family].concat(),
        online_of: |online, of| [&format_number(online, "en"), " of ", &number(of, "online")].concat(),
        offline: |names| ["Offline: ", names].concat(),
        same_name: "One has the name without a number: a machine that was registered twice?",
    },
};

fn first(shown: usize, of: usize) -> String {
    ["Show the first ", &format_number(shown, "en"), " of ", &format_number(of, "en"), " in the table"].concat()
}

fn number(count: usize, word: &str) -> String {
    [&format_number(count, "en"), " ", word].concat()
}

fn range(word: &str, now: usize, least: usize, most: usize) -> String {
    let number = |count| format_number(count, "en");
    [&number(now), " ", word, " now; lowest ", &number(least), ", highest ", &number(most)].concat()
}
