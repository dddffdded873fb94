//! Generic widgets that know no type of the domain: every text they show comes in as a prop.
//!
//! Invariants: no `crate::` but `crate::ui` in here; every element has something dynamic in it (an expression), because
//! Leptos turns wholly static elements into `innerHTML`, which the page's Trusted Types policy refuses.

pub mod banner;
pub mod checkbox;
pub mod code_text;
pub mod combobox;
pub mod copy_button;
pub mod dialog;
pub mod download;
pub mod field;
pub mod focus;
pub mod icon;
pub mod id;
mod leaving;
pub mod on_window;
pub mod popup;
pub mod press;
pub mod progress_bar;
pub mod radio_group;
mod row_focus;
mod row_slots;
pub mod said;
pub mod toast;
mod type_ahead;
pub mod virtual_list;
pub mod window_math;

pub use banner::{Banner, Tone};
pub use checkbox::Checkbox;
pub use combobox::Combobox;
pub use copy_button::CopyButton;
pub use dialog::Dialog;
pub use download::download;
pub use field::{Field, FieldError, FieldHint, FieldKind};
pub use focus::focus_where_it_was_lost;
pub use icon::{Glyph, Icon};
pub use id::fresh_id;
pub use on_window::{on_window, on_window_first};
pub use popup::{Popup, PopupContent};
pub use press::watch_presses;
pub use progress_bar::ProgressBar;
pub use radio_group::RadioGroup;
pub use said::said;
pub use toast::Toast;
pub use virtual_list::{RowSlot, VirtualRows};

/// The value of `aria-*` attributes that are on. As a constant it also keeps an otherwise static element dynamic.
pub const TRUE: &str = "true";
