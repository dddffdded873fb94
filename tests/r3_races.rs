//! R3: the store, the client and the request layer as they are, on a GitHub, a network and a browser that random schedules
//! drive with virtual time. Never a row of the wrong scope, never a removal on another id than the one confirmed.
//!
//! `R3_SCHEDULES` is how many, `R3_SEED` where they begin; both are printed.
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

use dice::Dice;
use schedule::{Schedule, Tally};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicU64, Ordering};

fn number(name: &str, usual: u64) -> u64 {
    std::env::var(name).map_or(usual, |text| text.parse().expect(name))
}

#[test]
fn r3_no_row_of_another_scope_and_no_removal_but_the_confirmed_one() {
    let (count, seed) = (number("R3_SCHEDULES", 3_000), number("R3_SEED", 0x5eed));
    let only = std::env::var("R3_ONLY").ok().and_then(|text| text.parse::<u64>().ok());
    any_spawner::Executor::init_custom_executor(machinery::Tasks).unwrap();
    let next = AtomicU64::new(0);
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    let tally = std::thread::scope(|scope| {
        let work = || {
            let mut tally = Tally::default();
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= count {
                    return tally;
                }
                if only.is_some_and(|only| only != number) {
                    continue;
                }
                match catch_unwind(AssertUnwindSafe(|| Schedule::run(Dice::of_case(seed, number)))) {
                    Ok(of_one) => tally += of_one,
                    Err(panic) => {
                        eprintln!("schedule {number} (R3_SEED={seed} R3_ONLY={number})");
                        resume_unwind(panic);
                    }
                }
            }
        };
        let threads: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        let mut all = Tally::default();
        for thread in threads {
            all += thread.join().unwrap();
        }
        all
    });
    println!("R3: seed {seed}, {count} schedules: {tally:?}");
    // What never happens proves nothing.
    if only.is_none() {
        assert!(tally.removed > count / 20 && tally.refused > count / 200 && tally.late > count / 2, "{tally:?}");
    }
}
