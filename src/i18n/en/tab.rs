//! The browser's tab, in English.

use crate::format_number::format_number;
use crate::i18n::tab::TabTexts;

pub(crate) static TAB: TabTexts = TabTexts {
    choose: "Choose a scope",
    reading: "Reading runners",
    trouble: "Refresh failed",
    offline: |count| [&format_number(count, "en"), " offline"].concat(),
};
