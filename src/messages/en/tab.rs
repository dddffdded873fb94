//! The browser's tab, in English.

use crate::grouped::grouped;
use crate::messages::tab::TabTexts;

pub(crate) static TAB: TabTexts = TabTexts {
    choose: "Choose a scope",
    reading: "Reading runners",
    trouble: "Refresh failed",
    offline: |count| [&grouped(count, "en"), " offline"].concat(),
};
