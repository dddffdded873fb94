//! What a screen reader says about changes that have no place of their own.
//!
//! A modal dialog makes the rest of the page inert, its live region too: what happens in a dialog is said in the dialog.

use leptos::prelude::*;

/// Says things to those who cannot see the change. Copy it freely.
#[derive(Clone, Copy)]
pub struct Announcer {
    text: RwSignal<String>,
}

impl Announcer {
    /// An announcer, heard once its [`LiveRegion`] is on the page.
    #[allow(clippy::new_without_default)]
    pub fn new() -> Self {
        Self { text: RwSignal::new(String::new()) }
    }

    /// Says a sentence when the reader has finished what it is saying; the same sentence twice is said twice.
    pub fn say(self, sentence: impl Into<String>) {
        let mut sentence = sentence.into();
        self.text.try_update(|text| {
            // A live region that does not change is not read: a trailing no-break space makes the difference.
            if *text == sentence {
                sentence.push('\u{a0}');
            }
            *text = sentence;
        });
    }
}

/// The invisible place that an [`Announcer`] writes to. One for the page, one for each dialog that announces.
#[component]
pub fn LiveRegion(
    /// Who speaks here.
    announcer: Announcer,
) -> impl IntoView {
    view! { <div class="visually-hidden" role="status">{move || announcer.text.get()}</div> }
}
