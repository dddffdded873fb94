//! English: what several screens share.

use crate::messages::common::Common;

pub(crate) static COMMON: Common = Common {
    title: "Runner Console",
    close: "Close",
    dismiss: "Dismiss",
    copied: "Copied",
    copy_by_hand: "The browser does not allow copying here. Copy the text yourself: it is selected.",
    part_awaited: "Loading…",
    part_missing: "This part of the console could not be loaded. Check that the site it came from can be reached and try again. If that does not help, reload the page: the site may have a newer console.",
    try_again: "Try again",
    reload: "Reload the page",
};
