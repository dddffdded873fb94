//! English.

mod detail;
mod runners;

use super::{Common, Messages};

pub(super) static ENGLISH: Messages = Messages {
    common: Common { title: "Runner Console", close: "Close" },
    runners: runners::RUNNERS,
    detail: detail::DETAIL,
};
