//! English.

mod add;
mod applications;
mod detail;
mod one_time;
mod remove;
mod runners;

use super::{Common, Messages};

pub(super) static ENGLISH: Messages = Messages {
    common: Common { title: "Runner Console", close: "Close" },
    add: add::ADD,
    remove: remove::REMOVE,
    applications: applications::APPLICATIONS,
    one_time: one_time::ONE_TIME,
    runners: runners::RUNNERS,
    detail: detail::DETAIL,
};
