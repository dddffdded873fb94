//! P9: 100,000 runners: what a key in the filter costs, and how much memory they take.

use anyhow::Result;

use super::Bar;
use super::finding::{Against, Finding, Nature, Target, Unit};
use super::ground::Ground;
use super::median::median;
use super::report::Report;
use super::stand::{Memory, Side, Stand};

const RUNNERS: usize = 100_000;
/// Milliseconds of work.
const LONGEST_KEY: f64 = 100.0;
const MOST_MEMORY: f64 = 3.0;

pub(super) async fn measure(ground: &Ground) -> Result<Report> {
    let stand = Stand::start(ground, RUNNERS).await?;
    let ours = load(&stand, Side::Ours, ground.rounds).await?;
    let twin = load(&stand, Side::Twin, ground.rounds).await?;
    stand.stop().await;
    let megabytes = |many: &Many| many.memory.sum() * 1e-6;
    let findings = vec![
        Finding::alone(
            Bar::P9,
            "task time of one key in the filter, 100,000 runners",
            Unit::Milliseconds,
            ours.key,
            Target::AtMost(LONGEST_KEY),
            Nature::Timed,
        )
        .against(Against::Twin(twin.key)),
        Finding::alone(
            Bar::P9,
            "memory, 100,000 runners",
            Unit::Megabytes,
            megabytes(&ours),
            Target::Ratio(MOST_MEMORY),
            Nature::Timed,
        )
        .against(Against::Twin(megabytes(&twin))),
    ];
    let note = format!(
        "P9: the complete table after {:.1} s, twin {:.1} s; task time {:.1} s, twin {:.1} s; a page from the simulated GitHub in {:.0} ms at most in 99 of 100 cases.",
        ours.complete_at / 1_000.0,
        twin.complete_at / 1_000.0,
        ours.work / 1_000.0,
        twin.work / 1_000.0,
        ours.page.max(twin.page)
    );
    Ok(Report { findings, notes: vec![note] })
}

/// Milliseconds, and bytes.
struct Many {
    complete_at: f64,
    work: f64,
    key: f64,
    memory: Memory,
    /// How long the simulated GitHub needed for a page, but for the slowest of a hundred.
    page: f64,
}

async fn load(stand: &Stand<'_>, side: Side, rounds: u32) -> Result<Many> {
    stand.github().state().with(|world| world.log.clear());
    stand
        .visit(side, async |tab| {
            let complete_at = tab.until_complete(RUNNERS).await?;
            let work = tab.task_time().await?;
            let page = slow_page(stand);
            let memory = tab.memory().await?;
            tab.focus_filter().await?;
            let idle = tab.cost_of_nothing().await?;
            let mut keys = Vec::new();
            for _ in 0..rounds {
                keys.push(tab.cost_of_key("g").await? - idle);
                tab.press_backspace().await?;
            }
            Ok(Many { complete_at, work, key: median(keys), memory, page })
        })
        .await
}

#[allow(clippy::cast_precision_loss)]
fn slow_page(stand: &Stand<'_>) -> f64 {
    let mut took: Vec<u64> = stand.github().state().requests().iter().filter_map(|entry| entry.took_ms).collect();
    took.sort_unstable();
    took.get(took.len().saturating_sub(1) * 99 / 100).map_or(f64::NAN, |took| *took as f64)
}
