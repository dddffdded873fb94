//! Firefox's accessibility tree, asked through `WebDriver` (`computedrole`, `computedlabel`).
//!
//! States and descriptions have no command in either protocol: they are read from the element, by the rules of ARIA.

use std::sync::Arc;

use anyhow::{Context, Result};
use serde_json::{Value, json};
use thirtyfour::common::command::{Command, ExtensionCommand};
use thirtyfour::prelude::*;

use super::Name;

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

/// Which elements may have a role: by their kind, or because they say so.
const KINDS: [(&str, &str); 22] = [
    ("alert", ""),
    ("button", "button, summary, input"),
    ("checkbox", "input"),
    ("columnheader", "th"),
    ("combobox", "select, input"),
    ("dialog", "dialog"),
    ("form", "form"),
    ("grid", ""),
    ("group", "fieldset, details"),
    ("heading", "h1, h2, h3, h4, h5, h6"),
    ("link", "a"),
    ("listbox", "select"),
    ("option", "option"),
    ("radio", "input"),
    ("radiogroup", ""),
    ("region", "section"),
    ("row", "tr"),
    ("rowheader", "th"),
    ("searchbox", "input"),
    ("status", "output"),
    ("table", "table"),
    ("textbox", "input, textarea"),
];

/// Elements under a root that may have a role, and a name with a certain text in it: whoever's name it is has it in its
/// content, its attributes, or its labels. Spaces do not count, since names have others than documents.
///
/// `locateNodes` of `BiDi` would do without this, but lays out the page twice for each element that has no role at all.
const MAYBE: &str = "
    const [root, kinds, text] = arguments;
    const plain = (text) => text.replace(/\\s+/g, '');
    const words = (element) => {
        const attributes = ['aria-label', 'title', 'value', 'placeholder', 'alt'].map((name) => element.getAttribute(name));
        const labels = (element.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => document.getElementById(id));
        const inner = [...element.querySelectorAll('[aria-label], [title], [alt]')].map((one) => words(one));
        const texts = [...labels, ...(element.labels ?? []), element].map((one) => one?.textContent ?? '');
        return [...attributes, element.value ?? '', ...texts, ...inner].join('\\n');
    };
    const wanted = plain(text);
    return [root, ...root.querySelectorAll(kinds)].filter((one) => one.matches(kinds) && plain(words(one)).includes(wanted));";

/// All nodes under an element with this role, and with something of this name, in the order of the page.
pub(super) async fn query(root: &WebElement, role: &str, name: &Name) -> Result<impl Iterator<Item = Node>> {
    let text = match name {
        Name::Exact(text) | Name::Starting(text) | Name::Containing(text) => text.as_str(),
        Name::Any => "",
    };
    let kinds =
        KINDS.iter().find(|(name, _)| *name == role).with_context(|| format!("which elements are a {role}?"))?;
    let explicit = format!("[role={role}]");
    let selector = [kinds.1, &explicit].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    let found = root.handle().execute(MAYBE, vec![root.to_json()?, json!(selector), json!(text)]).await?;
    let mut nodes = Vec::new();
    for element in found.elements()? {
        if has_role(&element, role).await? {
            let name = computed(&element, "label").await?;
            nodes.push(Node { element, name });
        }
    }
    Ok(nodes.into_iter())
}

/// Whether the browser gives an element this role. What is not in the accessibility tree has the role `none`.
async fn has_role(element: &WebElement, role: &str) -> Result<bool> {
    let computed = computed(element, "role").await?;
    // A box for passwords has no role in ARIA; Chromium counts it among the text boxes, and so do we.
    let is_password = async || Ok::<_, WebDriverError>(element.attr("type").await?.as_deref() == Some("password"));
    Ok(computed == role || (role == "textbox" && computed.is_empty() && is_password().await?))
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
