//! The commands and scripts of `commands`, run by the shells they are for: `sh` always, `dash`, `bash` and `zsh` where
//! the machine has them, interactive ones too.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "commands/shells.rs"]
mod shells;

use proptest::prelude::*;
use runner_console::commands::script::ScriptTexts;
use runner_console::commands::{Configuration, Download, Field, Form, ScriptKind, Switch, quote, remove_command};
use runner_console::github::{Host, Os, RunnerApplication, Scope, ScopeKind};
use shells::{Machine, arguments_of, shells};
use std::fmt::Write as _;

const TEXTS: ScriptTexts = ScriptTexts {
    already_configured: "It's configured!",
    wrong_checksum: "Wrong sum!",
    stopped: "Stopped!",
    which_machine: |first, last| format!("It's one of {first} to {last}."),
};

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
    let name = [(Field::Name, "it's !x $HOME")];
    let script = configuration(&name, switches).script(&download(checksum), "TOKEN", &TEXTS).unwrap();
    assert!(script.contains("curl -o runner.tar.gz -L "), "{script}");
    from_file(machine, &script)
}

fn download(checksum: Option<&str>) -> Download {
    let application = RunnerApplication {
        os: "linux".to_owned(),
        architecture: "x64".to_owned(),
        download_url: "https://download.invalid/runner.tar.gz".to_owned(),
        filename: "runner.tar.gz".to_owned(),
        temp_download_token: Some("it's".to_owned()),
        sha256_checksum: checksum.map(str::to_owned),
    };
    Download::check(&application).unwrap()
}

