//! The parts of a view that change, brought to two types.
//!
//! Leptos takes any closure as a part of a view, and makes a copy of what builds, rebuilds and moves such a part for each
//! of them, as each is a type of its own: a kilobyte in the page, two dozen times.

use leptos::prelude::*;
use std::sync::{Arc, Mutex};

/// A part of a view that is made anew whenever what it reads changes.
pub fn changing<V: IntoView + 'static>(part: impl Fn() -> V + Send + 'static) -> AnyView {
    let part: Arc<Mutex<dyn FnMut() -> AnyView + Send>> = Arc::new(Mutex::new(move || part().into_any()));
    part.into_any()
}

/// A text that changes: nothing is touched on the page while it stays the same.
pub fn changing_text(text: impl Fn() -> String + Send + 'static) -> AnyView {
    let text: Arc<Mutex<dyn FnMut() -> String + Send>> = Arc::new(Mutex::new(text));
    text.into_any()
}
