//! Fleets that live: runners take jobs, finish them, go away and come back.
//!
//! Invariant: the n-th step depends on the seed and n only. Machines that really registered are left alone.

use crate::fleet::Runner;
use crate::rng::Rng;
use crate::world::World;

/// How long a step of life takes with `--live`, in seconds.
pub const STEP_SECONDS: u64 = 3;

/// Lives one step: about one runner in fifty of every scope thinks about a change.
pub fn step(world: &mut World) {
    world.ticks += 1;
    let mut rng = Rng::new(world.config.seed, &format!("step {}", world.ticks));
    for scope in world.directory.iter_mut() {
        for _ in 0..scope.fleet.len().div_ceil(50) {
            let at = rng.below(scope.fleet.len());
            let Some(id) = scope.fleet.ids().get(at).copied() else { continue };
            if let Some(runner) = scope.fleet.get_mut(id).filter(|runner| runner.client_id.is_none()) {
                change(&mut rng, runner);
            }
        }
    }
}

fn change(rng: &mut Rng, runner: &mut Runner) {
    match (runner.status.as_str(), runner.busy) {
        ("online", true) => runner.busy = rng.chance(30),
        ("online", false) if rng.chance(10) => "offline".clone_into(&mut runner.status),
        ("online", false) => runner.busy = rng.chance(15),
        _ if rng.chance(40) => "online".clone_into(&mut runner.status),
        _ => {}
    }
}
