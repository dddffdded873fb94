//! `config.sh` in a real `sh`: options, questions, refusals (github-api.md section 4).

use std::process::Command;

use serde_json::json;
use simulator::Dialect;

use crate::support::Host;
use crate::unpacked::{Machine, find, url};

#[tokio::test]
async fn what_the_real_script_refuses_is_refused() {
    let host = Host::start(Dialect::Ae).await;
    let machine = Machine::new(&host).await;
    let existing = host.runner("orgs/octo-org", |_| true).await["name"].as_str().unwrap().to_owned();
    let token = host.runner_token("orgs/octo-org", "registration").await;
    let org = url(&host, "octo-org");
    let base = ["--url", org.as_str(), "--token", token.as_str(), "--unattended"];
    for (more, message) in [
        (&["--name", existing.as_str()][..], "A runner exists with the same name"),
        (
            &["--no-default-labels"],
            "Disabling default labels via --no-default-labels without specifying --labels is not supported",
        ),
        (&["--runnergroup", "nope"], "Could not find any self-hosted runner group named \"nope\"."),
        (&["--name", &"n".repeat(65)], "1 to 64 characters"),
    ] {
        let arguments: Vec<&str> = base.iter().chain(more).copied().collect();
        let (code, text) = machine.sh("config.sh", &arguments).await;
        assert!(code == 1 && text.contains(message), "{more:?}: {text}");
        assert!(!machine.is_configured());
    }
    for (arguments, message) in [
        (&["--unattended"][..], "Invalid configuration provided for url. Terminating unattended configuration."),
        (&["--unattended", "--url", &org], "Invalid configuration provided for token."),
        (&["--unattended", "--url", "octo-org", "--token", "x"], "Invalid configuration provided for url."),
    ] {
        let (code, text) = machine.sh("config.sh", arguments).await;
        assert!(code == 1 && text.contains(message), "{arguments:?}: {text}");
    }
    let (code, text) = machine.sh("run.sh", &[]).await;
    assert!(code == 1 && text.contains("Not configured"), "{text}");
}

#[tokio::test]
async fn unknown_options_are_named_and_it_goes_on() {
    let host = Host::start(Dialect::Ae).await;
    let machine = Machine::new(&host).await;
    let token = host.runner_token("orgs/octo-org", "registration").await;
    let org = url(&host, "octo-org");
    let (code, text) = machine
        .sh(
            "config.sh",
            &[
                "--URL",
                &org,
                "--token",
                &token,
                "--unattended",
                "--colour",
                "red",
                "--verbose",
                "--name",
                "-x",
                "--labels",
                "a",
                "--labels",
                "b",
                "--name",
                " first ",
                "--name",
                "second",
            ],
        )
        .await;
    assert_eq!(code, 0, "{text}");
    let message = "Unrecognized command-line input arguments for command configure: 'verbose, colour'.";
    assert!(text.contains(message), "{text}");
    // `-x` is no value; the first value counts; values are trimmed.
    assert_eq!(machine.runner_file()["agentName"], "first");
    let labels = find(&host, "orgs/octo-org", "first").await.unwrap()["labels"].to_string();
    assert!(labels.contains("\"a\"") && !labels.contains("\"b\""), "{labels}");
    let (code, text) = machine.sh("config.sh", &["--url", &org]).await;
    assert!(code == 1 && text.contains("Cannot configure the runner because it is already configured."), "{text}");
    let token = host.runner_token("orgs/octo-org", "remove").await;
    let (code, text) = machine.sh("config.sh", &["remove", "--unattended", "--token", &token]).await;
    assert_eq!(code, 0);
    assert!(text.contains("Unrecognized command-line input arguments for command remove: 'unattended'."), "{text}");
}

#[tokio::test]
async fn arguments_arrive_byte_for_byte() {
    let host = Host::start(Dialect::Ae).await;
    let token = host.runner_token("orgs/octo-org", "registration").await;
    let org = url(&host, "octo-org");
    for name in ["a\"b'c`d$(e)\\f", "%41+&=;?#", "ünï\u{200b}\u{202e}x", "new\nline", "tab\tx", "*", "@/etc/hostname"]
    {
        let machine = Machine::new(&host).await;
        let label = name.replace(',', "");
        let arguments =
            ["--url", &org, "--token", &token, "--unattended", "--name", name, "--labels", &label, "--work", name];
        let (code, text) = machine.sh("config.sh", &arguments).await;
        assert_eq!(code, 0, "{name:?}: {text}");
        let runner = find(&host, "orgs/octo-org", name).await.unwrap_or_else(|| panic!("{name:?}"));
        assert_eq!(runner["labels"][3]["name"], label.as_str());
        assert_eq!(machine.runner_file()["workFolder"], name);
    }
}

