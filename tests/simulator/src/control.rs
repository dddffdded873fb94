//! The control plane under `/_simulator/`: what tests do to the host behind its API's back.
//!
//! | request | body | does |
//! | --- | --- | --- |
//! | `GET requests?operation&scope&method&since` | | the log (`since`: numbers above) |
//! | `DELETE requests` | | forgets it |
//! | `GET faults` | | how faults stand: `hits`, `held` |
//! | `POST faults` | [`Fault`], or a list of them | puts faults in place: `{ids}` |
//! | `POST faults/release` | `{id?}` | lets go what is held |
//! | `DELETE faults` | `{id?}` | takes faults away, which lets go as well |
//! | `GET runners?scope` | | the fleet of a scope |
//! | `POST runners` | `{scope, place?, runners: [{name, …}]}` or `{scope, generate: N}` | adds runners, or a new fleet |
//! | `PATCH runners` | `{scope, id \| name, set: {…}}` | changes one runner |
//! | `DELETE runners` | `{scope, id \| name \| ids \| all: true}` | takes runners away |
//! | `POST clock` | `{advance_seconds}` or `{offset_seconds}` | moves the clock |
//! | `POST rate` | `{token, limit?, used?, reset_in_seconds?}` | sets a token's hour (cloud) |
//! | `POST settings` | `{temp_download_token?: bool, latency_ms?, machine_silence_ms?}` | downloads need a token; delay of every answer; when a killed machine is offline |
//! | `GET/POST tokens` | [`Account`] without `value` | the tokens; makes one: `{name, token}` |
//! | `POST tick` | `{steps?}` | fleets live on |
//! | `POST reset` | | everything as at the start |
//! | `GET state` | | scopes, counts, clock, tokens |
//!
//! Invariant: it answers every origin, is never logged, and never struck by a fault.

pub mod fleet;

use std::time::Duration;

use axum::http::{Method, StatusCode};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::auth::{Account, Validity, new_value};
use crate::directory::Kind;
use crate::faults::Fault;
use crate::query::Pairs;
use crate::world::{DownloadAccess, World};
use crate::{api, live};

/// What went wrong: the status and the words.
pub type Refusal = (StatusCode, String);

/// The name below `/_simulator/`, unless a machine or a download is meant.
pub fn name_of(path: &str) -> Option<&str> {
    let name = path.strip_prefix("/_simulator/")?;
    (!name.starts_with("machine/") && !name.starts_with("objects/")).then_some(name)
}

/// A request to the control plane over HTTP.
pub fn http(world: &mut World, method: &Method, name: &str, raw_query: &str, body: &[u8]) -> Answer {
    let answer = if method == Method::OPTIONS {
        Answer::empty(StatusCode::NO_CONTENT)
    } else if body.is_empty() {
        let (status, value) = handle(world, method, name, &Pairs::parse(raw_query), &Value::Null);
        Answer::json(status, &value)
    } else {
        let (status, value) = match serde_json::from_slice(body) {
            Ok(body) => handle(world, method, name, &Pairs::parse(raw_query), &body),
            Err(error) => (StatusCode::BAD_REQUEST, json!({ "error": error.to_string() })),
        };
        Answer::json(status, &value)
    };
    answer
        .with("access-control-allow-origin", "*")
        .with("access-control-allow-headers", "*, Authorization")
        .with("access-control-allow-methods", "GET, POST, PATCH, DELETE")
        .with("cache-control", "no-store")
}

/// What a request to the control plane does, and its answer.
pub fn handle(world: &mut World, method: &Method, name: &str, query: &Pairs, body: &Value) -> (StatusCode, Value) {
    match dispatch(world, method.as_str(), name, query, body) {
        Ok(value) => (StatusCode::OK, value),
        Err((status, error)) => (status, json!({ "error": error })),
    }
}

fn dispatch(world: &mut World, method: &str, name: &str, query: &Pairs, body: &Value) -> Result<Value, Refusal> {
    match (method, name) {
        ("GET", "requests") => Ok(requests(world, query)),
        ("DELETE", "requests") => {
            world.log.clear();
            Ok(json!({}))
        }
        ("GET", "faults") => Ok(json!(world.faults.standing())),
        ("POST", "faults") => add_faults(world, body),
        ("POST", "faults/release") => {
            world.faults.release(body.get("id").and_then(Value::as_u64));
            Ok(json!({}))
        }
        ("DELETE", "faults") => {
            world.faults.remove(body.get("id").and_then(Value::as_u64));
            Ok(json!({}))
        }
        ("GET", "runners") => fleet::show(world, query.text("scope")),
        ("POST", "runners") => fleet::add(world, body),
        ("PATCH", "runners") => fleet::change(world, body),
        ("DELETE", "runners") => fleet::remove(world, body),
        ("POST", "clock") => clock(world, body),
        ("POST", "rate") => rate(world, body),
        ("POST", "settings") => Ok(settings(world, body)),
        ("GET", "tokens") => Ok(tokens(world)),
        ("POST", "tokens") => add_token(world, body),
        ("POST", "tick") => {
            for _ in 0..body.get("steps").and_then(Value::as_u64).unwrap_or(1) {
                live::step(world);
            }
            Ok(json!({ "ticks": world.ticks }))
        }
        ("POST", "reset") => {
            world.reset();
            Ok(json!({}))
        }
        ("GET", "state") => Ok(state(world)),
        _ => Err((StatusCode::NOT_FOUND, format!("the control plane has no {method} {name}"))),
    }
}

