//! An element that is filled by hand: for what is changed so often that a view of its own would be too slow.
//!
//! Invariant: what was put into it stays as it is on the page until something else is put there.

use web_sys::{Element, Node};

/// An element, and what was put into it.
pub struct Part {
    element: Element,
    /// Attributes by their names; the text without one.
    put: Vec<(&'static str, String)>,
}

/// Stands for the text among the names of attributes.
const TEXT: &str = "";

impl Part {
    /// An element that is on the page, or will be.
    pub fn of(element: Element) -> Self {
        Self { element, put: Vec::new() }
    }

    /// A new element at the end of another one. `None` where the browser makes none.
    pub fn new_in(parent: &Node, name: &str, attributes: &[(&str, &str)]) -> Option<Self> {
        let element = leptos::prelude::document().create_element(name).ok()?;
        for (attribute, value) in attributes {
            element.set_attribute(attribute, value).ok()?;
        }
        parent.append_child(&element).ok()?;
        Some(Self::of(element))
    }

    /// The element.
    pub fn element(&self) -> &Element {
        &self.element
    }

    /// Gives it this text, unless it has it.
    pub fn put_text(&mut self, text: &str) {
        self.put(TEXT, text);
    }

    /// Gives an attribute this value, unless it has it. False where nothing changed.
    pub fn put(&mut self, name: &'static str, value: &str) -> bool {
        let is_first = match self.put.iter_mut().find(|(other, _)| *other == name) {
            Some((_, before)) if before == value => return false,
            Some((_, before)) => {
                value.clone_into(before);
                false
            }
            None => {
                self.put.push((name, value.to_owned()));
                true
            }
        };
        if name == TEXT {
            // Another text in the same node: a new node would be laid out as a new element is.
            match self.element.first_child() {
                Some(text) if !is_first => text.set_node_value(Some(value)),
                _ => self.element.set_text_content(Some(value)),
            }
        } else {
            // Refused for names that are none alone.
            let _ = self.element.set_attribute(name, value);
        }
        true
    }
}
