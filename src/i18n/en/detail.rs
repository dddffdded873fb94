//! One runner, read fresh, in English.

use crate::i18n::Detail;

pub(crate) static DETAIL: Detail = Detail {
    id: "Id",
    group: "Runner group",
    ephemeral: "Ephemeral",
    version: "Version",
    yes: "Yes, it takes one job only",
    no: "No",
    read_only: "given by GitHub",
    custom: "custom",
    no_labels: "None",
    invisible: "This name holds characters that do not show, or that move other text about. They are written out.",
    unnamed: |id| ["Runner ", id].concat(),
    reading: "Reading this runner…",
};
