//! P3: what a key in the filter and a sort cost at 10,000 runners, and how long the worst of them takes on a slow machine.
//!
//! Keys and clicks are put into the browser as a keyboard and a mouse would. What the measuring itself costs, waiting for
//! the change included, is measured with a key that does nothing, and taken off on both sides.

use anyhow::{Context, Result};
use serde_json::json;

use super::Bar;
use super::finding::{Against, Finding, Nature, Target, Unit};
use super::ground::Ground;
use super::median::median;
use super::report::Report;
use super::stand::{Side, Stand, Tab};

const RUNNERS: usize = 10_000;
const MOST: f64 = 1.5;
/// How often each is done in one opened page.
const TIMES: usize = 5;
/// Milliseconds, with the processor slowed down four times.
const LONGEST: f64 = 100.0;
/// Key codes of Windows, which is what the protocol asks for.
const BACKSPACE: u32 = 8;

pub(super) async fn measure(ground: &Ground) -> Result<Report> {
    let stand = Stand::start(ground, RUNNERS).await?;
    let (mut ours, mut twin) = (Times::default(), Times::default());
    for _ in 0..ground.rounds {
        stand.visit_complete(Side::Ours, async |tab| round(tab, &mut ours).await).await?;
        stand.visit_complete(Side::Twin, async |tab| round(tab, &mut twin).await).await?;
    }
    stand.stop().await;
    let finding = |what: &str, part: fn(&Times) -> &Vec<f64>, target| {
        let [ours, twin] = [&ours, &twin].map(|times| median(part(times).clone()));
        Finding::alone(Bar::P3, what, Unit::Milliseconds, ours, target, Nature::Timed).against(Against::Twin(twin))
    };
    let findings = vec![
        finding("task time of one key in the filter", |times| &times.key, Target::Ratio(MOST)),
        finding("task time of one sort by name", |times| &times.sort, Target::Ratio(MOST)),
        finding("worst interaction, 4 × slower CPU", |times| &times.worst, Target::AtMost(LONGEST)),
    ];
    Ok(Report { findings, notes: Vec::new() })
}

/// Milliseconds.
#[derive(Debug, Default)]
struct Times {
    key: Vec<f64>,
    sort: Vec<f64>,
    worst: Vec<f64>,
}

async fn round(tab: &Tab, times: &mut Times) -> Result<()> {
    tab.focus_filter().await?;
    let head = tab.name_head().await?;
    let idle = tab.cost_of_nothing().await?;
    for _ in 0..TIMES {
        times.key.push(tab.cost_of_key("g").await? - idle);
        tab.press_backspace().await?;
    }
    for _ in 0..TIMES {
        times.sort.push(tab.cost_of_change(async || tab.click(head).await).await? - idle);
        tab.until_unsorted(head).await?;
    }
    tab.page().devtools("Emulation.setCPUThrottlingRate", json!({ "rate": 4 })).await?;
    // The click took the focus away.
    tab.focus_filter().await?;
    for key in ["a", "r", "m"] {
        tab.change(async || tab.key(key).await).await?;
    }
    for _ in 0..3 {
        tab.press_backspace().await?;
    }
    tab.change(async || tab.click(head).await).await?;
    tab.until_unsorted(head).await?;
    times.worst.push(tab.number("probe.longestInteraction()").await?);
    Ok(())
}

impl Tab {
    /// Puts the focus into the filter box.
    ///
    /// # Errors
    /// The browser does not answer.
    pub async fn focus_filter(&self) -> Result<()> {
        self.page().script("document.querySelector('[aria-label=\"Filter runners\"]').focus()").await.map(drop)
    }

    /// What it costs to ask for a change, to do nothing, and to wait as for a change, in milliseconds of work.
    ///
    /// # Errors
    /// The browser does not answer.
    pub async fn cost_of_nothing(&self) -> Result<f64> {
        let mut costs = Vec::new();
        for _ in 0..TIMES {
            self.wait("probe.watch()").await?;
            let before = self.task_time().await?;
            let shift = json!({ "type": "rawKeyDown", "key": "Shift", "windowsVirtualKeyCode": 16 });
            self.page().devtools("Input.dispatchKeyEvent", shift).await?;
            self.wait("probe.settled()").await?;
            costs.push(self.task_time().await? - before);
        }
        Ok(median(costs))
    }

    /// What a key typed into the focused filter costs, in milliseconds of work, the measuring included.
    ///
    /// # Errors
    /// The browser does not answer, or the table does not change.
    pub async fn cost_of_key(&self, key: &str) -> Result<f64> {
        self.cost_of_change(async || self.key(key).await).await
    }

    async fn cost_of_change(&self, action: impl AsyncFnOnce() -> Result<()>) -> Result<f64> {
        self.wait("probe.watch()").await?;
        let before = self.task_time().await?;
        action().await?;
        self.wait("probe.changed()").await?;
        Ok(self.task_time().await? - before)
    }

    /// Does something that changes the table, and waits until it has.
    async fn change(&self, action: impl AsyncFnOnce() -> Result<()>) -> Result<()> {
        self.cost_of_change(action).await.map(drop)
    }

    /// Takes the last letter out of the focused filter, and waits until the table has followed.
    ///
    /// # Errors
    /// The browser does not answer, or the table does not change.
    pub async fn press_backspace(&self) -> Result<()> {
        self.change(async || {
            for kind in ["rawKeyDown", "keyUp"] {
                let key = json!({ "type": kind, "key": "Backspace", "windowsVirtualKeyCode": BACKSPACE });
                self.page().devtools("Input.dispatchKeyEvent", key).await?;
            }
            Ok(())
        })
        .await
    }

    async fn key(&self, key: &str) -> Result<()> {
        for event in [json!({ "type": "keyDown", "text": key, "key": key }), json!({ "type": "keyUp", "key": key })] {
            self.page().devtools("Input.dispatchKeyEvent", event).await?;
        }
        Ok(())
    }

    /// Where the head of the first column is.
    async fn name_head(&self) -> Result<[f64; 2]> {
        let script = "const box = document.querySelector('th button').getBoundingClientRect();
            return [box.x + box.width / 2, box.y + box.height / 2]";
        let place = self.page().script(script).await?;
        Ok([place[0].as_f64().context("no place")?, place[1].as_f64().context("no place")?])
    }

    async fn click(&self, [x, y]: [f64; 2]) -> Result<()> {
        for kind in ["mousePressed", "mouseReleased"] {
            let click = json!({ "type": kind, "x": x, "y": y, "button": "left", "clickCount": 1 });
            self.page().devtools("Input.dispatchMouseEvent", click).await?;
        }
        Ok(())
    }

    /// Clicks until the table is in the API's own order again: the console sorts down before.
    async fn until_unsorted(&self, head: [f64; 2]) -> Result<()> {
        for _ in 0..2 {
            let sort = self.page().script("return document.querySelector('th').getAttribute('aria-sort')").await?;
            if sort == "none" {
                return Ok(());
            }
            self.change(async || self.click(head).await).await?;
        }
        Ok(())
    }
}
