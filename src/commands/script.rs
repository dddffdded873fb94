//! The complete script: make a folder, download, check, extract, configure, start (github-api.md section 4).
//!
//! Invariant: a script is one command of its shell, so that none of its lines can become the answer to a question of an
//! earlier one; it stops at the first step that fails, says so, and leaves the terminal and its folder as they were. It
//! has no comments: an interactive zsh would run them.

use super::configuration::{Configuration, Service};
use super::download::Download;
use super::quote::{posix, powershell};
use crate::github::System;

/// What a script says on the machine's terminal.
#[derive(Clone, Copy, Debug)]
pub struct ScriptTexts {
    /// The folder holds a configured runner already; nothing was touched.
    pub already_configured: &'static str,
    /// The archive is not the one that GitHub offers.
    pub wrong_checksum: &'static str,
    /// Some step failed, as the lines above say.
    pub stopped: &'static str,
}

impl Configuration {
    /// The script for the configuration's system, without a line end after it; it asks nothing, whatever was chosen.
    /// `None` where the download is for another system.
    pub fn script(&self, download: &Download, token: &str, texts: &ScriptTexts) -> Option<String> {
        if download.system != self.system() {
            return None;
        }
        let command = self.unattended_command(token);
        Some(match self.system() {
            System::Linux | System::MacOs => for_posix(self, download, &command, texts),
            System::Windows => for_powershell(self, download, &command, texts),
        })
    }
}

/// One subshell of `&&` steps. `set -e` would do as well only until someone puts `||` behind it.
fn for_posix(configuration: &Configuration, download: &Download, command: &str, texts: &ScriptTexts) -> String {
    let file = &download.file;
    let mut lines = vec!["(".to_owned()];
    let mut steps = vec![
        "mkdir -p actions-runner".to_owned(),
        // With the dot, so that CDPATH has no say.
        "cd ./actions-runner".to_owned(),
        // A second run must not write over the files of a runner that may be at work.
        format!("{{ test ! -e .runner || {{ echo {}; false; }}; }}", posix(texts.already_configured)),
        // `--fail`: otherwise an error page would be saved as the archive.
        format!("curl -o {file} -L {}{} --fail", posix_header(download), posix(&download.url)),
    ];
    if let Some(checksum) = &download.checksum {
        if configuration.system() == System::Linux {
            // shasum is Perl's, and small systems have none; sha256sum takes the same lines.
            lines.push("command -v shasum >/dev/null || shasum() { shift 2; sha256sum \"$@\"; }".to_owned());
        }
        steps.push(format!("echo \"{checksum}  {file}\" | shasum -a 256 -c"));
    }
    steps.push(format!("tar xzf ./{file}"));
    steps.push(command.to_owned());
    lines.push(steps.join(" &&\n") + " ||");
    lines.push(format!("{{ echo {} >&2; exit 1; }}", posix(texts.stopped)));
    lines.push(
        match (configuration.service(), configuration.system()) {
            (Service::ByHand, _) => "./run.sh",
            (Service::AsService, System::MacOs) => "./svc.sh install && ./svc.sh start",
            (Service::AsService, _) => "sudo ./svc.sh install && sudo ./svc.sh start",
        }
        .to_owned(),
    );
    lines.push(")".to_owned());
    lines.join("\n")
}

fn posix_header(download: &Download) -> String {
    match &download.token {
        None => String::new(),
        Some(token) => format!("-H {} ", posix(&format!("Authorization: Bearer {token}"))),
    }
}

/// One script block, for Windows PowerShell 5.1 and later.
fn for_powershell(configuration: &Configuration, download: &Download, command: &str, texts: &ScriptTexts) -> String {
    let file = &download.file;
    let header = match &download.token {
        None => String::new(),
        Some(token) => format!(" -Headers @{{ Authorization = {} }}", powershell(&format!("Bearer {token}"))),
    };
    let mut lines = vec![
        "& {".to_owned(),
        "$ErrorActionPreference = 'Stop'".to_owned(),
        "New-Item -ItemType Directory -Force -Path actions-runner | Out-Null".to_owned(),
        "Push-Location ./actions-runner".to_owned(),
        "try {".to_owned(),
        format!("if (Test-Path ./.runner) {{ throw {} }}", quoted(texts.already_configured)),
        // 5.1 asks back without -UseBasicParsing, or fails where Internet Explorer was never started.
        format!("Invoke-WebRequest -Uri {} -OutFile {file}{header} -UseBasicParsing", powershell(&download.url)),
    ];
    if let Some(checksum) = &download.checksum {
        lines.push(format!(
            "if ((Get-FileHash -Path ./{file} -Algorithm SHA256).Hash -ne '{checksum}') {{ throw {} }}",
            quoted(texts.wrong_checksum)
        ));
    }
    lines.extend([
        "Add-Type -AssemblyName System.IO.Compression.FileSystem".to_owned(),
        // 5.1 cannot extract over files of an earlier try.
        format!(
            "if (-not (Test-Path ./config.cmd)) {{ [System.IO.Compression.ZipFile]::ExtractToDirectory(\"$PWD/{file}\", \"$PWD\") }}"
        ),
        command.to_owned(),
        format!("if ($LASTEXITCODE -ne 0) {{ throw {} }}", quoted(texts.stopped)),
    ]);
    if configuration.service() == Service::ByHand {
        lines.push("./run.cmd".to_owned());
    }
    lines.push("} finally { Pop-Location }".to_owned());
    lines.push("}".to_owned());
    lines.join("\n")
}

/// A text in quotes in any case: `throw` takes an expression, and a bare word is a command there.
fn quoted(text: &str) -> String {
    let word = powershell(text);
    if word == text { format!("'{word}'") } else { word }
}
