//! P1: what has to be loaded before the first row can be seen.
//!
//! All files that the browser asked the site for from opening the page to the first row, each compressed with brotli 11.
//! `config.json` is the hosting site's own and left out, as is what GitHub answers.

use std::collections::BTreeSet;

use anyhow::{Context, Result, ensure};

use super::Bar;
use super::finding::{Finding, Nature, Target, Unit};
use super::ground::Ground;
use super::report::Report;
use super::stand::{Side, Stand, Tab};
use crate::precompress::brotli;

/// Thousands of bytes, of a real first visit: all that there is up to the first row, connecting and choosing a scope included.
const MOST: f64 = 450.0;
const AIM: f64 = 300.0;

pub(super) async fn measure(ground: &Ground) -> Result<Report> {
    let stand = Stand::start(ground, 100).await?;
    let names = stand.visit(Side::Ours, requested).await?;
    stand.stop().await;
    let mut files = Vec::new();
    for path in names.iter().filter(|path| *path != "/config.json") {
        let name = if path == "/" { "index.html" } else { path.trim_start_matches('/') };
        let content = ground.console.bytes(name).with_context(|| format!("{name} was asked for, but is not there"))?;
        files.push((name.to_owned(), content.len(), brotli(content)?.len()));
    }
    ensure!(files.iter().any(|(name, ..)| name.contains(".wasm")), "the program is not among {names:?}");
    files.sort_by_key(|(.., small)| std::cmp::Reverse(*small));
    Ok(report(&files))
}

/// Paths of the files that the browser has asked the site for when the first row is there.
async fn requested(tab: &Tab) -> Result<BTreeSet<String>> {
    let first = tab.number("probe.first()").await?;
    let script = format!(
        "const entries = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
        return entries.filter((entry) => entry.startTime <= {first}).map((entry) => new URL(entry.name))
            .filter((url) => url.origin === location.origin).map((url) => url.pathname)"
    );
    Ok(serde_json::from_value(tab.page().script(&script).await?)?)
}

fn report(files: &[(String, usize, usize)]) -> Report {
    let sum: usize = files.iter().map(|(.., small)| small).sum();
    let what = format!("up to the first row, {} files, brotli 11", files.len());
    let finding = |what: &str, most| {
        Finding::alone(Bar::P1, what, Unit::Kilobytes, kilobytes(sum), Target::AtMost(most), Nature::Fixed)
    };
    let aim = Finding { nature: Nature::Timed, ..finding("the same, the aim", AIM) };
    let lines = files.iter().map(|(name, plain, small)| {
        format!("  {:>7.1} KB  of {:>7.1} KB  {name}", kilobytes(*small), kilobytes(*plain))
    });
    let notes = std::iter::once("P1, file by file:".to_owned()).chain(lines).collect();
    Report { findings: vec![finding(&what, MOST), aim], notes }
}

#[allow(clippy::cast_precision_loss)]
fn kilobytes(bytes: usize) -> f64 {
    bytes as f64 / 1_000.0
}

#[cfg(test)]
mod tests {
    use super::report;

    #[test]
    fn the_sum_of_the_compressed_files_is_judged() {
        let files = |last: usize| [("a.wasm".to_owned(), 900_000, 440_000), ("a.js".to_owned(), 90_000, last)];
        let good = report(&files(10_000));
        assert!(good.findings[0].is_met() && !good.findings[1].is_met() && !good.fails());
        assert!(report(&files(10_001)).fails());
        assert_eq!(good.notes.len(), 3);
    }
}
