//! `Runner applications`, in English.

use crate::i18n::ApplicationTexts;

pub(crate) static APPLICATIONS: ApplicationTexts = ApplicationTexts {
    title: "Runner applications",
    hint: "What a machine downloads to become a runner. “Add runner” makes a script that does it.",
    reading: "Reading which runner applications there are…",
    none: "This host offers no runner applications for download. Ask its administrators for one.",
    system: "Operating system",
    architecture: "Architecture",
    file: "File",
    checksum: "SHA-256",
    no_checksum: "No SHA-256: this host names none.",
    copy_checksum: |file| ["Copy checksum of ", file].concat(),
    checksum_copied: "Checksum copied",
    needs_token: "Downloaded by the script of “Add runner” only: it needs a token.",
};
