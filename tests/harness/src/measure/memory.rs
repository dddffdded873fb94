//! P7: whether a page that is left open for long keeps what it no longer needs.
//!
//! A hundred changes between two scopes of 10,000 runners; the memory after everything unused was thrown away, after ten of
//! them and after all.

use std::ops::Range;

use anyhow::Result;

use super::Bar;
use super::finding::{Against, Finding, Nature, Target, Unit};
use super::ground::Ground;
use super::report::Report;
use super::stand::{Memory, Side, Stand, Tab};

const RUNNERS: usize = 10_000;
const WARM: usize = 10;
const ALL: usize = 100;
/// Hundredths.
const MOST_GROWTH: f64 = 2.0;

/// What chooses the scope of this name, as a person does.
const CHANGE_OURS: &str = "
    const button = (text) => [...document.querySelectorAll('button')].find((one) => one.textContent.startsWith(text));
    button('Change scope').click();
    await probe.until(() => document.querySelector('.scope-link'));
    [...document.querySelectorAll('.scope-link')].find((one) => one.textContent.startsWith(name)).click();";
const CHANGE_TWIN: &str = "
    const select = document.querySelector('#scope');
    select.value = [...select.options].find((one) => one.value.endsWith(` ${name}`)).value;
    select.dispatchEvent(new Event('change'));";

pub(super) async fn measure(ground: &Ground) -> Result<Report> {
    let stand = Stand::start(ground, RUNNERS).await?;
    let ours = grown(&stand, Side::Ours).await?;
    let twin = grown(&stand, Side::Twin).await?;
    stand.stop().await;
    let growth = |(before, after): (Memory, Memory)| (after.sum() - before.sum()) / before.sum() * 100.0;
    let findings = vec![
        Finding::alone(
            Bar::P7,
            "growth from change of scope 10 to 100",
            Unit::Percent,
            growth(ours),
            Target::AtMost(MOST_GROWTH),
            Nature::Fixed,
        )
        .against(Against::Twin(growth(twin))),
    ];
    let line = |who: &str, (before, after): (Memory, Memory)| {
        let [heap, wasm, heap_after, wasm_after] =
            [before.heap, before.wasm, after.heap, after.wasm].map(|bytes| bytes * 1e-6);
        format!(
            "P7, {who}: heap {heap:.2} MB, then {heap_after:.2} MB; WebAssembly {wasm:.2} MB, then {wasm_after:.2} MB."
        )
    };
    Ok(Report { findings, notes: vec![line("ours", ours), line("twin", twin)] })
}

/// The memory after the first changes and after all.
async fn grown(stand: &Stand<'_>, side: Side) -> Result<(Memory, Memory)> {
    let ready = stand.github().ready();
    let change = match side {
        Side::Ours => CHANGE_OURS,
        Side::Twin => CHANGE_TWIN,
    };
    // The organization is what is shown at first. The browser's own list of requests would grow, too.
    let script = format!(
        "window.change = async (from, to) => {{
            for (let time = from; time < to; time++) {{
                const name = time % 2 === 0 ? '{}' : '{}';
                {change}
                await probe.until(() => probe.count() < {RUNNERS});
                await probe.rows({RUNNERS});
                performance.clearResourceTimings();
            }}
        }}",
        ready.repo, ready.org
    );
    stand
        .visit_complete(side, async |tab| {
            tab.wait(&format!("{{ {script} }}")).await?;
            change_scopes(tab, 0..WARM).await?;
            let before = tab.memory().await?;
            change_scopes(tab, WARM..ALL).await?;
            Ok((before, tab.memory().await?))
        })
        .await
}

/// A few at a time: the driver waits for no script as long as all would take.
async fn change_scopes(tab: &Tab, times: Range<usize>) -> Result<()> {
    for from in times.step_by(WARM) {
        tab.wait(&format!("change({from}, {})", from + WARM)).await?;
    }
    Ok(())
}
