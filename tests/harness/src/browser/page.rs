//! One tab of the browser.

use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use thirtyfour::error::WebDriverErrorInner;
use thirtyfour::prelude::*;

use super::bidi::Bidi;
use super::engine::Engine;
use super::locator::{Locator, Name};
use super::secrets::Secrets;
use super::wait::until;

/// Light or dark, as the system is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ColourScheme {
    /// Dark text on a light ground.
    #[default]
    Light,
    /// Light text on a dark ground.
    Dark,
}

/// How a browser is spoken to where `WebDriver` ends.
#[derive(Clone, Debug)]
pub(super) enum Wire {
    /// Chromium: the `DevTools` protocol.
    DevTools,
    /// Firefox: `BiDi`.
    Bidi(Bidi),
}

/// A tab that shows the console.
#[derive(Clone, Debug)]
pub struct Page {
    driver: WebDriver,
    wire: Wire,
    secrets: Secrets,
}

impl Page {
    pub(super) fn new(driver: WebDriver, wire: Wire) -> Self {
        Self { driver, wire, secrets: Secrets::default() }
    }

    /// What must not be seen anywhere.
    pub(super) fn secrets(&self) -> &Secrets {
        &self.secrets
    }

    pub(super) fn wire(&self) -> &Wire {
        &self.wire
    }

    /// The browser that this is.
    pub fn engine(&self) -> Engine {
        match self.wire {
            Wire::DevTools => Engine::Chromium,
            Wire::Bidi(_) => Engine::Firefox,
        }
    }

    /// The browser itself, for what is not offered here.
    pub fn driver(&self) -> &WebDriver {
        &self.driver
    }

    /// A thing on the screen by role and accessible name. See [`Name`] for parts of names.
    pub fn get(&self, role: &str, name: impl Into<Name>) -> Locator {
        Locator::new(self.clone(), role, name.into())
    }

    /// All things of a role, whatever they are called.
    pub fn all(&self, role: &str) -> Locator {
        Locator::new(self.clone(), role, Name::Any)
    }

    /// Goes to an address.
    ///
    /// # Errors
    /// The browser cannot.
    pub async fn go(&self, url: &str) -> Result<()> {
        self.driver.goto(url).await.with_context(|| format!("cannot open {url}"))
    }

    /// Loads the page again, as the reload button does.
    ///
    /// # Errors
    /// The browser cannot.
    pub async fn reload(&self) -> Result<()> {
        Ok(self.driver.refresh().await?)
    }

    /// Goes one step back in the history.
    ///
    /// # Errors
    /// The browser cannot.
    pub async fn back(&self) -> Result<()> {
        Ok(self.driver.back().await?)
    }

    /// The address in the address bar.
    ///
    /// # Errors
    /// The browser does not answer.
    pub async fn url(&self) -> Result<String> {
        Ok(self.driver.current_url().await?.to_string())
    }

    /// The title of the tab.
    ///
    /// # Errors
    /// The browser does not answer.
    pub async fn title(&self) -> Result<String> {
        Ok(self.driver.title().await?)
    }

    /// All text that is shown.
    ///
    /// # Errors
    /// The browser does not answer.
    pub async fn text(&self) -> Result<String> {
        Ok(self.driver.find(By::Css("body")).await?.text().await?)
    }

    /// Waits until this text is shown somewhere.
    ///
    /// # Errors
    /// It is not, in time; the message holds what is shown instead.
    pub async fn shows(&self, part: &str) -> Result<()> {
        until(&format!("the page to show {part:?}"), async || {
            let text = self.text().await?;
            if text.contains(part) { Ok(Some(())) } else { bail!("it shows {text:?}") }
        })
        .await
    }

    /// Waits until a script (the body of a function, with `return`) gives something true, and returns it.
    ///
    /// # Errors
    /// It does not in time.
    pub async fn script_until(&self, what: &str, script: &str) -> Result<Value> {
        until(what, async || {
            let value = self.script(script).await?;
            let is_true = !matches!(value, Value::Null | Value::Bool(false)) && value != json!(0) && value != json!("");
            Ok(is_true.then_some(value))
        })
        .await
    }

    /// Runs a script (the body of a function, with `return`) in the page. The page's own policies do not bind it.
    ///
    /// # Errors
    /// It throws.
    pub async fn script(&self, script: &str) -> Result<Value> {
        Ok(self.driver.execute(self.in_the_page(script), Vec::new()).await?.json().clone())
    }

    /// The same with a script that tells its answer by calling its one argument.
    ///
    /// # Errors
    /// It throws, or does not answer in time.
    pub async fn script_async(&self, script: &str) -> Result<Value> {
        Ok(self.driver.execute_async(self.in_the_page(script), Vec::new()).await?.json().clone())
    }

    /// Firefox runs scripts beside the page, with a `Date`, an `eval` and so on of their own: those of the page are meant.
    fn in_the_page(&self, script: &str) -> String {
        match self.engine() {
            Engine::Chromium => script.to_owned(),
            Engine::Firefox => format!("with (window) {{ {script}\n }}"),
        }
    }

