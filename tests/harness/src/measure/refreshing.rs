//! P6: the refresh that the timer does, of 10,000 runners of which none has changed.
//!
//! It comes 65 s after the last page, when the browser's cache asks again. That cache has a clock that nobody can move, so
//! that the 65 s are really waited for here.

use std::time::Duration;

use anyhow::{Context, Result};
use simulator::log::Entry;
use simulator::route::Operation;

use super::Bar;
use super::finding::{Finding, Nature, Target, Unit};
use super::ground::Ground;
use super::report::Report;
use super::stand::{Side, Stand, Tab};
use crate::browser::until_within;

const RUNNERS: usize = 10_000;
const PAGES: usize = 100;
/// The wait for the timer, and the reading.
const PATIENCE: Duration = Duration::from_mins(2);

pub(super) async fn measure(ground: &Ground) -> Result<Report> {
    let stand = Stand::start(ground, RUNNERS).await?;
    let changes = stand.visit_complete(Side::Ours, async |tab| changes(&stand, tab).await).await?;
    let requests = stand.github().state().requests();
    stand.stop().await;
    Ok(report(&requests, changes))
}

/// Waits for the timed refresh, and returns how many changes it made inside the table.
async fn changes(stand: &Stand<'_>, tab: &Tab) -> Result<usize> {
    let before = tab.until_read("").await?;
    stand.github().state().with(|world| world.log.clear());
    tab.page().script("probe.record()").await?;
    until_within(PATIENCE, "the timed refresh", async || {
        let over = |entry: &Entry| is_page(entry) && entry.took_ms.is_some();
        let pages = stand.github().state().requests().iter().filter(|entry| over(entry)).count();
        Ok((pages >= PAGES).then_some(()))
    })
    .await?;
    tab.until_read(&before).await?;
    tab.wait("probe.settled()").await?;
    let changes = tab.page().script("return probe.changes").await?;
    Ok(changes.as_array().context("changes are not recorded")?.len())
}

impl Tab {
    /// Waits until the console says that it has read all pages, at another time than it said before, and returns its words.
    async fn until_read(&self, before: &str) -> Result<String> {
        until_within(PATIENCE, "the end of the reading", async || {
            let line = self.page().script("return document.querySelector('.reading-times').textContent").await?;
            let read = line.as_str().unwrap_or_default().split(" · ").next().unwrap_or_default().trim().to_owned();
            Ok((read.starts_with("Read at") && read != before).then_some(read))
        })
        .await
    }
}

fn is_page(entry: &Entry) -> bool {
    entry.operation == Operation::List && entry.method == "GET"
}

fn report(requests: &[Entry], changes: usize) -> Report {
    let pages = || requests.iter().filter(|entry| is_page(entry));
    let counts = [
        ("GETs of the timed refresh, 100 pages", pages().count(), PAGES),
        ("of these, 304", pages().filter(|entry| entry.status == Some(304)).count(), PAGES),
        ("OPTIONS", requests.iter().filter(|entry| entry.method == "OPTIONS").count(), 0),
        ("changes inside the table", changes, 0),
    ];
    #[allow(clippy::cast_precision_loss)]
    let finding = |(what, found, wanted): (&str, usize, usize)| {
        Finding::alone(Bar::P6, what, Unit::Count, found as f64, Target::Exactly(wanted as f64), Nature::Fixed)
    };
    Report { findings: counts.map(finding).into(), notes: Vec::new() }
}
