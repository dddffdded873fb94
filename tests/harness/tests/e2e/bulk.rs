//! Cleaning up: runners are selected by id, and many are removed without fear.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use harness::browser::{Locator, World};
use serde_json::{Value, json};

use super::admin::{self, Admin, ORG};

mod confirming;
mod four_hundred;
mod jobs;
mod pace;
mod report;
mod selecting;
mod stopping;

/// Seven runners, of which three are dead.
pub fn few(world: &World) -> Result<()> {
    let runners = json!([
        { "name": "dead-1", "status": "offline" },
        { "name": "dead-2", "status": "offline" },
        { "name": "dead-3", "status": "offline" },
        { "name": "idle-1" },
        { "name": "idle-2" },
        { "name": "busy-1", "busy": true },
        { "name": "busy-2", "busy": true, "status": "offline" },
    ]);
    admin::set_fleet(world, ORG, &runners)
}

/// So many dead ones and no others: `dead-1` and so on.
fn dead(world: &World, count: usize) -> Result<()> {
    let runners: Vec<Value> =
        (1..=count).map(|number| json!({ "name": format!("dead-{number}"), "status": "offline" })).collect();
    admin::set_fleet(world, ORG, &json!(runners))
}

fn tick(admin: &Admin, name: &str) -> Locator {
    admin.table().get("checkbox", format!("Select {name}").as_str())
}

async fn filter(admin: &Admin<'_>, text: &str) -> Result<()> {
    admin.page.get("searchbox", "Filter runners").fill(text).await
}

/// Selects all that a filter shows, and opens the dialog.
pub async fn open_with_all(admin: &Admin<'_>, shown: usize) -> Result<Locator> {
    admin.page.get("checkbox", "Select all shown").set_checked(true).await?;
    admin.page.shows(&format!("{shown} selected")).await?;
    admin.page.get("button", "Delete selected").click().await?;
    admin.dialog("Delete runners").await
}

/// The three dead ones of [`few`], selected, with the dialog open.
async fn the_dead(world: &World) -> Result<(Admin<'_>, Locator)> {
    few(world)?;
    let admin = Admin::at(world, ORG).await?;
    filter(&admin, "dead").await?;
    let dialog = open_with_all(&admin, 3).await?;
    Ok((admin, dialog))
}

/// Types the number and presses the button.
pub async fn confirm(dialog: &Locator, count: usize) -> Result<()> {
    dialog.get("textbox", "Type the number of runners to confirm").fill(&count.to_string()).await?;
    let runners = if count == 1 { "runner" } else { "runners" };
    dialog.get("button", format!("Delete {count} {runners}").as_str()).click().await
}

/// A line of the report.
#[derive(Debug)]
struct Line {
    id: u64,
    /// What was done, and why: `("left_alone", "runs_a_job")`; no reason is the empty text.
    done: (String, String),
    status: Option<u64>,
    request_id: Option<String>,
    time: Option<String>,
}

impl Line {
    fn is(&self, done: &str, reason: &str) -> bool {
        (self.done.0.as_str(), self.done.1.as_str()) == (done, reason)
    }
}

/// The report, by runner.
async fn report(world: &World, dialog: &Locator) -> Result<BTreeMap<String, Line>> {
    dialog.get("button", "Report as JSON").click().await?;
    let lines: Vec<Value> = serde_json::from_str(&world.downloaded(".json").await?)?;
    let count = lines.len();
    let optional = |value: &Value| value.as_str().map(str::to_owned);
    let text = |value: &Value| optional(value).unwrap_or_default();
    let line = |line: &Value| -> Result<(String, Line)> {
        let read = Line {
            id: line["id"].as_u64().context("no id")?,
            done: (text(&line["done"]), text(&line["reason"])),
            status: line["status"].as_u64(),
            request_id: optional(&line["request_id"]),
            time: optional(&line["time"]),
        };
        Ok((text(&line["name"]), read))
    };
    let lines: BTreeMap<String, Line> = lines.iter().map(line).collect::<Result<_>>()?;
    ensure!(lines.len() == count, "a name is in it twice");
    Ok(lines)
}
