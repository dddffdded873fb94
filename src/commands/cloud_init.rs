//! The script as user data of a machine that does not exist yet: a `#cloud-config` for cloud-init.
//!
//! cloud-init runs as root, which the runner refuses: so a user is made, who downloads and configures; root installs what
//! the runner needs and the service. By hand nobody could start it, and a machine that runs it while it starts would never
//! be done with starting.
//!
//! Invariant: one text of YAML, of which no line that was not written here begins where YAML could read it: everything of
//! a person is in one literal block, in which nothing is special but how far its lines are indented.

use super::configuration::Configuration;
use super::configuration::command_line::posix_with_token;
use super::download::Download;
use super::quote::posix;
use super::script::{ScriptTexts, failing, fetching};
use crate::github::Os;

/// The user that is made, and the runner's.
const USER: &str = "actions-runner";

impl Configuration {
    /// The user data, with a line end after it. `None` but for Linux, and where the download is for another system.
    ///
    /// The token is in the environment whatever was chosen: on the way to the user it would stand in a list of processes.
    pub fn user_data(&self, download: &Download, token: &str, texts: &ScriptTexts) -> Option<String> {
        if self.system() != Os::Linux || download.system != Os::Linux {
            return None;
        }
        let (before, steps) = fetching(self, download, texts);
        let fetch: Vec<String> = before.map(str::to_owned).into_iter().chain([steps.join(" &&\n")]).collect();
        let steps = [
            ["cd /home/", USER].concat(),
            as_user(&fetch.join("\n")),
            "cd ./actions-runner".to_owned(),
            // What an image lacks, such as ICU. Where this does not know the system, `config.sh` says what is missing.
            "{ ./bin/installdependencies.sh || :; }".to_owned(),
            posix_with_token(token, &as_user(&self.unattended_call())),
            ["./svc.sh install ", USER].concat(),
            "./svc.sh start".to_owned(),
        ];
        let script = ["(\n", &steps.join(" &&\n"), " ||\n", &failing(texts), "\n)"].concat();
        let mut text = ["#cloud-config\nusers:\n  - default\n  - name: ", USER, "\n    homedir: /home/", USER].concat();
        text.push_str("\n    shell: /bin/bash\n    lock_passwd: true\nruncmd:\n  - |\n");
        for line in script.lines() {
            text.push_str(&["    ", line, "\n"].concat());
        }
        Some(text)
    }
}

/// A script as the user runs it, from the folder where root is.
fn as_user(script: &str) -> String {
    ["su -s /bin/sh -c ", &posix(script), " ", USER].concat()
}
