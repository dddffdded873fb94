//! From a case to the lines that a shell is given, by the console's own way: form, check, command; and what must arrive.

use crate::generate::Case;
use crate::reasons::{
    check_refusal, cleaned, host_reason_holds, is_token, machines, name_of, pattern, scope_reason_holds,
};
use runner_console::commands::script::ScriptTexts;
use runner_console::commands::{Configuration, Download, Field, Switch, remove_command};
use runner_console::github::{Host, Os, RunnerToken, Scope};

const TEXTS: ScriptTexts = ScriptTexts {
    already_configured: "It's configured!",
    wrong_checksum: "Wrong sum!",
    stopped: "Stopped!",
    which_machine: |first, last| format!("It's one of {first} to {last}!"),
};

/// One command with the calls that it must make, each a list of words.
#[derive(Debug)]
pub struct Line {
    pub text: String,
    pub calls: Vec<Vec<String>>,
    /// What it was made from, to show.
    pub from: String,
}

/// What became of a case.
pub enum Outcome {
    Refused,
    Accepted(Vec<Line>),
}

/// Which lines to make of an accepted case.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// The command that configures, and the one that removes.
    Commands,
    /// The complete script as well: a subshell each, and so much slower.
    Script,
}

/// What is asked of the runner's program.
struct Asked<'a> {
    url: &'a str,
    token: &'a str,
    in_environment: bool,
    unattended: bool,
    /// Which of several machines, from 0.
    place: u32,
}

/// The call of a command: `configure` with these arguments.
fn configuring(case: &Case, asked: &Asked<'_>) -> Vec<String> {
    let mut call = vec!["configure".to_owned()];
    if asked.in_environment {
        call.push(format!("environment: {}", asked.token));
    }
    call.extend(["--url", asked.url].map(str::to_owned));
    if !asked.in_environment {
        call.extend(["--token", asked.token].map(str::to_owned));
    }
    let is_service = case.form.system == Os::Windows && case.form.is_on(Switch::RunAsService);
    let account = if is_service { cleaned(case, Field::Account) } else { String::new() };
    let options = [
        ("--name", name_of(case, asked.place)),
        ("--runnergroup", cleaned(case, Field::Group)),
        ("--labels", cleaned(case, Field::Labels)),
        ("--work", cleaned(case, Field::Work)),
        ("--windowslogonaccount", account),
    ];
    for (option, value) in options {
        if !value.is_empty() {
            call.extend([option.to_owned(), value]);
        }
    }
    let service = (case.form.system == Os::Windows).then_some((Switch::RunAsService, "--runasservice"));
    let flags = [
        (Switch::NoDefaultLabels, "--no-default-labels"),
        (Switch::Ephemeral, "--ephemeral"),
        (Switch::ReplaceExisting, "--replace"),
        (Switch::DisableUpdates, "--disableupdate"),
    ];
    let chosen = flags.into_iter().chain(service).filter(|(switch, _)| case.form.is_on(*switch));
    call.extend(chosen.map(|(_, flag)| flag.to_owned()));
    if asked.unattended {
        call.push("--unattended".to_owned());
    }
    call
}

/// The token as GitHub's answer is read.
fn read_token(text: &str) -> Option<RunnerToken> {
    let json = serde_json::json!({"token": text, "expires_at": "2020-01-22T12:13:35.123-08:00"});
    serde_json::from_value(json).ok()
}

