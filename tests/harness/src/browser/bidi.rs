//! `WebDriver` `BiDi`: commands and events of the browser over one WebSocket.
//!
//! Invariant: events are kept in the order in which they came; a command is answered, or fails when the connection
//! ends. Untyped on purpose: the few commands that are used are spelled where they are used.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context, Result, anyhow};
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::sync::{mpsc, oneshot};
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// The connection; clones share it. It ends with the last of them.
#[derive(Clone, Debug)]
pub(super) struct Bidi {
    calls: mpsc::UnboundedSender<Call>,
    events: Arc<Mutex<Vec<Event>>>,
}

/// Something that happened in the browser.
#[derive(Clone, Debug)]
pub(super) struct Event {
    /// Such as `log.entryAdded`.
    pub(super) method: String,
    /// What is known about it.
    pub(super) parameters: Value,
}

#[derive(Debug)]
struct Call {
    method: String,
    parameters: Value,
    answer: oneshot::Sender<Result<Value>>,
}

impl Bidi {
    /// Connects to the address that the new session told (`webSocketUrl`), and asks for these events.
    pub(super) async fn connect(address: &str, events: &[&str]) -> Result<Self> {
        let (socket, _) = connect_async(address).await.with_context(|| format!("no WebSocket at {address}"))?;
        let (calls, receiver) = mpsc::unbounded_channel();
        let bidi = Self { calls, events: Arc::default() };
        tokio::spawn(serve(socket, receiver, Arc::clone(&bidi.events)));
        bidi.send("session.subscribe", json!({ "events": events })).await?;
        Ok(bidi)
    }

    /// Sends a command and waits for its result.
    pub(super) async fn send(&self, method: &str, parameters: Value) -> Result<Value> {
        let (answer, result) = oneshot::channel();
        let call = Call { method: method.to_owned(), parameters, answer };
        self.calls.send(call).map_err(|_| anyhow!("the browser has closed the connection"))?;
        result.await.context("the browser has closed the connection")?.with_context(|| method.to_owned())
    }

    /// All events that came since the last time.
    pub(super) fn take_events(&self) -> Vec<Event> {
        std::mem::take(&mut self.events.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Commands out, answers and events in, until either side is gone.
async fn serve(mut socket: Socket, mut calls: mpsc::UnboundedReceiver<Call>, events: Arc<Mutex<Vec<Event>>>) {
    let mut waiting: HashMap<u64, oneshot::Sender<Result<Value>>> = HashMap::new();
    let mut last = 0_u64;
    loop {
        tokio::select! {
            call = calls.recv() => {
                let Some(Call { method, parameters, answer }) = call else { return };
                last += 1;
                waiting.insert(last, answer);
                if command(&mut socket, last, &method, &parameters).await.is_err() {
                    return;
                }
            }
            message = socket.next() => {
                let Some(Ok(message)) = message else { return };
                let Message::Text(text) = message else { continue };
                let Ok(mut message) = serde_json::from_str::<Value>(&text) else { continue };
                if let Some(answer) = message["id"].as_u64().and_then(|id| waiting.remove(&id)) {
                    // Who asked may have given up.
                    let _ = answer.send(result(&mut message));
                } else if let Some(method) = message["method"].as_str().map(str::to_owned) {
                    let parameters = message["params"].take();
                    if parameters["isBlocked"] == true {
                        last += 1;
                        let request = json!({ "request": parameters["request"]["request"] });
                        if command(&mut socket, last, "network.failRequest", &request).await.is_err() {
                            return;
                        }
                    }
                    events.lock().unwrap_or_else(PoisonError::into_inner).push(Event { method, parameters });
                }
            }
        }
    }
}

async fn command(socket: &mut Socket, id: u64, method: &str, parameters: &Value) -> Result<(), Error> {
    let text = json!({ "id": id, "method": method, "params": parameters }).to_string();
    socket.send(Message::text(text)).await
}

fn result(message: &mut Value) -> Result<Value> {
    match message["error"].as_str() {
        None => Ok(message["result"].take()),
        Some(error) => Err(anyhow!("{error}: {}", message["message"].as_str().unwrap_or_default())),
    }
}
