//! English: what several screens share.

use crate::i18n::common::Common;

pub(crate) static COMMON: Common = Common {
    title: "Runner Console",
    close: "Close",
    dismiss: "Dismiss",
    copied: "Copied",
    copy_by_hand: "The browser does not allow copying here. Copy the text yourself: it is selected.",
    try_again: "Try again",
    reload: "Reload the page",
};
