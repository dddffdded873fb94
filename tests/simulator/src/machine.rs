//! The server's side of `config.sh` and `run.sh`, and the archives that hold them.
//!
//! Invariant: nothing is registered or removed here without a token of the right purpose and scope that has not
//! expired; a wrong one gets the unclear 404 that the real service gives (github-api.md sections 4 and 6).

pub mod session;

use std::collections::BTreeSet;

use axum::http::StatusCode;
use axum::http::header::AUTHORIZATION;
use serde_json::{Map, Value, json};

use crate::answer::Answer;
use crate::archives::VERSION;
use crate::dialect::Os;
use crate::directory::{Group, Kind, ScopeId, path_of};
use crate::fleet::generate::{custom_label, default_labels};
use crate::fleet::{Place, Runner};
use crate::issued::Purpose;
use crate::operations::Call;
use crate::query::{Pairs, decode};
use crate::route::{OBJECTS, Operation};
use crate::world::{DownloadAccess, TEMP_DOWNLOAD_TOKEN, World};

/// Answers a machine, or a download.
pub fn answer(world: &mut World, call: &Call) -> Answer {
    let form = Pairs::parse(&String::from_utf8_lossy(&call.body));
    match call.target.operation {
        Operation::Archive | Operation::Object => archive(world, call),
        Operation::MachineAuth => auth(world, &form),
        Operation::MachineLookup => lookup(world, &form),
        Operation::MachineRegister => register(world, &form),
        Operation::MachineSettings => settings(world, &form),
        Operation::MachineRemove => remove(world, &form),
        Operation::MachineSession => session::answer(world, &form),
        _ => Answer::not_found(world.config.dialect),
    }
}

fn archive(world: &World, call: &Call) -> Answer {
    let dialect = world.config.dialect;
    let file = call.target.file.as_deref().and_then(|name| world.archives.get(name));
    let Some(file) = file else { return Answer::not_found(dialect) };
    if call.target.operation == Operation::Object {
        return Answer::bytes(StatusCode::OK, "application/octet-stream", file.bytes.clone());
    }
    let shown = call.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    if world.download_access == DownloadAccess::Token && shown != Some(&format!("Bearer {TEMP_DOWNLOAD_TOKEN}")) {
        return Answer::error(dialect, StatusCode::UNAUTHORIZED, "Bad credentials", "");
    }
    let url = format!("{}{OBJECTS}{}", world.base.web, file.filename);
    Answer::empty(StatusCode::FOUND).with("location", &url)
}

/// The scope that `--url` names. An enterprise's id is not known here, only its slug (github-api.md section 2).
fn scope_of(world: &World, url: &str) -> Option<ScopeId> {
    let (_, after_scheme) = url.split_once("://")?;
    let path = after_scheme.split(['?', '#']).next()?.split_once('/')?.1;
    let segments: Vec<String> = path.split('/').filter(|segment| !segment.is_empty()).map(decode).collect();
    let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
    let path = match segments.as_slice() {
        [org] => path_of(Kind::Organization, org),
        ["enterprises", slug] if slug.parse::<u64>().is_err() => path_of(Kind::Enterprise, slug),
        [owner, repo] => path_of(Kind::Repository, &format!("{owner}/{}", repo.trim_end_matches(".git"))),
        _ => return None,
    };
    world.scope(&path)
}

fn authorised(world: &World, form: &Pairs, purpose: Purpose) -> Result<ScopeId, Box<Answer>> {
    scope_of(world, form.text("url"))
        .filter(|&scope| world.issued.honours(form.text("token"), purpose, scope, world.clock.now_ms()))
        .ok_or_else(|| Box::new(Answer::not_found(world.config.dialect)))
}

/// `config.sh` shows its token before it asks anything.
fn auth(world: &World, form: &Pairs) -> Answer {
    let purpose = if form.text("event") == "remove" { Purpose::Removal } else { Purpose::Registration };
    authorised(world, form, purpose).map_or_else(|refusal| *refusal, |_| Answer::text(StatusCode::OK, "ok"))
}

/// Is there such a runner group, a runner of that name, are these labels valid?
fn lookup(world: &World, form: &Pairs) -> Answer {
    let id = match authorised(world, form, Purpose::Registration) {
        Ok(id) => id,
        Err(refusal) => return *refusal,
    };
    let Some(scope) = world.directory.get(id) else { return Answer::not_found(world.config.dialect) };
    if let Some(wanted) = form.get("runnergroup") {
        return match group(&scope.groups, wanted) {
            Some(group) => Answer::text(StatusCode::OK, group.name),
            None => Answer::text(StatusCode::NOT_FOUND, "no such runner group"),
        };
    }
    if let Some(labels) = form.get("labels") {
        let valid = split_labels(labels).iter().all(|label| label.encode_utf16().count() <= 256);
        let status = if valid { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        return Answer::text(status, "");
    }
    let taken = scope.fleet.id_of(form.text("name")).is_some();
    Answer::text(StatusCode::OK, if taken { "taken" } else { "free" })
}

fn group<'a>(groups: &'a [Group], wanted: &str) -> Option<&'a Group> {
    groups.iter().find(|group| group.name.eq_ignore_ascii_case(wanted))
}

