//! Edits of a fleet.
//!
//! Invariant: a field that runners do not have here is kept and sent as it is, so that a test can make a runner say
//! anything: an unknown field, `null`, a wrong type (`"id": "x"` under `raw`).

use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{Refusal, decoded};
use crate::dialect::{Dialect, Os};
use crate::directory::ScopeId;
use crate::fleet::generate::{self, custom_label, default_labels};
use crate::fleet::{Label, Place, Runner, View};
use crate::world::World;

fn scope(world: &World, path: &str) -> Result<ScopeId, Refusal> {
    world
        .scope(path)
        .ok_or_else(|| (StatusCode::NOT_FOUND, format!("no scope {path:?}: say, for example, orgs/octo-org")))
}

/// All runners of a scope.
///
/// # Errors
/// 404 for an unknown scope.
pub fn show(world: &World, path: &str) -> Result<Value, Refusal> {
    let id = scope(world, path)?;
    let runners = world.directory.get(id).map(|scope| {
        scope.fleet.iter().map(|runner| json!(View(runner, world.config.dialect))).collect::<Vec<Value>>()
    });
    Ok(json!(runners))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Add {
    scope: String,
    #[serde(default)]
    place: Place,
    #[serde(default)]
    runners: Vec<Map<String, Value>>,
    generate: Option<usize>,
}

/// Adds runners, or gives the scope a generated fleet in place of its own.
///
/// # Errors
/// 400 for a body that is not as it should be, 404 for an unknown scope.
pub fn add(world: &mut World, body: &Value) -> Result<Value, Refusal> {
    let order: Add = decoded(body)?;
    let id = scope(world, &order.scope)?;
    let (dialect, seed) = (world.config.dialect, world.config.seed);
    if let Some(count) = order.generate {
        let first = 100_000_001 + world.take_runner_id();
        world.next_runner_id += u64::try_from(count).unwrap_or(0) * 3;
        if let Some(scope) = world.directory.get_mut(id) {
            scope.fleet = generate::fleet(seed, &order.scope, dialect, count, first, true);
        }
    }
    let mut ids = Vec::new();
    for fields in order.runners {
        let mut runner = blank(world.take_runner_id(), dialect);
        set(&mut runner, fields, dialect)?;
        ids.push(runner.id);
        if let Some(scope) = world.directory.get_mut(id) {
            scope.fleet.insert(runner, order.place);
        }
    }
    Ok(json!({ "ids": ids }))
}

fn blank(id: u64, dialect: Dialect) -> Runner {
    Runner {
        id,
        name: format!("runner-{id}"),
        os: dialect.os_name(Os::Linux, false).to_owned(),
        status: "online".to_owned(),
        busy: false,
        labels: default_labels(Os::Linux, "X64", dialect),
        group_id: 1,
        ephemeral: false,
        version: Some(crate::archives::VERSION.to_owned()),
        extra: Map::new(),
        client_id: None,
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    scope: String,
    id: Option<u64>,
    name: Option<String>,
    set: Map<String, Value>,
}

/// Changes one runner.
///
/// # Errors
/// 400 for a body that is not as it should be, 404 for an unknown scope or runner.
pub fn change(world: &mut World, body: &Value) -> Result<Value, Refusal> {
    let order: Change = decoded(body)?;
    let dialect = world.config.dialect;
    let at = scope(world, &order.scope)?;
    let missing = || (StatusCode::NOT_FOUND, "no such runner".to_owned());
    let fleet = &mut world.directory.get_mut(at).ok_or_else(missing)?.fleet;
    let id = order.id.or_else(|| fleet.id_of(order.name.as_deref()?)).ok_or_else(missing)?;
    let runner = fleet.get_mut(id).ok_or_else(missing)?;
    if order.set.get("id").is_some_and(|new| new.as_u64() != Some(id)) {
        return Err((
            StatusCode::BAD_REQUEST,
            "an id cannot be changed: put it under raw, or remove and add".to_owned(),
        ));
    }
    set(runner, order.set, dialect)?;
    Ok(json!(View(runner, dialect)))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Remove {
    scope: String,
    id: Option<u64>,
    name: Option<String>,
    #[serde(default)]
    ids: Vec<u64>,
    #[serde(default)]
    all: bool,
}

/// Takes runners away; busy ones, too.
///
/// # Errors
/// 400 for a body that is not as it should be, 404 for an unknown scope.
pub fn remove(world: &mut World, body: &Value) -> Result<Value, Refusal> {
    let order: Remove = decoded(body)?;
    let at = scope(world, &order.scope)?;
    let Some(scope) = world.directory.get_mut(at) else { return Ok(json!({ "removed": 0 })) };
    let before = scope.fleet.len();
    if order.all {
        scope.fleet.clear();
    }
    let named = order.name.and_then(|name| scope.fleet.id_of(&name));
    for id in order.ids.into_iter().chain(order.id).chain(named) {
        scope.fleet.remove(id);
    }
    Ok(json!({ "removed": before - scope.fleet.len() }))
}

/// Sets fields; what stands under `raw`, and what is unknown, is sent as it is.
fn set(runner: &mut Runner, fields: Map<String, Value>, dialect: Dialect) -> Result<(), Refusal> {
    for (key, value) in fields {
        match key.as_str() {
            "id" => runner.id = decoded(&value)?,
            "name" => runner.name = decoded(&value)?,
            "os" => runner.os = decoded(&value)?,
            "status" => runner.status = decoded(&value)?,
            "busy" => runner.busy = decoded(&value)?,
            "ephemeral" => runner.ephemeral = decoded(&value)?,
            "runner_group_id" => runner.group_id = decoded(&value)?,
            "version" => runner.version = decoded(&value)?,
            "labels" => runner.labels = labels(&value, dialect)?,
            "raw" => runner.extra.extend(decoded::<Map<String, Value>>(&value)?),
            _ => {
                runner.extra.insert(key, value);
            }
        }
    }
    Ok(())
}

/// Labels as texts (custom ones) or whole objects.
fn labels(value: &Value, dialect: Dialect) -> Result<Vec<Label>, Refusal> {
    let one = |value: &Value| match value {
        Value::String(name) => Ok(custom_label(name, dialect)),
        other => decoded(other),
    };
    value.as_array().into_iter().flatten().map(one).collect()
}
