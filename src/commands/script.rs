//! The complete script: make a folder, download, check, extract, configure, start (github-api.md section 4).
//!
//! Invariant: a script is one command of its shell, so that none of its lines can become the answer to a question of an
//! earlier one; it stops at the first step that fails, says so, and leaves the terminal and its folder as they were. It
//! has no comments: an interactive zsh would run them.
//!
//! The script for all of several machines is the same for each: it takes the number of its machine as its one argument,
//! and without one says so and does nothing.

use super::configuration::{Configuration, Service};
use super::download::Download;
use super::name_pattern::Numbered;
use super::quote::{posix, powershell, powershell_text};
use crate::github::Os;

/// What a script says on the machine's terminal.
#[derive(Clone, Copy, Debug)]
pub struct ScriptTexts {
    /// The folder holds a configured runner already; nothing was touched.
    pub already_configured: &'static str,
    /// The archive is not the one that GitHub offers.
    pub wrong_checksum: &'static str,
    /// Some step failed, as the lines above say.
    pub stopped: &'static str,
    /// Of a script for all of several machines: it wants a number between these two.
    pub which_machine: fn(first: u32, last: u32) -> String,
}

/// What a machine is set up by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScriptKind {
    /// A script for a shell of the machine's system.
    Shell,
    /// User data for cloud-init, for a machine that does not exist yet.
    UserData,
}

impl ScriptKind {
    /// Both, in the order of the screen.
    pub const ALL: [Self; 2] = [Self::Shell, Self::UserData];
}

impl Configuration {
    /// What the machine is set up by, in the form that is wished.
    pub fn script_as(&self, kind: ScriptKind, download: &Download, token: &str, texts: &ScriptTexts) -> Option<String> {
        match kind {
            ScriptKind::Shell => self.script(download, token, texts),
            ScriptKind::UserData => self.user_data(download, token, texts),
        }
    }

    /// The script for the configuration's system, without a line end after it; it asks nothing, whatever was chosen. Of
    /// several machines with names from a pattern: the first one's. `None` where the download is for another system.
    pub fn script(&self, download: &Download, token: &str, texts: &ScriptTexts) -> Option<String> {
        let command = self.unattended_command(token);
        let lines = match self.system() {
            _ if download.system != self.system() => return None,
            Os::Linux | Os::MacOs => ["(".to_owned(), for_posix(self, download, &command, texts), ")".to_owned()],
            Os::Windows => ["& {".to_owned(), for_powershell(self, download, &command, texts), "}".to_owned()],
        };
        Some(lines.join("\n"))
    }

    /// One script for each of several machines with names from a pattern: it is given the machine's number. `None` where
    /// that is not how they are called, or the download is for another system.
    pub fn script_for_all(&self, download: &Download, token: &str, texts: &ScriptTexts) -> Option<String> {
        let names = self.numbered()?;
        let command = |name| self.unattended_command_named(token, name);
        let lines = match self.system() {
            _ if download.system != self.system() => return None,
            Os::Linux | Os::MacOs => [
                "(\n".to_owned() + &posix_name(names, texts),
                for_posix(self, download, &command("\"$name\""), texts),
                ")".to_owned(),
            ],
            Os::Windows => [
                "& {\n".to_owned() + &powershell_name(names, texts),
                for_powershell(self, download, &command("$name"), texts),
                "} @args".to_owned(),
            ],
        };
        Some(lines.join("\n"))
    }
}

/// Sets `name`. `printf` takes a number that begins with 0 for an octal one, so that none is let through. Without `[!…]`,
/// which an interactive zsh takes for a word of its history.
fn posix_name(names: &Numbered, texts: &ScriptTexts) -> String {
    let (first, last) = (names.first, names.last());
    let usage = posix(&(texts.which_machine)(first, last));
    let longest = last.to_string().len();
    let numbers: Vec<String> = (0..longest).map(|further| "[1-9]".to_owned() + &"[0-9]".repeat(further)).collect();
    [
        &["case ${1-} in 0 | ", &numbers.join(" | "), ") ;; *) false ;; esac &&"].concat(),
        &format!("test \"$1\" -ge {first} && test \"$1\" -le {last} ||"),
        &["{ echo ", &usage, " >&2; exit 1; }"].concat(),
        &format!("name={}$(printf %0{}d \"$1\"){}", part(&names.before), names.digits, part(&names.after)),
    ]
    .map(String::as_str)
    .join("\n")
}

/// A part of a word of a POSIX shell: nothing rather than empty quotes.
fn part(text: &str) -> String {
    if text.is_empty() { String::new() } else { posix(text) }
}

