//! English.

use super::{Common, Messages};

pub(super) static ENGLISH: Messages = Messages { common: Common { title: "Runner Console", close: "Close" } };
