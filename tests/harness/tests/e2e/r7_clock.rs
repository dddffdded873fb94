//! Bar R7: however wrong the browser's clock is, a token's hour is counted right, and ends.

use std::time::{Instant, SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, ensure};
use harness::browser::{Locator, Scenario, World, until};

use super::admin::{self, Admin, ORG};
use super::clock::Clock;
use super::s8_clipboard::it_expires;
use super::token_life::no_new_tokens;

/// How wrong the clock is, in seconds.
const WRONG_BY: [i32; 2] = [86_400, -86_400];

#[test]
fn r7_the_countdown_is_right_within_five_seconds_whatever_the_browser_s_clock_says() -> Result<()> {
    for wrong_by in WRONG_BY {
        Scenario::new().runners(3).run(async |world| under_a_clock_that_is_wrong_by(wrong_by, world).await)?;
    }
    Ok(())
}

async fn under_a_clock_that_is_wrong_by(wrong_by: i32, world: &World) -> Result<()> {
    let clock = Clock::take(world.page(), wrong_by.into()).await?;
    let admin = Admin::at(world, ORG).await?;
    let shown = admin.page.script("return Date.now()").await?.as_f64().context("no clock")? / 1_000.0;
    let here = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs_f64();
    ensure!((shown - here - f64::from(wrong_by)).abs() < 60.0, "the clock is not wrong by {wrong_by} s");

    let dialog = admin.add_runner().await?;
    let asked = Instant::now();
    dialog.get("button", "Generate registration token").click().await?;
    dialog.shows("The token expires in ").await?;
    let answered = Instant::now();
    // Otherwise a new one would take its place before the end.
    no_new_tokens(world)?;
    let mut passed = 0;
    for step in [0, 1_800, 1_500, 120] {
        clock.let_pass(step).await?;
        passed += step;
        is_right(&dialog, f64::from(passed), asked, answered).await?;
    }
    // Set back meanwhile by a day, as a clock is that is put right; the hour goes on.
    clock.set_back(86_400).await?;
    is_right(&dialog, f64::from(passed), asked, answered).await?;
    let command = dialog.get("region", "Configuration command").text().await?;
    let token = admin::option_of(&command, "--token")?.to_owned();
    clock.let_pass(181).await?;
    dialog.shows("The token has expired and was taken off the screen").await?;
    ensure!(dialog.get("button", "Copy command").is_disabled().await?, "an expired token can be copied");
    ensure!(!admin.page.driver().source().await?.contains(&token), "an expired token is on the screen");
    admin.escape().await?;

    let dialog = admin.remove(&admin::names(world, ORG)[1]).await?;
    dialog.get("button", "Generate remove token").click().await?;
    let token = admin::option_of(&dialog.get("region", "Removal command").text().await?, "--token")?.to_owned();
    it_expires(world, clock, &dialog, &token, &["Copy remove command"]).await
}

/// What the dialog counts is, within five seconds, what is left of an hour that began between two moments.
async fn is_right(dialog: &Locator, passed: f64, asked: Instant, answered: Instant) -> Result<()> {
    // The page counts once a second.
    let text = until("the countdown to follow", async || {
        let before = Instant::now();
        let text = dialog.text().await?;
        let left = left(&text)?;
        let least = 3_600.0 - passed - asked.elapsed().as_secs_f64() - 5.0;
        let most = 3_600.0 - passed - (before - answered).as_secs_f64() + 5.0;
        ensure!(least <= left && left <= most, "{left} s are said to be left, but it is {least} to {most}");
        Ok(Some(text))
    });
    text.await.map(drop)
}

/// The seconds in `The token expires in 59:58`.
fn left(text: &str) -> Result<f64> {
    let (_, rest) = text.split_once("The token expires in ").with_context(|| format!("no countdown in {text}"))?;
    let (minutes, rest) = rest.split_once(':').context("no minutes")?;
    let seconds: String = rest.chars().take_while(char::is_ascii_digit).collect();
    Ok(minutes.parse::<f64>()? * 60.0 + seconds.parse::<f64>()?)
}
