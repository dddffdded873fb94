//! The commands and scripts of `commands`, run by the shells they are for: `sh` always, `dash`, `bash` and `zsh` where
//! the machine has them, interactive ones too.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "commands/shells.rs"]
mod shells;

use proptest::prelude::*;
use runner_console::commands::script::ScriptTexts;
use runner_console::commands::{Configuration, Download, Field, Form, Switch, quote, remove_command};
use runner_console::github::{Host, RunnerApplication, Scope, ScopeKind, System};
use shells::{Machine, arguments_of, shells};
use std::fmt::Write as _;

const TEXTS: ScriptTexts =
    ScriptTexts { already_configured: "It's configured!", wrong_checksum: "Wrong sum!", stopped: "Stopped!" };

fn configuration(texts: &[(Field, &str)], switches: &[Switch]) -> Configuration {
    let mut form = Form::default();
    for (field, text) in texts {
        form.set_text(*field, (*text).to_owned());
    }
    for switch in switches {
        form.turn(*switch, true);
    }
    let scope = Scope::parse(ScopeKind::Organization, "octo-org").unwrap();
    Configuration::check(&form, &scope, &Host::parse("github.com").unwrap()).unwrap()
}

/// A script that downloads the machine's archive from a file: the one address that needs no server.
fn script(machine: &Machine, checksum: Option<&str>, switches: &[Switch]) -> String {
    let application = RunnerApplication {
        os: "linux".to_owned(),
        architecture: "x64".to_owned(),
        download_url: "https://download.invalid/runner.tar.gz".to_owned(),
        filename: "runner.tar.gz".to_owned(),
        temp_download_token: Some("it's".to_owned()),
        sha256_checksum: checksum.map(str::to_owned),
    };
    let name = [(Field::Name, "it's !x $HOME")];
    let download = Download::check(&application).unwrap();
    let script = configuration(&name, switches).script(&download, "TOKEN", &TEXTS).unwrap();
    assert!(script.contains("curl -o runner.tar.gz -L "), "{script}");
    script.replace("https://download.invalid", &format!("file://{}", machine.folder().display()))
}

/// What the machine's `config.sh` notes: one line for each argument.
fn configured_with() -> String {
    let arguments =
        ["--url", "https://github.com/octo-org", "--token", "TOKEN", "--name", "it's !x $HOME", "--unattended"];
    arguments.iter().fold("config.sh\n".to_owned(), |mut lines, argument| {
        let _ = writeln!(lines, "{argument}");
        lines
    })
}

#[test]
fn a_script_configures_and_runs_in_every_shell() {
    for shell in shells() {
        for interactive in [false, true] {
            let machine = Machine::new();
            let script = script(&machine, Some(machine.checksum()), &[]);
            let run = machine.paste(shell, interactive, &script);
            assert_eq!(machine.log(), configured_with() + "run.sh\n", "{shell} -i {interactive}: {run:?}\n{script}");
            assert!(run.still_alive, "{shell} went on after the script: {run:?}");
            assert_eq!(run.folder, machine.folder().display().to_string(), "{shell} is where it was");
        }
    }
}

#[test]
fn a_script_stops_at_the_first_step_that_fails_and_says_so() {
    for shell in shells() {
        for interactive in [false, true] {
            let machine = Machine::new();
            let script = script(&machine, Some(&"0".repeat(64)), &[]);
            let run = machine.paste(shell, interactive, &script);
            assert_eq!(machine.log(), "", "{shell}: a wrong archive is not extracted: {run:?}");
            assert!(run.output.contains("Stopped!") && run.still_alive, "{shell}: {run:?}");
        }
    }
}

#[test]
fn a_second_script_leaves_a_configured_runner_alone() {
    let machine = Machine::new();
    let script = script(&machine, None, &[]);
    machine.paste("sh", false, &script);
    let once = machine.log();
    std::fs::remove_file(machine.folder().join("actions-runner/runner.tar.gz")).unwrap();
    let run = machine.paste("sh", false, &script);
    assert_eq!(machine.log(), once);
    assert!(run.output.contains("It's configured!"), "{run:?}");
    assert!(!machine.folder().join("actions-runner/runner.tar.gz").exists(), "nothing is downloaded");
}

#[test]
fn a_service_is_installed_instead_of_run() {
    let machine = Machine::new();
    let script = script(&machine, None, &[Switch::RunAsService]);
    assert!(script.ends_with("\nsudo ./svc.sh install && sudo ./svc.sh start\n)"), "{script}");
    machine.paste("sh", false, &script.replace("sudo ", ""));
    assert_eq!(machine.log(), configured_with() + "svc.sh\ninstall\nsvc.sh\nstart\n");
}

