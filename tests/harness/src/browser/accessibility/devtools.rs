//! Chromium's accessibility tree, asked through the `DevTools` protocol.

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use thirtyfour::prelude::*;

use super::Name;

/// A node, as the protocol tells it.
pub(in crate::browser) struct Node(Value);

impl Node {
    /// A field of the node as text: `name`, `description`, `value`.
    pub(super) fn text(&self, field: &str) -> String {
        match &self.0[field]["value"] {
            Value::String(text) => text.clone(),
            Value::Null => String::new(),
            other => other.to_string(),
        }
    }

    /// A state, such as `checked`.
    pub(super) fn property(&self, name: &str) -> Option<String> {
        let properties = self.0["properties"].as_array()?;
        let value = &properties.iter().find(|property| property["name"] == name)?["value"]["value"];
        Some(value.as_str().map_or_else(|| value.to_string(), str::to_owned))
    }

    /// The element of this node. `other` is any element of the same document.
    ///
    /// `ChromeDriver` names an element `f.FRAME.d.DOCUMENT.e.NODE`, with the node id of the `DevTools` protocol: that is the
    /// bridge from the accessibility tree to an element that can be clicked. The smoke test fails should it ever change.
    pub(super) fn element(&self, other: &WebElement) -> Result<WebElement> {
        let node = self.0["backendDOMNodeId"].as_u64().context("a thing without an element")?;
        let (document, _) = split_id(other)?;
        let id = json!({ "element-6066-11e4-a52e-4f735466cecf": format!("{document}.{node}") });
        Ok(WebElement::from_json(id, other.handle().clone())?)
    }
}

/// All nodes under an element with this role, and with this name where it is exact, in the order of the page.
pub(super) async fn query(
    driver: &WebDriver,
    root: &WebElement,
    role: &str,
    name: &Name,
) -> Result<impl Iterator<Item = Node>> {
    let mut query = json!({ "backendNodeId": split_id(root)?.1, "role": role });
    if let Name::Exact(name) = name {
        query["accessibleName"] = json!(name);
    }
    let mut answer = driver.cdp().send_raw("Accessibility.queryAXTree", query).await?;
    let Value::Array(nodes) = answer["nodes"].take() else { bail!("no accessibility tree") };
    Ok(nodes.into_iter().filter(|node| node["ignored"] == false).map(Node))
}

fn split_id(element: &WebElement) -> Result<(String, u64)> {
    let id = element.element_id().to_string();
    let (document, node) = id.rsplit_once('.').with_context(|| format!("an element id of another form: {id}"))?;
    Ok((document.to_owned(), node.parse().with_context(|| format!("an element id of another form: {id}"))?))
}
