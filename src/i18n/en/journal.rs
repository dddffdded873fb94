//! The list of changes, in English.

use crate::format_number::format_number;
use crate::github::Operation;
use crate::i18n::JournalTexts;

pub(crate) static JOURNAL: JournalTexts = JournalTexts {
    title: "What this tab changed",
    hint: "Every change that this page asked GitHub for. It is kept in memory only, without any token, and is gone when the page is reloaded or closed.",
    nothing: "Nothing was changed from this tab yet.",
    count: |count| [format_number(count, "en").as_str(), if count == 1 { " request" } else { " requests" }].concat(),
    latest: |shown| ["The latest ", &format_number(shown, "en"), " are shown. The files have all of them."].concat(),
    not_saved: "The browser did not let the page save a file.",
    what: |operation| match operation {
        Operation::CreateRegistrationToken => "Generate registration token",
        Operation::CreateRemoveToken => "Generate remove token",
        _ => "Force remove",
    },
    unnamed: |id| ["runner ", id].concat(),
    done: "Done",
    already_gone: "The runner was already gone",
    failed: "Not done.",
    unknown: "It may have been done or not.",
    who: |login, host| [login, " on ", host].concat(),
    unknown_login: "the owner of the token",
};
