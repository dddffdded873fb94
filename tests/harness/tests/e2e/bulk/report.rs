//! What was done, as a file: one line for each runner, with GitHub's number of the request that decided.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use axum::http::Method;
use harness::browser::Scenario;
use serde_json::json;
use simulator::Dialect;

use super::{confirm, dead, open_with_all, report};
use crate::admin::{self, Admin, ORG};

#[test]
fn the_report_names_the_request_that_decided_for_each_runner_in_both_of_its_forms() -> Result<()> {
    Scenario::new().dialect(Dialect::Ghes).run(async |world| {
        dead(world, 6)?;
        let admin = Admin::at(world, ORG).await?;
        let dialog = open_with_all(&admin, 6).await?;
        let id = |number: usize| admin::id_of(world, ORG, &format!("dead-{number}"));
        for words in ["responded with a status of", "net::ERR_", "CORS policy"] {
            world.allow_in_console(words);
        }
        admin::strike(world, json!({ "operation": "delete", "id": id(2)?, "status": 422 }))?;
        admin::strike(
            world,
            json!({ "operation": "delete", "id": id(3)?, "when": "after", "cors": "drop", "times": 1 }),
        )?;
        admin::control(world, &Method::DELETE, "runners", &json!({ "scope": ORG, "id": id(4)? }))?;
        admin::change(world, ORG, "dead-5", &json!({ "status": "online" }))?;
        admin::change(world, ORG, "dead-6", &json!({ "name": "=other" }))?;
        confirm(&dialog, 6).await?;
        dialog.get("button", "Skip the 1 that cannot be removed now").click().await?;
        dialog.shows("Done.").await?;
        dialog.shows("2 removed, 1 gone already, 3 left alone").await?;
        dialog.shows("5 exceptions").await?;

        let log = world.github().state().requests();
        let by_request: BTreeMap<&str, (&str, Option<u64>)> = log
            .iter()
            .filter_map(|entry| Some((entry.request_id.as_deref()?, (entry.method.as_str(), entry.id))))
            .collect();
        let told = report(world, &dialog).await?;
        ensure!(told.len() == 6, "{told:?}");
        for (name, done, reason, status, method) in [
            ("dead-1", "removed", "", Some(204), Some("DELETE")),
            ("dead-2", "left_alone", "runs_a_job", Some(422), Some("DELETE")),
            ("dead-3", "removed", "answer_lost", None, None),
            ("dead-4", "already_gone", "", Some(404), Some("GET")),
            ("dead-5", "left_alone", "came_to_life", Some(200), Some("GET")),
            ("dead-6", "left_alone", "other_name: =other", Some(200), Some("GET")),
        ] {
            let line = &told[name];
            ensure!(line.is(done, reason) && line.status == status, "{name}: {line:?}");
            ensure!(line.request_id.is_some() == method.is_some(), "{name}: {line:?}");
            if let Some((method, request_id)) = method.zip(line.request_id.as_deref()) {
                let sent =
                    by_request.get(request_id).with_context(|| format!("{name}: GitHub knows no {request_id}"))?;
                ensure!(*sent == (method, Some(line.id)), "{name}: {sent:?}");
            }
            let is_utc = |time: &String| time.len() == 24 && time.ends_with('Z');
            ensure!(line.time.as_ref().is_some_and(is_utc), "{name}: {line:?}");
        }

        dialog.get("button", "Report as CSV").click().await?;
        dialog.shows("Saved as removed-octo-org-").await?;
        let csv = world.downloaded(".csv").await?;
        let lines: Vec<&str> = csv.trim_start_matches('\u{feff}').lines().collect();
        ensure!(lines.len() == 7 && lines[0] == "id,name,confirmed_as,done,reason,status,request_id,time", "{csv}");
        for (name, line) in &told {
            let status = line.status.map(|status| status.to_string()).unwrap_or_default();
            let field = |text: &Option<String>| text.clone().unwrap_or_default();
            let (done, reason) = &line.done;
            let wanted = [
                line.id.to_string().as_str(),
                name,
                "offline",
                done,
                reason,
                &status,
                &field(&line.request_id),
                &field(&line.time),
            ]
            .join(",");
            ensure!(lines.contains(&wanted.as_str()), "no {wanted} in {csv}");
        }
        Ok(())
    })
}
