//! The clipboard, read as another application would: from another window and another origin.
//!
//! The console's own policy refuses reading (it never needs to), so that the test must not read from inside it.

use anyhow::{Context, Result};
use axum::Router;
use axum::response::Html;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use super::page::Page;

/// An empty page from which the clipboard can be read. It ends with the runtime that it was started in.
#[derive(Debug)]
pub(super) struct Reader {
    origin: String,
    _server: JoinHandle<std::io::Result<()>>,
}

impl Reader {
    pub(super) async fn start() -> Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let origin = format!("http://{}", listener.local_addr()?);
        let router = Router::new().fallback(|| async { Html("<!doctype html><title>Clipboard</title>") });
        let server = tokio::spawn(axum::serve(listener, router).into_future());
        Ok(Self { origin, _server: server })
    }

    /// What is on the clipboard now, as text.
    pub(super) async fn read(&self, page: &Page) -> Result<String> {
        let driver = page.driver();
        let permissions =
            json!({ "origin": self.origin, "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
        page.devtools("Browser.grantPermissions", permissions).await?;
        let before = driver.window().await?;
        let window = driver.new_window().await?;
        driver.switch_to_window(window).await?;
        let text = self.read_here(page).await;
        driver.close_window().await?;
        driver.switch_to_window(before).await?;
        text
    }

    async fn read_here(&self, page: &Page) -> Result<String> {
        page.go(&self.origin).await?;
        page.devtools("Emulation.setFocusEmulationEnabled", json!({ "enabled": true })).await?;
        let script = "const done = arguments[0]; navigator.clipboard.readText().then(done, (error) => done({ error: `${error}` }));";
        let answer = page.driver().execute_async(script, Vec::new()).await?;
        match answer.json() {
            Value::String(text) => Ok(text.clone()),
            other => Err(anyhow::anyhow!("{other}")).context("cannot read the clipboard"),
        }
    }
}

/// Whether a page may write to the clipboard.
pub(super) async fn set_writable(page: &Page, origin: &str, writable: bool) -> Result<()> {
    let setting = if writable { "granted" } else { "denied" };
    let permission = json!({ "permission": { "name": "clipboard-write" }, "setting": setting, "origin": origin });
    page.devtools("Browser.setPermission", permission).await.map(drop)
}
