//! From a case to the lines that a shell is given, by the console's own way: form, check, command; and what must arrive.

use crate::generate::Case;
use crate::reasons::{check_refusal, cleaned, host_reason_holds, is_token, scope_reason_holds};
use runner_console::commands::script::ScriptTexts;
use runner_console::commands::{Configuration, Download, Field, Switch, remove_command};
use runner_console::github::{Host, OneTimeToken, Scope, System};
use runner_console::json::read;

const TEXTS: ScriptTexts =
    ScriptTexts { already_configured: "It's configured!", wrong_checksum: "Wrong sum!", stopped: "Stopped!" };

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

/// The calls of a command: `configure` with these arguments.
fn configuring(case: &Case, url: &str, token: &str, unattended: bool) -> Vec<String> {
    let mut call: Vec<String> = ["configure", "--url", url, "--token", token].map(str::to_owned).to_vec();
    let options = [
        ("--name", Field::Name),
        ("--runnergroup", Field::Group),
        ("--labels", Field::Labels),
        ("--work", Field::Work),
    ];
    for (option, field) in options {
        let value = cleaned(case, field);
        if !value.is_empty() {
            call.extend([option.to_owned(), value]);
        }
    }
    let service = (case.form.system == System::Windows).then_some((Switch::RunAsService, "--runasservice"));
    let flags = [
        (Switch::NoDefaultLabels, "--no-default-labels"),
        (Switch::Ephemeral, "--ephemeral"),
        (Switch::ReplaceExisting, "--replace"),
        (Switch::DisableUpdates, "--disableupdate"),
    ];
    let chosen = flags.into_iter().chain(service).filter(|(switch, _)| case.form.is_on(*switch));
    call.extend(chosen.map(|(_, flag)| flag.to_owned()));
    if unattended {
        call.push("--unattended".to_owned());
    }
    call
}

/// The token as GitHub's answer is read.
fn read_token(text: &str) -> Option<OneTimeToken> {
    let json = serde_json::json!({"token": text, "expires_at": "2020-01-22T12:13:35.123-08:00"});
    read(&json.to_string()).ok()
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
    let command = configuration.command(token);
    let unattended = case.form.is_on(Switch::Unattended);
    let mut lines = vec![
        line(case, command, vec![configuring(case, &url, token, unattended)]),
        line(
            case,
            remove_command(case.form.system, token),
            vec![["configure", "remove", "--token", token].map(str::to_owned).to_vec()],
        ),
    ];
    if extent == Extent::Script
        && let Ok(download) = Download::check(&case.application)
        && let Some(script) = configuration.script(&download, token, &TEXTS)
    {
        lines.push(line(case, script, script_calls(case, &url, token)));
    }
    Ok(Outcome::Accepted(lines))
}

fn web_path(case: &Case, scope: &Scope) -> String {
    if scope.is_enterprise_id() {
        return "/enterprises/".to_owned() + case.form.text(Field::EnterpriseSlug).trim().trim_matches('/');
    }
    scope.web_path()
}

/// For a shell in which functions stand for the runner's programs.
fn line(case: &Case, text: String, calls: Vec<Vec<String>>) -> Line {
    let text = match text.strip_prefix("./config.sh ") {
        Some(rest) => "configure ".to_owned() + rest,
        None => text
            .replacen("\n./config.sh ", "\nconfigure ", 1)
            .replace("\n./run.sh\n)", "\nrun\n)")
            .replace("\n./svc.sh install && ./svc.sh start\n)", "\nservice install && service start\n)"),
    };
    Line { text, calls, from: format!("{case:?}") }
}

/// Every program that a script calls, in order, with its words.
fn script_calls(case: &Case, url: &str, token: &str) -> Vec<Vec<String>> {
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
    let configured = configuring(case, url, token, true);
    calls.push(configured.iter().map(String::as_str).collect());
    match (case.form.is_on(Switch::RunAsService), case.form.system) {
        (false, _) => calls.push(vec!["run"]),
        (true, System::MacOs) => calls.extend([vec!["service", "install"], vec!["service", "start"]]),
        (true, _) => calls.extend([vec!["sudo", "./svc.sh", "install"], vec!["sudo", "./svc.sh", "start"]]),
    }
    calls.into_iter().map(|call| call.into_iter().map(str::to_owned).collect()).collect()
}
