//! A message that belongs to the page, or to a part of it.

use super::{Glyph, Icon};
use leptos::html;
use leptos::prelude::*;
use web_sys::{Element, ScrollIntoViewOptions, ScrollLogicalPosition};

/// What a banner's message means for the reader.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Good to know.
    #[default]
    Info,
    /// Done.
    Success,
    /// Look at this.
    Warning,
    /// Went wrong: read out at once (role `alert`).
    Danger,
}

impl Tone {
    fn class(self) -> &'static str {
        match self {
            Self::Info => "banner info",
            Self::Success => "banner success",
            Self::Warning => "banner warning",
            Self::Danger => "banner danger",
        }
    }

    fn role(self) -> &'static str {
        if self == Self::Danger { "alert" } else { "status" }
    }

    fn glyph(self) -> Glyph {
        match self {
            Self::Info => Glyph::Info,
            Self::Success => Glyph::Check,
            Self::Warning | Self::Danger => Glyph::Alert,
        }
    }
}

/// A banner: an icon and the children. Role `alert` where it is [`Tone::Danger`], else `status`. What went wrong in a dialog is
/// scrolled to: on a small screen it comes below the button that was pressed.
#[component]
pub fn Banner(
    /// What the message means.
    #[prop(optional)]
    tone: Tone,
    /// The message.
    children: Children,
) -> impl IntoView {
    let banner = NodeRef::<html::Div>::new();
    if tone == Tone::Danger {
        banner.on_load(|banner| request_animation_frame(move || show_in_dialog(&banner)));
    }
    view! {
        <div node_ref=banner class=tone.class() role=tone.role()>
            <Icon glyph=tone.glyph() />
            <div class="banner-body">{children()}</div>
        </div>
    }
}

/// A page is not scrolled: who reads a long table must not lose their place.
fn show_in_dialog(banner: &Element) {
    if banner.closest("dialog").is_ok_and(|dialog| dialog.is_some()) {
        let nearest = ScrollIntoViewOptions::new();
        nearest.set_block(ScrollLogicalPosition::Nearest);
        banner.scroll_into_view_with_scroll_into_view_options(&nearest);
    }
}