/// The labels of `--labels`: split at commas, empty ones dropped, each once whatever its case.
fn split_labels(text: &str) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let parts = text.split(',').filter(|part| !part.is_empty());
    parts.filter(|part| seen.insert(part.to_lowercase())).map(str::to_owned).collect()
}

/// Registers a runner, or replaces the one of its name: its id stays. Answers the `.credentials` file.
fn register(world: &mut World, form: &Pairs) -> Answer {
    let dialect = world.config.dialect;
    let scope_id = match authorised(world, form, Purpose::Registration) {
        Ok(id) => id,
        Err(refusal) => return *refusal,
    };
    let name = form.text("name");
    if name.is_empty() || name.chars().count() > 64 {
        return Answer::text(StatusCode::UNPROCESSABLE_ENTITY, "The name of a runner has 1 to 64 characters.");
    }
    let client_id = client_id(world);
    let new_id = world.take_runner_id();
    let Some(scope) = world.directory.get_mut(scope_id) else { return Answer::not_found(dialect) };
    let Some(group) = group(&scope.groups, form.text("runnergroup")).map(|group| group.id) else {
        return Answer::text(StatusCode::NOT_FOUND, "no such runner group");
    };
    let existing = scope.fleet.id_of(name);
    if existing.is_some() && !form.is_true("replace") {
        let message = format!("A runner exists with the same name {name}.");
        return Answer::text(StatusCode::CONFLICT, &message);
    }
    let os = match form.text("os") {
        "macOS" => Os::Mac,
        "Windows" => Os::Windows,
        _ => Os::Linux,
    };
    let mut labels = Vec::new();
    if !form.is_true("no_default_labels") {
        labels = default_labels(os, form.text("arch"), dialect);
    }
    labels.extend(split_labels(form.text("labels")).iter().map(|label| custom_label(label, dialect)));
    let runner = Runner {
        id: existing.unwrap_or(new_id),
        name: name.to_owned(),
        os: dialect.os_name(os, false).to_owned(),
        status: "offline".to_owned(),
        busy: false,
        labels,
        group_id: group,
        ephemeral: form.is_true("ephemeral"),
        version: Some(VERSION.to_owned()),
        extra: Map::new(),
        client_id: Some(client_id.clone()),
    };
    let id = runner.id;
    scope.fleet.insert(runner, Place::End);
    let url = format!("{}/_services/oauth", world.base.web);
    let data = json!({ "clientId": client_id, "authorizationUrl": url, "requireFipsCryptography": "True" });
    let credentials = json!({ "scheme": "OAuth", "data": data });
    pretty(&credentials).with("x-simulator-agent-id", &id.to_string())
}

fn client_id(world: &mut World) -> String {
    let mut part = |length| world.rng.text(b"0123456789abcdef", length);
    format!("{}-{}-4{}-8{}-{}", part(8), part(4), part(3), part(3), part(12))
}

/// The `.runner` file of a registered runner.
fn settings(world: &World, form: &Pairs) -> Answer {
    let Some((scope_id, runner)) = session::owned(world, form) else { return Answer::not_found(world.config.dialect) };
    let groups = world.directory.get(scope_id).map(|scope| scope.groups.as_slice()).unwrap_or_default();
    let pool = groups.iter().find(|group| group.id == runner.group_id).map_or("Default", |group| group.name);
    let mut file = json!({
        "agentId": runner.id, "agentName": runner.name, "poolId": runner.group_id, "poolName": pool,
        "serverUrl": format!("{}/_services/pipelines/", world.base.web), "gitHubUrl": form.text("url"),
        "workFolder": form.text("work"),
    });
    if let Value::Object(map) = &mut file {
        for (key, field) in [("ephemeral", "ephemeral"), ("disableUpdate", "disableupdate")] {
            if form.is_true(field) {
                map.insert(key.to_owned(), Value::Bool(true));
            }
        }
    }
    pretty(&file)
}

fn pretty(value: &Value) -> Answer {
    Answer::text(StatusCode::OK, &serde_json::to_string_pretty(value).unwrap_or_default())
}

/// `config.sh remove`: the remove token decides, not the machine's credential.
fn remove(world: &mut World, form: &Pairs) -> Answer {
    let scope_id = match authorised(world, form, Purpose::Removal) {
        Ok(id) => id,
        Err(refusal) => return *refusal,
    };
    let Some(scope) = world.directory.get_mut(scope_id) else { return Answer::text(StatusCode::OK, "absent") };
    let Ok(id) = form.text("agent_id").parse() else { return Answer::text(StatusCode::OK, "absent") };
    match scope.fleet.get(id) {
        None => Answer::text(StatusCode::OK, "absent"),
        Some(runner) if runner.busy => {
            let message = format!("Runner \"{}\" is still running a job\"", runner.name);
            Answer::text(StatusCode::UNPROCESSABLE_ENTITY, &message)
        }
        Some(_) => {
            scope.fleet.remove(id);
            Answer::text(StatusCode::OK, "removed")
        }
    }
}
