//! Firefox's accessibility tree, asked through `WebDriver` `BiDi` (`browsingContext.locateNodes`) and, for names,
//! `WebDriver` (`computedlabel`).
//!
//! States and descriptions have no command in either protocol: they are read from the element, by the rules of ARIA.

use std::sync::Arc;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use thirtyfour::common::command::{Command, ExtensionCommand};
use thirtyfour::prelude::*;

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
    let mut elements = Vec::new();
    for node in found {
        elements.push(WebElement::from_json(json!({ ELEMENT: node["sharedId"] }), Arc::clone(root.handle()))?);
    }
    if role == "textbox" {
        elements.extend(passwords(root).await?);
    }
    let mut nodes = Vec::new();
    for element in elements {
        let name = computed(&element, "label").await?;
        nodes.push(Node { element, name });
    }
    Ok(nodes.into_iter())
}

/// Boxes for passwords have no role in ARIA; Chromium counts them among the text boxes, and so do we, after the others.
async fn passwords(root: &WebElement) -> Result<Vec<WebElement>> {
    let mut shown = Vec::new();
    for element in root.find_all(By::Css("input[type=password]")).await? {
        // What is not in the accessibility tree has the role `none`.
        if computed(&element, "role").await?.is_empty() {
            shown.push(element);
        }
    }
    Ok(shown)
}

/// The role or the label of an element, as the browser computes it.
async fn computed(element: &WebElement, what: &'static str) -> Result<String> {
    let command = Computed { element: element.element_id().to_string(), what };
    let answer: Value = element.handle().cmd(Command::ExtensionCommand(Box::new(command))).await?.value()?;
    Ok(answer.as_str().with_context(|| format!("no computed {what}"))?.to_owned())
}

/// "Get Computed Label" and "Get Computed Role" of `WebDriver`, which thirtyfour does not know.
#[derive(Debug)]
struct Computed {
    element: String,
    what: &'static str,
}

impl ExtensionCommand for Computed {
    fn parameters_json(&self) -> Option<Value> {
        None
    }

    fn method(&self) -> axum::http::Method {
        axum::http::Method::GET
    }

    fn endpoint(&self) -> Arc<str> {
        format!("/element/{}/computed{}", self.element, self.what).into()
    }
}
