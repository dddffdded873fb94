//! The clipboard, read as another application would: pasted into another window of another origin.
//!
//! The console's own policy refuses reading (it never needs to), so that the test must not read from inside it.

use anyhow::{Context, Result};
use axum::Router;
use axum::response::Html;
use serde_json::{Value, json};
use thirtyfour::prelude::*;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use super::engine::Engine;
use super::page::Page;
use super::wait::until;

/// A page that tells what is pasted into it, as it is: a text box would change the line ends.
const PAGE: &str = "<!doctype html><title>Clipboard</title><textarea></textarea><script>
    onpaste = (event) => window.pasted = event.clipboardData.getData('text/plain');
</script>";

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
        let router = Router::new().fallback(|| async { Html(PAGE) });
        let server = tokio::spawn(axum::serve(listener, router).into_future());
        Ok(Self { origin, _server: server })
    }

    /// What is on the clipboard now, as text.
    pub(super) async fn read(&self, page: &Page) -> Result<String> {
        let driver = page.driver();
        let before = driver.window().await?;
        let window = driver.new_window().await?;
        driver.switch_to_window(window).await?;
        let text = match page.engine() {
            Engine::Chromium => self.ask(page).await,
            Engine::Firefox => self.paste(page).await,
        };
        driver.close_window().await?;
        driver.switch_to_window(before).await?;
        text
    }

    /// Chromium without a screen pastes nothing on a press of keys, but lets itself be asked.
    async fn ask(&self, page: &Page) -> Result<String> {
        let permissions =
            json!({ "origin": self.origin, "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
        page.devtools("Browser.grantPermissions", permissions).await?;
        page.go(&self.origin).await?;
        page.devtools("Emulation.setFocusEmulationEnabled", json!({ "enabled": true })).await?;
        let script = "const done = arguments[0]; navigator.clipboard.readText().then(done, (error) => done({ error: `${error}` }));";
        let answer = page.driver().execute_async(script, Vec::new()).await?;
        match answer.json() {
            Value::String(text) => Ok(text.clone()),
            other => Err(anyhow::anyhow!("{other}")).context("cannot read the clipboard"),
        }
    }

    /// Firefox has no permission to read that could be granted, but pastes.
    async fn paste(&self, page: &Page) -> Result<String> {
        page.go(&self.origin).await?;
        page.driver().find(By::Css("textarea")).await?.send_keys(Key::Control + "v").await?;
        until("the text to be pasted", async || {
            Ok(page.script("return window.pasted ?? null").await?.as_str().map(str::to_owned))
        })
        .await
    }
}

/// Whether a page may write to the clipboard.
pub(super) async fn set_writable(page: &Page, origin: &str, writable: bool) -> Result<()> {
    match page.engine() {
        Engine::Chromium => {
            let setting = if writable { "granted" } else { "denied" };
            let permission =
                json!({ "permission": { "name": "clipboard-write" }, "setting": setting, "origin": origin });
            page.devtools("Browser.setPermission", permission).await.map(drop)
        }
        // Firefox has no such setting: what it says where it refuses is said for it.
        Engine::Firefox => {
            let script = if writable {
                "delete navigator.clipboard.writeText"
            } else {
                "navigator.clipboard.writeText = async () => { throw new DOMException('refused', 'NotAllowedError'); }"
            };
            page.script(script).await.map(drop)
        }
    }
}
