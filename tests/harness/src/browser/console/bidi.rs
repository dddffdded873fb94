//! Firefox's log, made of the events of `WebDriver` `BiDi`.
//!
//! Firefox tells in its log what the page says and what it throws, not which requests failed: those are told apart, as
//! events of the network. Their entries have the words of Chromium, so that a test expects a failure in one way.

use anyhow::Result;
use serde_json::{Value, json};
use thirtyfour::WebDriver;

use super::{Entry, Level};
use crate::browser::bidi::{Bidi, Event};

/// Firefox's words for what Chromium complains about too, and Chromium's.
const WORDS: [(&str, &str); 3] = [
    ("NetworkError when attempting to fetch resource", "Failed to fetch"),
    ("Content-Security-Policy", "Content Security Policy"),
    ("Cross-Origin Request Blocked", "Cross-Origin Request Blocked by CORS policy"),
];

/// What is new.
pub(super) async fn read(driver: &WebDriver, bidi: &Bidi) -> Result<Vec<Entry>> {
    // An answer of the page comes after everything that it had said before.
    let target = json!({ "context": driver.window().await?.to_string() });
    let question = json!({ "expression": "0", "target": target, "awaitPromise": false });
    bidi.send("script.evaluate", question).await?;
    Ok(bidi.take_events().into_iter().filter_map(entry).collect())
}

fn entry(event: Event) -> Option<Entry> {
    let Event { method, parameters } = event;
    match method.as_str() {
        "log.entryAdded" => said(&parameters),
        "network.responseCompleted" => status(&parameters),
        "network.fetchError" => failure(&parameters),
        _ => None,
    }
}

/// What the page wrote to its log, what it threw, and what Firefox says of it.
fn said(entry: &Value) -> Option<Entry> {
    let level = match entry["level"].as_str() {
        Some("error") => Level::Severe,
        Some("warn") => Level::Warning,
        _ => Level::Other,
    };
    let source = if entry["type"] == "console" { "console-api" } else { "javascript" };
    let message = text(&entry["text"]);
    // Any failed request to another origin, which is an event of the network already.
    if message.contains("Reason: CORS request did not succeed") {
        return None;
    }
    let message = WORDS.iter().fold(message, |message, (theirs, chromium)| message.replace(theirs, chromium));
    Some(Entry { level, source: source.to_owned(), message })
}

fn status(response: &Value) -> Option<Entry> {
    let (request, response) = (&response["request"], &response["response"]);
    let status = response["status"].as_u64().filter(|status| *status >= 400)?;
    // Chromium counts a refused preflight with the request that it was for.
    if request["method"] == "OPTIONS" {
        return None;
    }
    let what = format!("the server responded with a status of {status} ({})", text(&response["statusText"]));
    Some(network(&request["url"], &what))
}

fn failure(error: &Value) -> Option<Entry> {
    let what = match error["errorText"].as_str().unwrap_or_default() {
        // Given up by the page itself.
        "NS_BINDING_ABORTED" => return None,
        "NS_ERROR_CONNECTION_REFUSED" => "net::ERR_CONNECTION_REFUSED".to_owned(),
        "NS_ERROR_CSP_FRAME_ANCESTOR_VIOLATION" => "net::ERR_BLOCKED_BY_RESPONSE (frame-ancestors)".to_owned(),
        other => format!("net::ERR_FAILED ({other})"),
    };
    Some(network(&error["request"]["url"], &what))
}

fn network(url: &Value, what: &str) -> Entry {
    let message = format!("{} - Failed to load resource: {what}", text(url));
    Entry { level: Level::Severe, source: "network".to_owned(), message }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
