//! Four hundred of three thousand, with all that can go wrong at once.

use std::collections::BTreeSet;

use anyhow::{Context, Result, ensure};
use axum::http::Method;
use harness::browser::{Locator, Name, Scenario, until};
use serde_json::{Value, json};
use simulator::Dialect;
use simulator::route::Operation;

use super::{confirm, filter, open_with_all, report};
use crate::admin::{self, Admin, ORG};
use crate::steps;

/// Many removals take longer than a person would wait for a single thing: as long as more come to an end, it goes on.
async fn shows_in_the_end(dialog: &Locator, part: &str) -> Result<()> {
    let mut before = String::new();
    loop {
        let shown = dialog.shows(part).await;
        let now = dialog.get("progressbar", Name::Any).value().await?;
        if shown.is_ok() || now == before {
            return shown;
        }
        before = now;
    }
}

#[test]
fn four_hundred_of_three_thousand_are_removed_whatever_goes_wrong() -> Result<()> {
    Scenario::new().dialect(Dialect::Ghes).run(async |world| {
        let dead = |number: usize| format!("dead-{number:03}");
        let runners: Vec<Value> = (0..3_000)
            .map(|number| match number {
                0..400 => json!({ "name": dead(number), "status": "offline" }),
                _ => json!({ "name": format!("live-{number}"), "busy": number % 7 == 0 }),
            })
            .collect();
        admin::set_fleet(world, ORG, &json!(runners))?;
        let admin = Admin::at(world, ORG).await?;
        steps::all_read(admin.page, 3_000).await?;
        filter(&admin, "dead-").await?;
        steps::rows(admin.page, 400).await?;
        let dialog = open_with_all(&admin, 400).await?;
        let id_of = |number: usize| admin::id_of(world, ORG, &dead(number));
        let busy: Vec<usize> = (100..110).collect();
        let gone: Vec<usize> = (120..125).collect();
        let alive: Vec<usize> = (130..133).collect();
        let mut faults: Vec<Value> = Vec::new();
        for number in &busy {
            faults.push(json!({ "operation": "delete", "id": id_of(*number)?, "status": 422 }));
        }
        let once = |id: u64, fault: Value| {
            let mut fault = fault;
            fault["operation"] = json!("delete");
            fault["id"] = json!(id);
            fault["times"] = json!(1);
            fault
        };
        faults.push(once(id_of(140)?, json!({ "status": 502 })));
        faults.push(once(id_of(150)?, json!({ "when": "after", "cors": "drop" })));
        faults.push(once(id_of(160)?, json!({ "status": 403, "headers": { "retry-after": "2" } })));
        for words in ["responded with a status of", "net::ERR_", "CORS policy"] {
            world.allow_in_console(words);
        }
        for fault in faults {
            admin::strike(world, fault)?;
        }
        for number in &gone {
            admin::control(world, &Method::DELETE, "runners", &json!({ "scope": ORG, "id": id_of(*number)? }))?;
        }
        for number in &alive {
            admin::change(world, ORG, &dead(*number), &json!({ "status": "online" }))?;
        }
        confirm(&dialog, 400).await?;
        // Somewhere in the middle somebody stops it, looks, and goes on.
        until("some to be removed", async || Ok((admin::deletions(world) > 40).then_some(()))).await?;
        dialog.get("button", "Stop").click().await?;
        dialog.shows("Stopped. Nothing further is removed until you resume.").await?;
        until("all that was under way to end", async || {
            let requests = world.github().state().requests();
            Ok(requests.iter().all(|request| request.took_ms.is_some()).then_some(()))
        })
        .await?;
        let stopped_at = admin::deletions(world);
        ensure!(stopped_at < 300, "{stopped_at} deletions: that was no stop");
        dialog.get("button", "Resume").click().await?;
        shows_in_the_end(&dialog, "10 still run jobs; they are tried again at ").await?;
        dialog.get("button", "Skip the 10 that cannot be removed now").click().await?;
        dialog.shows("Done.").await?;
        dialog.shows("382 removed, 5 gone already, 13 left alone").await?;

        let stays: BTreeSet<String> = busy.iter().chain(&alive).map(|number| dead(*number)).collect();
        let left: BTreeSet<String> = admin::names(world, ORG).into_iter().collect();
        let dead_left: BTreeSet<String> = left.iter().filter(|name| name.starts_with("dead-")).cloned().collect();
        ensure!(dead_left == stays, "{dead_left:?}");
        ensure!(left.len() == 2_600 + 13, "{} are left", left.len());

        let deletions = steps::requests(world, Operation::Delete);
        let refused = deletions.iter().find(|entry| entry.status == Some(403)).context("no 403")?;
        let told_at = refused.at_ms + refused.took_ms.unwrap_or_default();
        let meanwhile = deletions.iter().filter(|entry| entry.at_ms > told_at && entry.at_ms < told_at + 2_000).count();
        // Three others were under way already, each with its reading before it.
        ensure!(meanwhile <= 3, "{meanwhile} removals in the two seconds that GitHub asked to wait");

        let report = report(world, &dialog).await?;
        ensure!(report.len() == 400, "{} lines", report.len());
        for number in 0..400 {
            let line = report.get(&dead(number)).with_context(|| dead(number))?;
            let (done, reason, status) = match number {
                number if busy.contains(&number) => ("left_alone", "runs_a_job", Some(422)),
                number if gone.contains(&number) => ("already_gone", "", Some(404)),
                number if alive.contains(&number) => ("left_alone", "came_to_life", Some(200)),
                150 => ("removed", "answer_lost", None),
                _ => ("removed", "", Some(204)),
            };
            ensure!(line.is(done, reason) && line.status == status, "{}: {line:?}", dead(number));
            ensure!(line.request_id.is_some() == status.is_some() && line.time.is_some(), "{line:?}");
        }
        admin.escape().await?;
        steps::rows(admin.page, 13).await?;
        Ok(())
    })
}
