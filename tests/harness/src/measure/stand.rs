//! Both pages before one simulated GitHub, and a browser to open either in.
//!
//! Invariant: each page is opened in a browser of its own, started for it, so that nothing of one measurement is left
//! when the next begins.

use anyhow::{Context, Result};
use serde_json::{Value, json};
use simulator::{Config, Running};

use super::ground::Ground;
use crate::browser::{Bare, Page};
use crate::serve::{self, Serving};

/// The console, or the page that it is measured against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The console.
    Ours,
    /// The page without a framework.
    Twin,
}

/// The servers of a measurement.
#[derive(Debug)]
pub struct Stand<'a> {
    ground: &'a Ground,
    github: Running,
    ours: Serving,
    twin: Serving,
}

impl<'a> Stand<'a> {
    /// Starts them, with so many runners in each scope.
    ///
    /// # Errors
    /// One does not start.
    pub async fn start(ground: &'a Ground, runners: usize) -> Result<Self> {
        let config = Config { runners, ..Config::default() };
        let github = simulator::start(config).await.context("cannot start the simulated GitHub")?;
        let ours = serve::serve(ground.console.clone(), ([127, 0, 0, 1], 0).into()).await?;
        let twin = serve::serve(ground.twin.clone(), ([127, 0, 0, 1], 0).into()).await?;
        Ok(Self { ground, github, ours, twin })
    }

    /// The simulated GitHub.
    pub fn github(&self) -> &Running {
        &self.github
    }

    /// The address of a page that shows the runners of the organization.
    pub fn url(&self, side: Side) -> String {
        let page = match side {
            Side::Ours => self.ours.url(),
            Side::Twin => self.twin.url(),
        };
        format!("{page}?host={}&organization={}", self.host(), self.github.ready().org)
    }

    /// Opens a page in a new browser, connected, with the runners of the organization, and closes the browser when `body`
    /// is over, however that ended. `body` begins when the page has loaded, which says nothing about the runners.
    ///
    /// # Errors
    /// The browser does not start, cannot open the page, or does not close; or those of `body`.
    pub async fn visit<T>(&self, side: Side, body: impl AsyncFnOnce(&Tab) -> Result<T>) -> Result<T> {
        let tab = Tab { bare: Bare::start(&self.ground.profiles()).await? };
        let outcome = async {
            self.open(side, tab.page()).await?;
            body(&tab).await
        };
        let outcome = outcome.await.with_context(|| format!("{side:?}"));
        let closed = tab.bare.close().await;
        let value = outcome?;
        closed.map(|()| value)
    }

    /// The same; `body` begins when the page shows all runners.
    ///
    /// # Errors
    /// As [`Stand::visit`]; or they do not come.
    pub async fn visit_complete<T>(&self, side: Side, body: impl AsyncFnOnce(&Tab) -> Result<T>) -> Result<T> {
        let all = self.runners();
        self.visit(side, async |tab| {
            tab.until_complete(all).await?;
            body(tab).await
        })
        .await
    }

    async fn open(&self, side: Side, page: &Page) -> Result<()> {
        page.run_in_each_document(&include_str!("probe.js").replace("SESSION", &self.session().to_string())).await?;
        // Of the main thread's own time: what other programs on the machine take is not the page's.
        page.devtools("Performance.enable", json!({ "timeDomain": "threadTicks" })).await?;
        page.go(&self.url(side)).await
    }

    /// How many runners each scope has.
    pub fn runners(&self) -> usize {
        self.github.state().with(|world| world.config.runners)
    }

    /// Stops the servers.
    pub async fn stop(self) {
        self.ours.stop().await;
        self.twin.stop().await;
        self.github.stop().await;
    }

    /// What the console keeps in the tab's session storage for a reload: token and known scopes. The twin reads the same.
    pub fn session(&self) -> Value {
        let ready = self.github.ready();
        let host = self.host();
        json!({
            format!("runner-console/token/{host}"): ready.token,
            format!("runner-console/recents/{host}"):
                json!([{ "organization": ready.org }, { "repository": ready.repo }]).to_string(),
        })
    }

    fn host(&self) -> &str {
        self.github.ready().web.trim_start_matches("http://")
    }
}

/// What a page holds, in bytes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Memory {
    /// The heap of JavaScript.
    pub heap: f64,
    /// What WebAssembly has taken.
    pub wasm: f64,
}

impl Memory {
    /// Both.
    pub fn sum(self) -> f64 {
        self.heap + self.wasm
    }
}

/// A browser with one page open.
#[derive(Debug)]
pub struct Tab {
    bare: Bare,
}

impl Tab {
    /// The page.
    pub fn page(&self) -> &Page {
        self.bare.page()
    }

    /// Waits for a promise of the page, and returns what it came to.
    ///
    /// Not as a script of `WebDriver`: the driver wraps each of those into 17 KB of its own, which stay in the page's heap.
    ///
    /// # Errors
    /// It is refused, or takes longer than the driver waits for an answer, which is two minutes.
    pub async fn wait(&self, promise: &str) -> Result<Value> {
        let parameters = json!({ "expression": promise, "awaitPromise": true, "returnByValue": true });
        let answer = self.page().devtools("Runtime.evaluate", parameters).await;
        let mut answer = answer.with_context(|| format!("waiting for {promise}"))?;
        match &answer["exceptionDetails"] {
            Value::Null => Ok(answer["result"]["value"].take()),
            error => anyhow::bail!("{promise}: {}", error["exception"]["description"]),
        }
    }

    /// The same for a number.
    ///
    /// # Errors
    /// As [`Tab::wait`]; or it is no number.
    pub async fn number(&self, promise: &str) -> Result<f64> {
        let value = self.wait(promise).await?;
        value.as_f64().with_context(|| format!("{promise} is {value}"))
    }

    /// Waits until the table lists so many runners, and returns when that was, in milliseconds since the page was opened.
    ///
    /// # Errors
    /// They do not come.
    pub async fn until_complete(&self, runners: usize) -> Result<f64> {
        self.number(&format!("probe.rows({runners})")).await
    }

    /// How long the main thread has worked for this page so far, in milliseconds.
    ///
    /// # Errors
    /// The browser does not tell.
    pub async fn task_time(&self) -> Result<f64> {
        let answer = self.page().devtools("Performance.getMetrics", json!({})).await?;
        let metrics = answer["metrics"].as_array().into_iter().flatten();
        let seconds = metrics.filter(|metric| metric["name"] == "TaskDuration").find_map(|one| one["value"].as_f64());
        Ok(seconds.context("no TaskDuration")? * 1_000.0)
    }

    /// The page's memory after everything unused was thrown away.
    ///
    /// # Errors
    /// The browser does not tell.
    pub async fn memory(&self) -> Result<Memory> {
        // What a first collection lets go may hold more.
        for _ in 0..3 {
            self.page().devtools("HeapProfiler.collectGarbage", json!({})).await?;
        }
        let usage = self.page().devtools("Runtime.getHeapUsage", json!({})).await?;
        let heap = usage["usedSize"].as_f64().context("no usedSize")?;
        Ok(Memory { heap, wasm: self.number("probe.wasmMemory()").await? })
    }
}