#[test]
fn no_line_of_a_script_is_a_comment() {
    let machine = Machine::new();
    assert!(!script(&machine, Some(machine.checksum()), &[]).lines().any(|line| line.trim_start().starts_with('#')));
}

#[test]
fn a_windows_script_is_one_block_with_all_steps_in_order() {
    let mut form = Form::on(System::Windows);
    form.set_text(Field::Name, "it\u{2019}s".to_owned());
    let scope = Scope::parse(ScopeKind::Organization, "octo-org").unwrap();
    let host = Host::parse("github.com").unwrap();
    let application = RunnerApplication {
        os: "win".to_owned(),
        architecture: "x64".to_owned(),
        download_url: "https://github.com/a/actions-runner-win-x64-2.336.0.zip".to_owned(),
        filename: "actions-runner-win-x64-2.336.0.zip".to_owned(),
        temp_download_token: None,
        sha256_checksum: Some("ab".repeat(32)),
    };
    let download = Download::check(&application).unwrap();
    let script = Configuration::check(&form, &scope, &host).unwrap().script(&download, "T", &TEXTS).unwrap();
    let steps = [
        "& {\n",
        "$ErrorActionPreference = 'Stop'",
        "Push-Location",
        "Test-Path ./.runner",
        "Invoke-WebRequest -Uri https://github.com/a/actions-runner-win-x64-2.336.0.zip -OutFile actions-runner-win-x64-2.336.0.zip",
        "Get-FileHash",
        "throw 'Wrong sum!'",
        "Add-Type -AssemblyName System.IO.Compression.FileSystem",
        "[System.IO.Compression.ZipFile]::ExtractToDirectory(",
        "./config.cmd --url https://github.com/octo-org --token T --name 'it\u{2019}\u{2019}s' --unattended",
        "$LASTEXITCODE",
        "./run.cmd",
        "Pop-Location",
    ];
    let mut rest = script.as_str();
    for step in steps {
        let (_, after) = rest.split_once(step).unwrap_or_else(|| panic!("{step} is missing or misplaced in\n{script}"));
        rest = after;
    }
    assert_eq!(rest, " }\n}");
    form.turn(Switch::RunAsService, true);
    let service = Configuration::check(&form, &scope, &host).unwrap().script(&download, "T", &TEXTS).unwrap();
    assert!(service.contains(" --runasservice --unattended") && !service.contains("run.cmd"), "{service}");
    form.system = System::Linux;
    assert_eq!(Configuration::check(&form, &scope, &host).unwrap().script(&download, "T", &TEXTS), None);
}

#[test]
fn a_remove_command_carries_its_token() {
    let command = remove_command(System::Linux, "a'b $(id)");
    assert_eq!(arguments_of("sh", &[command]), [["remove", "--token", "a'b $(id)"].map(str::to_owned).to_vec()]);
}

proptest! {
    // One process takes many values: what is tried is the number of cases times the number of values and shells.
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_value_arrives_as_it_is(values in proptest::collection::vec("(\\PC|[ '\"\\\\$`!~=*?#&;|<>(){}\\[\\]%^-]){0,24}", 64)) {
        let commands: Vec<String> = values.iter().map(|value| format!("./config.sh {}", quote::posix(value))).collect();
        let expected: Vec<Vec<String>> = values.into_iter().map(|value| vec![value]).collect();
        for shell in shells() {
            prop_assert_eq!(&arguments_of(shell, &commands), &expected, "{}", shell);
        }
    }

    #[test]
    fn every_form_that_passes_arrives_as_typed(name in "[ -~]{1,20}", group in "\\PC{1,12}", token in "[!-~]{1,20}") {
        let mut form = Form::default();
        form.set_text(Field::Name, name.clone());
        form.set_text(Field::Group, group.clone());
        let scope = Scope::parse(ScopeKind::Organization, "octo-org").unwrap();
        if let Ok(configuration) = Configuration::check(&form, &scope, &Host::parse("[::1]:8080").unwrap()) {
            let url = "http://[::1]:8080/octo-org";
            let mut expected = vec!["--url", url, "--token", token.as_str()];
            for (option, value) in [("--name", name.trim()), ("--runnergroup", group.trim())] {
                if !value.is_empty() {
                    expected.extend([option, value]);
                }
            }
            for shell in shells() {
                prop_assert_eq!(&arguments_of(shell, &[configuration.command(&token)])[0], &expected, "{}", shell);
            }
        }
    }
}
