//! Runs random schedules on all cores. A case that fails says how to run it alone.
//!
//! `R3_SCHEDULES` is how many, `R3_SEED` where they begin, `R3_ONLY` runs one of them; count and seed are printed.

use crate::dice::Dice;
use crate::machinery::Tasks;
use std::fmt::Debug;
use std::ops::AddAssign;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicU64, Ordering};

fn number(name: &str, usual: u64) -> u64 {
    std::env::var(name).map_or(usual, |text| text.parse().expect(name))
}

/// Runs `usual` schedules, or as many as the environment says, and adds up what they came to. `None` where one was run alone.
pub fn run_all<T: Default + AddAssign + Debug + Send>(
    name: &str,
    usual: u64,
    run: impl Fn(Dice) -> T + Sync,
) -> Option<(u64, T)> {
    let (count, seed) = (number("R3_SCHEDULES", usual), number("R3_SEED", 0x5eed));
    let only = std::env::var("R3_ONLY").ok().and_then(|text| text.parse::<u64>().ok());
    // Another test of the same process may have done so.
    let _ = any_spawner::Executor::init_custom_executor(Tasks);
    let next = AtomicU64::new(0);
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    let total = std::thread::scope(|scope| {
        let work = || {
            let mut total = T::default();
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= count {
                    return total;
                }
                if only.is_some_and(|only| only != number) {
                    continue;
                }
                match catch_unwind(AssertUnwindSafe(|| run(Dice::of_case(seed, number)))) {
                    Ok(of_one) => total += of_one,
                    Err(panic) => {
                        eprintln!("{name}: schedule {number} (R3_SEED={seed} R3_ONLY={number})");
                        resume_unwind(panic);
                    }
                }
            }
        };
        let threads: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        let mut all = T::default();
        for thread in threads {
            all += thread.join().unwrap();
        }
        all
    });
    println!("{name}: seed {seed}, {count} schedules: {total:?}");
    only.is_none().then_some((count, total))
}
