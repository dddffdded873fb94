//! P8: while the page starts and its rows come in, nothing that is already there moves.

use std::time::Duration;

use anyhow::{Result, ensure};
use harness::browser::{Engine, Page, Scenario};
use serde_json::json;

use super::admin::{Admin, ORG};
use super::rows::until_rows;

/// Collects what moves, and from where to where.
const WATCH: &str = "(() => {
    window.moved = [];
    const one = ({ node, previousRect: old, currentRect: now }) =>
        `${node?.className || node?.nodeName} from ${old.x}, ${old.y} to ${now.x}, ${now.y}`;
    new PerformanceObserver((list) => moved.push(...list.getEntries().flatMap(({ sources }) => sources.map(one))))
        .observe({ type: 'layout-shift', buffered: true });
})()";
/// The browser tells of a frame after it.
const MOVED: &str = "requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => arguments[0](moved))))";

async fn nothing_moved(page: &Page, until: &str) -> Result<()> {
    let moved = page.script_async(MOVED).await?;
    ensure!(moved == json!([]), "moved {until}: {moved}");
    Ok(())
}

#[test]
fn p8_nothing_moves_on_the_way_to_the_form_and_to_the_last_row() -> Result<()> {
    // Only Chromium tells what moved.
    if Engine::of_this_run()? == Engine::Firefox {
        return Ok(());
    }
    for (width, height) in [(1440, 900), (1000, 800), (390, 844), (320, 700)] {
        let scenario = Scenario::new().runners(2_500).screen(width, height);
        scenario.github(|github| github.latency = Duration::from_millis(50)).run(async |world| {
            world.page().run_in_each_document(WATCH).await?;
            let page = world.open("").await?;
            page.get("form", "Connect").wait().await?;
            nothing_moved(page, &format!("on the way to the form, {width} pixels wide")).await?;

            let admin = Admin::at(world, ORG).await?;
            until_rows(&admin, 2_500).await?;
            page.reload().await?;
            until_rows(&admin, 2_500).await?;
            page.shows("next refresh").await?;
            nothing_moved(page, &format!("on the way to the last row, {width} pixels wide")).await
        })?;
    }
    Ok(())
}
