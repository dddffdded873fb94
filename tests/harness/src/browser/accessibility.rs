//! What a screen reader is told: things by role and accessible name, as the browser itself computes both.
//!
//! Invariant: what the browser would not tell a screen reader (hidden, inert, behind a modal dialog) is not told here.

mod computed;
mod devtools;

use anyhow::Result;
use thirtyfour::prelude::*;

use super::page::{Page, Wire};

/// What a thing is called.
#[derive(Clone, Debug)]
pub enum Name {
    /// Exactly this.
    Exact(String),
    /// Beginning with this.
    Starting(String),
    /// With this in it.
    Containing(String),
    /// Whatever it is called.
    Any,
}

impl Name {
    fn fits(&self, name: &str) -> bool {
        match self {
            Self::Exact(whole) => name == whole,
            Self::Starting(start) => name.starts_with(start),
            Self::Containing(part) => name.contains(part),
            Self::Any => true,
        }
    }
}

impl From<&str> for Name {
    fn from(name: &str) -> Self {
        Self::Exact(name.to_owned())
    }
}

impl From<&String> for Name {
    fn from(name: &String) -> Self {
        Self::Exact(name.clone())
    }
}

/// A node of the accessibility tree.
pub(super) enum Node {
    /// As the `DevTools` protocol tells it.
    DevTools(devtools::Node),
    /// As `WebDriver` computes it.
    Computed(computed::Node),
}

impl Node {
    /// What it is called.
    pub(super) fn name(&self) -> String {
        match self {
            Self::DevTools(node) => node.text("name"),
            Self::Computed(node) => node.name().to_owned(),
        }
    }

    /// Hints and error messages tied to it.
    pub(super) async fn description(&self) -> Result<String> {
        match self {
            Self::DevTools(node) => Ok(node.text("description")),
            Self::Computed(node) => node.description().await,
        }
    }

    /// A state, such as `checked`.
    pub(super) async fn property(&self, name: &str) -> Result<Option<String>> {
        match self {
            Self::DevTools(node) => Ok(node.property(name)),
            Self::Computed(node) => node.property(name).await,
        }
    }

    /// The element of this node. `other` is any element of the same document.
    pub(super) fn element(&self, other: &WebElement) -> Result<WebElement> {
        match self {
            Self::DevTools(node) => node.element(other),
            Self::Computed(node) => Ok(node.element()),
        }
    }
}

/// All nodes under an element with this role and name, in the order of the page.
pub(super) async fn query(page: &Page, root: &WebElement, role: &str, name: &Name) -> Result<Vec<Node>> {
    let nodes: Vec<Node> = match page.wire() {
        Wire::DevTools => devtools::query(page.driver(), root, role, name).await?.map(Node::DevTools).collect(),
        Wire::Bidi(_) => computed::query(root, role, name).await?.map(Node::Computed).collect(),
    };
    Ok(nodes.into_iter().filter(|node| name.fits(&node.name())).collect())
}
