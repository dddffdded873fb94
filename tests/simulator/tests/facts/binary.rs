//! The binary: its one line, its errors, its end.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use serde_json::Value;

fn simulator() -> Command {
    Command::new(env!("CARGO_BIN_EXE_simulator"))
}

#[test]
fn it_prints_one_json_line_and_ends_on_a_signal() {
    let mut child = simulator()
        .args([
            "--listen",
            "127.0.0.1:0",
            "--runners",
            "3",
            "--seed",
            "9",
            "--dialect",
            "ghes",
            "--latency-ms",
            "0",
            "--live",
        ])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    out.read_line(&mut line).unwrap();
    let ready: Value = serde_json::from_str(&line).unwrap();
    assert_eq!(ready["api"], format!("{}/api/v3", ready["web"].as_str().unwrap()));
    assert_eq!((&ready["enterprise"], &ready["org"]), (&Value::from("octo-enterprise"), &Value::from("octo-org")));
    assert_eq!((&ready["repo"], &ready["dialect"]), (&Value::from("octo-org/octo-repo"), &Value::from("ghes")));
    let port = ready["web"].as_str().unwrap().rsplit(':').next().unwrap().to_owned();
    let second = simulator().args(["--listen", &format!("127.0.0.1:{port}")]).output().unwrap();
    assert_eq!(second.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&second.stderr).contains("cannot listen on 127.0.0.1:"));
    assert!(Command::new("kill").arg(child.id().to_string()).status().unwrap().success());
    assert!(child.wait().unwrap().success());
    line.clear();
    assert_eq!(out.read_line(&mut line).unwrap(), 0, "one line only: {line}");
}

#[test]
fn unknown_options_are_refused_and_help_helps() {
    for wrong in [&["--runers", "3"][..], &["--dialect", "svn"], &["--runners", "many"]] {
        let output = simulator().args(wrong).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{wrong:?}");
        assert!(output.stdout.is_empty());
    }
    let help = simulator().arg("--help").output().unwrap();
    assert!(help.status.success() && String::from_utf8_lossy(&help.stdout).contains("--latency-ms"));
}