#[tokio::test]
async fn it_asks_and_pasted_lines_become_the_answers() {
    let host = Host::start(Dialect::Ae).await;
    let machine = Machine::new(&host).await;
    let token = host.runner_token("orgs/octo-org", "registration").await;
    let org = url(&host, "octo-org");
    let input = format!("{org}\n{token}\nGPU\n  asked \nl1,l2\nfolder\n");
    let (code, text) = machine.sh_with(&[], "config.sh", &[], &input).await;
    assert_eq!(code, 0, "{text}");
    for question in [
        "What is the URL of your repository?",
        "What is your runner register token?",
        "Enter the name of the runner group to add this runner to: [press Enter for Default]",
        "Enter the name of runner: [press Enter for ",
        "Enter any additional labels (ex. label-1,label-2): [press Enter to skip]",
        "Enter name of work folder: [press Enter for _work]",
    ] {
        assert!(text.contains(question), "{question}: {text}");
    }
    let file = machine.runner_file();
    assert_eq!(
        (&file["agentName"], &file["poolName"], &file["workFolder"]),
        (&json!("asked"), &json!("gpu"), &json!("folder"))
    );
    let second = Machine::new(&host).await;
    let (code, text) =
        second.sh_with(&[], "config.sh", &["--url", &org, "--token", &token], "\nasked\n\nN\nother\n\n\n").await;
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("Would you like to replace the existing runner? (Y/N) [press Enter for N]"), "{text}");
    assert_eq!(second.runner_file()["agentName"], "other");
}

#[tokio::test]
async fn arguments_may_come_from_the_environment() {
    let host = Host::start(Dialect::Ae).await;
    let machine = Machine::new(&host).await;
    let token = host.runner_token("orgs/octo-org", "registration").await;
    let env = [
        ("ACTIONS_RUNNER_INPUT_TOKEN", token.as_str()),
        ("ACTIONS_RUNNER_INPUT_NAME", " from-env "),
        ("ACTIONS_RUNNER_INPUT_LABELS", "ignored"),
        ("ACTIONS_RUNNER_INPUT_UNATTENDED", "true"),
    ];
    let (code, text) =
        machine.sh_with(&env, "config.sh", &["--url", &url(&host, "octo-org"), "--labels", "given"], "").await;
    assert_eq!(code, 0, "{text}");
    let labels = find(&host, "orgs/octo-org", "from-env").await.unwrap()["labels"].to_string();
    assert!(labels.contains("given") && !labels.contains("ignored"), "{labels}");
}

#[tokio::test]
async fn labels_too_long_are_dropped_and_default_labels_can_be() {
    let host = Host::start(Dialect::Ae).await;
    let token = host.runner_token("orgs/octo-org", "registration").await;
    let org = url(&host, "octo-org");
    let base = ["--url", &org, "--token", &token, "--unattended"];
    for (name, labels, more, count) in
        [("long", "l".repeat(257), None, 3), ("own", "only".to_owned(), Some("--no-default-labels"), 1)]
    {
        let machine = Machine::new(&host).await;
        let arguments: Vec<&str> =
            base.iter().copied().chain(["--name", name, "--labels", &labels]).chain(more).collect();
        let (code, text) = machine.sh("config.sh", &arguments).await;
        assert_eq!(code, 0, "{text}");
        assert_eq!(find(&host, "orgs/octo-org", name).await.unwrap()["labels"].as_array().unwrap().len(), count);
    }
}

#[tokio::test]
async fn root_is_refused_unless_allowed() {
    let host = Host::start(Dialect::Ae).await;
    let machine = Machine::new(&host).await;
    // Whoever runs this test, the scripts believe to be run by root.
    let fake = machine.path().join("fake");
    std::fs::create_dir(&fake).unwrap();
    std::fs::write(fake.join("id"), "#!/bin/sh\necho 0\n").unwrap();
    assert!(Command::new("chmod").arg("+x").arg(fake.join("id")).status().unwrap().success());
    let path = format!("{}:{}", fake.display(), std::env::var("PATH").unwrap());
    let env = [("RUNNER_ALLOW_RUNASROOT", ""), ("PATH", path.as_str())];
    for script in ["config.sh", "run.sh"] {
        let (code, text) = machine.sh_with(&env, script, &[], "").await;
        assert!(code == 1 && text.contains("Must not run"), "{script}: {text}");
    }
}