/// Decodes a body.
///
/// # Errors
/// 400 with what is wrong with it.
pub fn decoded<T: DeserializeOwned>(body: &Value) -> Result<T, Refusal> {
    serde_json::from_value(body.clone()).map_err(|error| (StatusCode::BAD_REQUEST, error.to_string()))
}

fn requests(world: &World, query: &Pairs) -> Value {
    let since: u64 = query.text("since").parse().unwrap_or(0);
    let entries = world.log.entries().filter(|entry| {
        let operation = serde_json::to_value(entry.operation).unwrap_or_default();
        entry.n > since
            && query.get("operation").is_none_or(|wanted| operation == wanted)
            && query.get("method").is_none_or(|wanted| entry.method == wanted)
            && query.get("scope").is_none_or(|wanted| entry.scope.as_deref() == Some(wanted))
    });
    entries.map(|entry| json!(entry)).collect()
}

fn add_faults(world: &mut World, body: &Value) -> Result<Value, Refusal> {
    let faults: Vec<Fault> = if body.is_array() { decoded(body)? } else { vec![decoded(body)?] };
    let ids: Vec<u64> = faults.into_iter().map(|fault| world.faults.add(fault)).collect();
    Ok(json!({ "ids": ids, "id": ids.first() }))
}

fn clock(world: &mut World, body: &Value) -> Result<Value, Refusal> {
    let seconds = |key: &str| body.get(key).and_then(Value::as_i64);
    match (seconds("advance_seconds"), seconds("offset_seconds")) {
        (Some(by), None) => world.clock.advance(by),
        (None, Some(to)) => world.clock.set_offset(to),
        _ => return Err((StatusCode::BAD_REQUEST, "expected advance_seconds or offset_seconds".to_owned())),
    }
    Ok(json!({ "offset_seconds": world.clock.offset_seconds(), "now_ms": world.clock.now_ms() }))
}

fn rate(world: &mut World, body: &Value) -> Result<Value, Refusal> {
    let now = world.clock.now_ms();
    let name = body.get("token").and_then(Value::as_str).unwrap_or("token");
    if !world.config.dialect.has_rate_limits() {
        return Err((StatusCode::CONFLICT, "this dialect has no rate limits".to_owned()));
    }
    let window = world.limits.window(name, now);
    let number = |key: &str| body.get(key).and_then(Value::as_u64);
    window.limit = number("limit").unwrap_or(window.limit);
    window.used = number("used").unwrap_or(window.used);
    if let Some(seconds) = body.get("reset_in_seconds").and_then(Value::as_i64) {
        window.reset_ms = now + seconds * 1000;
    }
    Ok(window.json())
}

fn settings(world: &mut World, body: &Value) -> Value {
    if let Some(needed) = body.get("temp_download_token").and_then(Value::as_bool) {
        world.download_access = if needed { DownloadAccess::Token } else { DownloadAccess::Open };
    }
    if let Some(latency) = body.get("latency_ms").and_then(Value::as_u64) {
        world.config.latency = Duration::from_millis(latency);
    }
    if let Some(silence) = body.get("machine_silence_ms").and_then(Value::as_u64) {
        world.machine_silence = Duration::from_millis(silence);
    }
    let ms = |duration: Duration| u64::try_from(duration.as_millis()).unwrap_or(u64::MAX);
    json!({
        "temp_download_token": world.download_access == DownloadAccess::Token,
        "latency_ms": ms(world.config.latency),
        "machine_silence_ms": ms(world.machine_silence),
    })
}

fn tokens(world: &World) -> Value {
    let kinds = [("enterprise", Kind::Enterprise), ("org", Kind::Organization), ("repo", Kind::Repository)];
    let entry = |account: &Account| {
        let may: Vec<&str> =
            kinds.iter().filter(|(_, kind)| api::may(world, account, *kind)).map(|(name, _)| *name).collect();
        json!({ "account": account, "may": may })
    };
    world.accounts.iter().map(entry).collect()
}

fn add_token(world: &mut World, body: &Value) -> Result<Value, Refusal> {
    let mut body = body.clone();
    let value = new_value(&mut world.rng);
    if let Value::Object(map) = &mut body {
        map.entry("value").or_insert_with(|| json!(value));
        map.entry("login").or_insert_with(|| json!("octo-admin"));
    }
    let account: Account = decoded(&body)?;
    let answer = json!({ "name": account.name, "token": account.value });
    world.accounts.put(account);
    Ok(answer)
}

fn state(world: &World) -> Value {
    let scopes: Vec<Value> = world
        .directory
        .iter()
        .map(|(_, scope)| {
            let count =
                |test: fn(&crate::fleet::Runner) -> bool| scope.fleet.iter().filter(|&runner| test(runner)).count();
            json!({
                "scope": scope.path(), "id": scope.id, "kind": scope.kind, "groups": scope.groups,
                "runners": scope.fleet.len(), "online": count(|runner| runner.status == "online"),
                "busy": count(|runner| runner.busy), "offline": count(|runner| runner.status == "offline"),
            })
        })
        .collect();
    let valid = world.accounts.iter().filter(|account| account.validity == Validity::Valid).count();
    json!({
        "dialect": world.config.dialect, "seed": world.config.seed, "ticks": world.ticks, "scopes": scopes,
        "clock": { "now_ms": world.clock.now_ms(), "offset_seconds": world.clock.offset_seconds() },
        "valid_tokens": valid, "uptime_ms": world.uptime_ms(), "machines": world.sessions.len(),
    })
}
