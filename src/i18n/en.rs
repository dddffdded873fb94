//! English.

pub(super) mod add;
pub(super) mod applications;
pub(super) mod bulk;
pub(super) mod check;
pub(super) mod common;
pub(super) mod connect;
pub(super) mod detail;
pub(super) mod equivalent;
pub(super) mod errors;
pub(super) mod hand_over;
pub(super) mod journal;
pub(super) mod keys;
pub(super) mod one_time;
pub(super) mod overview;
pub(super) mod preferences;
pub(super) mod query;
pub(super) mod remove;
pub(super) mod runners;
pub(super) mod scope;
pub(super) mod site;
pub(super) mod tab;
