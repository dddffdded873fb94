//! A message that belongs to the page, or to a part of it.

use super::{Glyph, Icon};
use leptos::prelude::*;

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

/// A banner: an icon and the children. Role `alert` where it is [`Tone::Danger`], else `status`.
#[component]
pub fn Banner(
    /// What the message means.
    #[prop(optional)]
    tone: Tone,
    /// The message.
    children: Children,
) -> impl IntoView {
    view! {
        <div class=tone.class() role=tone.role()>
            <Icon glyph=tone.glyph() />
            <div class="banner-body">{children()}</div>
        </div>
    }
}
