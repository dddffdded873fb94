//! Machines that are connected: `run.sh` says that it starts, keeps asking for jobs, and leaves.
//!
//! Invariant: a machine that stays silent goes offline, so a killed one does not stay online for ever.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use axum::http::StatusCode;

use crate::answer::Answer;
use crate::directory::ScopeId;
use crate::fleet::Runner;
use crate::query::Pairs;
use crate::world::World;

/// A machine whose `run.sh` is connected.
#[derive(Clone, Copy, Debug)]
pub struct Session {
    scope: ScopeId,
    runner: u64,
    last_seen: Instant,
}

/// The connected machines, by the credential of each.
pub type Sessions = HashMap<String, Session>;

/// A machine that asked for no job for so long is offline, unless the control plane says otherwise. Scripts ask every
/// two seconds.
pub const SILENCE: Duration = Duration::from_secs(12);

/// Machines that fell silent go offline.
pub fn sweep(world: &mut World) {
    let silent: Vec<(String, Session)> = world
        .sessions
        .iter()
        .filter(|(_, session)| session.last_seen.elapsed() > world.machine_silence)
        .map(|(client, session)| (client.clone(), *session))
        .collect();
    for (client, session) in silent {
        world.sessions.remove(&client);
        set_status(world, session.scope, session.runner, "offline");
    }
}

/// The runner that a machine's credential belongs to.
pub fn owned<'a>(world: &'a World, form: &Pairs) -> Option<(ScopeId, &'a Runner)> {
    let client = form.get("client_id")?;
    let scope_id = super::scope_of(world, form.text("url"))?;
    let owns = |runner: &&Runner| runner.client_id.as_deref() == Some(client);
    Some((scope_id, world.directory.get(scope_id)?.fleet.iter().find(owns)?))
}

/// `run.sh`: `start`, `poll`, `end`; and `online`, a start after which no machine needs to stay.
pub fn answer(world: &mut World, form: &Pairs) -> Answer {
    let Some((scope, runner)) = owned(world, form).map(|(scope, runner)| (scope, runner.id)) else {
        return Answer::not_found(world.config.dialect);
    };
    let client = form.text("client_id").to_owned();
    match form.text("event") {
        "end" => {
            world.sessions.remove(&client);
            set_status(world, scope, runner, "offline");
        }
        "online" => set_status(world, scope, runner, "online"),
        "start" => {
            world.sessions.insert(client, Session { scope, runner, last_seen: Instant::now() });
            set_status(world, scope, runner, "online");
        }
        _ => {
            if world.sessions.insert(client, Session { scope, runner, last_seen: Instant::now() }).is_none() {
                set_status(world, scope, runner, "online");
            }
        }
    }
    Answer::text(StatusCode::OK, "ok")
}

fn set_status(world: &mut World, scope: ScopeId, runner: u64, status: &str) {
    if let Some(runner) = world.directory.get_mut(scope).and_then(|scope| scope.fleet.get_mut(runner)) {
        status.clone_into(&mut runner.status);
        if status == "offline" {
            runner.busy = false;
        }
    }
}
