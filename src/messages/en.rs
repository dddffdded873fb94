//! English.

mod add;
mod applications;
mod connect;
mod detail;
mod errors;
mod one_time;
mod remove;
mod runners;
mod scope;
mod site;

use super::{Common, Messages};

pub(super) static ENGLISH: Messages = Messages {
    runners: runners::RUNNERS,
    detail: detail::DETAIL,
    common: Common {
        title: "Runner Console",
        close: "Close",
        copied: "Copied",
        copy_by_hand: "The browser does not allow copying here. Copy the text yourself: it is selected.",
    },
    connect: connect::CONNECT,
    shell: scope::SHELL,
    scope: scope::SCOPE,
    errors: errors::ERRORS,
    add: add::ADD,
    remove: remove::REMOVE,
    applications: applications::APPLICATIONS,
    one_time: one_time::ONE_TIME,
    site: site::SITE,
};
