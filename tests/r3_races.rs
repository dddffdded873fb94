//! R3: the store, the client and the request layer as they are, on a GitHub, a network and a browser that random schedules
//! drive with virtual time. Never a row of the wrong scope, never a removal on another id than the one confirmed.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

#[path = "support/dice.rs"]
#[allow(dead_code)]
mod dice;
#[path = "r3_races/github.rs"]
mod github;
#[path = "r3_races/machinery.rs"]
mod machinery;
#[path = "r3_races/schedule.rs"]
mod schedule;
#[path = "support/schedules.rs"]
mod schedules;

use schedule::Schedule;

#[test]
fn r3_no_row_of_another_scope_and_no_removal_but_the_confirmed_one() {
    // What never happens proves nothing.
    if let Some((count, progress)) = schedules::run_all("R3", 3_000, Schedule::run) {
        assert!(
            progress.removed > count / 20 && progress.refused > count / 200 && progress.late > count / 2,
            "{progress:?}"
        );
    }
}
