//! P4: how many rows are on the page while somebody scrolls through 10,000, and whether that ever takes long.

use anyhow::{Context, Result};
use serde::Deserialize;

use super::Bar;
use super::finding::{Against, Finding, Nature, Target, Unit};
use super::ground::Ground;
use super::report::Report;
use super::stand::{Side, Stand};

const RUNNERS: usize = 10_000;
/// Rows on the page, in viewports full.
const MOST_ROWS: f64 = 2.0;
/// Milliseconds: what is longer is a long task, and may be felt.
const LONGEST: f64 = 50.0;

pub(super) async fn measure(ground: &Ground) -> Result<Report> {
    let stand = Stand::start(ground, RUNNERS).await?;
    let ours = scroll(&stand, Side::Ours).await?;
    let twin = scroll(&stand, Side::Twin).await?;
    stand.stop().await;
    let finding = |what: &str, unit, part: fn(&Scrolling) -> f64, target, nature| {
        Finding::alone(Bar::P4, what, unit, part(&ours), target, nature).against(Against::Twin(part(&twin)))
    };
    let findings = vec![
        finding(
            "rows on the page, in viewports",
            Unit::Times,
            |found| found.fullest,
            Target::AtMost(MOST_ROWS),
            Nature::Fixed,
        ),
        finding(
            "tasks over 50 ms in 602 steps of scrolling",
            Unit::Count,
            |found| found.tasks,
            Target::Exactly(0.0),
            Nature::Timed,
        ),
        finding(
            "longest of these (0: none)",
            Unit::Milliseconds,
            |found| found.longest,
            Target::AtMost(LONGEST),
            Nature::Timed,
        ),
    ];
    Ok(Report { findings, notes: Vec::new() })
}

/// What the page tells of its scrolling.
#[derive(Debug, Deserialize)]
struct Scrolling {
    /// Rows on the page at most, in viewports full.
    fullest: f64,
    /// How many tasks were long ones.
    tasks: f64,
    /// Milliseconds; 0 where no task was a long one.
    longest: f64,
}

async fn scroll(stand: &Stand<'_>, side: Side) -> Result<Scrolling> {
    let found = stand.visit_complete(side, async |tab| tab.wait("probe.scroll()").await).await?;
    serde_json::from_value(found).context("the page tells something else")
}