/// Takes a case the console's way.
///
/// # Errors
/// The console refused it for a reason that does not hold, or took what it should refuse.
pub fn take(case: &Case, extent: Extent) -> Result<Outcome, String> {
    let host = match Host::parse(&case.host) {
        Ok(host) => host,
        Err(error) if host_reason_holds(&case.host, error) => return Ok(Outcome::Refused),
        Err(error) => return Err(format!("the host {:?} is refused as {error:?}", case.host)),
    };
    let scope = match Scope::parse(case.kind, &case.scope) {
        Ok(scope) => scope,
        Err(error) if scope_reason_holds(&case.scope, error) => return Ok(Outcome::Refused),
        Err(error) => return Err(format!("the scope {:?} is refused as {error:?}", case.scope)),
    };
    let token = read_token(&case.token);
    if token.is_some() != is_token(&case.token) {
        return Err(format!("{:?} as a token: {}", case.token, token.is_some()));
    }
    let checked = Configuration::check(&case.form, &scope, &host);
    let no_errors = Vec::new();
    check_refusal(case, scope.is_enterprise_id(), checked.as_ref().err().unwrap_or(&no_errors))?;
    let (Some(token), Ok(configuration)) = (token, checked) else { return Ok(Outcome::Refused) };
    let url = host.web_base() + &web_path(case, &scope);
    let token = token.reveal();
    let asked = Asked {
        url: &url,
        token,
        in_environment: case.form.is_on(Switch::TokenInEnvironment),
        unattended: case.form.is_on(Switch::Unattended),
        place: machines(case).unwrap_or(1) - 1,
    };
    let last = configuration.at(asked.place);
    let mut lines = vec![
        line(case, last.command(token), vec![configuring(case, &asked)]),
        line(
            case,
            remove_command(case.form.system, token),
            vec![["configure", "remove", "--token", token].map(str::to_owned).to_vec()],
        ),
    ];
    if extent == Extent::Script
        && let Ok(download) = Download::check(&case.application)
    {
        let asked = Asked { unattended: true, ..asked };
        if let Some(script) = last.script(&download, token, &TEXTS) {
            lines.push(line(case, script, script_calls(case, &asked)));
        }
        if let Some(script) = configuration.script_for_all(&download, token, &TEXTS) {
            lines.push(for_all(case, &script, script_calls(case, &asked)));
        }
        if let Some(data) = last.user_data(&download, token, &TEXTS) {
            lines.push(user_data(case, &data, &asked)?);
        }
    }
    Ok(Outcome::Accepted(lines))
}

/// The script for all machines, given the last one's number as the file that it is would be; and a number beyond it.
fn for_all(case: &Case, script: &str, calls: Vec<Vec<String>>) -> Line {
    let name = cleaned(case, Field::Name);
    let first: u32 = pattern(&name).unwrap().1.parse().unwrap();
    let last = first + machines(case).unwrap() - 1;
    let Line { text, .. } = line(case, script.to_owned(), Vec::new());
    let text =
        format!("all() {text}\nall {last}\nall {} 2>&1 | ( read -r said; run \"$said\" )\nunset -f all", last + 1);
    let refused = vec!["run".to_owned(), format!("It's one of {first} to {last}!")];
    Line { text, calls: calls.into_iter().chain([refused]).collect(), from: format!("{case:?}") }
}

