//! P8: what Lighthouse makes of the console, connected, with the runners of an organization listed.
//!
//! Lighthouse drives a tab whose session storage was filled before, so that it measures the page with the table and not
//! the form that asks for a token. The token of the simulated GitHub is worth nothing.

use std::process::Stdio;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use tokio::process::Command;

use super::Bar;
use super::finding::{Finding, Nature, Target, Unit};
use super::ground::Ground;
use super::median::median;
use super::report::Report;
use super::stand::{Side, Stand};
use crate::process;
use crate::tools::browser::{Browser, CHROMIUM_ARGUMENTS};
use crate::tools::lighthouse::Lighthouse;

/// A full page of runners: what an organization of usual size has.
const RUNNERS: usize = 100;
/// How often Lighthouse may run until it has seen the page.
const TRIES: usize = 3;
const PERFECT: f64 = 100.0;
const MOBILE_PERFORMANCE: f64 = 98.0;

pub(super) async fn measure(ground: &Ground) -> Result<Report> {
    let lighthouse = Lighthouse::ensure(&ground.layout)?;
    let browser = Browser::find().context("no Chromium")?;
    let drive = Drive { ground, lighthouse, browser, stand: Stand::start(ground, RUNNERS).await? };
    let mut report = Report::default();
    for (form, performance) in [("desktop", PERFECT), ("mobile", MOBILE_PERFORMANCE)] {
        let mut runs = Vec::new();
        for _ in 0..ground.rounds {
            runs.push(drive.until_seen(form).await?);
        }
        report.add(read(form, performance, &runs));
    }
    drive.stand.stop().await;
    Ok(report)
}

/// What a run of Lighthouse needs.
struct Drive<'a> {
    ground: &'a Ground,
    lighthouse: Lighthouse,
    browser: Browser,
    stand: Stand<'a>,
}

impl Drive<'_> {
    /// Now and then a trace begins after the page, which Lighthouse notices: then once more.
    async fn until_seen(&self, form: &str) -> Result<Value> {
        for _ in 1..TRIES {
            match self.run(form).await {
                Ok(found) => return Ok(found),
                Err(error) => eprintln!("Lighthouse saw nothing, trying again: {error:#}"),
            }
        }
        self.run(form).await
    }

    async fn run(&self, form: &str) -> Result<Value> {
        let url = self.stand.url(Side::Ours);
        let site = url.split('?').next().unwrap_or_default();
        let profile = self.ground.profiles();
        let given = json!({
            "chromium": self.browser.chromium,
            "arguments": CHROMIUM_ARGUMENTS,
            "profile": profile,
            "empty": format!("{site}config.json"),
            "url": url,
            "session": self.stand.session(),
            "form": form,
        });
        let mut command = Command::from(process::command(&self.lighthouse.node));
        command.current_dir(&self.lighthouse.folder).args([
            "--input-type=module",
            "--eval",
            include_str!("lighthouse.mjs"),
        ]);
        // After `--eval` the first argument is what a script's second one is.
        command.arg("lighthouse.mjs").arg(given.to_string()).stdin(Stdio::null()).kill_on_drop(true);
        let output = command.output().await.context("cannot start node")?;
        let _ = std::fs::remove_dir_all(&profile);
        if !output.status.success() {
            bail!("lighthouse failed ({}):\n{}", output.status, String::from_utf8_lossy(&output.stderr));
        }
        let found: Value = serde_json::from_slice(&output.stdout).context("no JSON from lighthouse")?;
        if !found["runtimeError"].is_null() || found["rows"] == 0 {
            bail!("lighthouse did not see the table: {} {}", found["runtimeError"]["message"], found["rows"]);
        }
        Ok(found)
    }
}

fn read(form: &str, performance: f64, runs: &[Value]) -> Report {
    let score = |category: &str| {
        median(runs.iter().map(|run| run["scores"][category].as_f64().unwrap_or(f64::NAN) * 100.0).collect())
    };
    let finding = |what: &str, ours, target| {
        Finding::alone(Bar::P8, format!("{form}: {what}"), Unit::Score, ours, target, Nature::Timed)
    };
    let shift = median(runs.iter().map(|run| run["shift"].as_f64().unwrap_or(f64::NAN)).collect());
    let findings = vec![
        finding("performance", score("performance"), Target::AtLeast(performance)),
        finding("accessibility", score("accessibility"), Target::AtLeast(PERFECT)),
        finding("best practices", score("best-practices"), Target::AtLeast(PERFECT)),
        finding("layout shift", shift, Target::Exactly(0.0)),
    ];
    let last = |field: &str| -> Vec<&str> {
        let list = runs.last().and_then(|run| run[field].as_array());
        list.into_iter().flatten().filter_map(Value::as_str).collect()
    };
    let mut notes = Vec::new();
    for (field, what) in [("lost", "less than full marks in the last run"), ("shifts", "what moved in the last run")] {
        if !last(field).is_empty() {
            notes.push(format!("P8, {form}, {what}: {}.", last(field).join(", ")));
        }
    }
    Report { findings, notes }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(performance: f64, shift: f64) -> Value {
        let scores = json!({ "performance": performance, "accessibility": 1.0, "best-practices": 1 });
        json!({ "scores": scores, "shift": shift, "lost": ["speed-index 0.9 (2 s)"] })
    }

    #[test]
    fn the_middle_of_the_runs_is_judged() {
        let report = read("mobile", 98.0, &[run(0.97, 0.0), run(1.0, 0.0), run(0.98, 0.1)]);
        assert!(report.findings.iter().all(Finding::is_met), "{report:?}");
        assert_eq!(report.notes, ["P8, mobile, less than full marks in the last run: speed-index 0.9 (2 s)."]);
        assert!(!read("mobile", 98.0, &[run(0.97, 0.0)]).findings[0].is_met());
        assert!(!read("mobile", 98.0, &[run(1.0, 0.001)]).findings[3].is_met());
    }

    #[test]
    fn a_score_that_is_missing_is_none() {
        assert!(read("desktop", 100.0, &[json!({})]).findings.iter().all(|finding| !finding.is_met()));
    }
}
