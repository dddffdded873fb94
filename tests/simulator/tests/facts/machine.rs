//! The machine to register: archives, tokens, service, and a runner's life (github-api.md section 4).

use std::process::{Command, Stdio};

use reqwest::{Method, StatusCode};
use serde_json::json;
use sha2::{Digest, Sha256};
use simulator::Dialect;

use crate::support::{Host, SCOPES, until};
use crate::unpacked::{Machine, find, url};

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
        // A shell cannot trap what is ignored when it starts, as SIGINT is below a job in the background.
        let mut child = Command::new("env")
            .args(["--default-signal=INT", "sh", "run.sh"])
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
