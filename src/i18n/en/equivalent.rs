//! Changes as commands, in English.

use crate::format_number::format_number;
use crate::i18n::EquivalentTexts;

pub(crate) static EQUIVALENT: EquivalentTexts = EquivalentTexts {
    summary: |task| ["In a terminal: ", task, " with curl or gh"].concat(),
    summary_of_removals: |count| {
        ["In a terminal: remove these ", format_number(count, "en").as_str(), " runners with curl or gh"].concat()
    },
    hint: "The request that the console sends, for a shell such as bash. Put an access token into the variable `GITHUB_TOKEN` first: it is in neither command.",
    curl: "curl command",
    gh: "gh command",
    copy_curl: "Copy curl command",
    copy_gh: "Copy gh command",
    no_gh: "`gh` reaches hosts by https and without a port only. For this one, use `curl`.",
};
