//! `cargo measure`: how fast and how small the console is, against its bars and against the twin.
//!
//! The twin (`tests/twin/`) is a page without a framework that does the same work on the same simulated GitHub, as a good
//! engineer would write it: it stands for the limit. Both are measured in one run, in turns, and medians are compared.
//! Times are what the main thread worked (`TaskDuration` of the `DevTools` protocol, in time of its own thread), not what
//! a clock on the wall says, unless a row says otherwise.
//!
//! - [`bar`], [`finding`], [`median`], [`report`]: pure: what is measured, what it should be, the table.
//! - `ground`, `stand`: both pages, served before one simulated GitHub, each opened in a browser of its own.
//! - `bytes` to `many`: one module for each bar, P1 to P9.
//!
//! Invariant: the command fails only for what does not depend on how fast the machine is.

pub mod bar;
pub mod finding;
pub mod median;
pub mod report;

#[cfg(feature = "browser")]
mod bytes;
#[cfg(feature = "browser")]
mod ground;
#[cfg(feature = "browser")]
mod interaction;
#[cfg(feature = "browser")]
mod lighthouse;
#[cfg(feature = "browser")]
mod loading;
#[cfg(feature = "browser")]
mod many;
#[cfg(feature = "browser")]
mod memory;
#[cfg(feature = "browser")]
mod network;
#[cfg(feature = "browser")]
mod refreshing;
#[cfg(feature = "browser")]
mod scrolling;
#[cfg(feature = "browser")]
mod stand;

use std::process::ExitCode;

use anyhow::Result;

pub use bar::Bar;

use crate::cli::MeasureOptions;

/// Measures, prints the table, writes it to `target/measure.json`. The exit code says whether every bar is met that does
/// not depend on the machine.
///
/// # Errors
/// Something does not build or start, or a page does not do what is measured.
#[cfg(feature = "browser")]
pub fn run(options: &MeasureOptions) -> Result<ExitCode> {
    use anyhow::Context;

    let ground = ground::Ground::prepare(options.rounds)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let mut report = report::Report::default();
    for bar in &options.bars {
        println!("Measuring {}", bar.name());
        report.add(runtime.block_on(measure(*bar, &ground)).with_context(|| bar.name())?);
    }
    println!("\n{}", report.text());
    let file = ground.layout.target().join("measure.json");
    std::fs::write(&file, format!("{:#}\n", report.json()))
        .with_context(|| format!("cannot write {}", file.display()))?;
    Ok(if report.fails() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

#[cfg(feature = "browser")]
async fn measure(bar: Bar, ground: &ground::Ground) -> Result<report::Report> {
    match bar {
        Bar::P1 => bytes::measure(ground).await,
        Bar::P2 => loading::measure(ground).await,
        Bar::P3 => interaction::measure(ground).await,
        Bar::P4 => scrolling::measure(ground).await,
        Bar::P5 => network::measure(ground).await,
        Bar::P6 => refreshing::measure(ground).await,
        Bar::P7 => memory::measure(ground).await,
        Bar::P8 => lighthouse::measure(ground).await,
        Bar::P9 => many::measure(ground).await,
    }
}

/// Without what drives a browser there is nothing to measure with.
///
/// # Errors
/// Always.
#[cfg(not(feature = "browser"))]
pub fn run(_: &MeasureOptions) -> Result<ExitCode> {
    anyhow::bail!("measuring needs a browser: run it as `cargo measure`, which compiles the harness with one")
}
