//! Things on the screen by role and accessible name, as a screen reader knows them.
//!
//! Invariant: the role and the name are the browser's own (its accessibility tree), so that what is hidden, inert or
//! behind a modal dialog is not found. A locator is looked up anew for each action, which waits until it can be done.

use anyhow::{Context, Result, bail};
use thirtyfour::prelude::*;

pub use super::accessibility::Name;
use super::accessibility::{self, Node};
use super::page::Page;
use super::wait::until;

/// A way to find a thing; it may come, change and go.
#[derive(Clone, Debug)]
pub struct Locator {
    page: Page,
    within: Option<Box<Locator>>,
    role: String,
    name: Name,
    /// Which of several, counted from 0; without it there must be one only.
    nth: Option<usize>,
}

impl Locator {
    pub(super) fn new(page: Page, role: &str, name: Name) -> Self {
        Self { page, within: None, role: role.to_owned(), name, nth: None }
    }

    /// A thing inside this one.
    pub fn get(&self, role: &str, name: impl Into<Name>) -> Self {
        let within = Some(Box::new(self.clone()));
        Self { page: self.page.clone(), within, role: role.to_owned(), name: name.into(), nth: None }
    }

    /// The one at this place, counted from 0, where there are several.
    pub fn nth(&self, place: usize) -> Self {
        Self { nth: Some(place), ..self.clone() }
    }

    /// Waits until it is there.
    ///
    /// # Errors
    /// It does not come in time, or there are several. So with all that follows here.
    pub async fn wait(&self) -> Result<()> {
        self.on_element(async |_| Ok(())).await
    }

    /// Waits until none is there.
    ///
    /// # Errors
    /// It does not go in time.
    pub async fn gone(&self) -> Result<()> {
        until(&format!("{self} to go"), async || Ok((self.count().await? == 0).then_some(()))).await
    }

    /// How many there are now.
    ///
    /// # Errors
    /// The browser does not answer.
    pub async fn count(&self) -> Result<usize> {
        Ok(self.names().await?.len())
    }

    /// Whether there is one now.
    ///
    /// # Errors
    /// The browser does not answer.
    pub async fn is_there(&self) -> Result<bool> {
        Ok(self.count().await? > 0)
    }

    /// Names of all that are there now, in the order of the page; a surrounding thing that is not there has none.
    ///
    /// # Errors
    /// The browser does not answer.
    pub async fn names(&self) -> Result<Vec<String>> {
        let Some(root) = self.root().await? else { return Ok(Vec::new()) };
        Ok(self.nodes(&root).await?.iter().map(Node::name).collect())
    }

    /// Clicks it.
    ///
    /// # Errors
    /// It cannot be clicked in time: it is not there, covered, or disabled.
    pub async fn click(&self) -> Result<()> {
        self.on_element(async |element| {
            if !element.is_enabled().await? {
                bail!("it is disabled");
            }
            Ok(element.click().await?)
        })
        .await
    }

    /// Replaces what is in a text box by typing.
    ///
    /// # Errors
    /// There is no such box in time, or it takes no text.
    pub async fn fill(&self, text: &str) -> Result<()> {
        self.on_element(async |element| {
            // As a person does it, so that the page sees the events of one.
            element.send_keys(Key::Control + "a").await?;
            element.send_keys(Key::Backspace).await?;
            if !text.is_empty() {
                element.send_keys(text).await?;
            }
            if element.attr("type").await?.as_deref() == Some("password") {
                self.page.secrets().typed(text);
            }
            Ok(())
        })
        .await
    }

    /// Types or presses keys on it, without clearing it first.
    ///
    /// # Errors
    /// It takes no keys in time.
    pub async fn press(&self, keys: impl Into<TypingData> + Clone) -> Result<()> {
        self.on_element(async |element| Ok(element.send_keys(keys.clone()).await?)).await
    }

    /// Ticks or clears a checkbox, or chooses a radio button.
    ///
    /// # Errors
    /// It does not take the state in time.
    pub async fn set_checked(&self, checked: bool) -> Result<()> {
        if self.is_checked().await? != checked {
            self.click().await?;
        }
        let wanted = format!("{self} to be {}", if checked { "checked" } else { "unchecked" });
        until(&wanted, async || Ok((self.is_checked().await? == checked).then_some(()))).await
    }

    /// Whether a checkbox or radio button is chosen.
    ///
    /// # Errors
    /// It is not there in time.
    pub async fn is_checked(&self) -> Result<bool> {
        Ok(self.property("checked").await?.as_deref() == Some("true"))
    }

    /// Whether it is told to be out of use.
    ///
    /// # Errors
    /// It is not there in time.
    pub async fn is_disabled(&self) -> Result<bool> {
        Ok(self.property("disabled").await?.as_deref() == Some("true"))
    }