fn from_file(machine: &Machine, script: &str) -> String {
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
fn a_script_for_all_machines_takes_the_number_of_each() {
    let texts = [(Field::Name, "it's-{08}.ci"), (Field::Machines, "3")];
    for shell in shells() {
        let machine = Machine::new();
        let all = configuration(&texts, &[]).script_for_all(&download(Some(machine.checksum())), "TOKEN", &TEXTS);
        let script = from_file(&machine, &all.unwrap());
        for (number, name) in [("8", "it's-08.ci"), ("9", "it's-09.ci"), ("10", "it's-10.ci")] {
            let run = machine.run_with(shell, &script, &[number]);
            assert!(machine.log().contains(&format!("\n--name\n{name}\n")), "{shell} {number}: {run:?}\n{script}");
            std::fs::remove_dir_all(machine.folder().join("actions-runner")).unwrap();
            std::fs::remove_file(machine.folder().join("log")).unwrap();
        }
        for arguments in
            [&[][..], &[""], &["7"], &["11"], &["08"], &["8x"], &["-8"], &["8 9"], &["99999999999999999999"]]
        {
            let run = machine.run_with(shell, &script, arguments);
            assert!(run.output.contains("It's one of 8 to 10."), "{shell} {arguments:?}: {run:?}");
            assert!(!machine.folder().join("actions-runner").exists(), "{shell} {arguments:?} did something");
        }
        // Pasted, it has no number.
        let run = machine.paste(shell, true, &script);
        assert!(run.output.contains("It's one of 8 to 10.") && run.still_alive, "{shell}: {run:?}");
    }
}

#[test]
fn the_token_in_the_environment_reaches_the_program_and_no_argument_has_it() {
    for shell in shells() {
        let machine = Machine::new();
        let script = script(&machine, None, &[Switch::TokenInEnvironment]);
        let run = machine.paste(shell, true, &script);
        let log = machine.log();
        assert!(log.starts_with("config.sh\nin the environment: TOKEN\n--url\n"), "{shell}: {log}{run:?}");
        assert_eq!(log.matches("TOKEN").count(), 1, "{log}");
        assert!(log.ends_with("run.sh\n"), "the runner itself has it no longer: {log}");
    }
}

/// The one script in a cloud-config, as a reader of YAML takes it: what is indented by four, without that.
fn run_by_cloud_init(user_data: &str) -> String {
    let (head, block) = user_data.split_once("runcmd:\n  - |\n").unwrap();
    assert!(head.starts_with("#cloud-config\nusers:\n  - default\n  - name: actions-runner\n"), "{head}");
    block.lines().map(|line| line.strip_prefix("    ").unwrap().to_owned() + "\n").collect()
}

#[test]
fn user_data_makes_a_user_who_configures_and_root_installs_the_service() {
    let machine = Machine::new();
    let texts = [(Field::Name, "it's !x $HOME"), (Field::Labels, "a: b, #c, 'd")];
    for switches in [&[][..], &[Switch::RunAsService], &[Switch::TokenInEnvironment]] {
        let download = download(Some(machine.checksum()));
        let data = configuration(&texts, switches).script_as(ScriptKind::UserData, &download, "TOKEN", &TEXTS).unwrap();
        let home = machine.folder().display().to_string();
        let script = from_file(&machine, &run_by_cloud_init(&data)).replace("/home/actions-runner", &home);
        // Who runs this may be nobody special: what is done as the user is noted, and done.
        let su = "su() { echo su \"$1\" \"$2\" \"$3\" \"$5\" >>LOG; sh -c \"$4\"; }\n".replace("LOG", &(home + "/log"));
        let run = machine.run_with("sh", &(su + &script), &[]);
        let arguments =
            "--url\nhttps://github.com/octo-org\n--name\nit's !x $HOME\n--labels\na: b,#c,'d\n--unattended\n";
        let user = "su -s /bin/sh -c actions-runner\n";
        let log = [
            &[user, "installdependencies.sh\n", user, "config.sh\nin the environment: TOKEN\n", arguments].concat(),
            "svc.sh\ninstall\nactions-runner\nsvc.sh\nstart\n",
        ];
        assert_eq!(machine.log(), log.concat(), "{run:?}\n{data}");
        std::fs::remove_dir_all(machine.folder().join("actions-runner")).unwrap();
        std::fs::remove_file(machine.folder().join("log")).unwrap();
    }
}

#[test]
fn user_data_is_yaml_as_others_read_it() {
    let texts =
        [(Field::Name, "x: 'y' # \"z\" \\ - | > % @ ` {a} [b] & * !c \u{1f44d}"), (Field::Labels, "\u{e000}, b:")];
    let data = configuration(&texts, &[]).user_data(&download(None), "TOKEN", &TEXTS).unwrap();
    let program = "import sys, yaml, json; json.dump(yaml.safe_load(sys.stdin.buffer), sys.stdout)";
    let Some(read) = shells::output_of("python3", &["-c", program], &data) else {
        println!("python3 with yaml is not here");
        return;
    };
    let read: serde_json::Value = serde_json::from_str(&read).unwrap();
    assert_eq!(read["users"][0], "default");
    assert_eq!(read["users"][1]["name"], "actions-runner");
    assert_eq!(read["runcmd"][0], run_by_cloud_init(&data));
}

#[test]
fn user_data_is_for_linux() {
    let mut form = Form::on(Os::MacOs);
    let scope = Scope::parse(ScopeKind::Organization, "octo-org").unwrap();
    let host = Host::parse("github.com").unwrap();
    let data = |form: &Form| Configuration::check(form, &scope, &host).unwrap().user_data(&download(None), "T", &TEXTS);
    assert_eq!(data(&form), None);
    form.system = Os::Linux;
    assert!(data(&form).is_some());
}

#[test]
fn no_line_of_a_script_is_a_comment() {
    let machine = Machine::new();
    assert!(!script(&machine, Some(machine.checksum()), &[]).lines().any(|line| line.trim_start().starts_with('#')));
}

#[test]
fn a_windows_script_is_one_block_with_all_steps_in_order() {
    let mut form = Form::on(Os::Windows);
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
    form.set_text(Field::Machines, "12".to_owned());
    form.set_text(Field::Name, "it\u{2019}s-{07}".to_owned());
    let all = Configuration::check(&form, &scope, &host).unwrap().script_for_all(&download, "T", &TEXTS).unwrap();
    assert!(all.starts_with("& {\n$ErrorActionPreference = 'Stop'\nif ($args.Count -ne 1 -or "), "{all}");
    assert!(all.contains("[int]$args[0] -lt 7 -or [int]$args[0] -gt 18) { throw 'It''s one of 7 to 18.' }"), "{all}");
    assert!(all.contains("$name = 'it\u{2019}\u{2019}s-' + ([int]$args[0]).ToString('00') + ''\n"), "{all}");
    assert!(all.contains(" --token T --name $name --unattended\n") && all.ends_with("\n} @args"), "{all}");
    form.set_text(Field::Machines, String::new());
    form.turn(Switch::RunAsService, true);
    let service = Configuration::check(&form, &scope, &host).unwrap().script(&download, "T", &TEXTS).unwrap();
    assert!(service.contains(" --runasservice --unattended") && !service.contains("run.cmd"), "{service}");
    form.system = Os::Linux;
    assert_eq!(Configuration::check(&form, &scope, &host).unwrap().script(&download, "T", &TEXTS), None);
}

#[test]
fn a_remove_command_carries_its_token() {
    let command = remove_command(Os::Linux, "a'b $(id)");
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
