//! P4: how many rows are on the page while somebody scrolls through 10,000, and whether that ever takes long.

use anyhow::{Context, Result};

use super::Bar;
use super::finding::{Finding, Nature, Target, Unit};
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
    let found = stand.visit_complete(Side::Ours, async |tab| tab.wait("probe.scroll()").await).await?;
    stand.stop().await;
    let number = |field: &str| found[field].as_f64().with_context(|| format!("no {field} in {found}"));
    let findings = vec![
        Finding::alone(
            Bar::P4,
            "rows on the page, in viewports",
            Unit::Times,
            number("fullest")?,
            Target::AtMost(MOST_ROWS),
            Nature::Fixed,
        ),
        Finding::alone(
            Bar::P4,
            "tasks over 50 ms in 602 steps of scrolling",
            Unit::Count,
            number("tasks")?,
            Target::Exactly(0.0),
            Nature::Timed,
        ),
        Finding::alone(
            Bar::P4,
            "longest of these (0: none)",
            Unit::Milliseconds,
            number("longest")?,
            Target::AtMost(LONGEST),
            Nature::Timed,
        ),
    ];
    Ok(Report { findings, notes: Vec::new() })
}
