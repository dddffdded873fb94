//! A GitHub with one organization, in the place of the browser's `fetch`.

use runner_console::github::response::Headers;
use runner_console::github::transport::{Request, ResponseFuture};
use runner_console::github::{RawResponse, Transport};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use web_sys::AbortSignal;

/// Answers lists of runners and single runners. Clones share the fleet.
#[derive(Clone)]
pub struct FakeGitHub {
    runners: Arc<Mutex<Vec<Value>>>,
}

/// An idle runner, as GitHub says it.
pub fn runner(id: u64, name: &str) -> Value {
    let labels = [json!({"id": 0, "name": "self-hosted", "type": "read-only"})];
    json!({"id": id, "name": name, "os": "linux", "status": "online", "busy": false, "labels": labels})
}

impl FakeGitHub {
    pub fn new(runners: impl IntoIterator<Item = Value>) -> Self {
        Self { runners: Arc::new(Mutex::new(runners.into_iter().collect())) }
    }

    pub fn add(&self, runner: Value) {
        self.runners.lock().unwrap().push(runner);
    }

    pub fn remove(&self, id: u64) {
        self.runners.lock().unwrap().retain(|runner| runner["id"] != id);
    }

    pub fn change(&self, id: u64, change: impl Fn(&mut Value)) {
        self.runners.lock().unwrap().iter_mut().filter(|runner| runner["id"] == id).for_each(change);
    }

    fn answer(&self, url: &str) -> (u16, Value) {
        let runners = self.runners.lock().unwrap();
        let (path, query) = url.split_once('?').unwrap_or((url, ""));
        if path.ends_with("/actions/runners") {
            let page = query.split('&').find_map(|pair| pair.strip_prefix("page=")).unwrap().parse::<usize>().unwrap();
            let rows: Vec<&Value> = runners.iter().skip((page - 1) * 100).take(100).collect();
            return (200, json!({"total_count": runners.len(), "runners": rows}));
        }
        let id = path.rsplit('/').next().unwrap().parse::<u64>().unwrap();
        let found = runners.iter().find(|runner| runner["id"] == id);
        found.map_or((404, json!({"message": "Not Found"})), |runner| (200, runner.clone()))
    }
}

impl Transport for FakeGitHub {
    fn send<'a>(&'a self, request: Request, _signal: Option<&'a AbortSignal>) -> ResponseFuture<'a> {
        let (status, body) = self.answer(&request.address());
        let answer = RawResponse { status, headers: Headers::default(), body: body.to_string() };
        Box::pin(std::future::ready(Ok(answer)))
    }
}
