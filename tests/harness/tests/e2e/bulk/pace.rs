//! How many at once, and how long it takes.

use anyhow::{Result, ensure};
use harness::browser::{Scenario, World, until};
use serde_json::json;
use simulator::Dialect;
use simulator::route::Operation;

use super::{confirm, dead, open_with_all, the_dead};
use crate::admin::{self, Admin, ORG};
use crate::steps;

/// Holds every removal but the first, and counts how many wait at once.
async fn at_once(world: &World, count: usize) -> Result<()> {
    dead(world, 8)?;
    let admin = Admin::at(world, ORG).await?;
    let dialog = open_with_all(&admin, 8).await?;
    // What the first answer says decides how many may follow at once.
    admin::strike(world, json!({ "operation": "delete", "hold": true, "skip": 1 }))?;
    confirm(&dialog, 8).await?;
    let waiting = || {
        let all = steps::requests(world, Operation::Delete);
        all.iter().filter(|entry| entry.took_ms.is_none()).count()
    };
    until("so many removals to be under way", async || Ok((waiting() >= count).then_some(()))).await?;
    dialog.shows("1 of 8 runners done").await?;
    ensure!(waiting() == count, "{} at once", waiting());
    world.github().state().clear_faults();
    dialog.shows("8 removed").await
}

#[test]
fn a_host_that_does_not_count_gets_four_at_once() -> Result<()> {
    Scenario::new().dialect(Dialect::Ghes).run(async |world| at_once(world, 4).await)
}

#[test]
fn a_site_may_have_fewer_at_once() -> Result<()> {
    let settings = r#"{ "removals_at_once": 2 }"#;
    Scenario::new().dialect(Dialect::Ghes).file("config.json", settings).run(async |world| at_once(world, 2).await)
}

#[test]
fn a_host_that_counts_requests_gets_one_removal_a_second() -> Result<()> {
    Scenario::new().dialect(Dialect::Cloud).run(async |world| {
        let (_, dialog) = the_dead(world).await?;
        confirm(&dialog, 3).await?;
        dialog.shows("Done.").await?;
        let deletions = steps::requests(world, Operation::Delete);
        ensure!(deletions.len() == 3);
        for pair in deletions.windows(2) {
            ensure!(pair[1].at_ms >= pair[0].at_ms + 1_000, "{} after {}", pair[1].at_ms, pair[0].at_ms);
        }
        Ok(())
    })
}

#[test]
fn a_pause_that_github_asks_for_and_the_time_that_is_left_are_said() -> Result<()> {
    Scenario::new().dialect(Dialect::Cloud).run(async |world| {
        world.allow_in_console("responded with a status of 403");
        dead(world, 7)?;
        let admin = Admin::at(world, ORG).await?;
        let dialog = open_with_all(&admin, 7).await?;
        let busy_now = json!({ "retry-after": "3" });
        admin::strike(
            world,
            json!({ "operation": "delete", "status": 403, "headers": busy_now, "skip": 4, "times": 1 }),
        )?;
        confirm(&dialog, 7).await?;
        dialog.shows("4 of 7 runners done: 4 removed · less than a minute left").await?;
        dialog.shows("GitHub asked for a pause. It goes on at ").await?;
        dialog.shows("Done.").await?;
        dialog.shows("7 of 7 runners done: 7 removed").await?;
        ensure!(!dialog.text().await?.contains("left"), "nothing is left");
        Ok(())
    })
}
