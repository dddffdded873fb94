//! The dialog over the runner page: opened by any button, shown by [`dialogs`](crate::pages::dialogs).
//!
//! The detail of a runner is in the route instead, so that a link opens it.

use crate::github::RunnerId;
use leptos::prelude::*;

/// A dialog of the runner page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ActiveDialog {
    /// `Add runner`.
    Add,
    /// `Remove NAME`.
    Remove {
        /// The runner of the row that was clicked.
        id: RunnerId,
        /// Its name at the click, as GitHub has it.
        name: String,
    },
    /// `Runner applications`.
    Applications,
    /// `Connection check`.
    Check,
    /// `What this tab changed`.
    Journal,
}

/// The context of the active dialog. Copy it freely.
///
/// Invariant: at most one dialog is active.
#[derive(Clone, Copy, Debug)]
pub struct Dialogs {
    active: RwSignal<Option<ActiveDialog>>,
    status_message: RwSignal<String>,
    focus_requests: RwSignal<u32>,
}

impl Dialogs {
    /// No dialog. Belongs to the current reactive owner.
    pub fn new() -> Self {
        Self {
            active: RwSignal::new(None),
            status_message: RwSignal::new(String::new()),
            focus_requests: RwSignal::new(0),
        }
    }

    /// Opens a dialog in the place of the active one.
    pub fn open(self, dialog: ActiveDialog) {
        self.active.try_set(Some(dialog));
    }

    /// Closes the active dialog and returns the focus.
    pub fn close(self) {
        self.active.try_set(None);
        self.return_focus();
    }

    /// Closes the active dialog and announces its result. An open dialog makes the announcement inert, so it comes after.
    pub fn close_with(self, result: String) {
        self.close();
        self.status_message.try_set(result);
    }

    /// The active dialog. Reactive.
    pub fn active(self) -> Option<ActiveDialog> {
        self.active.get()
    }

    /// The result of the dialog that closed last.
    pub fn status_message(self) -> RwSignal<String> {
        self.status_message
    }

    /// Counts requests to move the focus into the table.
    pub fn focus_requests(self) -> Signal<u32> {
        self.focus_requests.into()
    }

    /// Moves the focus into the table where the element that opened the dialog is gone, such as the row of a removed runner.
    pub fn return_focus(self) {
        request_animation_frame(move || {
            if document().active_element().is_none_or(|element| element.tag_name() == "BODY") {
                self.focus_requests.try_update(|requests| *requests += 1);
            }
        });
    }
}

impl Default for Dialogs {
    fn default() -> Self {
        Self::new()
    }
}

/// The active dialog of the runner page.
pub fn use_dialogs() -> Dialogs {
    expect_context()
}