    /// A state in the accessibility tree (`checked`, `disabled`, `expanded`, `focused`, `invalid`, `required`…).
    ///
    /// # Errors
    /// It is not there in time.
    pub async fn property(&self, name: &str) -> Result<Option<String>> {
        self.on_node(async |node| node.property(name).await).await
    }

    /// What it is called now.
    ///
    /// # Errors
    /// It is not there in time.
    pub async fn name(&self) -> Result<String> {
        self.on_node(async |node| Ok(node.name())).await
    }

    /// Its accessible description: hints and error messages tied to it.
    ///
    /// # Errors
    /// It is not there in time.
    pub async fn description(&self) -> Result<String> {
        self.on_node(async |node| node.description().await).await
    }

    /// The text that is in a box.
    ///
    /// # Errors
    /// It is not there in time.
    pub async fn value(&self) -> Result<String> {
        self.on_element(async |element| Ok(element.value().await?.unwrap_or_default())).await
    }

    /// The text that it shows.
    ///
    /// # Errors
    /// It is not there in time.
    pub async fn text(&self) -> Result<String> {
        self.on_element(async |element| Ok(element.text().await?)).await
    }

    /// An attribute of its element.
    ///
    /// # Errors
    /// It is not there in time.
    pub async fn attribute(&self, name: &str) -> Result<Option<String>> {
        self.on_element(async |element| Ok(element.attr(name).await?)).await
    }

    /// Waits until its text has this in it.
    ///
    /// # Errors
    /// It does not in time; the message holds what it showed instead.
    pub async fn shows(&self, part: &str) -> Result<()> {
        until(&format!("{self} to show {part:?}"), async || {
            let text = self.element().await?.text().await?;
            if text.contains(part) { Ok(Some(())) } else { bail!("it shows {text:?}") }
        })
        .await
    }

    /// Waits until there are so many.
    ///
    /// # Errors
    /// There are not, in time; the message holds their names.
    pub async fn counts(&self, wanted: usize) -> Result<()> {
        until(&format!("{wanted} of {self}"), async || {
            let names = self.names().await?;
            if names.len() == wanted { Ok(Some(())) } else { bail!("there are {}: {names:?}", names.len()) }
        })
        .await
    }

    /// Does something with the element, again until it works.
    ///
    /// # Errors
    /// It does not work in time.
    pub async fn on_element<T>(&self, mut action: impl AsyncFnMut(WebElement) -> Result<T>) -> Result<T> {
        until(&self.to_string(), async || Ok(Some(action(self.element().await?).await?))).await
    }

    async fn on_node<T>(&self, read: impl AsyncFn(&Node) -> Result<T>) -> Result<T> {
        until(&self.to_string(), async || {
            let root = self.root().await?.context("what it is in is not there")?;
            Ok(Some(read(&self.pick(self.nodes(&root).await?)?).await?))
        })
        .await
    }

    /// The element as it is now.
    async fn element(&self) -> Result<WebElement> {
        let root = self.root().await?.context("what it is in is not there")?;
        let node = self.pick(self.nodes(&root).await?)?;
        node.element(&root)
    }

    /// Where to look: the surrounding thing, or the whole document.
    async fn root(&self) -> Result<Option<WebElement>> {
        match &self.within {
            None => Ok(Some(self.page.driver().find(By::Css(":root")).await?)),
            Some(within) => {
                let Some(root) = Box::pin(within.root()).await? else { return Ok(None) };
                let nodes = within.nodes(&root).await?;
                if nodes.is_empty() {
                    return Ok(None);
                }
                within.pick(nodes)?.element(&root).map(Some)
            }
        }
    }

    /// All nodes under `root` that fit.
    async fn nodes(&self, root: &WebElement) -> Result<Vec<Node>> {
        accessibility::query(&self.page, root, &self.role, &self.name).await
    }

    fn pick(&self, mut nodes: Vec<Node>) -> Result<Node> {
        let names: Vec<String> = nodes.iter().map(Node::name).collect();
        match (self.nth, nodes.len()) {
            (_, 0) => bail!("there is none"),
            (Some(place), count) if place < count => Ok(nodes.swap_remove(place)),
            (Some(_), count) => bail!("there are only {count}: {names:?}"),
            (None, 1) => Ok(nodes.swap_remove(0)),
            (None, count) => bail!("there are {count}: {names:?}"),
        }
    }
}

impl std::fmt::Display for Locator {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.name {
            Name::Exact(name) => write!(f, "{} {name:?}", self.role),
            Name::Starting(start) => write!(f, "{} {start:?}…", self.role),
            Name::Containing(part) => write!(f, "{} …{part:?}…", self.role),
            Name::Any => write!(f, "{}", self.role),
        }?;
        if let Some(place) = self.nth {
            write!(f, " at place {place}")?;
        }
        match &self.within {
            Some(within) => write!(f, " in {within}"),
            None => Ok(()),
        }
    }
}