    /// Presses keys on whatever has the focus.
    ///
    /// `WebDriver` has no one command for it: what had the focus may be gone before the keys arrive, which then went nowhere.
    ///
    /// # Errors
    /// The browser cannot.
    pub async fn press(&self, keys: impl Into<TypingData>) -> Result<()> {
        let keys: String = keys.into().as_vec().into_iter().collect();
        until("keys on what has the focus", async || {
            match self.driver.active_element().await?.send_keys(keys.as_str()).await {
                Err(error) if matches!(error.as_inner(), WebDriverErrorInner::StaleElementReference(_)) => Ok(None),
                // Keys that were pressed and did not do it are not pressed again.
                answer => Ok(Some(answer)),
            }
        })
        .await?
        .map_err(Into::into)
    }

    /// Makes the visible part of the page so wide and high, in CSS pixels.
    ///
    /// # Errors
    /// The browser cannot.
    pub async fn resize(&self, width: u32, height: u32) -> Result<()> {
        let (method, parameters) = match &self.wire {
            Wire::DevTools => (
                "Emulation.setDeviceMetricsOverride",
                json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false }),
            ),
            Wire::Bidi(_) => (
                "browsingContext.setViewport",
                json!({ "context": self.context().await?, "viewport": { "width": width, "height": height }, "devicePixelRatio": 1 }),
            ),
        };
        self.command(method, parameters).await.map(drop)
    }

    /// Runs a script in every document that this tab opens from now on, before the document's own.
    ///
    /// # Errors
    /// The browser cannot.
    pub async fn run_in_each_document(&self, script: &str) -> Result<()> {
        let (method, parameters) = match &self.wire {
            Wire::DevTools => ("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })),
            Wire::Bidi(_) => {
                let function = format!("() => {{ {script} }}");
                let contexts = [self.context().await?];
                ("script.addPreloadScript", json!({ "functionDeclaration": function, "contexts": contexts }))
            }
        };
        self.command(method, parameters).await.map(drop)
    }

    /// All addresses that the Back and Forward buttons lead to, in Firefox those of this origin, with what is known of them.
    pub(super) async fn history(&self) -> Result<Value> {
        match self.engine() {
            Engine::Chromium => Ok(self.devtools("Page.getNavigationHistory", json!({})).await?["entries"].take()),
            // No protocol tells it, but a page knows its own part of it.
            Engine::Firefox => {
                self.script("return navigation.entries().map((entry) => [entry.url, entry.getState()])").await
            }
        }
    }

    /// Lets requests for one address fail from now on, as if its server were out of reach, until [`Page::reach_again`] is
    /// given what this returns.
    ///
    /// # Errors
    /// The browser cannot.
    pub async fn cut_off(&self, url: &str) -> Result<Value> {
        let (method, parameters) = match &self.wire {
            Wire::DevTools => {
                self.devtools("Network.enable", json!({})).await?;
                ("Network.setBlockedURLs", json!({ "urls": [url] }))
            }
            // Whoever reads the events lets a request fail that is held back.
            Wire::Bidi(bidi) => {
                bidi.send("session.subscribe", json!({ "events": ["network.beforeRequestSent"] })).await?;
                let pattern = json!({ "type": "string", "pattern": url });
                ("network.addIntercept", json!({ "phases": ["beforeRequestSent"], "urlPatterns": [pattern] }))
            }
        };
        self.command(method, parameters).await
    }

    /// Ends what [`Page::cut_off`] began.
    ///
    /// # Errors
    /// The browser cannot.
    pub async fn reach_again(&self, cut: &Value) -> Result<()> {
        let (method, parameters) = match &self.wire {
            Wire::DevTools => ("Network.setBlockedURLs", json!({ "urls": [] })),
            Wire::Bidi(_) => ("network.removeIntercept", json!({ "intercept": cut["intercept"] })),
        };
        self.command(method, parameters).await.map(drop)
    }

    /// Sets the system's colour scheme, as the page sees it. Firefox is started with it instead.
    pub(super) async fn set_colour_scheme(&self, scheme: ColourScheme) -> Result<()> {
        let value = match scheme {
            ColourScheme::Light => "light",
            ColourScheme::Dark => "dark",
        };
        let feature = json!({ "name": "prefers-color-scheme", "value": value });
        self.devtools("Emulation.setEmulatedMedia", json!({ "features": [feature] })).await.map(drop)
    }

    /// The tab that is in front, as `BiDi` calls it.
    async fn context(&self) -> Result<String> {
        Ok(self.driver.window().await?.to_string())
    }

    /// Saves a picture of what is shown.
    ///
    /// # Errors
    /// The browser cannot, or the file cannot be written.
    pub async fn screenshot(&self, file: &Path) -> Result<()> {
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        self.driver.screenshot(file).await.with_context(|| format!("cannot save {}", file.display()))
    }

    /// A command of the protocol that the browser speaks.
    async fn command(&self, method: &str, parameters: Value) -> Result<Value> {
        match &self.wire {
            Wire::DevTools => self.devtools(method, parameters).await,
            Wire::Bidi(bidi) => bidi.send(method, parameters).await,
        }
    }

    /// A command of the `DevTools` protocol.
    ///
    /// # Errors
    /// The browser refuses it, or is Firefox.
    pub async fn devtools(&self, method: &str, parameters: Value) -> Result<Value> {
        if self.engine() == Engine::Firefox {
            bail!("{method} is a command of Chromium alone");
        }
        self.driver.cdp().send_raw(method, parameters).await.with_context(|| method.to_owned())
    }
}
