//! Runners that GitHub does not remove as they run a job: they are tried again once the others are done, or left.

use anyhow::{Result, ensure};
use harness::browser::Scenario;
use serde_json::json;

use super::{confirm, few, filter, open_with_all, report};
use crate::admin::{self, Admin, ORG};
use crate::clock::Clock;

#[test]
fn what_runs_a_job_is_tried_again_later_and_removed_once_the_job_is_over() -> Result<()> {
    Scenario::new().run(async |world| {
        world.allow_in_console("responded with a status of 422");
        few(world)?;
        let clock = Clock::take(world.page(), 0).await?;
        let admin = Admin::at(world, ORG).await?;
        filter(&admin, "dead").await?;
        let dialog = open_with_all(&admin, 3).await?;
        for name in ["dead-1", "dead-2"] {
            let id = admin::id_of(world, ORG, name)?;
            admin::strike(world, json!({ "operation": "delete", "id": id, "status": 422 }))?;
        }
        confirm(&dialog, 3).await?;
        dialog.shows("2 still run jobs; they are tried again at ").await?;
        dialog.shows("1 of 3 runners done: 1 removed, 2 to be tried again").await?;
        ensure!(admin::deletions(world) == 3);
        // The first wait is 30 seconds. One job has ended by then.
        let other = admin::id_of(world, ORG, "dead-2")?;
        world.github().state().clear_faults();
        admin::strike(world, json!({ "operation": "delete", "id": other, "status": 422 }))?;
        clock.let_pass(30).await?;
        dialog.shows("1 still runs a job; it is tried again at ").await?;
        dialog.shows("2 of 3 runners done: 2 removed, 1 to be tried again").await?;
        dialog.get("button", "Skip the 1 that cannot be removed now").click().await?;
        dialog.shows("Done.").await?;
        let told = report(world, &dialog).await?;
        ensure!(told["dead-1"].is("removed", "") && told["dead-2"].is("left_alone", "runs_a_job"), "{told:?}");
        ensure!(admin::names(world, ORG).iter().filter(|name| name.starts_with("dead")).eq(["dead-2"]));
        Ok(())
    })
}
