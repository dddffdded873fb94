//! Generic widgets that know no type of the domain: every text they show comes in as a prop.
//!
//! Invariants: no `crate::` but `crate::components` in here; every element has something dynamic in it (an expression), because
//! Leptos turns wholly static elements into `innerHTML`, which the page's Trusted Types policy refuses.

pub mod banner;
pub mod checkbox;
pub mod combobox;
pub mod copy_button;
pub mod dialog;
pub mod download;
mod exit_animation;
pub mod field;
pub mod focus;
pub mod icon;
pub mod inline_code;
pub mod popup;
pub mod press;
pub mod progress_bar;
pub mod radio_group;
mod row_focus;
mod row_slots;
pub mod status_message;
pub mod toast;
mod type_ahead;
pub mod unique_id;
pub mod virtual_list;
pub mod virtual_range;
pub mod window_listener;

pub use banner::{Banner, Tone};
pub use checkbox::Checkbox;
pub use combobox::Combobox;
pub use copy_button::CopyButton;
pub use dialog::Dialog;
pub use download::download;
pub use field::{Field, FieldError, FieldHint, FieldKind};
pub use focus::focus_where_it_was_lost;
pub use icon::{Glyph, Icon};
pub use popup::{Popup, PopupContent};
pub use press::watch_presses;
pub use progress_bar::ProgressBar;
pub use radio_group::RadioGroup;
pub use status_message::status_message;
pub use toast::Toast;
pub use unique_id::unique_id;
pub use virtual_list::{RowSlot, VirtualRows};
pub use window_listener::{window_capture_listener, window_listener};

/// The value of `aria-*` attributes that are on. As a constant it also keeps an otherwise static element dynamic.
pub const TRUE: &str = "true";