/// What cloud-init runs of its user data: the one literal block, as the specification of YAML 1.2 takes it (8.1.2): without
/// the indentation, and of nothing but characters that YAML may have (5.1).
fn user_data(case: &Case, data: &str, asked: &Asked<'_>) -> Result<Line, String> {
    let head = "#cloud-config\nusers:\n  - default\n  - name: actions-runner\n    homedir: /home/actions-runner\n    \
                shell: /bin/bash\n    lock_passwd: true\nruncmd:\n  - |\n";
    let block = data.strip_prefix(head).ok_or_else(|| format!("another head: {data}"))?;
    let may_be = |character: char| {
        matches!(character, '\n' | ' '..='~' | '\u{a0}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
            && character != '\u{feff}'
    };
    if let Some(character) = block.chars().find(|character| !may_be(*character)) {
        return Err(format!("{character:?} in YAML"));
    }
    let mut script = String::new();
    for line in block.split_terminator('\n') {
        let line = line.strip_prefix("    ").filter(|line| !line.is_empty() && !line.starts_with(' '));
        script.push_str(line.ok_or_else(|| format!("a line that is not of the block: {data}"))?);
        script.push('\n');
    }
    let text = script
        .replacen("-c './config.sh ", "-c 'configure ", 1)
        .replace("./bin/installdependencies.sh ", "dependencies ")
        .replace("\n./svc.sh ", "\nservice ");
    let asked = Asked { in_environment: true, ..*asked };
    let su = ["su", "-s", "/bin/sh", "-c", "actions-runner"].map(str::to_owned).to_vec();
    let one = |words: &[&str]| vec![words.iter().map(|word| (*word).to_owned()).collect::<Vec<String>>()];
    let calls = [
        one(&["cd", "/home/actions-runner"]),
        vec![su.clone()],
        fetching_calls(case),
        one(&["cd", "./actions-runner"]),
        one(&["dependencies"]),
        vec![su, configuring(case, &asked)],
        one(&["service", "install", "actions-runner"]),
        one(&["service", "start"]),
    ];
    Ok(Line { text, calls: calls.concat(), from: format!("{case:?}") })
}

fn web_path(case: &Case, scope: &Scope) -> String {
    if scope.is_enterprise_id() {
        return "/enterprises/".to_owned() + case.form.text(Field::EnterpriseSlug).trim().trim_matches('/');
    }
    scope.web_path()
}

/// For a shell in which functions stand for the runner's programs.
fn line(case: &Case, text: String, calls: Vec<Vec<String>>) -> Line {
    let environment = "ACTIONS_RUNNER_INPUT_TOKEN=";
    let text = if text.starts_with("(\n") {
        text.replacen("\n./config.sh ", "\nconfigure ", 1)
            .replacen(" ./config.sh --url ", " configure --url ", usize::from(text.contains(environment)))
            .replace("\n./run.sh\n)", "\nrun\n)")
            .replace("\n./svc.sh install && ./svc.sh start\n)", "\nservice install && service start\n)")
    } else if text.starts_with(environment) {
        text.replacen(" ./config.sh ", " configure ", 1)
    } else {
        text.strip_prefix("./config.sh ").map_or(text.clone(), |rest| "configure ".to_owned() + rest)
    };
    Line { text, calls, from: format!("{case:?}") }
}

/// Every program that a script calls to have the application, in order, with its words.
fn fetching_calls(case: &Case) -> Vec<Vec<String>> {
    let application = &case.application;
    let file = application.filename.as_str();
    let secret = application.temp_download_token.as_deref().unwrap_or_default();
    let header = format!("Authorization: Bearer {secret}");
    let checksum = application.sha256_checksum.as_deref().unwrap_or_default().to_ascii_lowercase();
    let archive = format!("./{file}");
    let line = format!("{checksum}  {file}");
    let mut calls: Vec<Vec<&str>> = vec![vec!["mkdir", "-p", "actions-runner"], vec!["cd", "./actions-runner"]];
    let mut curl = vec!["curl", "-o", file, "-L"];
    if !secret.is_empty() {
        curl.extend(["-H", &header]);
    }
    curl.extend([application.download_url.as_str(), "--fail"]);
    calls.push(curl);
    if !checksum.is_empty() {
        calls.push(vec!["shasum", &line, "-a", "256", "-c"]);
    }
    calls.push(vec!["tar", "xzf", &archive]);
    calls.into_iter().map(|call| call.into_iter().map(str::to_owned).collect()).collect()
}

/// Every program that a script calls, in order, with its words.
fn script_calls(case: &Case, asked: &Asked<'_>) -> Vec<Vec<String>> {
    let start: &[&[&str]] = match (case.form.is_on(Switch::RunAsService), case.form.system) {
        (false, _) => &[&["run"]],
        (true, Os::MacOs) => &[&["service", "install"], &["service", "start"]],
        (true, _) => &[&["sudo", "./svc.sh", "install"], &["sudo", "./svc.sh", "start"]],
    };
    let start = start.iter().map(|call| call.iter().map(|word| (*word).to_owned()).collect());
    fetching_calls(case).into_iter().chain([configuring(case, asked)]).chain(start).collect()
}