/// Sets `$name`.
fn powershell_name(names: &Numbered, texts: &ScriptTexts) -> String {
    let (first, last) = (names.first, names.last());
    let usage = powershell_text(&(texts.which_machine)(first, last));
    let number = format!("([int]$args[0]).ToString('{}')", "0".repeat(names.digits));
    let name = [&powershell_text(&names.before), " + ", &number, " + ", &powershell_text(&names.after)].concat();
    [
        "$ErrorActionPreference = 'Stop'",
        "if ($args.Count -ne 1 -or \"$($args[0])\" -notmatch '^[0-9]{1,7}$' -or",
        &format!("[int]$args[0] -lt {first} -or [int]$args[0] -gt {last}) {{ throw {usage} }}"),
        &["$name = ", &name].concat(),
    ]
    .join("\n")
}

/// Makes the folder, downloads, checks and extracts: `&&` steps, and the line that must stand before them, if there is one.
pub(super) fn fetching(
    configuration: &Configuration,
    download: &Download,
    texts: &ScriptTexts,
) -> (Option<&'static str>, Vec<String>) {
    let file = &download.file;
    let mut before = None;
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
        if configuration.system() == Os::Linux {
            // shasum is Perl's, and small systems have none; sha256sum takes the same lines.
            before = Some("command -v shasum >/dev/null || shasum() { shift 2; sha256sum \"$@\"; }");
        }
        steps.push(format!("echo \"{checksum}  {file}\" | shasum -a 256 -c"));
    }
    steps.push(format!("tar xzf ./{file}"));
    (before, steps)
}

/// What is in the subshell: `&&` steps. `set -e` would do as well only until someone puts `||` behind it.
fn for_posix(configuration: &Configuration, download: &Download, command: &str, texts: &ScriptTexts) -> String {
    let (before, mut steps) = fetching(configuration, download, texts);
    steps.push(command.to_owned());
    let mut lines: Vec<String> = before.map(str::to_owned).into_iter().collect();
    lines.push(steps.join(" &&\n") + " ||");
    lines.push(failing(texts));
    lines.push(configuration.service_command().unwrap_or("./run.sh").to_owned());
    lines.join("\n")
}

/// What a POSIX script does where a step failed.
pub(super) fn failing(texts: &ScriptTexts) -> String {
    ["{ echo ", &posix(texts.stopped), " >&2; exit 1; }"].concat()
}

fn posix_header(download: &Download) -> String {
    match &download.token {
        None => String::new(),
        Some(token) => format!("-H {} ", posix(&format!("Authorization: Bearer {token}"))),
    }
}

/// What is in the script block, for Windows PowerShell 5.1 and later.
fn for_powershell(configuration: &Configuration, download: &Download, command: &str, texts: &ScriptTexts) -> String {
    let file = &download.file;
    let header = match &download.token {
        None => String::new(),
        Some(token) => format!(" -Headers @{{ Authorization = {} }}", powershell(&format!("Bearer {token}"))),
    };
    let mut lines = vec![
        "$ErrorActionPreference = 'Stop'".to_owned(),
        "New-Item -ItemType Directory -Force -Path actions-runner | Out-Null".to_owned(),
        "Push-Location ./actions-runner".to_owned(),
        "try {".to_owned(),
        format!("if (Test-Path ./.runner) {{ throw {} }}", powershell_text(texts.already_configured)),
        // 5.1 asks back without -UseBasicParsing, or fails where Internet Explorer was never started.
        format!("Invoke-WebRequest -Uri {} -OutFile {file}{header} -UseBasicParsing", powershell(&download.url)),
    ];
    if let Some(checksum) = &download.checksum {
        lines.push(format!(
            "if ((Get-FileHash -Path ./{file} -Algorithm SHA256).Hash -ne '{checksum}') {{ throw {} }}",
            powershell_text(texts.wrong_checksum)
        ));
    }
    lines.extend([
        "Add-Type -AssemblyName System.IO.Compression.FileSystem".to_owned(),
        // 5.1 cannot extract over files of an earlier try.
        format!(
            "if (-not (Test-Path ./config.cmd)) {{ [System.IO.Compression.ZipFile]::ExtractToDirectory(\"$PWD/{file}\", \"$PWD\") }}"
        ),
        command.to_owned(),
        format!("if ($LASTEXITCODE -ne 0) {{ throw {} }}", powershell_text(texts.stopped)),
    ]);
    if configuration.service() == Service::ByHand {
        lines.push("./run.cmd".to_owned());
    }
    lines.push("} finally { Pop-Location }".to_owned());
    lines.join("\n")
}
