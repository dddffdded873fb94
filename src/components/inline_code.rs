//! Sentences with words of code in them.

use leptos::prelude::*;

/// A sentence in which what stands between backticks is set as code. Only for texts of `messages`, never of strangers.
pub fn inline_code(text: &str) -> AnyView {
    let part = |(position, part): (usize, &str)| {
        let part = part.to_owned();
        if position % 2 == 1 { view! { <code>{part}</code> }.into_any() } else { part.into_any() }
    };
    text.split('`').enumerate().map(part).collect_view().into_any()
}
