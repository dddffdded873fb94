//! The machine to register: archives, and their scripts in a real `sh` (github-api.md section 4).

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use simulator::Dialect;
use tempfile::TempDir;

use crate::support::{Host, SCOPES, until};

/// A folder with the unpacked Linux archive.
struct Machine {
    folder: TempDir,
}

impl Machine {
    /// Downloads and unpacks as the documentation says: `curl -o FILE -L URL`, `tar xzf FILE`.
    async fn new(host: &Host) -> Self {
        let list = host.get("orgs/octo-org/actions/runners/downloads").await.json();
        let wanted = |entry: &&Value| entry["os"] == "linux" && entry["architecture"] == "x64";
        let entry = list.as_array().unwrap().iter().find(wanted).unwrap().clone();
        let folder = TempDir::new().unwrap();
        let script = "curl -sS --noproxy '*' -o \"$1\" -L \"$2\" && tar xzf \"./$1\"";
        let (file, url) = (entry["filename"].as_str().unwrap(), entry["download_url"].as_str().unwrap());
        let output = run(folder.path(), &[], &["sh", "-c", script, "sh", file, url], "").await;
        assert!(output.status.success(), "{output:?}");
        Self { folder }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Runs a script of the archive as root may in a container, without input.
    async fn sh(&self, script: &str, arguments: &[&str]) -> (i32, String) {
        self.sh_with(&[], script, arguments, "").await
    }

    async fn sh_with(&self, env: &[(&str, &str)], script: &str, arguments: &[&str], input: &str) -> (i32, String) {
        let mut command = vec!["sh", script];
        command.extend(arguments);
        let mut all = vec![("RUNNER_ALLOW_RUNASROOT", "1"), ("RUNNER_SIM_EXIT", "1"), ("RUNNER_SIM_ANY_USER", "1")];
        all.extend(env);
        let output = run(self.path(), &all, &command, input).await;
        let text = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        (output.status.code().unwrap_or(-1), text)
    }

    fn runner_file(&self) -> Value {
        serde_json::from_str(&std::fs::read_to_string(self.path().join(".runner")).unwrap()).unwrap()
    }

    fn is_configured(&self) -> bool {
        self.path().join(".runner").exists() || self.path().join(".credentials").exists()
    }
}

async fn run(folder: &Path, env: &[(&str, &str)], command: &[&str], input: &str) -> Output {
    let mut child = Command::new(command[0]);
    child.args(&command[1..]).current_dir(folder).envs(env.iter().copied());
    child.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let input = input.to_owned();
    let done = tokio::task::spawn_blocking(move || {
        let mut child = child.spawn().unwrap();
        // A script that asks nothing may be gone already: its input is then nobody's loss.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        child.wait_with_output().unwrap()
    });
    done.await.unwrap()
}

fn url(host: &Host, path: &str) -> String {
    format!("{}/{path}", host.running.ready().web)
}

async fn find(host: &Host, scope: &str, name: &str) -> Option<Value> {
    let fleet = host.control(Method::GET, &format!("runners?scope={scope}"), Value::Null).await;
    fleet.as_array().unwrap().iter().find(|runner| runner["name"] == name).cloned()
}

#[tokio::test]
async fn every_download_exists_with_the_checksum_told() {
    for dialect in [Dialect::Ae, Dialect::Cloud] {
        let host = Host::start(dialect).await;
        let list = host.get("enterprises/octo-enterprise/actions/runners/downloads").await.json();
        for entry in list.as_array().unwrap() {
            let (address, file) = (entry["download_url"].as_str().unwrap(), entry["filename"].as_str().unwrap());
            assert!(address.ends_with(file));
            let reply = host.client.get(address).send().await.unwrap();
            assert_eq!(reply.status(), StatusCode::FOUND, "as on github.com: -L is needed");
            let to = reply.headers()["location"].to_str().unwrap().to_owned();
            let bytes = host.client.get(to).send().await.unwrap().bytes().await.unwrap();
            let sum = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
            if dialect == Dialect::Cloud {
                assert_eq!(entry["sha256_checksum"], sum);
            }
            let magic: &[u8] = if entry["os"] == "win" { b"PK" } else { &[0x1f, 0x8b] };
            assert!(bytes.starts_with(magic), "{file}");
        }
    }
}

#[tokio::test]
async fn a_runner_is_registered_started_and_removed_in_each_scope() {
    let host = Host::start(Dialect::Ghes).await;
    for (scope, path) in SCOPES.into_iter().zip(["enterprises/octo-enterprise", "octo-org", "octo-org/octo-repo.git"]) {
        let machine = Machine::new(&host).await;
        let token = host.runner_token(scope, "registration").await;
        let (code, text) = machine
            .sh(
                "config.sh",
                &[
                    "--url",
                    &url(&host, path),
                    "--token",
                    &token,
                    "--unattended",
                    "--name",
                    "box 1",
                    "--labels",
                    "gpu,GPU,,big box",
                    "--work",
                    "w",
                    "--ephemeral",
                    "--disableupdate",
                ],
            )
            .await;
        assert_eq!(code, 0, "{text}");
        assert!(text.contains("√ Runner successfully added") && text.contains("√ Settings Saved."), "{text}");
        let file = machine.runner_file();
        assert_eq!((&file["agentName"], &file["workFolder"]), (&json!("box 1"), &json!("w")));
        assert_eq!((&file["ephemeral"], &file["disableUpdate"]), (&json!(true), &json!(true)));
        let runner = find(&host, scope, "box 1").await.unwrap();
        assert_eq!(
            (&runner["status"], &runner["os"], &runner["ephemeral"]),
            (&json!("offline"), &json!("Linux"), &json!(true))
        );
        let labels: Vec<&str> =
            runner["labels"].as_array().unwrap().iter().map(|l| l["name"].as_str().unwrap()).collect();
        assert_eq!(labels, ["self-hosted", "Linux", "X64", "gpu", "big box"]);
        let (code, text) = machine.sh("run.sh", &[]).await;
        assert!(code == 0 && text.contains("Listening for Jobs"), "{text}");
        assert_eq!(find(&host, scope, "box 1").await.unwrap()["status"], "online");
        let token = host.runner_token(scope, "remove").await;
        let (code, text) = machine.sh("config.sh", &["remove", "--token", &token]).await;
        assert!(code == 0 && text.contains("√ Runner removed successfully"), "{text}");
        assert!(!machine.is_configured());
        assert_eq!(find(&host, scope, "box 1").await, None);
    }
}

#[tokio::test]
async fn tokens_serve_one_purpose_in_one_scope_for_one_hour() {
    let host = Host::start(Dialect::Ae).await;
    let machine = Machine::new(&host).await;
    let org = url(&host, "octo-org");
    let wrong = [
        host.runner_token("orgs/octo-org", "remove").await,
        host.runner_token("repos/octo-org/octo-repo", "registration").await,
        "NONSENSE".to_owned(),
    ];
    let good = host.runner_token("orgs/octo-org", "registration").await;
    for token in &wrong {
        let (code, text) = machine.sh("config.sh", &["--url", &org, "--token", token, "--unattended"]).await;
        assert_eq!(code, 1);
        assert!(text.contains("Response status code does not indicate success: 404 (Not Found)."), "{text}");
    }
    host.control(Method::POST, "clock", json!({ "advance_seconds": 3_601 })).await;
    let (code, text) = machine.sh("config.sh", &["--url", &org, "--token", &good, "--unattended"]).await;
    assert!(code == 1 && text.contains("404 (Not Found)"), "{text}");
    host.control(Method::POST, "clock", json!({ "offset_seconds": 0 })).await;
    let by_id = url(&host, "enterprises/4201");
    let token = host.runner_token("enterprises/4201", "registration").await;
    let (code, _) = machine.sh("config.sh", &["--url", &by_id, "--token", &token, "--unattended"]).await;
    assert_eq!(code, 1, "--url knows the slug only");
    assert!(!machine.is_configured());
    let (code, text) =
        machine.sh("config.sh", &["--url", &org, "--token", &good, "--unattended", "--name", "late"]).await;
    assert_eq!(code, 0, "{text}");
    let (code, text) = machine.sh("config.sh", &["remove", "--token", &good]).await;
    assert!(code == 1 && text.contains("Failed: Removing runner from the server") && machine.is_configured(), "{text}");
}

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
async fn replacing_keeps_the_id() {
    let host = Host::start(Dialect::Ae).await;
    let machine = Machine::new(&host).await;
    let old = host.runner("orgs/octo-org", |runner| runner["status"] == "online").await;
    let token = host.runner_token("orgs/octo-org", "registration").await;
    let name = old["name"].as_str().unwrap();
    let arguments = [
        "--url",
        &url(&host, "octo-org"),
        "--token",
        &token,
        "--unattended",
        "--name",
        name,
        "--replace",
        "--labels",
        "new",
    ];
    let (code, text) = machine.sh("config.sh", &arguments).await;
    assert!(code == 0 && text.contains("√ Successfully replaced the runner"), "{text}");
    let new = find(&host, "orgs/octo-org", name).await.unwrap();
    assert_eq!((&new["id"], &new["status"]), (&old["id"], &json!("offline")));
    assert_eq!(host.get("orgs/octo-org/actions/runners").await.json()["total_count"], 42);
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

#[tokio::test]
async fn a_service_must_go_before_the_runner() {
    let host = Host::start(Dialect::Ae).await;
    let machine = Machine::new(&host).await;
    let token = host.runner_token("orgs/octo-org", "registration").await;
    let arguments = ["--url", &url(&host, "octo-org"), "--token", &token, "--unattended", "--name", "served"];
    assert_eq!(machine.sh("config.sh", &arguments).await.0, 0);
    assert_eq!(machine.sh("svc.sh", &["status"]).await.0, 1);
    assert_eq!(machine.sh("svc.sh", &["install"]).await.0, 0);
    let (code, text) = machine.sh("svc.sh", &["start"]).await;
    assert!(code == 0 && text.contains("active (running)"), "{text}");
    assert_eq!(find(&host, "orgs/octo-org", "served").await.unwrap()["status"], "online");
    let token = host.runner_token("orgs/octo-org", "remove").await;
    let (code, text) = machine.sh("config.sh", &["remove", "--token", &token]).await;
    assert!(code == 1 && text.contains("Uninstall service first"), "{text}");
    assert_eq!(machine.sh("svc.sh", &["stop"]).await.0, 0);
    assert_eq!(find(&host, "orgs/octo-org", "served").await.unwrap()["status"], "offline");
    assert_eq!(machine.sh("svc.sh", &["uninstall"]).await.0, 0);
    assert_eq!(machine.sh("config.sh", &["remove", "--token", &token]).await.0, 0);
}

#[tokio::test]
async fn local_removal_leaves_the_server_alone() {
    let host = Host::start(Dialect::Ae).await;
    let machine = Machine::new(&host).await;
    let token = host.runner_token("orgs/octo-org", "registration").await;
    let arguments = ["--url", &url(&host, "octo-org"), "--token", &token, "--unattended", "--name", "orphan"];
    assert_eq!(machine.sh("config.sh", &arguments).await.0, 0);
    let (code, text) = machine.sh("config.sh", &["remove", "--local"]).await;
    assert!(code == 0 && text.contains("√ Removed .runner") && !machine.is_configured(), "{text}");
    assert!(find(&host, "orgs/octo-org", "orphan").await.is_some());
}

#[tokio::test]
async fn a_running_machine_is_online_until_it_is_stopped_or_killed() {
    for signal in ["-TERM", "-INT", "-KILL"] {
        let host = Host::start(Dialect::Ae).await;
        let machine = Machine::new(&host).await;
        let token = host.runner_token("orgs/octo-org", "registration").await;
        let arguments = ["--url", &url(&host, "octo-org"), "--token", &token, "--unattended", "--name", "runs"];
        assert_eq!(machine.sh("config.sh", &arguments).await.0, 0);
        let mut child = Command::new("sh")
            .arg("run.sh")
            .current_dir(machine.path())
            .env("RUNNER_ALLOW_RUNASROOT", "1")
            .env_remove("RUNNER_SIM_EXIT")
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let state = host.running.state().clone();
        let status = move || {
            state.with(|world| {
                let scope = world.directory.get(world.scope("orgs/octo-org").unwrap()).unwrap();
                scope.fleet.iter().find(|runner| runner.name == "runs").unwrap().status.clone()
            })
        };
        until("online", || status() == "online").await;
        if signal == "-KILL" {
            // Nobody says goodbye: the server notices the silence.
            host.control(Method::POST, "settings", json!({ "machine_silence_ms": 2_500 })).await;
        }
        assert!(Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap().success());
        until("offline", || status() == "offline").await;
        let ended = tokio::task::spawn_blocking(move || child.wait().unwrap()).await.unwrap();
        assert_eq!(ended.success(), signal != "-KILL");
    }
}
