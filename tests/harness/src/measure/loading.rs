//! P2: what loading 10,000 runners costs, to the first row and to the complete table.
//!
//! The pages behind the first one are held back until the main thread's work for the first row has been read off.

use anyhow::Result;
use simulator::Fault;
use simulator::faults::Aim;
use simulator::route::Operation;

use super::Bar;
use super::finding::{Against, Finding, Nature, Target, Unit};
use super::ground::Ground;
use super::median::median;
use super::report::Report;
use super::stand::{Side, Stand};

const RUNNERS: usize = 10_000;
const TO_FIRST_ROW: f64 = 1.5;
const TO_ALL_ROWS: f64 = 1.25;

pub(super) async fn measure(ground: &Ground) -> Result<Report> {
    let stand = Stand::start(ground, RUNNERS).await?;
    let (mut ours, mut twin) = (Vec::new(), Vec::new());
    for _ in 0..ground.rounds {
        ours.push(load(&stand, Side::Ours).await?);
        twin.push(load(&stand, Side::Twin).await?);
    }
    stand.stop().await;
    let finding = |what: &str, part: fn(&Loading) -> f64, most| {
        let middle = |side: &[Loading]| median(side.iter().map(part).collect());
        Finding::alone(Bar::P2, what, Unit::Milliseconds, middle(&ours), Target::Ratio(most), Nature::Timed)
            .against(Against::Twin(middle(&twin)))
    };
    let findings = vec![
        finding("task time to the first row", |loading| loading.first, TO_FIRST_ROW),
        finding("task time to all 10,000 rows", |loading| loading.all, TO_ALL_ROWS),
    ];
    let boot = median(ours.iter().map(|loading| loading.first_at).collect());
    let twin_boot = median(twin.iter().map(|loading| loading.first_at).collect());
    let note =
        format!("P2: first row on the wall clock: {boot:.0} ms after the page was opened, twin {twin_boot:.0} ms.");
    Ok(Report { findings, notes: vec![note] })
}

/// Milliseconds.
#[derive(Debug)]
struct Loading {
    /// Work to the first row.
    first: f64,
    /// Work to all rows.
    all: f64,
    /// The first row by the clock, since the page was opened.
    first_at: f64,
}

async fn load(stand: &Stand<'_>, side: Side) -> Result<Loading> {
    for page in 2..=100 {
        let operation = Some(Aim::Operation(Operation::List));
        stand.github().state().add_fault(Fault { operation, page: Some(page), hold: true, ..Fault::default() });
    }
    stand
        .visit(side, async |tab| {
            let first_at = tab.number("probe.first()").await?;
            tab.wait("probe.settled()").await?;
            let first = tab.task_time().await?;
            stand.github().state().clear_faults();
            tab.until_complete(RUNNERS).await?;
            Ok(Loading { first, all: tab.task_time().await?, first_at })
        })
        .await
}
