//! Firefox's accessibility tree, asked through `WebDriver` `BiDi` (`browsingContext.locateNodes`) and, for names,
//! `WebDriver` (`computedlabel`).
//!
//! States and descriptions have no command in either protocol: they are read from the element, by the rules of ARIA.

use std::sync::Arc;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use thirtyfour::common::command::{Command, ExtensionCommand};
use thirtyfour::prelude::*;
use thirtyfour::session::handle::SessionHandle;

use super::Name;
use crate::browser::bidi::Bidi;

/// The key of an element's id in what `WebDriver` sends and takes.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// A node that was found, with its name.
pub(in crate::browser) struct Node {
    element: WebElement,
    name: String,
}

impl Node {
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    pub(super) fn element(&self) -> WebElement {
        self.element.clone()
    }

    /// The text of what describes it.
    pub(super) async fn description(&self) -> Result<String> {
        const SCRIPT: &str = "
            const [element] = arguments, ids = element.getAttribute('aria-describedby');
            if (ids === null) return element.getAttribute('aria-description') ?? element.title;
            const texts = ids.split(/\\s+/).map((id) => document.getElementById(id)?.textContent ?? '');
            return texts.join(' ').replace(/\\s+/g, ' ').trim();";
        self.ask(SCRIPT, Value::Null).await.map(|text| text.as_str().unwrap_or_default().to_owned())
    }

    /// A state, in the words of the `DevTools` protocol.
    pub(super) async fn property(&self, name: &str) -> Result<Option<String>> {
        const SCRIPT: &str = "
            const [element, name] = arguments;
            switch (name) {
                case 'focused': return `${document.activeElement === element}`;
                case 'checked': return element.checked === undefined ? element.getAttribute('aria-checked') : `${element.checked}`;
                case 'disabled': return `${element.matches(':disabled') || element.closest('[aria-disabled=true]') !== null}`;
                default: return element.getAttribute(`aria-${name}`);
            }";
        self.ask(SCRIPT, json!(name)).await.map(|value| value.as_str().map(str::to_owned))
    }

    async fn ask(&self, script: &str, argument: Value) -> Result<Value> {
        let arguments = vec![self.element.to_json()?, argument];
        let value = self.element.handle().execute(script, arguments).await?;
        Ok(value.json().clone())
    }
}

/// All nodes under an element with this role, and with this name where it is exact, in the order of the page.
pub(super) async fn query(
    driver: &WebDriver,
    bidi: &Bidi,
    root: &WebElement,
    role: &str,
    name: &Name,
) -> Result<impl Iterator<Item = Node>> {
    let mut wanted = json!({ "role": role });
    if let Name::Exact(name) = name
        && !name.is_empty()
    {
        wanted["name"] = json!(name);
    }
    let query = json!({
        "context": driver.window().await?.to_string(),
        "locator": { "type": "accessibility", "value": wanted },
        "startNodes": [{ "sharedId": root.element_id().to_string() }],
    });
    let mut answer = bidi.send("browsingContext.locateNodes", query).await?;
    let Value::Array(found) = answer["nodes"].take() else { bail!("no nodes") };
    let mut nodes = Vec::new();
    for node in found {
        let id = json!({ ELEMENT: node["sharedId"] });
        let element = WebElement::from_json(id, Arc::clone(root.handle()))?;
        let name = label(root.handle(), &element).await?;
        nodes.push(Node { element, name });
    }
    Ok(nodes.into_iter())
}

async fn label(handle: &SessionHandle, element: &WebElement) -> Result<String> {
    let command = Command::ExtensionCommand(Box::new(ComputedLabel(element.element_id().to_string())));
    let label: Value = handle.cmd(command).await?.value()?;
    Ok(label.as_str().context("an element without a label")?.to_owned())
}

/// "Get Computed Label" of `WebDriver`, which thirtyfour does not know.
#[derive(Debug)]
struct ComputedLabel(String);

impl ExtensionCommand for ComputedLabel {
    fn parameters_json(&self) -> Option<Value> {
        None
    }

    fn method(&self) -> axum::http::Method {
        axum::http::Method::GET
    }

    fn endpoint(&self) -> Arc<str> {
        format!("/element/{}/computedlabel", self.0).into()
    }
}
