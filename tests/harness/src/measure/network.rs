//! P5: loading 10,000 runners over a network, against the time that no page can do without.
//!
//! The first page must come before anybody knows how many there are, and each address costs a question whether it may be
//! asked for (the preflight) before it is: 2·RTT + s, where s is what GitHub needs for its answer. All further pages come
//! six at a time, each as slowly. The browser cannot slow preflights down, so that the simulated GitHub answers each
//! request, preflights included, one RTT later, and each page s later on top of that. The clock on the wall counts here,
//! from the moment when the first page is asked for.

use std::time::Duration;

use anyhow::{Context, Result};
use simulator::Fault;
use simulator::faults::Aim;
use simulator::log::Entry;
use simulator::route::Operation;

use super::Bar;
use super::finding::{Against, Finding, Nature, Target, Unit};
use super::ground::Ground;
use super::median::median;
use super::report::Report;
use super::stand::{Side, Stand, Tab};

const RUNNERS: usize = 10_000;
/// Milliseconds.
const ROUND_TRIPS: [u32; 3] = [20, 50, 150];
/// What the server needs for a page, in milliseconds.
const SERVING: u32 = 100;
/// Pages after the first one, and how many of them are asked for at once.
const FURTHER_PAGES: u32 = 99;
const MOST_IN_FLIGHT: u32 = 6;
/// Milliseconds over the bound until the first rows are there.
const MOST_AFTER: f64 = 50.0;
const MOST_FOR_ALL: f64 = 1.15;

/// When the first page was asked for, in milliseconds since the page was opened.
const ASKED: &str = "
    const pages = performance.getEntriesByType('resource').filter((entry) => entry.name.includes('/actions/runners?'));
    return pages.length > 0 && Math.min(...pages.map((entry) => entry.startTime))";

pub(super) async fn measure(ground: &Ground) -> Result<Report> {
    let stand = Stand::start(ground, RUNNERS).await?;
    let serving =
        Fault { operation: Some(Aim::Operation(Operation::List)), delay_ms: SERVING.into(), ..Fault::default() };
    stand.github().state().add_fault(serving);
    let mut report = Report::default();
    let mut most_in_flight = 0;
    for round_trip in ROUND_TRIPS {
        let latency = Duration::from_millis(round_trip.into());
        stand.github().state().with(|world| world.config.latency = latency);
        let (mut first, mut all) = (Vec::new(), Vec::new());
        for _ in 0..ground.rounds {
            let loading = load(&stand).await?;
            first.push(loading.first);
            all.push(loading.all);
            most_in_flight = most_in_flight.max(loading.in_flight);
        }
        report.findings.extend(findings(round_trip, median(first), median(all)));
    }
    stand.stop().await;
    report.findings.push(Finding::alone(
        Bar::P5,
        "most pages asked for at once",
        Unit::Count,
        f64::from(most_in_flight),
        Target::AtMost(f64::from(MOST_IN_FLIGHT)),
        Nature::Fixed,
    ));
    Ok(report)
}

fn findings(round_trip: u32, first: f64, all: f64) -> [Finding; 2] {
    let page = f64::from(2 * round_trip + SERVING);
    let pages = page * f64::from(1 + FURTHER_PAGES.div_ceil(MOST_IN_FLIGHT));
    let finding = |what: &str, ours, bound, target| {
        let what = format!("{what}, RTT {round_trip} ms");
        Finding::alone(Bar::P5, what, Unit::Milliseconds, ours, target, Nature::Timed).against(Against::Bound(bound))
    };
    [
        finding("first rows", first, page, Target::Plus(MOST_AFTER)),
        finding("all 100 pages", all, pages, Target::Ratio(MOST_FOR_ALL)),
    ]
}

/// Milliseconds since the first page was asked for, and how many were asked for at once.
struct Loading {
    first: f64,
    all: f64,
    in_flight: u32,
}

async fn load(stand: &Stand<'_>) -> Result<Loading> {
    stand.github().state().with(|world| world.log.clear());
    let visit = async |tab: &Tab| {
        let first = tab.number("probe.first()").await?;
        let all = tab.until_complete(RUNNERS).await?;
        let asked = tab.page().script(ASKED).await?.as_f64().context("no page was asked for")?;
        Ok((first - asked, all - asked))
    };
    let (first, all) = stand.visit(Side::Ours, visit).await?;
    Ok(Loading { first, all, in_flight: at_once(&stand.github().state().requests()) })
}

/// How many pages were asked for at once at most, their preflights included.
fn at_once(requests: &[Entry]) -> u32 {
    let pages = || requests.iter().filter(|entry| entry.operation == Operation::List);
    let is_under_way =
        |entry: &Entry, at: u64| entry.at_ms <= at && at < entry.at_ms + entry.took_ms.unwrap_or(u64::MAX / 2);
    let counts = pages().map(|entry| pages().filter(|other| is_under_way(other, entry.at_ms)).count());
    counts.max().and_then(|count| u32::try_from(count).ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::findings;
    use crate::measure::finding::Against;

    #[test]
    fn the_bounds_are_those_of_one_page_and_of_eighteen_turns() {
        // 99 pages by six are 17 turns after the first page.
        let [first, all] = findings(50, 250.0, 4_140.0);
        assert_eq!(first.against, Some(Against::Bound(200.0)));
        assert_eq!(all.against, Some(Against::Bound(3_600.0)));
        assert!(first.is_met() && all.is_met());
        let [first, all] = findings(50, 250.1, 4_141.0);
        assert!(!first.is_met() && !all.is_met());
    }
}
