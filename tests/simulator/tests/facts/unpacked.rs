//! A machine with an unpacked runner application.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use reqwest::Method;
use serde_json::Value;
use tempfile::TempDir;

use crate::support::Host;

/// A folder with the unpacked Linux archive.
pub struct Machine {
    folder: TempDir,
}

impl Machine {
    /// Downloads and unpacks as the documentation says: `curl -o FILE -L URL`, `tar xzf FILE`.
    pub async fn new(host: &Host) -> Self {
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

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Runs a script of the archive as root may in a container, without input.
    pub async fn sh(&self, script: &str, arguments: &[&str]) -> (i32, String) {
        self.sh_with(&[], script, arguments, "").await
    }

    pub async fn sh_with(&self, env: &[(&str, &str)], script: &str, arguments: &[&str], input: &str) -> (i32, String) {
        let mut command = vec!["sh", script];
        command.extend(arguments);
        let mut all = vec![("RUNNER_ALLOW_RUNASROOT", "1"), ("RUNNER_SIM_EXIT", "1"), ("RUNNER_SIM_ANY_USER", "1")];
        all.extend(env);
        let output = run(self.path(), &all, &command, input).await;
        let text = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        (output.status.code().unwrap_or(-1), text)
    }

    pub fn runner_file(&self) -> Value {
        serde_json::from_str(&std::fs::read_to_string(self.path().join(".runner")).unwrap()).unwrap()
    }

    pub fn is_configured(&self) -> bool {
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

pub fn url(host: &Host, path: &str) -> String {
    format!("{}/{path}", host.running.ready().web)
}

pub async fn find(host: &Host, scope: &str, name: &str) -> Option<Value> {
    let fleet = host.control(Method::GET, &format!("runners?scope={scope}"), Value::Null).await;
    fleet.as_array().unwrap().iter().find(|runner| runner["name"] == name).cloned()
}
